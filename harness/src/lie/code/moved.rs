//! The lies about the bytes that a call moves: one is lost, comes twice, or out of order.

use super::{Teller, index};
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
                let (vectors, spare) = (index(ptr), self.call.spare);
                self.code.local_get(vectors);
                self.part("lie-shorten");
                self.code.local_set(spare);
                self.truth();
                self.code.local_get(vectors).local_get(spare);
                self.part("lie-lengthen");
                self.after_success(|teller| {
                    teller.code.local_get(index(moved)).local_get(spare);
                    teller.part("lie-add");
                });
            }
            Some(Moves::Given { ptr }) => {
                let length = index(ptr + 1);
                self.code
                    .local_get(length)
                    .local_get(length)
                    .i32_const(0)
                    .i32_ne();
                self.code.i32_sub().local_set(length);
                self.truth();
            }
            Some(Moves::Taken { ptr, offset }) => self.taken_list("lie-lose-list", ptr, offset),
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
            Some(Moves::Taken { .. }) | None => self.truth(),
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
                let exchange = |teller: &mut Self| {
                    teller.code.local_get(index(ptr)).local_get(index(ptr + 1));
                    teller.part("lie-swap");
                };
                exchange(self);
                self.truth();
                exchange(self);
            }
            Some(Moves::Taken { ptr, offset }) => self.taken_list("lie-swap-list", ptr, offset),
            None => self.truth(),
        }
    }

    fn swap_first(&mut self, ptr: usize) {
        self.code.local_get(index(ptr));
        self.part("lie-swap-first");
    }

    fn taken(&mut self, part: &str, ptr: usize, moved: usize) {
        self.truth();
        self.after_success(|teller| {
            teller.code.local_get(index(ptr)).local_get(index(moved));
            teller.part(part);
        });
    }

    fn taken_list(&mut self, part: &str, ptr: usize, offset: u32) {
        self.truth();
        self.after_success(|teller| {
            Self::address(teller.code, ptr, offset);
            teller.part(part);
        });
    }
}
