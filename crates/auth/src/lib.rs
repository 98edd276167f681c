//! Who someone is: passwords, access tokens, refresh tokens, log-in throttling.
//!
//! Nothing here knows SQL or HTTP, and nothing here reads the clock: the time comes in as a value.

mod error;
mod host;
mod passwords;
mod second_factor;
mod secret;
mod settings;
mod throttle;
mod tokens;

pub use error::Error;
pub use host::{Algorithms, HostAlgorithm, HostClaims, HostSettings, HostTokens};
pub use passwords::{Passwords, Verdict};
pub use second_factor::{RecoveryCode, TotpSecret};
pub use secret::{BadSecret, JwtSecret, kept_secret};
pub use settings::{AuthSettings, HashingLimits, PasswordSettings, RegistrationMode};
pub use throttle::{Attempt, GuessLimits, Guesses, LoginLimits, LoginThrottle};
pub use tokens::{AccessClaims, AccessToken, InvitationCode, RefreshClaims, Tokens};

/// What comes of an operation here.
pub type Result<T> = std::result::Result<T, Error>;
