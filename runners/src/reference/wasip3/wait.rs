//! Waiting: for a descriptor of the host, or for a time, by whatever of the guest's calls are under way.
//!
//! The engine polls each of them, and one that waits says here what for, and who is to be woken. When none of them can go on, the
//! process waits for all at once. Everything happens on one thread.

use std::cell::RefCell;
use std::os::fd::OwnedFd;
use std::pin::{Pin, pin};
use std::sync::{Arc, Weak};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

/// Something that is waited for.
enum Event {
    /// The host says this of a descriptor, or that it has failed or hung up. Who waited may have been cancelled, and is not to keep it open.
    Host(Weak<OwnedFd>, PollFlags),
    /// A time has come.
    Time(Instant),
}

thread_local! {
    /// What is waited for, and who is to be woken then.
    static AWAITED: RefCell<Vec<(Event, Waker)>> = const { RefCell::new(Vec::new()) };
}

/// Whoever is woken is polled by the engine, which is woken with it.
struct Everybody;

impl Wake for Everybody {
    fn wake(self: Arc<Self>) {}
}

/// Drives a program to its end.
pub fn block_on<T>(program: impl Future<Output = T>) -> T {
    let mut program = pin!(program);
    let waker = Waker::from(Arc::new(Everybody));
    loop {
        if let Poll::Ready(ended) = program.as_mut().poll(&mut Context::from_waker(&waker)) {
            return ended;
        }
        for waker in come() {
            waker.wake();
        }
    }
}

/// Waits until something comes that is waited for, and says who waits for it. Where nothing is waited for, nothing ever comes.
fn come() -> Vec<Waker> {
    AWAITED.with_borrow_mut(|awaited| {
        let times = awaited.iter().filter_map(|(event, _)| match event {
            Event::Time(time) => Some(*time),
            Event::Host(..) => None,
        });
        let left = times
            .min()
            .map(|time| time.saturating_duration_since(Instant::now()));
        let left = left.map(|left| {
            Timespec::try_from(left).unwrap_or(Timespec {
                tv_sec: i64::MAX,
                tv_nsec: 0,
            })
        });
        awaited.retain(|(event, _)| match event {
            Event::Host(host, _) => host.strong_count() > 0,
            Event::Time(_) => true,
        });
        let hosts = awaited.iter().filter_map(|(event, _)| match event {
            Event::Host(host, flags) => Some((host.upgrade()?, *flags)),
            Event::Time(_) => None,
        });
        let hosts: Vec<(Arc<OwnedFd>, PollFlags)> = hosts.collect();
        let hosts = hosts.iter();
        let mut hosts: Vec<PollFd<'_>> = hosts
            .map(|(host, flags)| PollFd::new(host, *flags))
            .collect();
        while let Err(Errno::INTR) = poll(&mut hosts, left.as_ref()) {}
        let mut hosts = hosts.iter().map(|host| !host.revents().is_empty());
        let now = Instant::now();
        let is_come: Vec<bool> = awaited
            .iter()
            .map(|(event, _)| match event {
                Event::Host(..) => hosts.next().unwrap_or_default(),
                Event::Time(time) => *time <= now,
            })
            .collect();
        let mut is_come = is_come.into_iter();
        let all = std::mem::take(awaited);
        let (come, rest): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|_| is_come.next().unwrap_or_default());
        *awaited = rest;
        come.into_iter().map(|(_, waker)| waker).collect()
    })
}

/// Asks the host whether a descriptor is ready; if not, whoever polls is woken when it is.
pub fn poll_host(host: &Arc<OwnedFd>, flags: PollFlags, context: &Context<'_>) -> Poll<()> {
    let mut asked = [PollFd::new(host, flags)];
    let at_once = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // Where the host does not answer, the call that was waited for will.
    let answered = poll(&mut asked, Some(&at_once));
    if answered != Ok(0) {
        return Poll::Ready(());
    }
    wait(Event::Host(Arc::downgrade(host), flags), context);
    Poll::Pending
}

fn wait(event: Event, context: &Context<'_>) {
    let waker = context.waker().clone();
    AWAITED.with_borrow_mut(|awaited| awaited.push((event, waker)));
}

/// Waits until a descriptor is ready.
pub async fn ready(host: Arc<OwnedFd>, flags: PollFlags) {
    std::future::poll_fn(|context| poll_host(&host, flags, context)).await;
}

/// Waits until a time.
pub async fn until(time: Instant) {
    std::future::poll_fn(|context| match time <= Instant::now() {
        true => Poll::Ready(()),
        false => {
            wait(Event::Time(time), context);
            Poll::Pending
        }
    })
    .await;
}

/// Makes a value that is told later, and who tells it.
pub fn later<T>() -> (Teller<T>, Told<T>) {
    let place = Arc::new(std::sync::Mutex::new((None, None)));
    (Teller(place.clone()), Told(place))
}

type Place<T> = Arc<std::sync::Mutex<(Option<T>, Option<Waker>)>>;

/// Who tells a value.
pub struct Teller<T>(Place<T>);

/// Who is told it.
pub struct Told<T>(Place<T>);

impl<T> Teller<T> {
    /// Tells the value, unless another was told.
    pub fn tell(&self, value: T) {
        let mut place = super::super::wasip2::lock(&self.0);
        place.0.get_or_insert(value);
        if let Some(waker) = place.1.take() {
            waker.wake();
        }
    }
}

impl<T> Future for Told<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let mut place = super::super::wasip2::lock(&self.0);
        match place.0.take() {
            Some(value) => Poll::Ready(value),
            None => {
                place.1 = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}
