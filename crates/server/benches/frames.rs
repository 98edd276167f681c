//! What a frame costs: written once for all who hear it, looked at as it comes in, and read.

use std::hint::black_box;
use std::time::Duration;

use actix_http::ws::{OpCode, Parser};
use bytes::{Bytes, BytesMut};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dialogo_app::Encoder;
use dialogo_domain::{
    Change, ChatEvent, ChatId, ClientId, DisplayName, Message, MessageBody, MessageId, Number, Seq, UserId, UserSummary, Username,
};
use dialogo_server::internals::{JsonEncoder, Limits, WsSettings, guard, parse};
use futures_util::{FutureExt, StreamExt, stream};
use jiff::Timestamp;
use serde_json::json;

const SHORT: &str = "Shall we meet at noon, at the \"usual\" place?";
/// As long as a body may be.
const LONG_CHARS: usize = 4_000;

fn bodies() -> [(&'static str, String); 2] {
    [("short", SHORT.to_owned()), ("long", SHORT.chars().cycle().take(LONG_CHARS).collect())]
}

fn created(body: &str) -> ChatEvent {
    let author = UserSummary {
        id: UserId::generate(),
        username: Username::parse("ada").expect("a username"),
        display_name: DisplayName::parse("Ada Lovelace").expect("a display name"),
        avatar: None,
    };
    let (chat_id, seq) = (ChatId::generate(), Seq(504));
    let message = Message {
        id: MessageId::generate(),
        chat_id,
        seq,
        number: Number(215),
        author,
        body: MessageBody::parse(body).expect("a body"),
        client_id: client_id(),
        reply_to: None,
        attachments: vec![],
        created_at: Timestamp::now(),
        edited_at: None,
        deleted_at: None,
        pinned_at: None,
        reactions: dialogo_domain::Reactions::default(),
        mentions: vec![],
    };
    ChatEvent { chat_id, seq, change: Change::MessageCreated(message) }
}

fn client_id() -> ClientId {
    uuid::Uuid::now_v7().into()
}

/// Changes of one commit, into the buffer that they share.
fn encode(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("encode message.created");
    for (length, body) in bodies() {
        let event = created(&body);
        for changes in [1, 16] {
            group.throughput(Throughput::Elements(changes));
            group.bench_function(BenchmarkId::new(length, format!("changes={changes}")), |bencher| {
                bencher.iter(|| {
                    let mut frames = BytesMut::new();
                    (0..changes).for_each(|_| JsonEncoder.event(black_box(&event), &mut frames));
                    frames.freeze()
                });
            });
        }
    }
}

fn sent(body: &str) -> String {
    json!({"type": "message.send", "id": 17, "chat_id": ChatId::generate(), "data": {"client_id": client_id(), "body": body}}).to_string()
}

fn parses(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parse");
    let read = json!({"type": "read", "id": 18, "chat_id": ChatId::generate(), "data": {"number": 215}});
    let frames = bodies().map(|(length, body)| (format!("message.send {length}"), sent(&body)));
    let frames =
        frames.into_iter().chain([("read".to_owned(), read.to_string()), ("ping".to_owned(), r#"{"type":"ping","id":19}"#.to_owned())]);
    for (name, frame) in frames {
        assert!(parse(&frame).is_ok(), "{name}: {frame}");
        group.throughput(Throughput::Bytes(frame.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| parse(black_box(&frame))));
    }
}

/// What comes from the socket at once: so many masked frames.
fn chunk(text: &str, frames: usize) -> Bytes {
    let mut bytes = BytesMut::new();
    (0..frames).for_each(|_| Parser::write_message(&mut bytes, text, OpCode::Text, true, true));
    bytes.freeze()
}

fn scan(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("guard");
    let settings = WsSettings { commands_per_sec: u32::MAX, commands_burst: u32::MAX, ..WsSettings::default() };
    let limits = Limits { first_bytes_max: settings.frame_bytes_max, message_bytes_max: settings.frame_bytes_max };
    let [short, long] = bodies().map(|(length, body)| (length, sent(&body)));
    for ((length, text), frames) in [(&short, 1), (&short, 16), (&long, 1)] {
        let chunk = chunk(text, frames);
        group.throughput(Throughput::Bytes(chunk.len() as u64));
        let incoming = stream::repeat_with(move || Ok(chunk.clone()));
        let (mut guarded, watch) = guard(incoming, limits, &settings);
        group.bench_function(BenchmarkId::new(*length, format!("frames={frames}")), |bencher| {
            bencher.iter(|| guarded.next().now_or_never().flatten());
        });
        assert_eq!(watch.verdict(), None, "everything passes");
    }
}

criterion_group! {
    name = frames;
    config = Criterion::default().warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    targets = encode, parses, scan
}
criterion_main!(frames);
