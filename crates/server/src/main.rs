//! The `dialogo` binary.

use std::process::ExitCode;

use dialogo_server::command::Command;

#[actix_web::main]
async fn main() -> ExitCode {
    match Command::of_process().run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dialogo: {error:#}");
            ExitCode::FAILURE
        }
    }
}
