//! Looking up names, of which only those are asked that every host has.

use super::*;
use crate::Policy;

/// Looks up a name with room for so many addresses, and gives what was found.
fn resolve(guest: &mut Guest, name: &str, room: u32) -> Result<Vec<u8>, Errno> {
    guest.put(DATA, name.as_bytes());
    let length = name.len() as u32;
    guest.call(|s, m| s.resolve(m, DATA, length, 80, EVENTS, room, LENGTH))?;
    let found = guest.u32(LENGTH) as usize;
    Ok(guest.memory[EVENTS as usize..][..18 * found].to_vec())
}

#[test]
fn an_address_is_itself_what_is_found() {
    let mut guest = Guest::new();
    let v4 = [&[1, 0, 127, 0, 0, 1][..], &[0; 12]].concat();
    assert_eq!(resolve(&mut guest, "127.0.0.1", 4), Ok(v4));
    let v6 = [&[2, 0][..], &[0; 15], &[1]].concat();
    assert_eq!(resolve(&mut guest, "::1", 4), Ok(v6));
}

#[test]
fn as_many_are_written_as_there_is_room_for() {
    let mut guest = Guest::new();
    guest.put(EVENTS, &[0xaa; 18]);
    assert_eq!(resolve(&mut guest, "127.0.0.1", 0), Ok(Vec::new()));
    assert_eq!(guest.memory[EVENTS as usize..][..18], [0xaa; 18]);
    assert_eq!(
        resolve(&mut guest, "localhost", 1).map(|all| all.len()),
        Ok(18)
    );
}

#[test]
fn what_is_no_name_is_refused() {
    let mut guest = Guest::new();
    assert_eq!(resolve(&mut guest, "a\0b", 4), Err(Errno::INVAL));
    guest.put(DATA, &[0xff]);
    guest.fails(Errno::INVAL, |s, m| {
        s.resolve(m, DATA, 1, 0, EVENTS, 4, LENGTH)
    });
    guest.fails(Errno::INVAL, |s, m| {
        s.resolve(m, DATA, 0, 65536, EVENTS, 4, LENGTH)
    });
    for (name, room, found) in [(OUTSIDE, 1, LENGTH), (DATA, 99, LENGTH), (DATA, 1, OUTSIDE)] {
        guest.fails(Errno::MEMVIOLATION, |s, m| {
            s.resolve(m, name, 2, 0, EVENTS, room, found)
        });
    }
}

#[test]
fn a_policy_forbids_it_before_anybody_is_asked() {
    let mut guest = Guest::new();
    guest.system = System::handed(Policy::NoLookup, &[]).expect("no socket is handed in");
    assert_eq!(resolve(&mut guest, "localhost", 4), Err(Errno::ACCESS));
}
