//! Writes the lines that a traced guest writes, for tests that have no guest.

use wasmparser::ValType;
use wasock::record::{Function, Legend, Moment, Moments, Read, Record, Seal, of_site};

/// The seal of all lines here.
pub const SEAL: Seal = Seal::new(*b"IJKLMNOP", [7, 0xfedc_ba98_7654_3210]);

/// A function: its module, its name, what it takes, and whether it answers a number.
type Known<'a> = (&'a str, &'a str, &'a [ValType], bool);

/// Returns a legend of these functions.
pub fn legend(functions: &[Known<'_>]) -> Legend {
    let function = |(module, name, params, answers): &Known<'_>| Function {
        module: (*module).to_owned(),
        name: (*name).to_owned(),
        params: params.to_vec(),
        result: answers.then_some(ValType::I32),
    };
    Legend::new(functions.iter().map(function).collect(), Vec::new(), false)
}

/// Returns the line on `record`, which is shown with memory at `addresses`, of a thread that has written `number` before.
pub fn line(legend: &Legend, record: &Record, addresses: &[u64], number: u32) -> Vec<u8> {
    let is_it =
        |function: &Function| (&function.module, &function.name) == (&record.module, &record.name);
    let index = legend.functions().iter().position(is_it).unwrap();
    let low = |number: u64| number as u32;
    let (moment, numbers) = match &record.moment {
        Moment::Enter(arguments) => {
            let params = legend.functions()[index].params.iter();
            let words = arguments.iter().zip(params).flat_map(|(argument, ty)| {
                let high = (*ty == ValType::I64).then_some(low(argument >> 32));
                [Some(low(*argument)), high].into_iter().flatten()
            });
            (Moments::Enter, words.collect())
        }
        Moment::Exit(result) => (Moments::Exit, result.map(low).into_iter().collect()),
        Moment::Started { number, result } => (
            Moments::Started,
            [Some(low(*number)), result.map(low)]
                .into_iter()
                .flatten()
                .collect::<Vec<u32>>(),
        ),
        Moment::Later { number, result } => (
            Moments::Later,
            [Some(low(*number)), result.map(low)]
                .into_iter()
                .flatten()
                .collect(),
        ),
    };
    let mut words = vec![
        moment.head(index as u32),
        number,
        record.thread,
        of_site(record.site),
    ];
    words.extend(numbers);
    for address in addresses {
        words.push(*address as u32);
        match record.image.piece(*address) {
            Read::Bytes(bytes) => {
                words.push(bytes.len() as u32);
                words.extend(bytes.chunks(4).map(|bytes| {
                    let mut word = [0; 4];
                    word[..bytes.len()].copy_from_slice(bytes);
                    u32::from_le_bytes(word)
                }));
            }
            _ => words.push(1 << 31),
        }
    }
    sealed(&words)
}

/// Returns the line that has these words.
pub fn sealed(words: &[u32]) -> Vec<u8> {
    let mut line = SEAL.tag().to_vec();
    for word in words {
        line.extend((0..8).map(|digit| b'a' + (word >> (4 * digit) & 15) as u8));
    }
    let end = SEAL.end(&line);
    line.extend(end);
    line
}
