//! The whole server as one value: started, and stopped in order.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use anyhow::Context;
use dialogo_app::{App, AppParts, Background, Clock, Files};
use dialogo_auth::{HostTokens, JwtSecret, LoginThrottle, Passwords, Tokens, kept_secret};
use dialogo_hub::Hub;
use dialogo_persistence::{Store, Writer};
use dialogo_push::{Pusher, VapidKey};
use tokio::task::JoinHandle;

use crate::database::{Database, create_data_dir};
use crate::{Settings, descriptors, server, ws};

/// How long connections get to hear `goodbye` and close.
const GOODBYE_PATIENCE: Duration = Duration::from_secs(2);
/// How long what was accepted may take to be committed.
const COMMIT_PATIENCE: Duration = Duration::from_secs(1);

/// A running server.
pub struct Application {
    address: SocketAddr,
    handle: ServerHandle,
    server: JoinHandle<std::io::Result<()>>,
    app: App,
    background: Background,
    database: Database,
}

impl Application {
    /// Starts everything; when this returns, requests are answered.
    pub async fn start(settings: Settings, clock: Clock) -> anyhow::Result<Self> {
        // First what can fail at once: nothing has to be undone then.
        let settings = descriptors::fit(settings)?;
        let listener = listen(settings.server.address())?;
        let address = listener.local_addr().context("the address that was given to us")?;
        let secret = secret(&settings)?;
        let host = HostTokens::new(&settings.auth)?;
        let database = Database::start(&settings).await?;
        match Self::assemble(&settings, clock, (&secret, host), &database, listener).await {
            Ok((app, background, server)) => {
                let handle = server.handle();
                Ok(Self { address, handle, server: tokio::spawn(server), app, background, database })
            }
            Err(error) => {
                database.stop().await;
                Err(error)
            }
        }
    }

    async fn assemble(
        settings: &Settings,
        clock: Clock,
        (secret, host): (&JwtSecret, Option<HostTokens>),
        database: &Database,
        listener: TcpListener,
    ) -> anyhow::Result<(App, Background, actix_web::dev::Server)> {
        let pusher = pusher(settings)?;
        let files = Files::open(&settings.files, &settings.data_dir, &settings.limits.pictures)?;
        let store = Store::new(database.address.clone(), &settings.database)?;
        database.warn_of_risks(&store).await?;
        let (writer, announcements) = Writer::start(database.address.clone(), &settings.database).await?;
        let (app, background) = App::start(AppParts {
            store,
            writer,
            announcements,
            files,
            passwords: Passwords::new(&settings.auth.password, &settings.limits.hashing)?,
            tokens: Tokens::new(secret, previous_secret(settings)?.as_ref(), &settings.auth),
            host,
            throttle: LoginThrottle::new(settings.limits.login.clone()),
            registration: settings.auth.registration,
            refresh_grace: Duration::from_secs(settings.auth.refresh_grace_secs.into()),
            hub: Hub::new(settings.limits.hub.clone()),
            encoder: Arc::new(ws::JsonEncoder),
            limits: settings.limits.app.clone(),
            pusher,
            push: settings.push.clone(),
            clock,
        });
        let server = server::serve(listener, &app, settings).context("cannot serve")?;
        Ok((app, background, server))
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it serves.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Waits for the server to break: a part of it without which the others would go on for nothing. The process should end at once then:
    /// whoever is connected comes back, and what was acknowledged is stored.
    pub async fn broken(&mut self) -> anyhow::Error {
        tokio::select! {
            ended = &mut self.server => match ended {
                Ok(Ok(())) => anyhow::anyhow!("the HTTP server ended"),
                Ok(Err(error)) => anyhow::Error::new(error).context("the HTTP server ended"),
                Err(error) => anyhow::Error::new(error).context("the HTTP server broke"),
            },
            error = self.background.broken() => error,
            () = self.app.hub().broken() => anyhow::anyhow!("a worker of the hub broke"),
        }
    }

    /// Stops at once, after [`broken`](Self::broken): first nobody is served any more, then the private database is stopped.
    pub async fn abandon(self) {
        self.handle.stop(false).await;
        self.server.abort();
        self.database.stop().await;
    }

    /// Stops in order: no new connections, `goodbye` to all sockets, the accepted requests to their end, what was handed to the writer
    /// committed, the private database stopped.
    pub async fn stop(self) {
        let Self { handle, server, app, background, database, .. } = self;
        handle.pause().await;
        app.hub().shut_down(GOODBYE_PATIENCE).await;
        handle.stop(true).await;
        server.abort();
        drop(app);
        if tokio::time::timeout(COMMIT_PATIENCE, background.finish()).await.is_err() {
            tracing::warn!("not everything was committed when the time was over; its senders were not told that it was");
        }
        database.stop().await;
    }
}

fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).with_context(|| {
        format!("cannot listen on {address}; stop what is using it, or choose another with DIALOGO__SERVER__PORT and DIALOGO__SERVER__HOST")
    })
}

fn previous_secret(settings: &Settings) -> anyhow::Result<Option<JwtSecret>> {
    let previous = settings.auth.jwt_secret_previous.as_ref();
    Ok(previous.map(|secret| JwtSecret::chosen(secret, "DIALOGO__AUTH__JWT_SECRET_PREVIOUS")).transpose()?)
}

fn secret(settings: &Settings) -> anyhow::Result<JwtSecret> {
    if let Some(chosen) = &settings.auth.jwt_secret {
        return Ok(JwtSecret::chosen(chosen, "DIALOGO__AUTH__JWT_SECRET")?);
    }
    create_data_dir(&settings.data_dir)?;
    JwtSecret::kept_in(&settings.data_dir).context("DIALOGO__AUTH__JWT_SECRET is not set")
}

/// What sends notifications, unless they are switched off.
fn pusher(settings: &Settings) -> anyhow::Result<Option<Pusher>> {
    const NAME: &str = "vapid_private_key";
    if !settings.push.enabled {
        return Ok(None);
    }
    let key = if let Some(chosen) = &settings.push.vapid_private_key {
        VapidKey::parse(chosen, "DIALOGO__PUSH__VAPID_PRIVATE_KEY")?
    } else {
        create_data_dir(&settings.data_dir)?;
        let key = kept_secret::<32>(&settings.data_dir, NAME).context("DIALOGO__PUSH__VAPID_PRIVATE_KEY is not set")?;
        VapidKey::parse(&key, &settings.data_dir.join(NAME).display().to_string())?
    };
    Ok(Some(Pusher::new(&settings.push, key)?))
}
