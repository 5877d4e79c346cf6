//! Spreads work over threads and takes the results in order.

use std::{
    collections::HashMap,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
};

/// Calls `work` for each item on `threads` threads, and `then` on this thread with each result, in the order of `items`.
pub(crate) fn spread<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> R + Sync,
    mut then: impl FnMut(&T, R),
) {
    let next = AtomicUsize::new(0);
    let work = |results: mpsc::Sender<(usize, R)>| {
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(place) else { return };
            if results.send((place, work(item))).is_err() {
                return;
            }
        }
    };
    let work = &work;
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..threads.max(1) {
            let sender = sender.clone();
            scope.spawn(move || work(sender));
        }
        drop(sender);
        let mut early: HashMap<usize, R> = HashMap::new();
        let mut due = 0;
        for (place, result) in receiver {
            early.insert(place, result);
            while let Some(result) = early.remove(&due) {
                then(&items[due], result);
                due += 1;
            }
        }
    });
}
