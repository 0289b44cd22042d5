//! Where a seal stands in a guest and in what that is compiled to, and how another one is put there.

use memchr::memmem;
use serde::{Deserialize, Serialize};

use crate::record::Seal;

/// How a constant is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// Eight bytes, the lowest first.
    Plain,
    /// Seven bits in a byte, the lowest first, the last one with its sign: as WebAssembly has it.
    Signed,
    /// The same of a number whose sign stands in its lowest bit: as `postcard` has it, in which wasmtime writes.
    Zigzag,
}

impl Form {
    /// All of them.
    pub const ALL: [Form; 3] = [Form::Plain, Form::Signed, Form::Zigzag];

    /// Writes a constant of a seal. Each takes as many bytes as any other, since its two highest bits differ, see [`Seal::random`].
    fn write(self, number: u64) -> Vec<u8> {
        let signed = number.cast_signed();
        let sevens = |number: i64, last: u8| {
            let byte = |at: i64| (number >> (7 * at)) as u8;
            let mut bytes: Vec<u8> = (0..9).map(|at| byte(at) | 0x80).collect();
            bytes.push(byte(9) & last);
            bytes
        };
        match self {
            Form::Plain => number.to_le_bytes().to_vec(),
            Form::Signed => sevens(signed, 0x7f),
            Form::Zigzag => sevens(signed << 1 ^ signed >> 63, 1),
        }
    }
}

/// A place where a constant stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Which of [`Seal::constants`].
    constant: usize,
    form: Form,
    at: usize,
}

/// Finds all places of a seal in some bytes, in these forms; `None` where one of its constants has none.
pub fn find(bytes: &[u8], seal: &Seal, forms: &[Form]) -> Option<Vec<Place>> {
    let mut places = Vec::new();
    for (constant, number) in seal.constants().into_iter().enumerate() {
        let before = places.len();
        for &form in forms {
            let found = form.write(number);
            let found = memmem::find_iter(bytes, &found).map(|at| Place { constant, form, at });
            places.extend(found);
        }
        if places.len() == before {
            return None;
        }
    }
    Some(places)
}

/// Puts the seal `new` where `old` stands; `None` where that does not stand there.
pub fn exchange(bytes: &mut [u8], places: &[Place], old: &Seal, new: &Seal) -> Option<()> {
    let (old, new) = (old.constants(), new.constants());
    for place in places {
        let written = |seal: &[u64; 5]| Some(place.form.write(*seal.get(place.constant)?));
        let (old, new) = (written(&old)?, written(&new)?);
        let place = bytes.get_mut(place.at..place.at.checked_add(old.len())?)?;
        if place != old {
            return None;
        }
        place.copy_from_slice(&new);
    }
    Some(())
}

/// Gives some text with a seal in it, as a test has it in the place of a guest.
#[cfg(test)]
pub fn written(text: &[u8], seal: &Seal, form: Form) -> Vec<u8> {
    let constants = seal.constants().into_iter();
    let constants = constants.flat_map(|constant| form.write(constant));
    text.iter().copied().chain(constants).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_is_written_as_others_write_it() {
        for number in Seal::random().constants() {
            let signed = number.cast_signed();
            let mut leb = Vec::new();
            wasm_encoder::Encode::encode(&signed, &mut leb);
            assert_eq!(Form::Signed.write(number), leb);
            // A number of two's complement is that many or so less than nothing by its lowest bit.
            let mut zigzag = Vec::new();
            let unsigned = (signed << 1 ^ signed >> 63).cast_unsigned();
            wasm_encoder::Encode::encode(&unsigned, &mut zigzag);
            assert_eq!(Form::Zigzag.write(number), zigzag);
        }
    }

    #[test]
    fn a_seal_is_exchanged_wherever_it_stands_and_nowhere_else() {
        let (one, other) = (Seal::random(), Seal::random());
        let text = |seal: &Seal| {
            let constants = seal.constants();
            let forms = Form::ALL.into_iter().cycle();
            let written = constants.iter().zip(forms);
            let written = written.map(|(number, form)| [&b"--"[..], &form.write(*number)].concat());
            let twice = Form::Plain.write(constants[0]);
            [written.collect::<Vec<_>>().concat(), twice].concat()
        };
        let mut bytes = text(&one);
        let places = find(&bytes, &one, &Form::ALL).unwrap();
        assert_eq!(places.len(), 6);
        assert_eq!(exchange(&mut bytes, &places, &one, &other), Some(()));
        assert_eq!(bytes, text(&other));
        assert_eq!(find(&bytes, &one, &Form::ALL), None);
        assert_eq!(exchange(&mut bytes, &places, &one, &other), None);
        bytes.truncate(20);
        assert_eq!(find(&bytes, &other, &Form::ALL), None);
    }
}
