//! The system calls that serve the operations of sockets.

use serde::{Deserialize, Serialize};

/// An operation of sockets on the host, which one or several system calls serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// Make a socket.
    Socket,
    /// Give it an address.
    Bind,
    /// Listen.
    Listen,
    /// Accept a connection.
    Accept,
    /// Begin to connect, or connect.
    Connect,
    /// Ask for the pending error (`SO_ERROR`), as whoever has begun to connect does in the end.
    SoError,
    /// Send, by any of the calls that write.
    Send,
    /// Receive, by any of the calls that read.
    Recv,
    /// End one direction or both.
    Shutdown,
    /// Set an option.
    Setsockopt,
    /// Ask for an option, other than the pending error.
    Getsockopt,
    /// Ask for the own address.
    Getsockname,
    /// Ask for the address of the other end.
    Getpeername,
    /// Register for events, or change that.
    EpollCtl,
    /// Wait for events, of whatever descriptors.
    Poll,
    /// Close.
    Close,
}

impl Operation {
    /// Gives all operations.
    pub fn all() -> impl Iterator<Item = Operation> {
        NAMES.iter().map(|(operation, _)| *operation)
    }

    /// Gives the operation of this name.
    pub fn named(name: &str) -> Option<Operation> {
        let found = NAMES.iter().find(|(_, known)| *known == name);
        found.map(|(operation, _)| *operation)
    }

    /// Gives its name: that of its system call in POSIX, where there is one of that name.
    pub fn name(self) -> &'static str {
        let found = NAMES.iter().find(|(operation, _)| *operation == self);
        found.map_or("?", |(_, name)| name)
    }
}

const NAMES: &[(Operation, &str)] = &[
    (Operation::Socket, "socket"),
    (Operation::Bind, "bind"),
    (Operation::Listen, "listen"),
    (Operation::Accept, "accept"),
    (Operation::Connect, "connect"),
    (Operation::SoError, "so-error"),
    (Operation::Send, "send"),
    (Operation::Recv, "recv"),
    (Operation::Shutdown, "shutdown"),
    (Operation::Setsockopt, "setsockopt"),
    (Operation::Getsockopt, "getsockopt"),
    (Operation::Getsockname, "getsockname"),
    (Operation::Getpeername, "getpeername"),
    (Operation::EpollCtl, "epoll-ctl"),
    (Operation::Poll, "poll"),
    (Operation::Close, "close"),
];

#[cfg(target_os = "linux")]
pub(crate) use linux::{About, SystemCall, system_calls};

#[cfg(target_os = "linux")]
mod linux {
    use super::Operation;

    /// A system call that may be about a socket.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) struct SystemCall {
        /// Its number on this architecture.
        pub number: libc::c_long,
        /// Its name in the manual.
        pub name: &'static str,
        /// What it serves.
        pub operation: Operation,
        /// How it says what it is about.
        pub about: About,
    }

    /// How a system call says what it is about.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) enum About {
        /// Its argument at this place, from 0, is a descriptor.
        Descriptor(usize),
        /// Its first argument is the family of a socket to come.
        Family,
        /// It waits for many descriptors.
        Many,
    }

    macro_rules! table {
        ($($(#[$only:meta])? $number:ident $name:ident $operation:ident $about:expr;)*) => {
            &[$($(#[$only])? SystemCall {
                number: libc::$number,
                name: stringify!($name),
                operation: Operation::$operation,
                about: $about,
            },)*]
        };
    }

    const FIRST: About = About::Descriptor(0);

    /// All of them. A newer call that does what an older one did stands beside it, since a C library may take either.
    pub(crate) fn system_calls() -> &'static [SystemCall] {
        table! {
            SYS_socket socket Socket About::Family;
            SYS_bind bind Bind FIRST;
            SYS_listen listen Listen FIRST;
            SYS_accept accept Accept FIRST;
            SYS_accept4 accept4 Accept FIRST;
            SYS_connect connect Connect FIRST;
            SYS_sendto sendto Send FIRST;
            SYS_sendmsg sendmsg Send FIRST;
            SYS_sendmmsg sendmmsg Send FIRST;
            SYS_write write Send FIRST;
            SYS_writev writev Send FIRST;
            SYS_recvfrom recvfrom Recv FIRST;
            SYS_recvmsg recvmsg Recv FIRST;
            SYS_recvmmsg recvmmsg Recv FIRST;
            SYS_read read Recv FIRST;
            SYS_readv readv Recv FIRST;
            SYS_shutdown shutdown Shutdown FIRST;
            SYS_setsockopt setsockopt Setsockopt FIRST;
            SYS_getsockopt getsockopt Getsockopt FIRST;
            SYS_getsockname getsockname Getsockname FIRST;
            SYS_getpeername getpeername Getpeername FIRST;
            SYS_epoll_ctl epoll_ctl EpollCtl About::Descriptor(2);
            SYS_close close Close FIRST;
            SYS_ppoll ppoll Poll About::Many;
            SYS_pselect6 pselect6 Poll About::Many;
            SYS_epoll_pwait epoll_pwait Poll About::Many;
            SYS_epoll_pwait2 epoll_pwait2 Poll About::Many;
            #[cfg(target_arch = "x86_64")] SYS_poll poll Poll About::Many;
            #[cfg(target_arch = "x86_64")] SYS_select select Poll About::Many;
            #[cfg(target_arch = "x86_64")] SYS_epoll_wait epoll_wait Poll About::Many;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_has_one_name() {
        for operation in Operation::all() {
            assert_eq!(Operation::named(operation.name()), Some(operation));
            let json = serde_json::to_string(&operation).unwrap();
            assert_eq!(json, format!("\"{}\"", operation.name()));
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn every_operation_but_the_pending_error_has_a_system_call() {
        for operation in Operation::all().filter(|one| *one != Operation::SoError) {
            let mut calls = system_calls().iter();
            assert!(
                calls.any(|call| call.operation == operation),
                "{operation:?}"
            );
        }
    }
}
