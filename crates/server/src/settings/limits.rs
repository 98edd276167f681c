//! The section `limits`: each crate's own limits, and those of HTTP.

use dialogo_app::AppLimits;
use dialogo_auth::{HashingLimits, LoginLimits};
use dialogo_files::PictureLimits;
use dialogo_hub::HubSettings;
use serde::Deserialize;

use crate::ws::WsSettings;

/// How much is too much. `config/default.toml` says what each means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config/default.toml describes each")]
pub struct LimitSettings {
    pub json_body_bytes_max: usize,
    pub body_timeout_secs: u64,
    pub request_timeout_secs: u64,
    pub connections_per_worker_max: usize,
    pub hashing: HashingLimits,
    pub login: LoginLimits,
    pub pictures: PictureLimits,
    pub app: AppLimits,
    pub hub: HubSettings,
    pub websocket: WsSettings,
}
