//! Why a use case was refused: one stable word each, the same over REST and WebSocket.

use std::time::Duration;

use dialogo_domain::Silence;

use crate::Limit;

/// What is wrong with one field of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name on the wire.
    pub field: &'static str,
    /// A stable word.
    pub code: &'static str,
    /// A sentence for people.
    pub detail: String,
}

/// Why a use case was refused.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it means in its message")]
pub enum Error {
    #[error("some fields are not valid")]
    Invalid(Vec<FieldError>),
    #[error("the cursor is not one of this list")]
    BadCursor,
    #[error("the username or the password is wrong")]
    InvalidCredentials,
    #[error("the token is not valid")]
    InvalidToken,
    #[error("the token has expired")]
    TokenExpired,
    #[error("the session has ended")]
    SessionEnded,
    #[error("nobody comes in here by a token of a host application")]
    HostSignInOff,
    #[error("people come in here by their host application alone")]
    PasswordsOff,
    #[error("whoever that is has no account here")]
    NoAccount,
    #[error("this account was deleted")]
    AccountGone,
    #[error("the current password is wrong")]
    WrongPassword,
    #[error("the chat has a password")]
    ChatPasswordRequired,
    #[error("the chat's password is another")]
    WrongChatPassword,
    #[error("the chat's password was changed at this moment; try again")]
    ChatPasswordChanged,
    #[error("you are not a member of this chat")]
    NotAMember,
    #[error("your role in this chat does not allow that")]
    Forbidden,
    #[error("only the chat's owner may do that")]
    NotTheOwner,
    #[error("only admins of this server may do that")]
    NotAnAdmin,
    #[error("the account of an admin is left alone")]
    AdminAccount,
    #[error("this account is suspended; ask those who run this server")]
    AccountSuspended,
    #[error("whoever is banned from this chat stays out")]
    Banned,
    #[error("you are muted in this chat")]
    Muted,
    #[error("only the owner and the moderators write in this chat")]
    ReadOnly,
    #[error("this chat is slow: wait before the next message")]
    SlowMode { retry_after: Duration },
    #[error("this message is somebody else's")]
    NotTheAuthor,
    #[error("hand the chat over to another member first")]
    OwnerMustTransfer,
    #[error("a direct chat cannot be left; block the other person instead")]
    DirectChat,
    #[error("you cannot write to this person")]
    Blocked,
    #[error("that is you")]
    Oneself,
    #[error("this server sends no notifications")]
    PushOff,
    #[error("there are too many {0} already")]
    TooMany(&'static str),
    #[error("this chat has too many members to say who has seen a message")]
    ChatTooLarge,
    #[error("there is no such chat")]
    ChatNotFound,
    #[error("this invitation is not good, or not any more")]
    InvitationNotFound,
    #[error("nobody like that waits to be let into this chat")]
    RequestNotFound,
    #[error("you were not let into this chat; ask again in some days")]
    RequestDeclined,
    #[error("you are in this chat already")]
    AlreadyAMember,
    #[error("there is no such user here")]
    UserNotFound,
    #[error("there is no such message here")]
    MessageNotFound,
    #[error("there is no such file here")]
    FileNotFound,
    #[error("send or wait before uploading more: too many files are in no message")]
    TooManyFiles,
    #[error("the file has more than {bytes_max} bytes")]
    FileTooLarge { bytes_max: u64 },
    #[error("the file ended too early, or took too long")]
    UploadInterrupted,
    #[error("the picture cannot be used: {0}")]
    BadPicture(String),
    #[error("there is no such session of yours")]
    SessionNotFound,
    #[error("a code of your authenticator app is needed")]
    SecondFactorRequired,
    #[error("this code is wrong, or was used before")]
    WrongCode,
    #[error("the second factor is on already")]
    SecondFactorOn,
    #[error("nobody can register here at the moment")]
    RegistrationClosed,
    #[error("whoever registers here needs an invitation")]
    InvitationRequired,
    #[error("this username, or one that looks like it, is taken")]
    UsernameTaken,
    #[error("this client_id belongs to another message of yours")]
    ClientIdReused,
    #[error("too many attempts")]
    RateLimited { retry_after: Duration, limit: Option<Limit> },
    #[error("more is waiting than there is room for")]
    Busy { retry_after: Duration },
    #[error("the database is not available at the moment")]
    Unavailable,
    #[error("something went wrong on our side")]
    Internal(#[source] anyhow::Error),
}

/// How long clients are asked to wait while the database is away: it comes back within seconds, or not for long.
const UNAVAILABLE_RETRY: Duration = Duration::from_secs(1);
/// A full queue empties within a second.
const BUSY_RETRY: Duration = Duration::from_secs(1);

impl Error {
    /// One wrong field.
    pub fn field(field: &'static str, code: &'static str, detail: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError { field, code, detail: detail.into() }])
    }

