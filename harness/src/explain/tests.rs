//! The tables, against what the rest of the suite knows.

use std::collections::BTreeSet;

use super::known::{Errno, System};
use super::{KNOWN, explain, meanings};
use crate::interface;

#[test]
fn every_errno_of_wasi_is_explained_in_the_order_of_its_numbers() {
    let names = KNOWN.errnos.iter().filter_map(|one| one.wasi.as_deref());
    let names: Vec<&str> = names.collect();
    let wanted: Vec<&str> = interface::errnos().map(|errno| errno.name).collect();
    assert_eq!(names, wanted);
    for errno in KNOWN.errnos.iter().filter(|errno| errno.wasi.is_some()) {
        assert!(errno.means.ends_with('.'), "{errno:?}");
        for cause in &errno.causes {
            assert!(cause.ends_with(['.', '?']) && cause.len() < 130, "{cause}");
        }
    }
}

#[test]
fn every_code_of_wasi_sockets_is_explained_in_the_order_of_the_wit() {
    let two = include_str!("../interface/wasip2/sockets.wit");
    let three = include_str!("../interface/wasip3/sockets.wit");
    let kinds = [(two, "enum error-code {"), (three, "variant error-code {")];
    let wits = kinds.iter().flat_map(|(wit, head)| wit.split(head).skip(1));
    let wits = wits.map(|text| {
        let (codes, _) = text.split_once('}').unwrap();
        let names = codes
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty());
        let bare = names.map(|name| name.split('(').next().unwrap_or(name));
        bare.collect::<Vec<&str>>()
    });
    let lists = KNOWN.lists.iter().map(|list| {
        let names = list.codes.iter().map(|code| code.name.as_str());
        names.collect::<Vec<&str>>()
    });
    let lists: Vec<_> = lists.collect();
    assert_eq!(lists, wits.collect::<Vec<_>>());
    let mut all: Vec<&str> = lists.into_iter().flatten().collect();
    all.sort_unstable();
    all.dedup();
    let mut explained: Vec<&str> = KNOWN.codes.iter().map(|code| code.name.as_str()).collect();
    explained.sort_unstable();
    assert_eq!(explained, all, "each is explained once");
    let listed = KNOWN.lists.iter().flat_map(|list| &list.codes);
    for posix in listed.flat_map(|listed| &listed.posix) {
        let known = KNOWN.errnos.iter().any(|errno| errno.is_called(posix));
        assert!(known, "{posix} stands with a code and is no errno");
    }
}

#[test]
fn a_code_has_a_number_in_each_version_that_has_it() {
    let page = |word: &str| explain(word, &[]).unwrap();
    for (word, lines) in [
        (
            "invalid-state",
            &[
                "wasi:sockets 0.2  9, invalid-state",
                "wasi:sockets 0.3  5, invalid-state",
            ][..],
        ),
        (
            "connection-broken",
            &["wasi:sockets 0.3       10, connection-broken"],
        ),
        (
            "name-unresolvable",
            &[
                "wasi:sockets 0.2    18, name-unresolvable",
                "ip-name-lookup 0.3  2, name-unresolvable",
            ],
        ),
        (
            "other",
            &[
                "wasi:sockets 0.3    14, other",
                "ip-name-lookup 0.3  5, other",
            ],
        ),
        (
            "0",
            &[
                "wasi:sockets 0.2       unknown        -",
                "wasi:sockets 0.3       access-denied  -",
            ],
        ),
    ] {
        let page = page(word);
        for line in lines {
            assert!(page.lines().any(|one| one == *line), "{line}\n{page}");
        }
    }
    assert_eq!(page("EPIPE"), page("connection-broken"));
}

