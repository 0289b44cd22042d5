//! Things that stand many times, numbered.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// Things that stand many times, each once and with its number.
pub(super) struct Once<T> {
    numbers: HashMap<T, usize>,
    all: Vec<T>,
}

impl<T: Clone + Eq + Hash> Once<T> {
    pub(super) fn new() -> Once<T> {
        Once {
            numbers: HashMap::new(),
            all: Vec::new(),
        }
    }

    /// The number of `one`, which it keeps.
    pub(super) fn number<Q: ToOwned<Owned = T> + Eq + Hash + ?Sized>(&mut self, one: &Q) -> usize
    where
        T: Borrow<Q>,
    {
        if let Some(number) = self.numbers.get(one) {
            return *number;
        }
        let number = self.all.len();
        self.numbers.insert(one.to_owned(), number);
        self.all.push(one.to_owned());
        number
    }

    /// All of them, in the order of their numbers.
    pub(super) fn all(self) -> Vec<T> {
        self.all
    }
}
