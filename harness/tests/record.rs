//! The records of a traced guest: every form, as people write it and as a guest does, and every way in which a stream can be
//! cut.

mod sealed;

use sealed::{SEAL, legend, line, sealed as words};
use wasock::record::{Image, Legend, Moment, Piece, Record, Site, Splitter, Told};

fn record(
    site: Site,
    name: (&str, &str),
    moment: Moment,
    memory: &[(u64, Option<&[u8]>)],
) -> Record {
    let mut image = Image::default();
    for (address, bytes) in memory {
        image.add(*address, bytes.map(<[u8]>::to_vec));
    }
    Record {
        thread: 0,
        site,
        module: name.0.to_owned(),
        name: name.1.to_owned(),
        moment,
        image,
    }
}

/// The functions of all guests here.
fn functions() -> Legend {
    use wasmparser::ValType::I32;
    legend(&[
        ("wasix_32v1", "sock_bind", &[I32, I32], true),
        ("wasi_snapshot_preview1", "sched_yield", &[], true),
        ("env", "nothing", &[], false),
        ("env", "number", &[I32], false),
    ])
}

fn output(text: &str) -> Piece {
    Piece::Output(text.into())
}

/// Reads a stream that arrives in these pieces, and joins output that came in pieces.
fn split<'a>(arrived: impl IntoIterator<Item = &'a [u8]>) -> Vec<Piece> {
    let legend = functions();
    let mut splitter = Splitter::new(&SEAL, &legend);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut add = |new: Vec<Piece>| {
        for piece in new {
            match (pieces.last_mut(), piece) {
                (Some(Piece::Output(before)), Piece::Output(after)) => before.extend(after),
                (_, piece) => pieces.push(piece),
            }
        }
    };
    for bytes in arrived {
        add(splitter.push(bytes));
    }
    add(Vec::from_iter(splitter.finish()));
    pieces
}

#[test]
fn every_form_of_line() {
    let bind = ("wasix_32v1", "sock_bind");
    let table = [
        (
            "> L15 wasix_32v1.sock_bind(4, 16) @16=0100007f",
            record(
                Site::Line(15),
                bind,
                Moment::Enter(vec![4, 16]),
                &[(16, Some(&[1, 0, 0, 0x7f]))],
            ),
        ),
        (
            "< L15 wasix_32v1.sock_bind = 0",
            record(Site::Line(15), bind, Moment::Exit(Some(0)), &[]),
        ),
        (
            "> +6699 wasi_snapshot_preview1.sched_yield()",
            record(
                Site::Offset(6699),
                ("wasi_snapshot_preview1", "sched_yield"),
                Moment::Enter(vec![]),
                &[],
            ),
        ),
        (
            "< L1 env.nothing @8=ff @0= @4294967295!",
            record(
                Site::Line(1),
                ("env", "nothing"),
                Moment::Exit(None),
                &[(8, Some(&[0xff])), (0, Some(&[])), (4_294_967_295, None)],
            ),
        ),
        (
            "> L2 wasi:sockets/tcp@0.2.0.[method]tcp-socket.start-bind(18446744073709551615)",
            record(
                Site::Line(2),
                ("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.start-bind"),
                Moment::Enter(vec![u64::MAX]),
                &[],
            ),
        ),
        (
            "< L15 wasix_32v1.sock_bind #2 = 33",
            record(
                Site::Line(15),
                bind,
                Moment::Started {
                    number: 2,
                    result: Some(33),
                },
                &[],
            ),
        ),
        (
            "~ L15 wasix_32v1.sock_bind #2 = 0 @16=0100",
            record(
                Site::Line(15),
                bind,
                Moment::Later {
                    number: 2,
                    result: Some(0),
                },
                &[(16, Some(&[1, 0]))],
            ),
        ),
        (
            "~ L2 wasi:sockets/types@0.3.0.[method]tcp-socket.connect #0",
            record(
                Site::Line(2),
                ("wasi:sockets/types@0.3.0", "[method]tcp-socket.connect"),
                Moment::Later {
                    number: 0,
                    result: None,
                },
                &[],
            ),
        ),
        (
            "> L2 wasi:sockets/instance-network@0.2.0.instance-network()",
            record(
                Site::Line(2),
                ("wasi:sockets/instance-network@0.2.0", "instance-network"),
                Moment::Enter(vec![]),
                &[],
            ),
        ),
    ];
    for (text, record) in table {
        assert_eq!(text.parse(), Ok(record.clone()), "{text}");
        assert_eq!(record.to_string(), text);
    }
}

