//! A swarm sees what a server does wrong: here one that answers a single message as each case wants it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread;
use std::time::Duration;

use dialogo_bench::client::{Breakage, Language, Load, Seat, Swarm};

const CHAT: &str = "00000000-0000-7000-8000-000000000000";
/// Until a server has done what it does wrong. What is right does not wait for it.
const PATIENCE: Duration = Duration::from_secs(2);

/// Answers the first message with an acknowledgement that names `head`, if any, and with these `seq` in the chat, and ends when its client
/// does.
fn server(head: Option<u64>, seqs: &'static [u64]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("a port");
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client");
        let mut buffer = [0; 4_096];
        assert!(stream.read(&mut buffer).expect("a message") > 0);
        let mut out = Vec::new();
        for seq in seqs {
            put(&mut out, &format!(r#"{{"type":"message.created","chat_id":"{CHAT}","seq":{seq},"data":{{"body":"0"}}}}"#));
        }
        if let Some(head) = head {
            put(&mut out, &format!(r#"{{"type":"ack","re":1,"data":{{"seq":{head}}}}}"#));
        }
        // In pieces, so that frames are cut in the middle.
        out.chunks(100).for_each(|piece| stream.write_all(piece).expect("is taken"));
        stream.read_to_end(&mut out).ok();
    });
    address
}

fn put(out: &mut Vec<u8>, text: &str) {
    match u8::try_from(text.len()) {
        Ok(length) if length < 126 => out.extend([0x81, length]),
        _ => out.extend([&[0x81, 126], &u16::try_from(text.len()).expect("short").to_be_bytes()[..]].concat()),
    }
    out.extend(text.as_bytes());
}

fn seen(head: Option<u64>, seqs: &'static [u64]) -> (Breakage, u64) {
    let mut swarm = Swarm::new(server(head, seqs), Language::Floor).expect("a swarm");
    let chat = CHAT.as_bytes().try_into().expect("36 bytes");
    swarm.enter(&[Seat { token: String::new(), chat }], 1).expect("connects");
    swarm.start(Load::InFlight { senders: 1, each: 1 }).expect("sends");
    swarm.settle(PATIENCE).expect("ends");
    (swarm.tally().breakage, swarm.tally().deliveries)
}

#[test]
fn all_is_well() {
    assert_eq!(seen(Some(4), &[1, 2, 3, 4]), (Breakage::default(), 4));
}

#[test]
fn a_delivery_that_is_lost_is_seen_in_the_middle_and_at_the_end() {
    let lost = Breakage { lost: 1, ..Breakage::default() };
    assert_eq!(seen(Some(4), &[1, 2, 4]), (lost, 3));
    assert_eq!(seen(Some(4), &[1, 2, 3]), (lost, 3));
}

#[test]
fn a_delivery_that_comes_twice_is_seen() {
    assert_eq!(seen(Some(3), &[1, 2, 2, 3]), (Breakage { doubled: 1, ..Breakage::default() }, 4));
}

#[test]
fn deliveries_that_change_places_are_seen() {
    assert_eq!(seen(Some(3), &[2, 1, 3]), (Breakage { out_of_order: 1, ..Breakage::default() }, 3));
}

#[test]
fn a_message_without_an_answer_is_seen() {
    assert_eq!(seen(None, &[1]), (Breakage { unanswered: 1, ..Breakage::default() }, 1));
}
