//! What can go wrong below the use cases, by what the caller can do about it.

use deadpool_postgres::PoolError;
use dialogo_domain::Silence;

/// Why a store operation failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database is away, or too slow to be waited for. What was asked may or may not have happened; asking again is safe.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// More is waiting than there is room for.
    #[error("too much is waiting to be written")]
    Busy,
    /// The chat does not exist, or not for this user.
    #[error("no such chat")]
    ChatNotFound,
    /// The invitation does not exist, is over, used up or taken back.
    #[error("no such invitation")]
    InvitationNotFound,
    /// Nobody of this name waits to be let in.
    #[error("no such request to join")]
    RequestNotFound,
    /// The user was not let in, not long ago.
    #[error("the request to join was declined")]
    RequestDeclined,
    /// The user is in the chat already.
    #[error("a member already")]
    AlreadyAMember,
    /// The user does not exist.
    #[error("no such user")]
    UserNotFound,
    /// The chat can be seen, but the user is not in it.
    #[error("not a member of the chat")]
    NotAMember,
    /// The user's role does not allow that, or not towards whom it is about.
    #[error("the role does not allow it")]
    Forbidden,
    /// Only admins of the server may do that.
    #[error("not an admin")]
    NotAnAdmin,
    /// An admin's account is out of reach of the others.
    #[error("an admin's account")]
    AdminAccount,
    /// An admin has closed the account.
    #[error("the account is suspended")]
    AccountSuspended,
    /// The account was deleted.
    #[error("the account is deleted")]
    AccountGone,
    /// Only the chat's owner may do that.
    #[error("not the owner of the chat")]
    NotTheOwner,
    /// The user is kept out of the chat.
    #[error("banned from the chat")]
    Banned,
    /// The user may not write there at this moment.
    #[error("silenced: {0:?}")]
    Silenced(Silence),
    /// The owner hands the chat over before leaving.
    #[error("the owner cannot leave")]
    OwnerMustTransfer,
    /// A direct chat stays with its two people.
    #[error("a direct chat is not left")]
    DirectChat,
    /// One of the two has blocked the other.
    #[error("one has blocked the other")]
    Blocked,
    /// Somebody cannot be the other one of the two.
    #[error("that is oneself")]
    Oneself,
    /// One has as many of these as one may have.
    #[error("there are too many {0} already")]
    TooMany(&'static str),
    /// The chat has too many members for that.
    #[error("the chat has too many members")]
    ChatTooLarge,
    /// The chat's password is not the one that the caller checked.
    #[error("the chat's password is another")]
    PasswordChanged,
    /// The name, or one that looks like it, is taken.
    #[error("the username is taken")]
    UsernameTaken,
    /// The sender used this `client_id` for another message.
    #[error("the client_id was used for another message")]
    ClientIdReused,
    /// The message is not in this chat, or nothing is left of it to be changed.
    #[error("no such message")]
    MessageNotFound,
    /// Someone has as many files in no message as one may have.
    #[error("too many files are in no message")]
    TooManyFiles,
    /// A picture is not there any more.
    #[error("no such picture")]
    PictureGone,
    /// A file to attach is not there, not the sender's, not of this chat, or in a message already.
    #[error("no such file to attach")]
    FileNotFound,
    /// The message is somebody else's.
    #[error("the message is somebody else's")]
    NotTheAuthor,
    /// The message to reply to is not in this chat.
    #[error("no such message to reply to")]
    ReplyNotFound,
    /// A fault of ours or of the database's.
    #[error("database error")]
    Internal(#[source] anyhow::Error),
}

impl From<Silence> for Error {
    fn from(silence: Silence) -> Self {
        Self::Silenced(silence)
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState;
        let Some(db) = error.as_db_error() else {
            // Without an answer from the server it is the connection that failed, unless a value did not convert.
            return if error.is_closed() || std::error::Error::source(&error).is_some_and(<dyn std::error::Error>::is::<std::io::Error>) {
                Self::Unavailable(describe(&error))
            } else {
                Self::Internal(error.into())
            };
        };
        if matches!(db.constraint(), Some("users_username_key" | "users_username_skeleton_key")) {
            return Self::UsernameTaken;
        }
        let code = db.code();
        let passing = [
            SqlState::ADMIN_SHUTDOWN,
            SqlState::CRASH_SHUTDOWN,
            SqlState::CANNOT_CONNECT_NOW,
            SqlState::QUERY_CANCELED,
            SqlState::TOO_MANY_CONNECTIONS,
            SqlState::LOCK_NOT_AVAILABLE,
            SqlState::DISK_FULL,
        ];
        // 08: connection, 40: rolled back because of others, 57: operator intervention, 53: out of a resource.
        if passing.contains(code) || ["08", "40", "53", "57"].iter().any(|class| code.code().starts_with(class)) {
            Self::Unavailable(describe(&error))
        } else {
            Self::Internal(error.into())
        }
    }
}

impl From<PoolError> for Error {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Backend(error) => Self::from_connecting(&error),
            other => Self::Unavailable(other.to_string()),
        }
    }
}

impl Error {
    /// Whatever keeps a new connection from coming up is the database being away.
    fn from_connecting(error: &tokio_postgres::Error) -> Self {
        Self::Unavailable(describe(error))
    }

    /// The same failure for another one whom it hit; the cause stays with the first.
    pub(crate) fn again(&self) -> Self {
        match self {
            Self::Unavailable(why) => Self::Unavailable(why.clone()),
            other => Self::Internal(anyhow::anyhow!("{other}")),
        }
    }

    /// Whether trying again later may help.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Busy)
    }
}

/// What the database or the way to it says, without the statement: `tokio_postgres` itself says "db error" only.
fn describe(error: &tokio_postgres::Error) -> String {
    match (error.as_db_error(), std::error::Error::source(error)) {
        (Some(db), _) => format!("{} (SQLSTATE {})", db.message(), db.code().code()),
        (None, Some(cause)) => format!("{error}: {cause}"),
        (None, None) => error.to_string(),
    }
}
