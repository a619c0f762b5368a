//! Threads that each own one connection and take work from a shared queue.
//!
//! Both clients block, so they get threads of their own instead of the runtime's.

use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Work for a thread that owns a `C`.
pub type Work<C> = Box<dyn FnOnce(&mut C) + Send>;

/// Past so much waiting work a newcomer is refused, so that a stall is an honest 503 and not a growing heap.
const MOST_WAITING: usize = 8_192;

/// A queue, and the threads that empty it. Dropping it lets the threads finish what waits, then end.
pub struct Workers<C> {
    queue: Arc<Queue<C>>,
}

struct Queue<C> {
    state: Mutex<State<C>>,
    news: Condvar,
}

struct State<C> {
    waiting: VecDeque<(Instant, Work<C>)>,
    closed: bool,
    taken: u64,
    waited: Duration,
}

/// How work waited for a connection since the start.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Waits {
    /// So much waits now.
    pub waiting: u64,
    /// So much was taken up.
    pub taken: u64,
    /// So long all of that had waited.
    pub waited: Duration,
}

impl<C> Queue<C> {
    fn lock(&self) -> MutexGuard<'_, State<C>> {
        // Work is caught when it panics, and the queue's own code leaves it whole at every step.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<C: Send + 'static> Workers<C> {
    /// Starts one thread for each of the connections.
    pub fn start(name: &str, connections: Vec<C>) -> std::io::Result<Self> {
        let queue = Arc::new(Queue {
            state: Mutex::new(State { waiting: VecDeque::new(), closed: false, taken: 0, waited: Duration::ZERO }),
            news: Condvar::new(),
        });
        for mut connection in connections {
            let queue = queue.clone();
            std::thread::Builder::new().name(name.to_owned()).spawn(move || {
                while let Some(work) = next(&queue) {
                    work(&mut connection);
                }
            })?;
        }
        Ok(Self { queue })
    }

    /// Adds work at the end of the queue; gives it back where too much waits.
    pub fn add(&self, work: Work<C>) -> Result<(), Work<C>> {
        let mut state = self.queue.lock();
        if state.waiting.len() >= MOST_WAITING {
            return Err(work);
        }
        state.waiting.push_back((Instant::now(), work));
        drop(state);
        self.queue.news.notify_one();
        Ok(())
    }

    /// How work has waited.
    pub fn waits(&self) -> Waits {
        let state = self.queue.lock();
        Waits { waiting: state.waiting.len() as u64, taken: state.taken, waited: state.waited }
    }
}

fn next<C>(queue: &Queue<C>) -> Option<Work<C>> {
    let mut state = queue.lock();
    loop {
        if let Some((since, work)) = state.waiting.pop_front() {
            state.taken += 1;
            state.waited += since.elapsed();
            return Some(work);
        }
        if state.closed {
            return None;
        }
        state = queue.news.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
}

impl<C> Drop for Workers<C> {
    fn drop(&mut self) {
        self.queue.lock().closed = true;
        self.queue.news.notify_all();
    }
}
