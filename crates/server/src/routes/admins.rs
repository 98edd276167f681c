//! `/admin`: what admins do on the whole server.

use actix_web::get;
use actix_web::web::Data;
use dialogo_app::{App, Page, PageRequest};
use dialogo_domain::Account;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::{Answer, Refusals, ok};
use crate::extract::{Admin, Field, Fields, Query, name_search};
use crate::problem::Problem;

pub fn configure(config: &mut ServiceConfig) {
    config.service(accounts);
}

/// Which accounts, and which page of them.
#[derive(Deserialize, IntoParams, Default)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct AccountQuery {
    /// A part of the username or the display name, whatever the case; of one or two characters, the beginning; absent: all accounts.
    #[param(value_type = String, required = false)]
    search: Field,
    /// How many items, 1 to 100; 50 if absent.
    #[param(value_type = u32, required = false)]
    limit: Field,
    /// The `next_cursor` of the page before.
    #[param(value_type = String, required = false)]
    cursor: Field,
}

impl AccountQuery {
    fn wanted(self) -> Result<(String, PageRequest), Problem> {
        let mut fields = Fields::new();
        let search = fields.optional_text("search", self.search, name_search).flatten().unwrap_or_default();
        let limit = fields.limit(self.limit);
        let cursor = fields.parameter("cursor", self.cursor, "a cursor");
        fields.all(Some((search, PageRequest { cursor, limit })))
    }
}

/// List the accounts of this server by username, or those with a text in their names.
#[utoipa::path(tag = "admin", params(AccountQuery), responses((status = 200, body = Page<Account>), Refusals))]
#[get("/admin/users")]
async fn accounts(app: Data<App>, Admin(admin): Admin, Query(query): Query<AccountQuery>) -> Answer {
    let (text, page) = query.wanted()?;
    ok(&app.find_accounts(&admin, &text, &page).await?)
}
