//! The one table from an error's code to its HTTP status.

use actix_web::http::StatusCode;

/// The status of a code. What is not in the table is our own fault, and so is a missing line.
pub fn status_of(code: &str) -> StatusCode {
    match code {
        "bad_request" => StatusCode::BAD_REQUEST,
        "unauthenticated" | "second_factor_required" | "invalid_credentials" | "invalid_token" | "token_expired" | "session_ended" => {
            StatusCode::UNAUTHORIZED
        }
        "forbidden"
        | "not_a_member"
        | "not_the_owner"
        | "not_an_admin"
        | "account_suspended"
        | "wrong_password"
        | "wrong_chat_password"
        | "chat_password_required"
        | "banned"
        | "join_request_declined"
        | "muted"
        | "wrong_code"
        | "registration_closed"
        | "passwords_off"
        | "no_account"
        | "account_gone"
        | "invitation_required"
        | "read_only"
        | "blocked" => StatusCode::FORBIDDEN,
        "not_found"
        | "chat_not_found"
        | "invitation_not_found"
        | "join_request_not_found"
        | "user_not_found"
        | "message_not_found"
        | "file_not_found"
        | "session_not_found" => StatusCode::NOT_FOUND,
        "method_not_allowed" => StatusCode::METHOD_NOT_ALLOWED,
        "second_factor_on"
        | "username_taken"
        | "admin_account"
        | "already_a_member"
        | "too_many_files"
        | "owner_must_transfer"
        | "direct_chat"
        | "oneself"
        | "limit_reached"
        | "push_off"
        | "client_id_reused"
        | "chat_too_large" => StatusCode::CONFLICT,
        "payload_too_large" => StatusCode::PAYLOAD_TOO_LARGE,
        "unsupported_media_type" => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "range_not_satisfiable" => StatusCode::RANGE_NOT_SATISFIABLE,
        "invalid_fields" | "bad_picture" => StatusCode::UNPROCESSABLE_ENTITY,
        "rate_limited" | "slow_mode" => StatusCode::TOO_MANY_REQUESTS,
        "busy" | "unavailable" => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use dialogo_app::Error;

    use super::*;

    /// Every error of the app. A new variant does not compile here until it has its line below.
    fn expected(error: &Error) -> u16 {
        match error {
            Error::BadCursor | Error::UploadInterrupted => 400,
            Error::SecondFactorRequired | Error::InvalidCredentials | Error::InvalidToken | Error::TokenExpired | Error::SessionEnded => {
                401
            }
            Error::WrongPassword
            | Error::ChatPasswordRequired
            | Error::WrongChatPassword
            | Error::ChatPasswordChanged
            | Error::NotAMember
            | Error::Forbidden
            | Error::Banned
            | Error::RequestDeclined
            | Error::Muted
            | Error::WrongCode
            | Error::RegistrationClosed
            | Error::PasswordsOff
            | Error::NoAccount
            | Error::AccountGone
            | Error::InvitationRequired
            | Error::ReadOnly
            | Error::NotTheOwner
            | Error::NotAnAdmin
            | Error::AccountSuspended
            | Error::NotTheAuthor
            | Error::Blocked => 403,
            Error::ChatNotFound
            | Error::HostSignInOff
            | Error::InvitationNotFound
            | Error::RequestNotFound
            | Error::UserNotFound
            | Error::MessageNotFound
            | Error::FileNotFound
            | Error::SessionNotFound => 404,
            Error::OwnerMustTransfer
            | Error::SecondFactorOn
            | Error::UsernameTaken
            | Error::AdminAccount
            | Error::AlreadyAMember
            | Error::TooManyFiles
            | Error::ClientIdReused
            | Error::DirectChat
            | Error::Oneself
            | Error::ChatTooLarge
            | Error::PushOff
            | Error::TooMany(_) => 409,
            Error::FileTooLarge { .. } => 413,
            Error::Invalid(_) | Error::BadPicture(_) => 422,
            Error::RateLimited { .. } | Error::SlowMode { .. } => 429,
            Error::Internal(_) => 500,
            Error::Busy { .. } | Error::Unavailable => 503,
        }
    }

    #[test]
    fn every_error_of_the_app_has_its_status() {
        let retry_after = Duration::from_secs(1);
        let errors = [
            Error::Invalid(Vec::new()),
            Error::BadCursor,
            Error::InvalidCredentials,
            Error::InvalidToken,
            Error::TokenExpired,
            Error::SessionEnded,
            Error::HostSignInOff,
            Error::PasswordsOff,
            Error::NoAccount,
            Error::AccountGone,
            Error::WrongPassword,
            Error::ChatPasswordRequired,
            Error::WrongChatPassword,
            Error::ChatPasswordChanged,
            Error::NotAMember,
            Error::Forbidden,
            Error::Banned,
            Error::Muted,
            Error::SecondFactorRequired,
            Error::WrongCode,
            Error::SecondFactorOn,
            Error::RegistrationClosed,
            Error::InvitationRequired,
            Error::ReadOnly,
            Error::SlowMode { retry_after },
            Error::NotTheOwner,
            Error::NotAnAdmin,
            Error::AdminAccount,
            Error::AccountSuspended,
            Error::NotTheAuthor,
            Error::OwnerMustTransfer,
            Error::DirectChat,
            Error::Blocked,
            Error::Oneself,
            Error::PushOff,
            Error::TooMany("things"),
            Error::ChatTooLarge,
            Error::ChatNotFound,
            Error::InvitationNotFound,
            Error::RequestNotFound,
            Error::RequestDeclined,
            Error::AlreadyAMember,
            Error::UserNotFound,
            Error::MessageNotFound,
            Error::SessionNotFound,
            Error::FileNotFound,
            Error::TooManyFiles,
            Error::FileTooLarge { bytes_max: 1 },
            Error::UploadInterrupted,
            Error::BadPicture("a test".to_owned()),
            Error::UsernameTaken,
            Error::ClientIdReused,
            Error::RateLimited { retry_after, limit: None },
            Error::Busy { retry_after },
            Error::Unavailable,
            Error::Internal(anyhow::anyhow!("a test")),
        ];
        for error in errors {
            assert_eq!(status_of(error.code()).as_u16(), expected(&error), "{}", error.code());
        }
    }
}
