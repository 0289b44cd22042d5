//! The report lines of a traced guest: every form of line, and every way in which a stream can be cut.

use wasock::record::{Image, Item, Moment, Record, Site, Splitter};

fn record(site: Site, name: (&str, &str), moment: Moment, memory: &[(u64, Option<&[u8]>)]) -> Item {
    let mut image = Image::default();
    for (address, bytes) in memory {
        image.add(*address, bytes.map(<[u8]>::to_vec));
    }
    Item::Record(Record {
        site,
        module: name.0.to_owned(),
        name: name.1.to_owned(),
        moment,
        image,
    })
}

fn output(text: &str) -> Item {
    Item::Output(text.into())
}

/// Reads a stream that arrives in these pieces, and joins output that came in pieces.
fn split<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<Item> {
    let mut splitter = Splitter::new("tag");
    let mut items: Vec<Item> = Vec::new();
    let mut add = |new: Vec<Item>| {
        for item in new {
            match (items.last_mut(), item) {
                (Some(Item::Output(before)), Item::Output(after)) => before.extend(after),
                (_, item) => items.push(item),
            }
        }
    };
    for piece in pieces {
        add(splitter.push(piece));
    }
    add(splitter.finish());
    items
}

#[test]
fn every_form_of_line() {
    let bind = ("wasix_32v1", "sock_bind");
    let table = [
        (
            "tag> L15 wasix_32v1.sock_bind(4, 16) @16=0100007f\n",
            record(
                Site::Line(15),
                bind,
                Moment::Enter(vec![4, 16]),
                &[(16, Some(&[1, 0, 0, 0x7f]))],
            ),
        ),
        (
            "tag< L15 wasix_32v1.sock_bind = 0\n",
            record(Site::Line(15), bind, Moment::Exit(Some(0)), &[]),
        ),
        (
            "tag> +6699 wasi_snapshot_preview1.sched_yield()\n",
            record(
                Site::Offset(6699),
                ("wasi_snapshot_preview1", "sched_yield"),
                Moment::Enter(vec![]),
                &[],
            ),
        ),
        (
            "tag< L1 env.nothing @8=ff @0= @4294967295!\n",
            record(
                Site::Line(1),
                ("env", "nothing"),
                Moment::Exit(None),
                &[(8, Some(&[0xff])), (0, Some(&[])), (4_294_967_295, None)],
            ),
        ),
        (
            "tag> L2 wasi:sockets/tcp@0.2.0.[method]tcp-socket.start-bind(18446744073709551615)\n",
            record(
                Site::Line(2),
                ("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.start-bind"),
                Moment::Enter(vec![u64::MAX]),
                &[],
            ),
        ),
        (
            "tag< L15 wasix_32v1.sock_bind #2 = 33\n",
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
            "tag~ L15 wasix_32v1.sock_bind #2 = 0 @16=0100\n",
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
            "tag~ L2 wasi:sockets/types@0.3.0.[method]tcp-socket.connect #0\n",
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
            "tag> L2 wasi:sockets/instance-network@0.2.0.instance-network()\n",
            record(
                Site::Line(2),
                ("wasi:sockets/instance-network@0.2.0", "instance-network"),
                Moment::Enter(vec![]),
                &[],
            ),
        ),
    ];
    for (line, item) in table {
        assert_eq!(split([line.as_bytes()]), [item], "{line}");
    }
}

#[test]
fn a_line_with_the_tag_that_does_not_parse_is_broken() {
    let lines = [
        "tag>",
        "tag<",
        "tag> ",
        "tag>L1 a.b()",
        "tag>> L1 a.b()",
        "tag> 1 a.b()",
        "tag> L0 a.b()",
        "tag> L-1 a.b()",
        "tag> L+1 a.b()",
        "tag> L4294967296 a.b()",
        "tag> é1 a.b()",
        "tag> L1 a.b",
        "tag> L1 a.b(1,2)",
        "tag> L1 a.b(1, )",
        "tag> L1 a.b(-1)",
        "tag> L1 a.b(18446744073709551616)",
        "tag> L1 ab()",
        "tag> L1 .b()",
        "tag> L1 a.()",
        "tag> L1 a.b() = 0",
        "tag< L1 a.b() = 0",
        "tag< L1 a.b = ",
        "tag< L1 a.b = 0 ",
        "tag< L1 a.b = 0 @",
        "tag< L1 a.b = 0 @16=0",
        "tag< L1 a.b = 0 @16=0g",
        "tag< L1 a.b = 0 @16=é",
        "tag< L1 a.b = 0 @=00",
        "tag< L1 a.b = 0 @16",
        "tag< L1 a.b = 0 @16!!",
        "tag< L1 a.b = 0  @16=00",
        "tag< L1 a.b = 0 tag> L2 a.c()",
        "tag~",
        "tag~ L1 a.b",
        "tag~ L1 a.b = 0",
        "tag~ L1 a.b = 0 #2",
        "tag~ L1 a.b# = 0",
        "tag~ L1 a.b # = 0",
        "tag~ L1 a.b #-2 = 0",
        "tag~ L1 a.b #2 #3 = 0",
        "tag~ L1 a.b #2 = ",
        "tag~ L1 a.b(1) #2 = 0",
        "tag> L1 a.b(1) #2",
        "tag< L1 a.b #2 = 0 #2",
    ];
    for line in lines {
        let stream = format!("{line}\nnext");
        let expected = [Item::Broken(line.to_owned()), output("next")];
        assert_eq!(split([stream.as_bytes()]), expected, "{line}");
    }
    assert_eq!(
        split([&b"tag> \xff\n"[..]]),
        [Item::Broken("tag> \u{fffd}".to_owned())]
    );
}

#[test]
fn what_has_no_tag_is_output() {
    for text in [
        "",
        "\n",
        "ta",
        "tag",
        "tag = 1\n",
        "TAG> L1 a.b()\n",
        "t ag> \n",
        "tag ~ \n",
        "tatag\n",
    ] {
        let expected: Vec<Item> = (!text.is_empty())
            .then(|| output(text))
            .into_iter()
            .collect();
        assert_eq!(split([text.as_bytes()]), expected, "{text:?}");
    }
}

#[test]
fn a_stream_means_the_same_wherever_it_is_cut() {
    let stream = b"hello\ntag> L3 a.b(1)\ntag< L3 a.b = 2 @4=0a\nno newtag> L4 a.c()\n\n\
        tatag> L5 a.d()\nx\xfftag? tag<\n-tag~ L3 a.e #7 = 1 @4=0a\n~tag> L6";
    let whole = split([&stream[..]]);
    let kinds: Vec<&str> = whole
        .iter()
        .map(|item| match item {
            Item::Record(record) => record.name.as_str(),
            Item::Output(_) => "output",
            Item::Broken(_) => "broken",
        })
        .collect();
    let expected = [
        "output", "b", "b", "output", "c", "output", "d", "output", "broken", "output", "e",
        "output", "broken",
    ];
    assert_eq!(kinds, expected);
    assert_eq!(split(stream.chunks(1)), whole);
    for first in 0..=stream.len() {
        for second in first..=stream.len() {
            let pieces = [&stream[..first], &stream[first..second], &stream[second..]];
            assert_eq!(split(pieces), whole, "cut at {first} and {second}");
        }
    }
}

#[test]
fn output_is_given_before_its_line_ends() {
    let mut splitter = Splitter::new("tag");
    assert_eq!(splitter.push(b"prompt: ta"), [output("prompt: ")]);
    assert_eq!(splitter.push(b"lk"), [output("talk")]);
}
