//! How much one person may do.

use dialogo_auth::GuessLimits;
use serde::{Deserialize, Serialize};

/// How many files, and how large.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileLimits {
    /// Bytes of a file; of pictures, the work on them may allow less.
    pub bytes_max: u64,
    /// Files of one message.
    pub per_message_max: usize,
    /// Files of one user that are in no message, or on their way.
    pub unattached_max: u32,
    /// For how long a file may be in no message before it is erased.
    pub unattached_hours: u32,
    /// How long an upload may take, until the file is stored.
    pub upload_timeout_secs: u32,
}

/// How many invitations, and for how long.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvitationLimits {
    /// Invitations of one chat that are good at the same time.
    pub per_chat_max: u32,
    /// For how long one is good that is made without a word about it.
    pub hours: u32,
    /// The longest time that may be asked for.
    pub hours_max: u32,
    /// Codes of one user that lead nowhere.
    pub guesses: GuessLimits,
}

/// How often people ask to be let in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JoinRequestLimits {
    /// Chats of which one may wait for the answer, or has had one that is not forgotten.
    pub per_user_max: u32,
    /// After so many hours one may ask again who was declined.
    pub again_hours: u32,
}

/// How much people report, and for how long it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportLimits {
    /// Messages that one may report in 24 hours.
    pub per_day_max: u32,
    /// For so many days a reported message is known as one after it was last reported or decided.
    pub kept_days: u32,
}

/// Limits of the use cases.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppLimits {
    /// Messages of one user per second, over all connections and REST, on average.
    pub messages_per_sec: u32,
    /// Messages of one user at once.
    pub messages_burst: u32,
    /// Changes of one user per second, on average: creating, changing, joining and leaving chats, handing over, removing, banning, muting, appointing,
    /// editing and deleting messages, reacting to them, one's profile.
    pub changes_per_sec: u32,
    /// Such changes of one user at once.
    pub changes_burst: u32,
    /// Searches of one user per second, on average.
    pub searches_per_sec: u32,
    /// Searches of one user at once.
    pub searches_burst: u32,
    /// How many people one may have blocked.
    pub blocks_max: u32,
    /// For so many days the audit logs are kept: 30 at least; 0: for ever.
    pub audit_kept_days: u32,
    /// How many chats one person may own.
    pub chats_owned_max: u32,
    /// How many people may be banned from one chat.
    pub bans_max: u32,
    /// Between two times that those who have a chat on screen are told that one and the same person writes there.
    pub typing_every_ms: u64,
    /// For how long such a word is good.
    pub typing_lasts_ms: u64,
    /// Different emoji that people may choose for one message.
    pub reactions_per_message_max: usize,
    /// How many messages one may have saved.
    pub bookmarks_max: u32,
    /// Earlier texts of one message that are kept when it is edited.
    pub versions_per_message_max: u32,
    /// Members up to whom a chat says who has seen a message.
    pub seen_by_members_max: u32,
    /// Pinned messages of one chat.
    pub pins_per_chat_max: u32,
    /// How many messages one may have scheduled.
    pub scheduled_max: u32,
    /// How many people may be told to have come, turned away or gone, each second: an upper bound of what a frame tells.
    pub presence_changes_per_sec: u32,
    /// How long a change may wait for its commit before its sender hears `unavailable`; trying again is safe.
    pub commit_timeout_secs: u64,
    /// Files.
    pub files: FileLimits,
    /// Requests to be let in.
    pub join_requests: JoinRequestLimits,
    /// Reports of messages.
    pub reports: ReportLimits,
    /// Invitations by link.
    pub invitations: InvitationLimits,
    /// Wrong passwords of one user for one chat.
    pub chat_password_guesses: GuessLimits,
    /// Wrong passwords of all users for one chat.
    pub chat_password_guesses_of_all: GuessLimits,
    /// Wrong current passwords when one changes one's password.
    pub own_password_guesses: GuessLimits,
}
