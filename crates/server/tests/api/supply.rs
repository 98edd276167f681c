//! S78: what we build upon, held against `deny.toml` also where cargo-deny is not installed. Advisories are its business alone.

use std::process::Command;

use serde_json::Value;

const DENY: &str = include_str!("../../../../deny.toml");
const LOCK: &str = include_str!("../../../../Cargo.lock");

/// Whether an SPDX expression offers a way to use the crate under the allowed licences.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let expression = expression.trim();
    for (word, all) in [(" OR ", false), (" AND ", true)] {
        let parts = outside_parentheses(expression, word);
        if parts.len() > 1 {
            let mut each = parts.into_iter().map(|part| is_allowed(part, allowed));
            return if all { each.all(|is| is) } else { each.any(|is| is) };
        }
    }
    match expression.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => is_allowed(inner, allowed),
        None => allowed.contains(&expression),
    }
}

fn outside_parentheses<'a>(text: &'a str, word: &str) -> Vec<&'a str> {
    let (mut parts, mut from, mut depth) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ' ' if depth == 0 && text[at..].starts_with(word) => {
                parts.push(&text[from..at]);
                from = at + word.len();
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

#[test]
fn s78_every_licence_is_allowed_and_every_source_is_the_registry() {
    let list = DENY.split("allow = [").nth(1).and_then(|rest| rest.split("\n]").next()).expect("a list of licences");
    let allowed: Vec<&str> = list.lines().filter_map(|line| line.trim().strip_prefix('"')?.split('"').next()).collect();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["metadata", "--format-version", "1", "--locked", "--offline"];
    let output = Command::new(cargo).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages: Vec<&Value> = metadata["packages"].as_array().expect("packages").iter().filter(|one| !one["source"].is_null()).collect();
    assert!(packages.len() > 100 && allowed.len() > 5);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or_default().replace(" / ", "/").replace('/', " OR ");
        assert!(is_allowed(&licence, &allowed), "{} is under {licence:?}", package["name"]);
        assert!(package["source"].as_str().is_some_and(|source| source.starts_with("registry+")), "{}", package["source"]);
    }
}

#[test]
fn s78_what_was_mended_elsewhere_is_mended_here() {
    let version_of = |name: &str| {
        let entry = LOCK.split("[[package]]").find(|entry| entry.contains(&format!("\nname = \"{name}\"\n"))).expect("in Cargo.lock");
        let version = entry.split("version = \"").nth(1).and_then(|rest| rest.split('"').next()).expect("a version");
        version.split('.').map(|part| part.parse::<u32>().unwrap_or(0)).collect::<Vec<_>>()
    };
    assert!(version_of("tokio-postgres") >= vec![0, 7, 18] && version_of("postgres-protocol") >= vec![0, 6, 12]);
}

#[test]
fn an_expression_is_read_as_it_is_meant() {
    let allowed = ["MIT", "ISC"];
    for fine in ["MIT", "GPL-3.0 OR MIT", "MIT AND ISC", "(GPL-3.0 OR MIT) AND ISC", "MIT AND (ISC OR GPL-3.0)"] {
        assert!(is_allowed(fine, &allowed), "{fine}");
    }
    for not in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND GPL-3.0"] {
        assert!(!is_allowed(not, &allowed), "{not}");
    }
}