    /// The stable word of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid_fields",
            Self::BadCursor | Self::UploadInterrupted => "bad_request",
            Self::InvalidCredentials => "invalid_credentials",
            Self::InvalidToken => "invalid_token",
            Self::TokenExpired => "token_expired",
            Self::SessionEnded => "session_ended",
            Self::HostSignInOff => "not_found",
            Self::PasswordsOff => "passwords_off",
            Self::NoAccount => "no_account",
            Self::AccountGone => "account_gone",
            Self::WrongPassword => "wrong_password",
            Self::ChatPasswordRequired => "chat_password_required",
            Self::WrongChatPassword | Self::ChatPasswordChanged => "wrong_chat_password",
            Self::NotAMember => "not_a_member",
            Self::NotTheOwner => "not_the_owner",
            Self::NotAnAdmin => "not_an_admin",
            Self::AdminAccount => "admin_account",
            Self::AccountSuspended => "account_suspended",
            Self::Forbidden | Self::NotTheAuthor => "forbidden",
            Self::Banned => "banned",
            Self::Muted => "muted",
            Self::ReadOnly => "read_only",
            Self::SlowMode { .. } => "slow_mode",
            Self::OwnerMustTransfer => "owner_must_transfer",
            Self::DirectChat => "direct_chat",
            Self::Blocked => "blocked",
            Self::Oneself => "oneself",
            Self::PushOff => "push_off",
            Self::TooMany(_) => "limit_reached",
            Self::ChatTooLarge => "chat_too_large",
            Self::ChatNotFound => "chat_not_found",
            Self::InvitationNotFound => "invitation_not_found",
            Self::RequestNotFound => "join_request_not_found",
            Self::RequestDeclined => "join_request_declined",
            Self::AlreadyAMember => "already_a_member",
            Self::UserNotFound => "user_not_found",
            Self::MessageNotFound => "message_not_found",
            Self::FileNotFound => "file_not_found",
            Self::TooManyFiles => "too_many_files",
            Self::FileTooLarge { .. } => "payload_too_large",
            Self::BadPicture(_) => "bad_picture",
            Self::SessionNotFound => "session_not_found",
            Self::SecondFactorRequired => "second_factor_required",
            Self::WrongCode => "wrong_code",
            Self::SecondFactorOn => "second_factor_on",
            Self::RegistrationClosed => "registration_closed",
            Self::InvitationRequired => "invitation_required",
            Self::UsernameTaken => "username_taken",
            Self::ClientIdReused => "client_id_reused",
            Self::RateLimited { .. } => "rate_limited",
            Self::Busy { .. } => "busy",
            Self::Unavailable => "unavailable",
            Self::Internal(_) => "internal",
        }
    }

    /// When trying again makes sense, if it does.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RateLimited { retry_after, .. } | Self::Busy { retry_after } | Self::SlowMode { retry_after } => Some(*retry_after),
            Self::Unavailable => Some(UNAVAILABLE_RETRY),
            _ => None,
        }
    }
}

