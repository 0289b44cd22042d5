//! The lies about the bytes that a call moves: one is lost, comes twice, or out of order.

use super::Teller;
use crate::interface::Moves;

impl Teller<'_, '_> {
    pub(super) fn lose(&mut self) {
        match self.call.description.moves() {
            Some(Moves::Vectors {
                ptr,
                moved,
                taken: true,
            }) => self.taken("lie-lose", ptr, moved),
            Some(Moves::Vectors {
                ptr,
                moved,
                taken: false,
            }) => {
                let (vectors, spare) = (self.local(ptr), self.call.spare);
                let moved = self.local(moved);
                self.code.local_get(vectors);
                self.part("lie-shorten");
                self.code.local_set(spare);
                self.truth();
                self.code.local_get(vectors).local_get(spare);
                self.part("lie-lengthen");
                self.after_success(|teller| {
                    teller.code.local_get(moved).local_get(spare);
                    teller.part("lie-add");
                });
            }
            Some(Moves::Given { ptr }) => {
                let length = self.local(ptr + 1);
                self.code
                    .local_get(length)
                    .local_get(length)
                    .i32_const(0)
                    .i32_ne();
                self.code.i32_sub().local_set(length);
                self.truth();
            }
            Some(Moves::Taken { .. } | Moves::Copied { .. }) => {
                self.truth();
                self.lose_taken();
            }
            None => self.truth(),
        }
    }

    pub(super) fn double(&mut self) {
        match self.call.description.moves() {
            Some(Moves::Vectors {
                ptr,
                moved,
                taken: true,
            }) => {
                self.taken("lie-double", ptr, moved);
            }
            Some(Moves::Vectors { taken: false, .. } | Moves::Given { .. }) => {
                self.truth();
                self.after_success(Self::again);
            }
            Some(Moves::Taken { .. } | Moves::Copied { .. }) | None => self.truth(),
        }
    }

    pub(super) fn swap(&mut self) {
        match self.call.description.moves() {
            Some(Moves::Vectors {
                ptr, taken: true, ..
            }) => {
                self.truth();
                self.after_success(|teller| teller.swap_first(ptr));
            }
            Some(Moves::Vectors {
                ptr, taken: false, ..
            }) => {
                self.swap_first(ptr);
                self.truth();
                self.swap_first(ptr);
            }
            Some(Moves::Given { ptr }) => {
                let (list, length) = (self.local(ptr), self.local(ptr + 1));
                let exchange = |teller: &mut Self| {
                    teller.code.local_get(list).local_get(length);
                    teller.part("lie-swap");
                };
                exchange(self);
                self.truth();
                // A call that has not finished reads them later.
                if self.call.description.starts().is_none() {
                    exchange(self);
                }
            }
            Some(Moves::Taken { .. } | Moves::Copied { .. }) => {
                self.truth();
                self.swap_taken();
            }
            None => self.truth(),
        }
    }

    fn swap_first(&mut self, ptr: usize) {
        let vectors = self.local(ptr);
        self.code.local_get(vectors);
        self.part("lie-swap-first");
    }

    fn taken(&mut self, part: &str, ptr: usize, moved: usize) {
        self.truth();
        let (vectors, moved) = (self.local(ptr), self.local(moved));
        self.after_success(|teller| {
            teller.code.local_get(vectors).local_get(moved);
            teller.part(part);
        });
    }

    /// Takes one of the bytes away that a call has given which has finished.
    pub(super) fn lose_taken(&mut self) {
        match self.call.description.moves() {
            Some(Moves::Taken { ptr, offset }) => self.taken_list("lie-lose-list", ptr, offset),
            Some(Moves::Copied { ptr }) => {
                let (buffer, result) = (self.local(ptr), self.call.result);
                self.after_success(|teller| {
                    teller.code.local_get(buffer);
                    teller.code.local_get(result).i32_const(4).i32_shr_u();
                    teller.part("lie-lose-first");
                    let lost = teller
                        .code
                        .i32_const(4)
                        .i32_shl()
                        .local_set(teller.call.spare);
                    lost.local_get(result).local_get(teller.call.spare);
                    teller.code.i32_sub().local_set(result);
                });
            }
            _ => {}
        }
    }

    /// Exchanges the first two bytes that a call has given which has finished.
    pub(super) fn swap_taken(&mut self) {
        match self.call.description.moves() {
            Some(Moves::Taken { ptr, offset }) => self.taken_list("lie-swap-list", ptr, offset),
            Some(Moves::Copied { ptr }) => {
                let (buffer, result) = (self.local(ptr), self.call.result);
                self.after_success(|teller| {
                    teller.code.local_get(buffer);
                    teller.code.local_get(result).i32_const(4).i32_shr_u();
                    teller.part("lie-swap");
                });
            }
            _ => {}
        }
    }

    fn taken_list(&mut self, part: &str, ptr: usize, offset: u32) {
        self.after_success(|teller| {
            teller.address(ptr, offset);
            teller.part(part);
        });
    }
}
