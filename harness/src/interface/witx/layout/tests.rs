use super::*;

/// Returns what `layout` shows when its memory is zero but for these bytes.
fn shown(layout: Layout, bytes: &[(usize, u8)]) -> String {
    let mut memory = vec![0; layout.size() as usize];
    for (offset, byte) in bytes {
        memory[*offset] = *byte;
    }
    layout.decode(&memory).to_string()
}

#[test]
fn fields_stand_at_their_offsets() {
    assert_eq!(
        shown(
            Layout::Filestat,
            &[
                (0, 1),
                (8, 2),
                (16, 6),
                (24, 3),
                (32, 4),
                (40, 5),
                (48, 6),
                (56, 7)
            ]
        ),
        "{dev=1, ino=2, filetype=socket_stream, nlink=3, size=4, atim=5, mtim=6, ctim=7}"
    );
    assert_eq!(
        shown(Layout::Fdstat, &[(0, 5), (2, 4), (8, 2), (16, 64)]),
        "{filetype=socket_dgram, flags=nonblock, rights_base=fd_read, rights_inheriting=fd_write}"
    );
    assert_eq!(shown(Layout::Prestat, &[(4, 9)]), "{type=dir, name_len=9}");
    assert_eq!(
        shown(
            Layout::EpollEvent,
            &[(0, 33), (8, 1), (12, 2), (16, 3), (24, 4)]
        ),
        "{events=in+hup, ptr=1, fd=2, data1=3, data2=4}"
    );
    assert_eq!(
        shown(
            Layout::Subscription,
            &[(0, 1), (16, 2), (24, 3), (32, 4), (40, 1)]
        ),
        "{userdata=1, type=clock, id=process_cputime_id, timeout=3, precision=4, \
         flags=subscription_clock_abstime}"
    );
    assert_eq!(
        shown(Layout::Subscription, &[(8, 2), (16, 4)]),
        "{userdata=0, type=fd_write, fd=4}"
    );
    assert_eq!(
        shown(Layout::Subscription, &[(8, 3), (16, 4)]),
        "{userdata=0, type=3}"
    );
    assert_eq!(
        shown(Layout::Event, &[(0, 1), (8, 28)]),
        "{userdata=1, error=inval, type=clock}"
    );
    assert_eq!(
        shown(
            Layout::Route,
            &[(0, 1), (2, 10), (6, 8), (19, 2), (36, 1), (40, 1), (48, 5)]
        ),
        "{cidr=10.0.0.0/8, via_router=::1, preferred_until=5, expires_at=none}"
    );
    assert_eq!(shown(Layout::Cidr, &[(0, 2), (17, 1), (18, 64)]), "::1/64");
    assert_eq!(
        shown(Layout::Cidr, &[(2, 7)]),
        r#"{family=unspec, data="\07"}"#
    );
}

#[test]
fn any_bytes_of_the_right_length_are_a_value() {
    use Layout::*;
    let layouts = [
        U8,
        U16,
        U32,
        U64,
        Fd,
        AddrPort,
        Addr,
        Cidr,
        Ipv4,
        Ipv6,
        Mac,
        OptionTimestamp,
        Route,
        Fdstat,
        Filestat,
        Prestat,
        Subscription,
        Event,
        EpollEvent,
    ];
    for layout in layouts {
        let size = layout.size() as usize;
        // The small numbers are all tags that any layout knows, and some that none does.
        for byte in 0..16 {
            assert_ne!(
                layout.decode(&vec![byte; size]),
                Value::Unknown,
                "{layout:?}"
            );
        }
        assert_eq!(
            layout.decode(&vec![0; size - 1]),
            Value::Unknown,
            "{layout:?}"
        );
    }
}