#[test]
fn a_number_is_one_errno_in_each_system_and_a_name_is_of_one_errno() {
    for system in System::ALL {
        let numbers = KNOWN.errnos.iter().filter_map(|one| one.number(system));
        let all: Vec<u16> = numbers.collect();
        let each: BTreeSet<u16> = all.iter().copied().collect();
        assert_eq!(
            all.len(),
            each.len(),
            "two errnos have one number {}",
            system.told()
        );
        // The numbers of each have no hole but Linux's two, which other words for EAGAIN and EDEADLK once had.
        let holes = (1..=*each.last().unwrap()).filter(|number| !each.contains(number));
        let holes: Vec<u16> = holes.collect();
        let wanted: &[u16] = if system == System::Linux {
            &[41, 58]
        } else {
            &[]
        };
        assert_eq!(holes, wanted, "{}", system.told());
    }
    let names: Vec<&str> = KNOWN
        .errnos
        .iter()
        .filter_map(|one| one.posix.as_deref())
        .collect();
    let each: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), each.len());
}

/// The reference translates what the host answers by a table of its own, so one that is wrong here shows.
#[cfg(all(target_os = "linux", feature = "reference"))]
#[test]
fn the_numbers_of_linux_are_those_that_the_reference_translates() {
    let with = |errno: &&Errno| errno.linux.is_some() && errno.wasi.is_some();
    for errno in KNOWN.errnos.iter().filter(with) {
        let host = std::io::Error::from_raw_os_error(errno.linux.unwrap().into());
        let host = rustix::io::Errno::from_io_error(&host).unwrap();
        let translated = wasock_runners::Errno::from(host).number();
        assert_eq!(Some(translated), errno.number(System::Wasi), "{errno:?}");
    }
}

#[test]
fn every_word_is_explained_and_every_failure_from_any_of_its_names_on_one_page() {
    for word in KNOWN.words() {
        assert!(!meanings(&KNOWN, word).is_empty(), "{word} has no page");
    }
    let page = |word: &str| explain(word, &[]).unwrap();
    for word in [
        "EADDRNOTAVAIL",
        "AddrNotAvail",
        "Errno::AddrNotAvail",
        "__WASI_ERRNO_ADDRNOTAVAIL",
        "address-not-bindable",
        "err(address-not-bindable)",
    ] {
        assert_eq!(page(word), page("addrnotavail"), "{word}");
    }
    for (one, other) in [
        ("acces", "access"),
        ("2big", "toobig"),
        ("EWOULDBLOCK", "again"),
    ] {
        assert_eq!(page(one), page(other));
    }
    // What says more than one errno has a page of its own.
    assert!(page("invalid-state").contains("EISCONN, ENOTCONN"));
}

#[test]
fn the_article_is_answered_by_the_page_of_its_number() {
    let page = explain("4", &[]).unwrap();
    for line in [
        "4 is addrnotavail in WASI, EINTR on Linux and on macOS.",
        "WASI preview 1, WASIX  addrnotavail                4, addrnotavail           27, intr",
        "Linux                  EINTR                       99, EADDRNOTAVAIL         4, EINTR",
        "macOS                  EINTR                       49, EADDRNOTAVAIL         4, EINTR",
        "wasi:sockets 0.3       timeout                     6, address-not-bindable   -",
        "intr: A signal came while the call waited. See `explain intr`.",
    ] {
        assert!(page.lines().any(|one| one == line), "{line}\n{page}");
    }
    let family = explain("AF_INET", &[]).unwrap();
    let line = "   2, inet6   10, AF_INET6  30, AF_INET6  ipv6";
    assert!(family.lines().any(|one| one == line), "{family}");
    let two = explain("2", &[]).unwrap();
    let mixed =
        "As an address family 2 is inet6 in WASIX, and AF_INET in POSIX. See `explain AF_INET`.";
    assert!(two.lines().any(|one| one == mixed), "{two}");
}

#[test]
fn what_is_unknown_is_told_what_is_near() {
    let error = |word: &str| explain(word, &[]).unwrap_err().to_string();
    assert_eq!(
        error("adrnotavail"),
        "nothing is known of `adrnotavail`; near are addrnotavail, EADDRNOTAVAIL"
    );
    for word in ["400", "", "x", "70000", "E"] {
        let error = error(word);
        assert!(error.contains("write a number (4)"), "{error}");
    }
}
