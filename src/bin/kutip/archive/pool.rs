//! Work shared among threads whose results come out in the order the work went in, with little of it under way at once.

use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Pages are parsed by recursion in places; the stack is only reserved, not used.
const STACK: usize = 32 << 20;

/// Hands every item of `input` to one of `jobs` threads and its result, in order, to `output`, up to the first error.
///
/// `input` is read on a thread of its own and never gets ahead by more than a few items a thread: an item and its place in
/// the order wait in two bounded queues, and the place is a channel that will carry the result.
pub(crate) fn in_order<I: Send, O: Send, E>(
    jobs: usize,
    input: impl Iterator<Item = I> + Send,
    work: impl Fn(I) -> O + Sync,
    mut output: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E> {
    let (places, ordered) = sync_channel::<Receiver<O>>(jobs * 2);
    let (tasks, waiting) = sync_channel::<(I, Sender<O>)>(jobs);
    let waiting = Mutex::new(waiting);
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
    thread::scope(|scope| {
        scope.spawn(move || {
            for item in input {
                let (result, place) = channel();
                if places.send(place).is_err() || tasks.send((item, result)).is_err() {
                    break;
                }
            }
        });
        for _ in 0..jobs {
            let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || {
                while let Ok((item, result)) = next() {
                    // Nobody waits any more once the output has failed.
                    let _ = result.send(work(item));
                }
            });
            worker.expect("the system has room for a thread");
        }
        // Dropping the queue of places, at the end or at an error, ends the reader and with it the workers.
        let mut results = ordered.into_iter().map(|place| place.recv().expect("a result for every item"));
        results.try_for_each(&mut output)
    })
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use std::time::Duration;

    #[test]
    fn order_is_kept_whoever_is_first() {
        let slow_first = |item: u64| {
            std::thread::sleep(Duration::from_millis(if item.is_multiple_of(3) { 3 } else { 0 }));
            item * 2
        };
        let mut seen = Vec::new();
        let done = in_order(4, 0..100, slow_first, |result| {
            seen.push(result);
            Ok::<(), ()>(())
        });
        assert_eq!(done, Ok(()));
        assert_eq!(seen, (0..200).step_by(2).collect::<Vec<u64>>());
    }

    #[test]
    fn an_error_ends_an_endless_input() {
        let done = in_order(2, 0u64.., |item| item, |result| if result == 1000 { Err("full") } else { Ok(()) });
        assert_eq!(done, Err("full"));
    }
}
