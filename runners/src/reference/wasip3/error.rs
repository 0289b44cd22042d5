//! The errors of the host in the words of types.wit.

use rustix::io::Errno;
use wasmtime::Error;

use super::super::wasip2::{self, Process};
use super::bindings::wasi::sockets::types::{ErrorCode, Host};

/// A call that was not done: the guest is told why, or it ends for what it did.
#[derive(Debug)]
pub enum Refused {
    /// The guest is told this.
    Code(ErrorCode),
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
        Refused::Code(code(errno))
    }
}

/// A handle that stands for nothing, which the engine has let through.
impl From<wasmtime::component::ResourceTableError> for Refused {
    fn from(error: wasmtime::component::ResourceTableError) -> Self {
        Refused::Trap(error.into())
    }
}

/// What is refused in 0.2 for the same reason.
impl From<wasip2::Refused> for Refused {
    fn from(refused: wasip2::Refused) -> Self {
        match refused {
            wasip2::Refused::Code(code) => code.into(),
            wasip2::Refused::Host(errno) => errno.into(),
            wasip2::Refused::Trap(error) => Refused::Trap(error),
        }
    }
}

impl From<wasip2::ErrorCode> for Refused {
    fn from(code: wasip2::ErrorCode) -> Self {
        use wasip2::ErrorCode as Earlier;
        Refused::Code(match code {
            Earlier::AccessDenied => ErrorCode::AccessDenied,
            Earlier::NotSupported => ErrorCode::NotSupported,
            Earlier::InvalidArgument => ErrorCode::InvalidArgument,
            Earlier::OutOfMemory => ErrorCode::OutOfMemory,
            Earlier::InvalidState => ErrorCode::InvalidState,
            Earlier::AddressNotBindable => ErrorCode::AddressNotBindable,
            Earlier::AddressInUse => ErrorCode::AddressInUse,
            _ => ErrorCode::Other(None),
        })
    }
}

impl Host for Process {
    fn convert_error_code(&mut self, refused: Refused) -> Result<ErrorCode, Error> {
        match refused {
            Refused::Code(code) => Ok(code),
            Refused::Trap(error) => Err(error),
        }
    }
}

/// What types.wit names as the equivalent of an errno of POSIX. The few functions that name another code for an errno translate it
/// before they come here.
pub fn code(errno: Errno) -> ErrorCode {
    match errno {
        Errno::ACCESS | Errno::PERM => ErrorCode::AccessDenied,
        Errno::OPNOTSUPP
        | Errno::NOPROTOOPT
        | Errno::PFNOSUPPORT
        | Errno::PROTONOSUPPORT
        | Errno::SOCKTNOSUPPORT => ErrorCode::NotSupported,
        Errno::INVAL | Errno::DESTADDRREQ | Errno::AFNOSUPPORT => ErrorCode::InvalidArgument,
        Errno::NOMEM | Errno::NOBUFS => ErrorCode::OutOfMemory,
        Errno::TIMEDOUT => ErrorCode::Timeout,
        Errno::NOTCONN | Errno::ISCONN | Errno::ALREADY => ErrorCode::InvalidState,
        Errno::ADDRNOTAVAIL => ErrorCode::AddressNotBindable,
        Errno::ADDRINUSE => ErrorCode::AddressInUse,
        Errno::HOSTUNREACH
        | Errno::HOSTDOWN
        | Errno::NETDOWN
        | Errno::NETUNREACH
        | Errno::NONET => ErrorCode::RemoteUnreachable,
        Errno::CONNREFUSED => ErrorCode::ConnectionRefused,
        Errno::PIPE => ErrorCode::ConnectionBroken,
        Errno::CONNRESET => ErrorCode::ConnectionReset,
        Errno::CONNABORTED => ErrorCode::ConnectionAborted,
        Errno::MSGSIZE => ErrorCode::DatagramTooLarge,
        _ => ErrorCode::Other(None),
    }
}

/// "Tried to perform an implicit bind, but there were no ephemeral ports available. (EADDRINUSE, EADDRNOTAVAIL on Linux" (types.wit,
/// `connect`), where other functions say something else by that errno.
pub fn connecting(errno: Errno) -> ErrorCode {
    match errno {
        Errno::ADDRNOTAVAIL => ErrorCode::AddressInUse,
        errno => code(errno),
    }
}