impl From<dialogo_persistence::Error> for Error {
    fn from(error: dialogo_persistence::Error) -> Self {
        use dialogo_persistence::Error as Stored;
        match error {
            Stored::Unavailable(why) => {
                // Whoever found out has told it, once.
                tracing::debug!(why, "a request is refused");
                Self::Unavailable
            }
            Stored::Busy => Self::Busy { retry_after: BUSY_RETRY },
            Stored::ChatNotFound => Self::ChatNotFound,
            Stored::InvitationNotFound => Self::InvitationNotFound,
            Stored::RequestNotFound => Self::RequestNotFound,
            Stored::RequestDeclined => Self::RequestDeclined,
            Stored::AlreadyAMember => Self::AlreadyAMember,
            Stored::UserNotFound => Self::UserNotFound,
            Stored::NotAMember => Self::NotAMember,
            Stored::Forbidden => Self::Forbidden,
            Stored::Banned => Self::Banned,
            Stored::Silenced(Silence::Muted) => Self::Muted,
            Stored::Silenced(Silence::ReadOnly) => Self::ReadOnly,
            Stored::Silenced(Silence::SlowMode { retry_after }) => Self::SlowMode { retry_after },
            Stored::NotAnAdmin => Self::NotAnAdmin,
            Stored::AdminAccount => Self::AdminAccount,
            Stored::AccountSuspended => Self::AccountSuspended,
            Stored::AccountGone => Self::AccountGone,
            Stored::NotTheOwner => Self::NotTheOwner,
            Stored::NotTheAuthor => Self::NotTheAuthor,
            Stored::MessageNotFound => Self::MessageNotFound,
            Stored::TooManyFiles => Self::TooManyFiles,
            Stored::PictureGone => Self::FileNotFound,
            Stored::FileNotFound => Self::field("attachments", "file_not_found", "there is no such file of yours to attach in this chat"),
            Stored::OwnerMustTransfer => Self::OwnerMustTransfer,
            Stored::DirectChat => Self::DirectChat,
            Stored::Blocked => Self::Blocked,
            Stored::Oneself => Self::Oneself,
            Stored::TooMany(what) => Self::TooMany(what),
            Stored::ChatTooLarge => Self::ChatTooLarge,
            Stored::PasswordChanged => Self::ChatPasswordChanged,
            Stored::UsernameTaken => Self::UsernameTaken,
            Stored::ClientIdReused => Self::ClientIdReused,
            Stored::ReplyNotFound => Self::field("reply_to", "message_not_found", "there is no such message in this chat"),
            Stored::Internal(cause) => Self::Internal(cause),
        }
    }
}

impl From<dialogo_files::Error> for Error {
    fn from(error: dialogo_files::Error) -> Self {
        use dialogo_files::Error as File;
        match error {
            File::TooLarge { bytes_max } => Self::FileTooLarge { bytes_max },
            File::Interrupted => Self::UploadInterrupted,
            File::BadPicture(why) => Self::BadPicture(why),
            File::Busy { retry_after } => Self::Busy { retry_after },
            File::Missing => Self::FileNotFound,
            File::Store(cause) => {
                tracing::error!(error = format!("{cause:#}"), "the store of the files failed");
                Self::Unavailable
            }
            File::Internal(cause) => Self::Internal(cause),
        }
    }
}

impl From<dialogo_auth::Error> for Error {
    fn from(error: dialogo_auth::Error) -> Self {
        use dialogo_auth::Error as Auth;
        match error {
            Auth::Busy { retry_after } => Self::Busy { retry_after },
            Auth::Throttled { retry_after } => Self::RateLimited { retry_after, limit: None },
            Auth::InvalidToken(check) => {
                tracing::debug!(check, "a token was refused");
                Self::InvalidToken
            }
            Auth::ExpiredToken => Self::TokenExpired,
            Auth::KeysUnavailable => Self::Unavailable,
            Auth::Internal(cause) => Self::Internal(cause),
        }
    }
}
