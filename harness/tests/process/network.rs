//! What a script of the runner `act` does with the network, and sees of it.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream, ToSocketAddrs, UdpSocket};

/// The network interfaces of this process.
pub fn interfaces() -> Vec<String> {
    let table = fs::read_to_string("/proc/self/net/dev").unwrap();
    let names = table
        .lines()
        .skip(2)
        .filter_map(|line| line.split_once(':'));
    names.map(|(name, _)| name.trim().to_owned()).collect()
}

/// The addresses that a name has, or that it has none.
pub fn look_up(name: &str) -> String {
    let Ok(addresses) = (name, 0).to_socket_addrs() else {
        return "none".to_owned();
    };
    let mut addresses: Vec<String> = addresses.map(|address| address.ip().to_string()).collect();
    addresses.sort();
    addresses.dedup();
    addresses.join(" ")
}

/// The network interfaces of this process, each with how many packets it has received and sent.
pub fn counters() -> String {
    let table = fs::read_to_string("/proc/self/net/dev").unwrap();
    let lines = table.lines().skip(2).map(|line| {
        let (name, counters) = line.split_once(':').unwrap();
        let counters: Vec<&str> = counters.split_ascii_whitespace().collect();
        format!("{} {} {}", name.trim(), counters[1], counters[9])
    });
    lines.collect::<Vec<_>>().join(" ")
}

/// Tries to reach others in all ways that there are: by stream and datagram, over both families, everybody on the link, a
/// group of these, and a name.
pub fn try_all() {
    assert_eq!(interfaces(), ["lo"], "this is no private world");
    for address in [
        "192.0.2.1:9",
        "255.255.255.255:9",
        "224.0.0.1:9",
        "[2001:db8::1]:9",
        "[ff02::1]:9",
        "[fe80::1]:9",
    ] {
        let any = if address.starts_with('[') {
            "[::]:0"
        } else {
            "0.0.0.0:0"
        };
        let socket = UdpSocket::bind(any).unwrap();
        let _ = socket.set_broadcast(true);
        println!("{address} {}", reached(socket.send_to(b"hello", address)));
        println!("{address} {}", reached(TcpStream::connect(address)));
    }
    println!("{}", reached(TcpStream::connect("nobody.example:9")));
}

/// Whether anything was reached.
fn reached<T>(attempt: std::io::Result<T>) -> &'static str {
    match attempt {
        Ok(_) => "reached",
        Err(_) => "unreachable",
    }
}

/// Sends bytes through a connection on this address.
pub fn talk(address: &str) {
    let listener = TcpListener::bind(address).unwrap();
    let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    client.write_all(b"hello").unwrap();
    drop(client);
    let mut text = String::new();
    listener
        .accept()
        .unwrap()
        .0
        .read_to_string(&mut text)
        .unwrap();
    println!("{text}");
}

/// Sends to a group by the interface that has one address, and has it received by the one that has another.
pub fn group(argument: &str) {
    let addresses: Vec<Ipv4Addr> = argument
        .split(' ')
        .map(|address| address.parse().unwrap())
        .collect();
    let [group, sender, receiver] = addresses[..] else {
        panic!("a group, and two addresses: {argument}");
    };
    let listener = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 7967)).unwrap();
    listener.join_multicast_v4(&group, &receiver).unwrap();
    let speaker = UdpSocket::bind((sender, 0)).unwrap();
    speaker.set_multicast_loop_v4(false).unwrap();
    speaker.send_to(b"hello", (group, 7967)).unwrap();
    let mut heard = [0; 5];
    let length = listener.recv(&mut heard).unwrap();
    println!("{}", std::str::from_utf8(&heard[..length]).unwrap());
}

/// Tries to reach an address beyond this host, where there is certainly no way to it.
pub fn reach(address: &str) {
    let up: Vec<String> = interfaces()
        .into_iter()
        .filter(|name| name != "lo")
        .collect();
    assert!(up.is_empty(), "this is no private world: {up:?}");
    let stream = TcpStream::connect(address).unwrap_err();
    let datagram = UdpSocket::bind("0.0.0.0:0")
        .unwrap()
        .connect(address)
        .unwrap_err();
    println!("{:?} {:?}", stream.kind(), datagram.kind());
}
