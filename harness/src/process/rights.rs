//! Descriptors that go over a local socket along with bytes: `SCM_RIGHTS` of unix(7).

use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::vec;

use rustix::io::retry_on_intr;
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};

/// The most descriptors that go at once.
const MOST: usize = 4;

/// Descriptors that are received are given to no other program.
#[cfg(not(target_vendor = "apple"))]
const CLOEXEC: RecvFlags = RecvFlags::CMSG_CLOEXEC;
/// The system cannot do that at once.
#[cfg(target_vendor = "apple")]
const CLOEXEC: RecvFlags = RecvFlags::empty();

/// Sends bytes, and hands over these descriptors, no more than four, with the first of them. Tells how many bytes have gone.
///
/// # Errors
/// What the system answers, such as that nobody is at the other end.
pub fn send(
    to: impl AsFd,
    bytes: &[u8],
    descriptors: &[BorrowedFd<'_>],
) -> rustix::io::Result<usize> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST))];
    let mut ancillary = SendAncillaryBuffer::new(&mut space);
    if !descriptors.is_empty() {
        ancillary.push(SendAncillaryMessage::ScmRights(descriptors));
    }
    retry_on_intr(|| {
        let message = [IoSlice::new(bytes)];
        sendmsg(&to, &message, &mut ancillary, SendFlags::NOSIGNAL)
    })
}

/// Receives bytes, and the descriptors that come with them. Tells how many bytes have come; after none nothing more comes.
///
/// # Errors
/// What the system answers.
pub fn receive(
    from: impl AsFd,
    bytes: &mut [u8],
) -> rustix::io::Result<(usize, vec::IntoIter<OwnedFd>)> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST))];
    let mut ancillary = RecvAncillaryBuffer::new(&mut space);
    let received = retry_on_intr(|| {
        let mut message = [IoSliceMut::new(bytes)];
        recvmsg(&from, &mut message, &mut ancillary, CLOEXEC)
    })?;
    let rights = ancillary.drain().filter_map(|message| match message {
        RecvAncillaryMessage::ScmRights(rights) => Some(rights),
        _ => None,
    });
    let descriptors: Vec<OwnedFd> = rights.flatten().collect();
    Ok((received.bytes, descriptors.into_iter()))
}
