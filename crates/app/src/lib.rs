//! What a chat does: every use case once, for REST and WebSocket alike.
//!
//! [`App`] joins the store, the tokens and passwords, and the hub. It knows neither HTTP nor JSON: whoever serves it parses a request,
//! makes one call here, and maps the answer or the [`Error`].

mod accounts;
mod admins;
mod announcer;
mod app;
mod bans;
mod bookmarks;
mod chats;
mod clock;
mod drafts;
mod error;
mod files;
mod host;
mod housekeeping;
mod indexer;
mod invitations;
mod join_requests;
mod limiter;
mod limits;
mod live;
mod members;
mod messages;
mod page;
mod people;
mod pins;
mod presence;
mod push;
mod reactions;
mod remover;
mod reports;
mod round;
mod scheduled;
mod search;
mod second_factor;
mod sessions;
mod typing;

pub use accounts::{Login, Registration};
pub use admins::Admin;
pub use announcer::Encoder;
pub use app::{App, AppParts, Background};
pub use bans::BanWish;
pub use chats::{ChatUpdate, DiscoverChats};
pub use clock::Clock;
pub use dialogo_files::{Files, Part};
pub use dialogo_persistence::{
    CatchUp, ChatOrder, Head, HistoryAt, LastSeen, MemberChange, Notice, Posted, ProfileChange, Removal, Scope, SignIn,
};
pub use error::{Error, FieldError};
pub use files::ReadableFile;
pub use invitations::{InvitationWish, NewInvitation};
pub use limiter::Limit;
pub use limits::{AppLimits, FileLimits, InvitationLimits, JoinRequestLimits, ReportLimits};
pub use messages::{History, MessagePage};
pub use page::{Page, PageRequest};
pub use reports::Verdict;
pub use search::FoundMessage;
pub use second_factor::{RecoveryCodes, SecondFactorState, SharedSecret};
pub use sessions::{Bearer, Caller, Session, SignedIn};

/// What a use case comes to.
pub type Result<T> = std::result::Result<T, Error>;
