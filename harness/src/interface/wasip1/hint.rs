//! What people mistake in the numbers of preview 1: it numbers its errnos on its own, and POSIX headers mislead.

use crate::interface::{Answer, Before, Decoded};

/// Errnos whose number is another error's in POSIX.
pub fn misread_errno(call: &Decoded, _: Before<'_>) -> Option<String> {
    let hint = match call.answer {
        Answer::Errno(4) => {
            "4 is addrnotavail: the address is not one of this host; EINTR is 4 in POSIX only, here intr is 27"
        }
        Answer::Errno(27) => "27 is intr: a signal interrupted the call",
        Answer::Errno(13) => "13 is connaborted; EACCES is 13 in POSIX only, here access is 2",
        Answer::Errno(2) => "2 is access; ENOENT is 2 in POSIX only, here noent is 44",
        Answer::Errno(11) => "11 is canceled; EAGAIN is 11 on Linux only, here again is 6",
        Answer::Errno(22) => "22 is fbig; EINVAL is 22 in POSIX only, here inval is 28",
        Answer::Errno(9) => "9 is badmsg; EBADF is 9 in POSIX only, here badf is 8",
        _ => return None,
    };
    Some(hint.to_owned())
}