#[test]
fn what_does_not_parse_is_no_record() {
    let lines = [
        ">",
        "<",
        "> ",
        ">L1 a.b()",
        ">> L1 a.b()",
        "> 1 a.b()",
        "> L0 a.b()",
        "> L-1 a.b()",
        "> L+1 a.b()",
        "> L4294967296 a.b()",
        "> é1 a.b()",
        "> L1 a.b",
        "> L1 a.b(1,2)",
        "> L1 a.b(1, )",
        "> L1 a.b(-1)",
        "> L1 a.b(18446744073709551616)",
        "> L1 ab()",
        "> L1 .b()",
        "> L1 a.()",
        "> L1 a.b() = 0",
        "< L1 a.b() = 0",
        "< L1 a.b = ",
        "< L1 a.b = 0 ",
        "< L1 a.b = 0 @",
        "< L1 a.b = 0 @16=0",
        "< L1 a.b = 0 @16=0g",
        "< L1 a.b = 0 @16=é",
        "< L1 a.b = 0 @=00",
        "< L1 a.b = 0 @16",
        "< L1 a.b = 0 @16!!",
        "< L1 a.b = 0  @16=00",
        "< L1 a.b = 0 tag> L2 a.c()",
        "~",
        "~ L1 a.b",
        "~ L1 a.b = 0",
        "~ L1 a.b = 0 #2",
        "~ L1 a.b# = 0",
        "~ L1 a.b # = 0",
        "~ L1 a.b #-2 = 0",
        "~ L1 a.b #2 #3 = 0",
        "~ L1 a.b #2 = ",
        "~ L1 a.b(1) #2 = 0",
        "> L1 a.b(1) #2",
        "< L1 a.b #2 = 0 #2",
    ];
    for line in lines {
        assert!(line.parse::<Record>().is_err(), "{line}");
    }
    assert!(Record::all("> L1 a.b()\n\n< L1 a.b").is_err());
}

/// A record as people write it, with memory at these addresses, as the guest's line with this number.
fn written(text: &str, addresses: &[u64], number: u32) -> Vec<u8> {
    line(&functions(), &text.parse().unwrap(), addresses, number)
}

#[test]
fn a_guest_writes_every_form() {
    let table: [(&str, &[u64]); 7] = [
        (
            "> L15 wasix_32v1.sock_bind(4, 4294967295) @16=0100007f",
            &[16],
        ),
        ("< L2147483647 wasix_32v1.sock_bind = 41", &[]),
        ("> +6699 wasi_snapshot_preview1.sched_yield()", &[]),
        ("> +0 env.nothing() @4294967295=", &[4_294_967_295]),
        (
            "< L1 env.nothing @8=ff @0=0001020304 @4294967295!",
            &[8, 0, 4_294_967_295],
        ),
        ("< L15 wasix_32v1.sock_bind #2 = 33", &[]),
        ("~ L15 wasix_32v1.sock_bind #2 = 0 @16=0100", &[16]),
    ];
    for (text, addresses) in table {
        let [Piece::Line(line)] = &split([&written(text, addresses, 9)[..]])[..] else {
            panic!("{text}")
        };
        assert_eq!((line.thread, line.number), (0, 9));
        let Told::Record(record) = &line.told else {
            panic!("{text}")
        };
        assert_eq!(record.to_string(), text);
    }
}

#[test]
fn numbers_of_64_bits_and_the_end_of_a_program_are_read() {
    use wasmparser::ValType::{F64, I64};
    let function = wasock::record::Function {
        module: "m".to_owned(),
        name: "f".to_owned(),
        params: vec![I64, F64],
        result: Some(I64),
    };
    let step: Record = "> L7 peer.recv(5)".parse().unwrap();
    let legend = Legend::new(vec![function], vec![step], true);
    let told = |words: &[u32]| {
        let mut pieces = Splitter::new(&SEAL, &legend).push(&sealed::sealed(words));
        match pieces.pop() {
            Some(Piece::Line(line)) => Some(line.told),
            _ => None,
        }
    };
    let shown = |words: &[u32]| match told(words) {
        Some(Told::Record(record)) => record.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        shown(&[0, 0, 0, 3, 1, 2, 3, 4]),
        "> L3 m.f(8589934593, 17179869187)"
    );
    assert_eq!(shown(&[1, 0, 0, 3, 0, 1]), "< L3 m.f = 4294967296");
    // All of a step is known but its answer.
    assert_eq!(shown(&[4, 0, 0, 0]), "> L7 peer.recv(5)");
    assert_eq!(shown(&[5, 0, 0, 0, 13]), "< L7 peer.recv = 13");
    assert_eq!(told(&[9, 0, 0, 0]), Some(Told::Returned));
    for words in [
        &[9, 0, 0, 0, 1][..],
        &[6, 0, 0, 0],
        &[4, 0, 0, 0, 1],
        &[13, 0, 0, 0],
    ] {
        assert_eq!(told(words), None, "{words:?}");
    }
}

