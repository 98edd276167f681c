//! Notifications on devices that are not connected, or at which nobody looks.

mod courier;
mod hints;
mod lanes;
mod turns;

use dialogo_domain::QuietHours;
use dialogo_push::BadSubscription;

use crate::{App, Caller, Error, Result};

pub(crate) use courier::Courier;
pub(crate) use hints::Hints;

impl App {
    /// What browsers subscribe with; nothing while there are no notifications.
    pub fn push_key(&self) -> Option<&str> {
        self.inner.pusher.as_ref().map(dialogo_push::Pusher::public_key)
    }

    /// Has the caller's device take notifications, for as long as the session lives.
    pub async fn subscribe(&self, caller: &Caller, endpoint: &str, public_key: &str, secret: &str) -> Result<()> {
        let pusher = self.inner.pusher.as_ref().ok_or(Error::PushOff)?;
        let to = pusher.accept(endpoint, public_key, secret).map_err(|part| match part {
            BadSubscription::Endpoint => Error::field("endpoint", "invalid", "must be the https address of a push service"),
            BadSubscription::PublicKey => Error::field("p256dh", "invalid", "must be a point of P-256 in base64url"),
            BadSubscription::Secret => Error::field("auth", "invalid", "must be 16 bytes in base64url"),
        })?;
        self.admit_change(caller.user_id)?;
        let (now, most) = (self.inner.clock.now(), self.inner.devices_per_user_max.into());
        let is_live = self.inner.store.subscribe(caller.user_id, caller.session_id, &to, now, most).await?;
        if is_live { Ok(()) } else { Err(Error::SessionEnded) }
    }

    /// Has the caller's device take no more notifications.
    pub async fn unsubscribe(&self, caller: &Caller) -> Result<()> {
        self.admit_change(caller.user_id)?;
        Ok(self.inner.store.unsubscribe(caller.session_id, None).await?)
    }

    /// When the caller is left alone.
    pub async fn quiet_hours(&self, caller: &Caller) -> Result<Option<QuietHours>> {
        Ok(self.inner.store.quiet_hours(caller.user_id).await?)
    }

    /// Sets when the caller is left alone, or that they are not.
    pub async fn set_quiet_hours(&self, caller: &Caller, hours: Option<&QuietHours>) -> Result<()> {
        self.admit_change(caller.user_id)?;
        Ok(self.inner.store.set_quiet_hours(caller.user_id, hours).await?)
    }
}
