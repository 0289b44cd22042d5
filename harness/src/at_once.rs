//! Doing the same with many things at once.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Says how many threads can work at once.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Gives what `perform` makes of each of `all`, in their order, with `jobs` of them under way at once.
///
/// # Panics
/// As `perform` does.
pub fn at_once<T: Sync, R: Send>(
    jobs: usize,
    all: &[T],
    perform: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut made = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(one) = all.get(index) else {
                return made;
            };
            made.push((index, perform(one)));
        }
    };
    let mut made: Vec<(usize, R)> = thread::scope(|scope| {
        // Where the system refuses more threads, those that there are do the work, and without any this one.
        let workers = (0..jobs.min(all.len()))
            .map_while(|_| thread::Builder::new().spawn_scoped(scope, work).ok());
        let workers = workers.collect::<Vec<_>>();
        if workers.is_empty() {
            return work();
        }
        let made = workers.into_iter().flat_map(|worker| match worker.join() {
            Ok(made) => made,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        made.collect()
    });
    made.sort_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_stands_in_the_order_of_what_it_is_made_of() {
        let all: Vec<usize> = (0..1000).collect();
        let twice = |one: &usize| one * 2;
        let expected: Vec<usize> = all.iter().map(twice).collect();
        for jobs in [1, 3, 2000] {
            assert_eq!(at_once(jobs, &all, twice), expected, "{jobs} jobs");
        }
        assert_eq!(at_once(4, &[], twice), Vec::<usize>::new());
    }
}
