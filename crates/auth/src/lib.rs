//! Who someone is: passwords, access tokens, refresh tokens, log-in throttling.
