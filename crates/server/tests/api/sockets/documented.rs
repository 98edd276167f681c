//! `docs/asyncapi.yaml`: what it lets a client send is understood. What it says that the server sends is checked with every frame of every test.

use serde_json::json;

use crate::support::{TestServer, documented_commands};

#[tokio::test]
async fn every_documented_command_is_known() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let commands = documented_commands();
    assert_eq!(commands.len(), 14, "{commands:?}");
    for kind in commands.into_iter().filter(|kind| kind != "hello") {
        let mut socket = ada.connects().await;
        let answer = socket.asks(json!({"type": kind})).await;
        assert_ne!(answer["data"]["code"], "unknown_type", "{answer}");
    }
}
