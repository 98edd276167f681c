//! Why the server closes a connection: the contract with clients about coming back.

/// A close code. 40xx: come back with your cursors; 41xx: do not come back like this; 1xxx: as RFC 6455 has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseCode {
    /// The connection is over, as its peer wanted.
    Normal,
    /// The peer broke the WebSocket protocol.
    Protocol,
    /// A text frame was not UTF-8.
    NotText,
    /// Something of ours broke.
    Internal,
    /// The server restarts, or what it announced may lack something.
    Restarting,
    /// Nothing was heard from the peer for too long.
    HeartbeatMissed,
    /// The peer reads slower than its chats talk.
    TooSlow,
    /// The peer sends more than anyone can mean.
    Flooding,
    /// The token is not valid, or belongs to somebody else.
    BadToken,
    /// The token is past its time.
    TokenExpired,
    /// The log-in behind the token was ended.
    SessionEnded,
    /// The account is gone.
    AccountGone,
    /// No `hello` came in time.
    NoHello,
    /// Frames that cannot be read, or not at that moment.
    BadFrame,
    /// A frame above the size limit.
    FrameTooLarge,
    /// No version of the protocol that both sides speak.
    UnknownVersion,
    /// The user has too many connections.
    TooManyConnections,
}

impl CloseCode {
    /// The number that goes over the wire.
    pub const fn code(self) -> u16 {
        self.entry().0
    }

    /// A few words for whoever looks at it.
    pub const fn reason(self) -> &'static str {
        self.entry().1
    }

    const fn entry(self) -> (u16, &'static str) {
        match self {
            Self::Normal => (1000, ""),
            Self::Protocol => (1002, "protocol error"),
            Self::NotText => (1007, "not UTF-8"),
            Self::Internal => (4000, "internal error"),
            Self::Restarting => (4001, "restarting"),
            Self::HeartbeatMissed => (4002, "heartbeat missed"),
            Self::TooSlow => (4003, "too slow"),
            Self::Flooding => (4004, "flooding"),
            Self::BadToken => (4100, "bad token"),
            Self::TokenExpired => (4101, "token expired"),
            Self::SessionEnded => (4102, "session ended"),
            Self::AccountGone => (4103, "account gone"),
            Self::NoHello => (4104, "no hello"),
            Self::BadFrame => (4105, "bad frame"),
            Self::FrameTooLarge => (4106, "frame too large"),
            Self::UnknownVersion => (4107, "unknown version"),
            Self::TooManyConnections => (4108, "too many connections"),
        }
    }
}
