//! The command line.

mod admin;
mod health;
mod serve;

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use dialogo_persistence::grant;

use crate::database::Database;
use crate::{Settings, Sources, init_logs, load};

/// A self-hosted chat: REST, WebSocket and web client in one program.
///
/// Without a command it serves. Without a configured database it starts a private PostgreSQL in ./.dialogo.
#[derive(Debug, Parser)]
#[command(
    name = "dialogo",
    version,
    about,
    after_help = "\
Settings come from config/default.toml (compiled in), then the file, then the environment: DIALOGO__SERVER__PORT=8080 sets server.port."
)]
pub struct Command {
    /// The settings file; config/local.toml is read if it is there and this is not given.
    #[arg(long, global = true, env = "DIALOGO_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Serve until SIGTERM or Ctrl-C (the default).
    Serve,
    /// Bring the database to this version, and end.
    Migrate {
        /// Then let this role read and write in it, and nothing else: the one that the server connects as, when another owns the schema.
        #[arg(long, value_name = "ROLE")]
        grant: Option<String>,
    },
    /// Look at the settings.
    #[command(subcommand)]
    Config(ConfigAction),
    /// Say who keeps order on the whole server; also while it is running.
    #[command(subcommand)]
    Admin(admin::AdminAction),
    /// Ask the server at the configured address whether it is ready: exit code 0 if it is.
    Health,
}

#[derive(Debug, Subcommand)]
enum ConfigAction {
    /// Print the settings in force, without secrets; exit code 1 if something is wrong with them.
    Check,
}

impl Command {
    /// What was typed.
    pub fn of_process() -> Self {
        Self::parse()
    }

    /// Does it.
    pub async fn run(self) -> anyhow::Result<()> {
        let (settings, effective) = load(&Sources::of_process(self.config))?;
        match self.action.unwrap_or(Action::Serve) {
            Action::Serve => serve::serve(settings).await,
            Action::Migrate { grant } => migrate(&settings, grant.as_deref()).await,
            Action::Config(ConfigAction::Check) => {
                say(&effective.to_string());
                Ok(())
            }
            Action::Admin(action) => action.run(&settings).await,
            Action::Health => health::check(&settings.server).await,
        }
    }
}

async fn migrate(settings: &Settings, grant_to: Option<&str>) -> anyhow::Result<()> {
    init_logs(&settings.log)?;
    let database = Database::start(settings).await?;
    let granted = match grant_to {
        Some(role) => grant(&database.address, role).await,
        None => Ok(()),
    };
    database.stop().await;
    granted?;
    say("the database is at this version\n");
    Ok(())
}

#[expect(clippy::print_stdout, reason = "this is the command line")]
fn say(text: &str) {
    print!("{text}");
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_what_it_says() {
        Command::command().debug_assert();
        for line in [
            "",
            "serve",
            "migrate",
            "migrate --grant dialogo_server",
            "config check",
            "admin grant ada",
            "admin revoke ada",
            "admin list",
            "health",
        ] {
            assert!(Command::try_parse_from(["dialogo"].into_iter().chain(line.split_whitespace())).is_ok(), "{line:?}");
        }
        assert!(Command::try_parse_from(["dialogo", "serve", "--config", "a.toml"]).is_ok());
        assert!(Command::try_parse_from(["dialogo", "sing"]).is_err());
    }
}
