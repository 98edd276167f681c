//! What is stored: the only crate with SQL.
//!
//! [`Store`] reads, and writes what has no place in a chat's order (accounts, sessions, read positions). Whatever takes a
//! chat's next `seq` goes through the [`Writer`], one after the other, and comes out of its [`Committed`] stream in that order.

mod accounts;
mod address;
mod admins;
mod audit;
mod bans;
mod bookmarks;
mod catch_up;
mod chats;
mod connect;
mod discover;
mod drafts;
pub mod embedded;
mod error;
mod files;
mod identities;
mod invitations;
mod join_requests;
mod members;
mod messages;
mod migrate;
mod outage;
mod page;
mod people;
mod pins;
#[cfg(test)]
mod plans;
mod presence;
mod push;
mod reactions;
mod readers;
mod reports;
mod risks;
mod row;
mod scheduled;
mod search;
mod second_factor;
mod sessions;
mod settings;
mod sign_in;
mod store;
mod stored;
mod suspensions;
mod versions;
mod writer;

pub use accounts::{Credentials, NewAccount};
pub use address::Address;
pub use catch_up::{CatchUp, Head, Scope};
pub use chats::JoinCondition;
pub use discover::{ChatOrder, Discover};
pub use error::Error;
pub use files::{NewFile, NewUpload, StoredFile};
pub use identities::{Identified, NewIdentity};
pub use invitations::Invited;
pub use messages::{HistoryAt, HistoryPage};
pub use migrate::{grant, migrate};
pub use page::{Keyset, Slice};
pub use presence::LastSeen;
pub use push::{Device, Devices, Notice};
pub use scheduled::DueMessage;
pub use second_factor::SecondFactor;
pub use sessions::{NewSession, Rotation, Session};
pub use settings::DatabaseSettings;
pub use sign_in::SignIn;
pub use store::Store;
pub use writer::{
    AcceptInvitation, AcceptRequest, AddMember, AddReaction, Announcements, AskToJoin, BanUser, BlockUser, ChangeMember, ChatChange,
    Committed, CreateChat, CreateInvitation, DecideReports, DeclineRequest, Deed, DeleteAccount, DeleteChat, DeleteMessage, EditMessage,
    JoinChat, LeaveChat, MemberChange, OpenDirectChat, PinMessage, Post, Posted, ProfileChange, Removal, RemoveMember, RemoveMessages,
    RemoveReaction, ReportMessage, RevokeInvitation, Touched, TransferChat, UnbanUser, UpdateChat, UpdateProfile, WithdrawRequest, Writer,
};

/// What every operation here comes to.
pub type Result<T> = std::result::Result<T, Error>;
