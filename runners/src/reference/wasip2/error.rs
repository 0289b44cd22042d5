//! The errors of the host in the words of network.wit.

use rustix::io::Errno;
use wasmtime::Error;
use wasmtime::component::Resource;

use super::Process;
use super::bindings::wasi::sockets::network::{ErrorCode, Host};
use super::stream::Failure;

/// A call that was not done: the guest is told why, or it ends for what it did.
#[derive(Debug)]
pub enum Refused {
    /// The guest is told this.
    Code(ErrorCode),
    /// The host has answered this, and the guest is told the code for it.
    Host(Errno),
    /// The guest ends.
    Trap(Error),
}

impl From<ErrorCode> for Refused {
    fn from(code: ErrorCode) -> Self {
        Refused::Code(code)
    }
}

impl From<Errno> for Refused {
    fn from(errno: Errno) -> Self {
        Refused::Host(errno)
    }
}

/// A handle that stands for nothing, which the engine has let through.
impl From<wasmtime::component::ResourceTableError> for Refused {
    fn from(error: wasmtime::component::ResourceTableError) -> Self {
        Refused::Trap(error.into())
    }
}

impl Host for Process {
    fn convert_error_code(&mut self, refused: Refused) -> Result<ErrorCode, Error> {
        match refused {
            Refused::Code(code) => Ok(code),
            Refused::Host(errno) => Ok(code(errno)),
            Refused::Trap(error) => Err(error),
        }
    }

    /// "to see if there's network-related information about the error to return" (network.wit), which of an error of a standard stream
    /// there is not.
    fn network_error_code(
        &mut self,
        failure: Resource<Failure>,
    ) -> Result<Option<ErrorCode>, Error> {
        let failure = self.handles.get(&failure)?;
        Ok(failure.is_of_network.then(|| code(failure.errno)))
    }
}

/// What network.wit names as the equivalent of an errno of POSIX, or else what the functions name that are answered it. The few
/// functions that name another code for an errno translate it before they come here.
pub fn code(errno: Errno) -> ErrorCode {
    match errno {
        Errno::ACCESS | Errno::PERM => ErrorCode::AccessDenied,
        Errno::OPNOTSUPP => ErrorCode::NotSupported,
        Errno::INVAL | Errno::AFNOSUPPORT | Errno::DESTADDRREQ => ErrorCode::InvalidArgument,
        Errno::NOMEM | Errno::NOBUFS => ErrorCode::OutOfMemory,
        Errno::TIMEDOUT => ErrorCode::Timeout,
        Errno::ALREADY => ErrorCode::ConcurrencyConflict,
        Errno::AGAIN => ErrorCode::WouldBlock,
        Errno::NOTCONN | Errno::ISCONN => ErrorCode::InvalidState,
        Errno::MFILE | Errno::NFILE => ErrorCode::NewSocketLimit,
        Errno::ADDRNOTAVAIL => ErrorCode::AddressNotBindable,
        Errno::ADDRINUSE => ErrorCode::AddressInUse,
        Errno::HOSTUNREACH
        | Errno::HOSTDOWN
        | Errno::NETUNREACH
        | Errno::NETDOWN
        | Errno::NONET => ErrorCode::RemoteUnreachable,
        Errno::CONNREFUSED => ErrorCode::ConnectionRefused,
        Errno::CONNRESET => ErrorCode::ConnectionReset,
        Errno::CONNABORTED => ErrorCode::ConnectionAborted,
        Errno::MSGSIZE => ErrorCode::DatagramTooLarge,
        _ => ErrorCode::Unknown,
    }
}
