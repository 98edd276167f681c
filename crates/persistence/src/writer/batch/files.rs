//! The files that messages of a batch bring along. A batch without any asks nothing of the database for them.

use std::collections::HashMap;

use deadpool_postgres::ClientWrapper;
use dialogo_domain::{Attachment, FileId, Message};
use tokio_postgres::Statement;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::Answer;
use crate::files::stored_file;
use crate::writer::Post;
use crate::{Error, Result};

/// Those that may still be attached, locked: nobody forgets them before the commit.
const FREE: &str = "select id, chat_id, uploader_id, waits_for, name, media_type, bytes, width, height, thumbnail_type from files \
                    where id = any($1) and message_id is null order by id for no key update";

/// After the messages are there. `any(array[…])` as everywhere in the batch: the planner would join tables as a whole.
const ATTACH: &str = "with taken as ( \
                          update files f set message_id = d.message_id \
                          from unnest($1::uuid[], $2::uuid[]) as d(id, message_id) where f.id = any(array[d.id])) \
                      update messages s set attachments = d.attachments \
                      from unnest($3::uuid[], $4::jsonb[]) as d(id, attachments) where s.id = any(array[d.id])";

/// Files by their id: where and whose, for which scheduled message they are kept, and what.
#[derive(Default)]
pub struct FreeFiles(HashMap<FileId, (Uuid, Uuid, Option<Uuid>, Attachment)>);

impl FreeFiles {
    /// Those of the files that the drafts name.
    pub async fn of(client: &ClientWrapper, posts: &[Post]) -> Result<Self> {
        let named: Vec<Uuid> = posts.iter().flat_map(|post| &post.draft.attachments).map(|id| id.as_uuid()).collect();
        if named.is_empty() {
            return Ok(Self::default());
        }
        let statement = client.prepare_cached(FREE).await?;
        let rows = client.query(&statement, &[&named]).await?;
        let file = |row| {
            let attachment = stored_file(row)?.attachment;
            Ok((attachment.id, (row.try_get("chat_id")?, row.try_get("uploader_id")?, row.try_get("waits_for")?, attachment)))
        };
        rows.iter().map(file).collect::<Result<_>>().map(Self)
    }

    /// The files of a draft, which no other gets then: all of them are the author's, of its chat, kept for no other, and named once.
    pub fn take(&mut self, post: &Post) -> Result<Vec<Attachment>> {
        let (chat, author) = (post.chat_id.as_uuid(), post.author_id.as_uuid());
        let mut taken = Vec::with_capacity(post.draft.attachments.len());
        for id in &post.draft.attachments {
            match self.0.get(id) {
                Some((of_chat, of, waits_for, attachment))
                    if (*of_chat, *of) == (chat, author)
                        && waits_for.is_none_or(|client_id| client_id == post.draft.client_id.as_uuid())
                        && !taken.contains(attachment) =>
                {
                    taken.push(attachment.clone());
                }
                _ => return Err(Error::FileNotFound),
            }
        }
        for id in &post.draft.attachments {
            self.0.remove(id);
        }
        Ok(taken)
    }
}

/// What ties files and messages together.
pub struct Attaching {
    statement: Statement,
    files: Vec<Uuid>,
    of_messages: Vec<Uuid>,
    messages: Vec<Uuid>,
    attachments: Vec<Json<Vec<Attachment>>>,
}

impl Attaching {
    /// Of those of the messages that have files; nothing if none has.
    pub async fn of(client: &ClientWrapper, messages: &[&Message]) -> Result<Option<Self>> {
        let with_files: Vec<&&Message> = messages.iter().filter(|message| !message.attachments.is_empty()).collect();
        if with_files.is_empty() {
            return Ok(None);
        }
        let pairs = || with_files.iter().flat_map(|message| message.attachments.iter().map(|file| (file.id, message.id)));
        Ok(Some(Self {
            statement: client.prepare_cached(ATTACH).await?,
            files: pairs().map(|(file, _)| file.as_uuid()).collect(),
            of_messages: pairs().map(|(_, message)| message.as_uuid()).collect(),
            messages: with_files.iter().map(|message| message.id.as_uuid()).collect(),
            attachments: with_files.iter().map(|message| Json(message.attachments.clone())).collect(),
        }))
    }

    /// Ties them.
    pub async fn perform(&self, client: &ClientWrapper) -> Answer<u64> {
        client.execute(&self.statement, &[&self.files, &self.of_messages, &self.messages, &self.attachments]).await
    }
}
