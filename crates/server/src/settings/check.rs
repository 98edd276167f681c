//! What no type can say about the settings.

use anyhow::{Context, ensure};
use dialogo_auth::{HostTokens, JwtSecret};
use dialogo_persistence::Address;
use dialogo_push::VapidKey;

use super::Settings;
use super::load::variable;

/// Names what cannot work, before anything is started.
pub(super) fn check(settings: &Settings) -> anyhow::Result<()> {
    if let Some(secret) = &settings.auth.jwt_secret {
        JwtSecret::chosen(secret, &variable("auth.jwt_secret"))?;
    }
    if let Some(secret) = &settings.auth.jwt_secret_previous {
        JwtSecret::chosen(secret, &variable("auth.jwt_secret_previous"))?;
    }
    HostTokens::new(&settings.auth)?;
    if let Some(key) = &settings.push.vapid_private_key {
        VapidKey::parse(key, &variable("push.vapid_private_key"))?;
    }
    if let Some(contact) = &settings.push.contact {
        let is_contact = contact.starts_with("mailto:") || contact.starts_with("https://");
        ensure!(is_contact, "{}: `{contact}` is neither mailto: nor an https address", variable("push.contact"));
    }
    if let Some(url) = &settings.database.url {
        Address::from_url(url, settings.database.ca_file.as_deref()).with_context(|| variable("database.url"))?;
    }
    if let Some(url) = &settings.server.public_url {
        ensure!(is_origin(url), "{}: `{url}` is not an address such as https://chat.example.org", variable("server.public_url"));
    }
    for origin in &settings.server.allowed_origins {
        ensure!(
            is_origin(origin),
            "{}: `{origin}` is not an origin such as https://intranet.example.org",
            variable("server.allowed_origins")
        );
    }
    // Replays are weighed with so many: see `catch_up` in persistence.
    ensure!(settings.limits.app.files.per_message_max <= 20, "{} cannot be more than 20", variable("limits.app.files.per_message_max"));
    let positive = [
        ("limits.json_body_bytes_max", settings.limits.json_body_bytes_max),
        ("limits.body_timeout_secs", usize::try_from(settings.limits.body_timeout_secs).unwrap_or(usize::MAX)),
        ("limits.request_timeout_secs", usize::try_from(settings.limits.request_timeout_secs).unwrap_or(usize::MAX)),
        ("limits.connections_per_worker_max", settings.limits.connections_per_worker_max),
        ("database.pool_size", settings.database.pool_size),
        ("database.writer_queue_max", settings.database.writer_queue_max),
        ("database.writer_batch_max", settings.database.writer_batch_max),
        ("limits.app.files.bytes_max", usize::try_from(settings.limits.app.files.bytes_max).unwrap_or(usize::MAX)),
        ("limits.app.files.upload_timeout_secs", settings.limits.app.files.upload_timeout_secs.try_into().unwrap_or(usize::MAX)),
        ("limits.pictures.bytes_max", usize::try_from(settings.limits.pictures.bytes_max).unwrap_or(usize::MAX)),
        ("limits.pictures.at_once", settings.limits.pictures.at_once),
        ("auth.access_ttl_secs", settings.auth.access_ttl_secs.try_into().unwrap_or(usize::MAX)),
        ("auth.refresh_ttl_secs", settings.auth.refresh_ttl_secs.try_into().unwrap_or(usize::MAX)),
    ];
    for (key, value) in positive {
        ensure!(value > 0, "{} cannot be 0", variable(key));
    }
    Ok(())
}

/// Scheme, host and perhaps a port, as browsers write an origin: nothing after it, not even a slash.
fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ', ',', '*']))
}
