//! Commands that ask the database, as futures that a connection waits for beside everything else.

use std::collections::HashMap;
use std::rc::Rc;

use dialogo_app::{Caller, CatchUp, Error, LastSeen, Scope};
use dialogo_domain::{ChatId, Emoji, Message, MessageBody, MessageId, Number, ReadPosition, Seq};
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use secrecy::SecretString;

use super::incoming::RequestId;
use super::visitor::House;

/// A question under way. It begins when it is first waited for.
pub type Inquiry = LocalBoxFuture<'static, (RequestId, Answer)>;

/// What came of it.
pub enum Answer {
    /// Of `message.edit`.
    Edited(Result<Message, Error>),
    /// Of `message.delete`.
    Deleted(Result<Message, Error>),
    /// Of `reaction.add` and `reaction.remove`.
    Reacted(Result<Message, Error>),
    /// Of `message.pin` and `message.unpin`.
    Pinned(Result<Message, Error>),
    /// Of `read`.
    Read(Result<ReadPosition, Error>),
    /// Of `focus`.
    Focused(Result<Vec<LastSeen>, Error>),
    /// Of `typing`.
    Typing(Result<(), Error>),
    /// Of `sync`.
    Synced(Result<CatchUp, Error>),
    /// Of `authenticate`.
    Renewed(Result<Caller, Error>),
}

/// Changes what a message says.
pub fn edit(house: &Rc<House>, caller: Caller, re: RequestId, chat_id: ChatId, message_id: MessageId, body: MessageBody) -> Inquiry {
    let app = house.app.clone();
    async move { (re, Answer::Edited(app.edit_message(&caller, chat_id, message_id, body).await)) }.boxed_local()
}

/// Deletes a message.
pub fn delete(house: &Rc<House>, caller: Caller, re: RequestId, chat_id: ChatId, message_id: MessageId) -> Inquiry {
    let app = house.app.clone();
    async move { (re, Answer::Deleted(app.delete_message(&caller, chat_id, message_id).await)) }.boxed_local()
}

/// Pins a message, or unpins it.
pub fn pin(house: &Rc<House>, caller: Caller, re: RequestId, chat_id: ChatId, (message_id, is_pinned): (MessageId, bool)) -> Inquiry {
    let app = house.app.clone();
    async move { (re, Answer::Pinned(app.pin(&caller, chat_id, message_id, is_pinned).await)) }.boxed_local()
}

/// Chooses an emoji for a message.
pub fn add_reaction(house: &Rc<House>, caller: Caller, re: RequestId, chat_id: ChatId, message_id: MessageId, emoji: Emoji) -> Inquiry {
    let app = house.app.clone();
    async move { (re, Answer::Reacted(app.add_reaction(&caller, chat_id, message_id, emoji).await)) }.boxed_local()
}

/// Takes an emoji back.
pub fn remove_reaction(house: &Rc<House>, caller: Caller, re: RequestId, chat_id: ChatId, message_id: MessageId, emoji: Emoji) -> Inquiry {
    let app = house.app.clone();
    async move { (re, Answer::Reacted(app.remove_reaction(&caller, chat_id, message_id, emoji).await)) }.boxed_local()
}

/// Moves the read position.
pub fn read(house: &Rc<House>, caller: Caller, re: RequestId, chat_id: ChatId, (number, mark_unread): (Number, bool)) -> Inquiry {
    let app = house.app.clone();
    async move { (re, Answer::Read(app.mark_read(&caller, chat_id, number, mark_unread).await)) }.boxed_local()
}

/// Reads who is in the chats on screen, and when they were last here.
pub fn focus(house: &Rc<House>, caller: Caller, re: RequestId, chat_ids: Vec<ChatId>) -> Inquiry {
    let app = house.app.clone();
    async move { (re, Answer::Focused(app.last_seen_in(&caller, &chat_ids).await)) }.boxed_local()
}

/// Says that the user writes, in a chat that the connection does not hear.
pub fn typing(house: &Rc<House>, caller: Caller, re: RequestId, chat_id: ChatId) -> Inquiry {
    let app = house.app.clone();
    async move { (re, Answer::Typing(app.try_to_tell_typing(&caller, chat_id).await)) }.boxed_local()
}

/// Reads what was missed in the named chats.
pub fn sync(house: &Rc<House>, caller: Caller, re: RequestId, cursors: HashMap<ChatId, Seq>) -> Inquiry {
    let app = house.app.clone();
    async move { (re, Answer::Synced(app.catch_up(caller.user_id, &cursors, Scope::Named).await)) }.boxed_local()
}

/// Looks at a fresh token.
pub fn renew(house: &Rc<House>, re: RequestId, token: SecretString) -> Inquiry {
    let house = Rc::clone(house);
    async move { (re, Answer::Renewed(house.authenticate(&token).await)) }.boxed_local()
}
