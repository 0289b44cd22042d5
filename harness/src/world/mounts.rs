//! The files of a private world.
//!
//! A network namespace hides no Unix socket that has a name: over such a one, a C library asks a daemon for the names of
//! hosts, and the daemon asks the network. So what daemons listen in is not there, and what says how names are looked up
//! is the same on every machine: `localhost` is known for both families, and every other name fails at once, since nobody
//! is asked but a server on loopback that there is not.
//!
//! What is the same in all worlds is made [once](prepare), in the mount namespace of the fork server. A world begins with a
//! copy of it, in which none of that can be undone, and [adds](isolate) what is its own.

use std::ffi::{CStr, CString};
use std::fs;
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use super::linux::last_errno;
use super::{HIDDEN, Own, WorldError};

/// The files of `/etc` that have a content of their own.
const OWN: [(&str, &str); 6] = [
    (
        "resolv.conf",
        "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n",
    ),
    ("hosts", "127.0.0.1 localhost\n::1 localhost\n"),
    (
        "nsswitch.conf",
        "passwd: files\ngroup: files\nhosts: files dns\nservices: files\nprotocols: files\n",
    ),
    ("host.conf", "multi on\n"),
    ("passwd", "root:x:0:0:root:/:/bin/sh\n"),
    ("group", "root:x:0:\n"),
];

/// What of the host's `/etc` programs need to run, or to know the time and whom to trust. None of it says how a name is
/// looked up.
const HOSTS: [&str; 9] = [
    "ld.so.cache",
    "ld.so.conf",
    "ld.so.conf.d",
    "alternatives",
    "localtime",
    "ssl",
    "pki",
    "ca-certificates",
    "os-release",
];

/// The empty folder where a trial starts, and the one where its runtime may write.
const START: &str = "/tmp/guest";
pub const PLACE: &str = "/tmp/runtime";

/// What holds of all file systems that are mounted here.
const PLAIN: libc::c_ulong = libc::MS_NOSUID | libc::MS_NODEV;

/// Makes what is the same in all worlds, in a mount namespace that this process has moved to: the whole tree is read-only,
/// `/etc` is made anew, and `/run` holds nothing but the folders that are to be seen elsewhere.
///
/// A kernel before 5.12 cannot make a whole tree read-only. There it stays as it was, and a runtime may write what whoever
/// runs the harness may write.
pub fn prepare(folders: &[PathBuf]) -> Result<(), WorldError> {
    make(folders).map_err(WorldError::of_io("to mount file systems in a namespace"))
}

