use super::*;

#[test]
fn values_are_written_as_strace_writes_them() {
    let ip = |text: &str| text.parse::<IpAddr>().unwrap();
    let written = [
        (
            Value::Address {
                ip: ip("127.0.0.1"),
                port: 8080,
            },
            "127.0.0.1:8080",
        ),
        (
            Value::Address {
                ip: ip("::1"),
                port: 80,
            },
            "[::1]:80",
        ),
        (
            Value::Cidr {
                ip: ip("10.0.0.0"),
                prefix: 8,
            },
            "10.0.0.0/8",
        ),
        (Value::Mac([0, 1, 2, 0xab, 0xcd, 0xef]), "00:01:02:ab:cd:ef"),
        (Value::Signed(-1), "-1"),
        (
            Value::bytes(b"hi\n\t\r\"\\\x00\x7f\xff"),
            r#""hi\n\t\r\"\\\00\7f\ff""#,
        ),
        (
            Value::Bytes {
                bytes: b"ab".to_vec(),
                len: 3,
            },
            r#""ab"..."#,
        ),
        (
            Value::Struct(vec![
                ("type", Value::Name("fd_read".into())),
                ("fd", Value::Fd(4)),
            ]),
            "{type=fd_read, fd=4}",
        ),
        (
            Value::List {
                items: vec![],
                len: 0,
            },
            "[]",
        ),
        (
            Value::List {
                items: vec![Value::Number(1)],
                len: 2,
            },
            "[1, ...]",
        ),
        (
            Value::Raw {
                family: "unspec".into(),
                port: Some(0),
                bytes: vec![],
            },
            "unspec",
        ),
        (
            Value::Raw {
                family: "10".into(),
                port: Some(80),
                bytes: vec![127],
            },
            r#"{family=10, port=80, data="\7f"}"#,
        ),
        (Value::OutOfBounds(0xffff_fff0), "!0xfffffff0"),
        (Value::Unknown, "?"),
    ];
    for (value, text) in written {
        assert_eq!(value.to_string(), text);
    }
}

#[test]
fn descriptors_and_ports_can_be_written_otherwise() {
    let value = Value::Struct(vec![
        ("fd", Value::Fd(4)),
        (
            "addr",
            Value::Address {
                ip: [127, 0, 0, 1].into(),
                port: 4,
            },
        ),
        ("nbytes", Value::Number(4)),
    ]);
    let text = value.render(&mut |atom| match atom {
        Atom::Fd(_) => "$a".to_owned(),
        Atom::Port(_) => "$p".to_owned(),
        Atom::Handle(..) => "$h".to_owned(),
    });
    assert_eq!(text, "{fd=$a, addr=127.0.0.1:$p, nbytes=4}");
}