#[test]
fn a_line_that_is_sealed_and_no_record_is_not_read() {
    let broken: [&[u32]; 7] = [
        &[],
        &[0, 0, 0],
        &[0, 0, 0, 1, 4],
        &[1, 0, 0, 1],
        &[16, 0, 0, 1],
        &[0, 0, 0, 1, 4, 16, 16],
        &[0, 0, 0, 1, 4, 16, 16, 5, 0],
    ];
    for broken in broken {
        assert_eq!(split([&words(broken)[..]]), [Piece::Unread], "{broken:?}");
    }
}

#[test]
fn a_line_that_is_not_sealed_is_forged() {
    let mut line = written("< L15 wasix_32v1.sock_bind = 0", &[], 0);
    line[9] ^= 1;
    let next = [&line[..], b"next"].concat();
    assert_eq!(split([&next[..]]), [Piece::Forged, output("next")]);
    for line in ["IJKLMNOP\n", "IJKLMNOPaaaaaaaa\n", "IJKLMNOP and more\n"] {
        assert_eq!(split([line.as_bytes()]), [Piece::Forged], "{line}");
    }
}

#[test]
fn a_line_without_an_end_is_forged_and_not_kept() {
    let piece = [&b"x"[..]; 1 << 16].concat();
    let endless = std::iter::repeat_n(&piece[..], 600);
    let line = std::iter::once(&b"before IJKLMNOP"[..]).chain(endless);
    let all = line.chain([&b"xx\nafter"[..]]);
    let expected = [output("before "), Piece::Forged, output("after")];
    assert_eq!(split(all), expected);
}

#[test]
fn what_has_no_tag_is_output() {
    for text in [
        "",
        "\n",
        "IJ",
        "IJKLMNO",
        "ijklmnop\n",
        "I JKLMNOP \n",
        "IJIJKL\n",
    ] {
        let expected: Vec<Piece> = (!text.is_empty())
            .then(|| output(text))
            .into_iter()
            .collect();
        assert_eq!(split([text.as_bytes()]), expected, "{text:?}");
    }
}

#[test]
fn a_stream_means_the_same_wherever_it_is_cut() {
    let stream = [
        b"hello\n".to_vec(),
        written("> L3 env.number(1)", &[], 0),
        written("< L3 env.number", &[], 1),
        b"no newIJ".to_vec(),
        written("< L4 env.nothing @4=0a", &[4], 2),
        b"\xff\n\nIJKLMNOPaa\nIJKLMNO-".to_vec(),
        written("> +1 wasi_snapshot_preview1.sched_yield()", &[], 3),
        b"IJKLMNOPa".to_vec(),
    ]
    .concat();
    let whole = split([&stream[..]]);
    let kinds = whole.iter().map(|piece| match piece {
        Piece::Output(_) => "output",
        Piece::Line(_) => "line",
        Piece::Unread => "unread",
        Piece::Forged => "forged",
        Piece::Cut => "cut",
    });
    let expected = [
        "output", "line", "line", "output", "line", "output", "forged", "output", "line", "cut",
    ];
    assert_eq!(kinds.collect::<Vec<_>>(), expected);
    assert_eq!(split(stream.chunks(1)), whole);
    for first in 0..=stream.len() {
        for second in (first..=stream.len()).step_by(7) {
            let pieces = [&stream[..first], &stream[first..second], &stream[second..]];
            assert_eq!(split(pieces), whole, "cut at {first} and {second}");
        }
    }
}

#[test]
fn output_is_given_before_its_line_ends() {
    let legend = functions();
    let mut splitter = Splitter::new(&SEAL, &legend);
    assert_eq!(splitter.push(b"prompt: IJ"), [output("prompt: ")]);
    assert_eq!(splitter.push(b"lk"), [output("IJlk")]);
}