fn make(folders: &[PathBuf]) -> io::Result<()> {
    mount(None, "/", None, libc::MS_REC | libc::MS_PRIVATE, None)?;
    // What is below will be covered, so the folders are held until there is a place for them.
    let held = folders.iter().map(fs::File::open);
    let held: Vec<fs::File> = held.collect::<io::Result<_>>()?;
    // Until a world covers it with its own, what is common is made ready there.
    mount(
        Some("tmpfs"),
        HIDDEN,
        Some("tmpfs"),
        PLAIN,
        Some("mode=755,size=1m"),
    )?;
    let place = Path::new(HIDDEN);
    let (etc, run) = (place.join("etc"), place.join("run"));
    fs::create_dir(&etc)?;
    fs::create_dir(&run)?;
    for (name, text) in OWN {
        fs::write(etc.join(name), text)?;
    }
    for name in HOSTS {
        take_over(&Path::new("/etc").join(name), &etc.join(name))?;
    }
    for (index, folder) in held.iter().enumerate() {
        let (held, seen) = (
            format!("/proc/self/fd/{}", folder.as_raw_fd()),
            run.join(index.to_string()),
        );
        make_place(&seen, folder.metadata()?.is_dir())?;
        let seen = seen.to_str().ok_or(io::ErrorKind::InvalidInput)?;
        mount(Some(&held), seen, None, libc::MS_BIND, None)?;
    }
    for (own, hidden) in [(&etc, "/etc"), (&run, "/run"), (&run, "/var/run")] {
        // `/var/run` is the other one on most systems.
        if fs::symlink_metadata(hidden).is_ok_and(|known| known.is_dir()) {
            mount(
                own.to_str(),
                hidden,
                None,
                libc::MS_BIND | libc::MS_REC,
                None,
            )?;
        }
    }
    match set_read_only("/", true) {
        // The ports of a world are chosen there, before it becomes read-only like the rest.
        Ok(()) => drop(set_writable("/proc")),
        Err(error) if error.raw_os_error() == Some(libc::ENOSYS) => {}
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Has at `to` what the host has at `from`, if anything.
fn take_over(from: &Path, to: &Path) -> io::Result<()> {
    let Ok(known) = fs::symlink_metadata(from) else {
        return Ok(());
    };
    if known.is_symlink() {
        return symlink(fs::read_link(from)?, to);
    }
    if known.is_dir() {
        fs::create_dir(to)?;
    } else {
        fs::write(to, "")?;
    }
    let to = to.to_str().ok_or(io::ErrorKind::InvalidInput)?;
    mount(from.to_str(), to, None, libc::MS_BIND, None)
}

/// Mounts what is a world's own: a `/tmp` with the empty folder that becomes the current one, and `/proc` of its processes. After
/// `between`, `/proc` is read-only.
///
/// Where the kernel refuses a `/proc`, as it does in containers that hide a part of theirs, the old one stays: the processes
/// of the host can be seen there, but neither signalled nor changed.
pub fn isolate(folders: &[PathBuf], between: impl FnOnce()) -> Result<(), WorldError> {
    let own = Some("mode=755,size=64m,nr_inodes=4096");
    mount(Some("tmpfs"), HIDDEN, Some("tmpfs"), PLAIN, own)
        .and_then(|()| fs::create_dir(START))
        .and_then(|()| std::env::set_current_dir(START))
        .and_then(|()| show(folders))
        .map_err(WorldError::of_io("a file system of its own"))?;
    let flags = PLAIN | libc::MS_NOEXEC;
    let _ = mount(Some("proc"), "/proc", Some("proc"), flags, None);
    between();
    let read_only = libc::MS_REMOUNT | libc::MS_BIND | libc::MS_RDONLY | flags;
    let _ = mount(None, "/proc", None, read_only, None);
    Ok(())
}

/// Does what writes to the parameters of the kernel, in a world that is [made](isolate).
///
/// # Errors
/// `/proc` cannot be made writable, as one cannot that is not the world's own, or `write` fails.
pub fn with_writable_parameters(_: Own, write: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    let flags = libc::MS_REMOUNT | libc::MS_BIND | PLAIN | libc::MS_NOEXEC;
    mount(None, "/proc", None, flags, None)?;
    let written = write();
    mount(None, "/proc", None, flags | libc::MS_RDONLY, None)?;
    written
}

/// Makes what a folder or a file can be mounted on. What is above a folder may be there because of another one.
fn make_place(path: &Path, is_folder: bool) -> io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    if is_folder {
        return fs::create_dir_all(path);
    }
    fs::create_dir_all(path.parent().unwrap_or(Path::new("/")))?;
    fs::write(path, "")
}

/// Shows folders that are covered at their paths, from where [`make`] has them.
fn show(folders: &[PathBuf]) -> io::Result<()> {
    for (index, folder) in folders.iter().enumerate() {
        let from = format!("/run/{index}");
        make_place(folder, fs::metadata(&from)?.is_dir())?;
        let to = folder.to_str().ok_or(io::ErrorKind::InvalidInput)?;
        mount(Some(&from), to, None, libc::MS_BIND, None)?;
    }
    Ok(())
}

/// Makes a mount read-only, or with `all` each one below it too.
fn set_read_only(place: &str, all: bool) -> io::Result<()> {
    set_attributes(place, all, libc::MOUNT_ATTR_RDONLY, 0)
}

fn set_writable(place: &str) -> io::Result<()> {
    set_attributes(place, false, 0, libc::MOUNT_ATTR_RDONLY)
}

fn set_attributes(place: &str, all: bool, set: u64, clear: u64) -> io::Result<()> {
    let place = CString::new(place)?;
    let flags = if all { libc::AT_RECURSIVE } else { 0 };
    #[expect(
        unsafe_code,
        reason = "the C library does not have this call everywhere"
    )]
    // SAFETY: the kernel reads a path that ends with a zero and a `mount_attr` of this size.
    let done = unsafe {
        let mut attributes: libc::mount_attr = std::mem::zeroed();
        (attributes.attr_set, attributes.attr_clr) = (set, clear);
        libc::syscall(
            libc::SYS_mount_setattr,
            libc::AT_FDCWD,
            place.as_ptr(),
            flags,
            &raw const attributes,
            size_of::<libc::mount_attr>(),
        )
    };
    match done {
        0 => Ok(()),
        _ => Err(last_errno().into()),
    }
}

/// Calls mount(2).
fn mount(
    source: Option<&str>,
    target: &str,
    kind: Option<&str>,
    flags: libc::c_ulong,
    data: Option<&str>,
) -> io::Result<()> {
    let text = |text: Option<&str>| text.map(CString::new).transpose();
    let (source, target, kind) = (text(source)?, CString::new(target)?, text(kind)?);
    let data = text(data)?;
    let pointer = |text: &Option<CString>| text.as_deref().map_or(std::ptr::null(), CStr::as_ptr);
    #[expect(
        unsafe_code,
        reason = "rustix would have to be built with another feature"
    )]
    // SAFETY: each pointer is null, where the kernel ignores it, or a text that ends with a zero and outlives the call.
    let done = unsafe {
        libc::mount(
            pointer(&source),
            target.as_ptr(),
            pointer(&kind),
            flags,
            pointer(&data).cast(),
        )
    };
    match done {
        0 => Ok(()),
        _ => Err(last_errno().into()),
    }
}
