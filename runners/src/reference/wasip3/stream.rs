//! The host's ends of streams: connections that come, bytes that are received, and bytes that are sent.

use std::os::fd::OwnedFd;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use rustix::event::PollFlags;
use rustix::io::{Errno, retry_on_intr};
use rustix::net::sockopt;
use rustix::net::{self, RecvFlags, SendFlags, Shutdown, SocketFlags};
use wasmtime::component::{
    Destination, Resource, Source, StreamConsumer, StreamProducer, StreamResult, VecBuffer,
};
use wasmtime::{Error, StoreContextMut};

use super::super::wasip2::{IpAddressFamily, Process};
use super::bindings::wasi::sockets::types::ErrorCode;
use super::error::code;
use super::tcp::Socket;
use super::wait::{Teller, poll_host};

/// What a stream came to, once it has ended.
pub type Ended = Result<(), ErrorCode>;

/// The connections that come to a listening socket.
pub struct Incoming {
    /// The socket of the host.
    pub host: Arc<OwnedFd>,
    /// Its family, which those that come have.
    pub family: IpAddressFamily,
}

impl StreamProducer<Process> for Incoming {
    type Item = Resource<Socket>;
    type Buffer = Option<Resource<Socket>>;

    /// "Optionally log it and then skip over non-fatal errors returned by `accept`" (types.wit, `listen`, Implementors note). What the host
    /// has no room for is fatal: it would come again at once.
    fn poll_produce<'a>(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        mut store: StoreContextMut<'a, Process>,
        mut destination: Destination<'a, Self::Item, Self::Buffer>,
        finish: bool,
    ) -> Poll<Result<StreamResult, Error>> {
        let comes = |context: &mut Context<'_>| {
            or_cancelled(poll_host(&self.host, PollFlags::IN, context), finish)
        };
        if destination.remaining(&mut store) == Some(0) {
            return comes(context);
        }
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        loop {
            match retry_on_intr(|| net::accept_with(&self.host, flags)) {
                Ok(host) => {
                    let socket = Socket::connected(host, self.family);
                    let socket = store.data_mut().handles.push(socket)?;
                    destination.set_buffer(Some(socket));
                    return Poll::Ready(Ok(StreamResult::Completed));
                }
                Err(Errno::AGAIN) => match ready!(comes(context))? {
                    StreamResult::Completed => {}
                    result => return Poll::Ready(Ok(result)),
                },
                Err(Errno::MFILE | Errno::NFILE | Errno::NOBUFS | Errno::NOMEM | Errno::BADF) => {
                    return Poll::Ready(Ok(StreamResult::Dropped));
                }
                Err(_) => {}
            }
        }
    }
}

/// The bytes that a connection has for the guest.
pub struct Receiving {
    /// The socket of the host.
    pub host: Arc<OwnedFd>,
    /// Who tells what the stream came to.
    pub ended: Teller<Ended>,
}

impl Receiving {
    fn receive(&self, room: &mut [u8]) -> Result<usize, Errno> {
        let (got, _) = retry_on_intr(|| net::recv(&self.host, &mut *room, RecvFlags::DONTWAIT))?;
        Ok(got)
    }
}

/// How many bytes are received at once where the guest does not say how many it takes.
const MOST: usize = 1 << 16;

impl StreamProducer<Process> for Receiving {
    type Item = u8;
    type Buffer = VecBuffer<u8>;

    /// "The implementation drops the stream once no more data is available. At that point, the returned `future` resolves to: `ok` after a
    /// graceful shutdown from the peer (i.e. a FIN packet), or `err` if the socket was closed abnormally" (types.wit, `receive`).
    fn poll_produce<'a>(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        mut store: StoreContextMut<'a, Process>,
        destination: Destination<'a, Self::Item, Self::Buffer>,
        finish: bool,
    ) -> Poll<Result<StreamResult, Error>> {
        let comes = |context: &mut Context<'_>| {
            or_cancelled(poll_host(&self.host, PollFlags::IN, context), finish)
        };
        if destination.remaining(&mut store) == Some(0) {
            return comes(context);
        }
        let mut destination = destination.as_direct(store, MOST);
        loop {
            match self.receive(destination.remaining()) {
                Ok(0) => {
                    self.ended.tell(Ok(()));
                    return Poll::Ready(Ok(StreamResult::Dropped));
                }
                Ok(got) => {
                    destination.mark_written(got);
                    return Poll::Ready(Ok(StreamResult::Completed));
                }
                Err(Errno::AGAIN) => match ready!(comes(context))? {
                    StreamResult::Completed => {}
                    result => return Poll::Ready(Ok(result)),
                },
                Err(errno) => {
                    self.ended.tell(Err(code(errno)));
                    return Poll::Ready(Ok(StreamResult::Dropped));
                }
            }
        }
    }
}

/// "This is equivalent to calling `shutdown(SHUT_RD)` in POSIX" (types.wit, `receive`), of a stream that the guest drops.
impl Drop for Receiving {
    fn drop(&mut self) {
        // A connection that is gone has nothing to be shut down.
        let _ = net::shutdown(&self.host, Shutdown::Read);
        self.ended.tell(Ok(()));
    }
}

/// The bytes that the guest has for a connection.
pub struct Sending {
    /// The socket of the host.
    pub host: Arc<OwnedFd>,
    /// Who tells what the stream came to.
    pub ended: Teller<Ended>,
}

impl StreamConsumer<Process> for Sending {
    type Item = u8;

    fn poll_consume(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        store: StoreContextMut<'_, Process>,
        source: Source<'_, Self::Item>,
        finish: bool,
    ) -> Poll<Result<StreamResult, Error>> {
        let room = |context: &mut Context<'_>| {
            or_cancelled(poll_host(&self.host, PollFlags::OUT, context), finish)
        };
        let mut source = source.as_direct(store);
        if source.remaining().is_empty() {
            return room(context);
        }
        let flags = SendFlags::DONTWAIT | SendFlags::NOSIGNAL;
        loop {
            match retry_on_intr(|| net::send(&self.host, source.remaining(), flags)) {
                Ok(sent) => {
                    source.mark_read(sent);
                    return Poll::Ready(Ok(StreamResult::Completed));
                }
                Err(Errno::AGAIN) => match ready!(room(context))? {
                    StreamResult::Completed => {}
                    result => return Poll::Ready(Ok(result)),
                },
                Err(errno) => {
                    self.ended.tell(Err(code(errno)));
                    return Poll::Ready(Ok(StreamResult::Dropped));
                }
            }
        }
    }
}

/// "Closing the stream is equivalent to calling `shutdown(SHUT_WR)` in POSIX" (types.wit, `send`). A connection that is gone has nothing to
/// be shut down, and knows why.
impl Drop for Sending {
    fn drop(&mut self) {
        let ended = match net::shutdown(&self.host, Shutdown::Write) {
            Err(Errno::NOTCONN) => sockopt::socket_error(&self.host).and_then(|error| error),
            ended => ended,
        };
        self.ended.tell(ended.map_err(code));
    }
}

/// A wait that the engine may cancel.
fn or_cancelled(waited: Poll<()>, finish: bool) -> Poll<Result<StreamResult, Error>> {
    match waited {
        Poll::Ready(()) => Poll::Ready(Ok(StreamResult::Completed)),
        Poll::Pending if finish => Poll::Ready(Ok(StreamResult::Cancelled)),
        Poll::Pending => Poll::Pending,
    }
}
