//! Which crate may know which: the edges of `docs/architecture.md`, read from the manifests.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Who may depend on whom within the workspace.
const EDGES: [(&str, &[&str]); 11] = [
    ("dialogo-domain", &[]),
    ("dialogo-persistence", &["dialogo-domain"]),
    ("dialogo-auth", &["dialogo-domain"]),
    ("dialogo-files", &["dialogo-domain"]),
    ("dialogo-hub", &["dialogo-domain"]),
    ("dialogo-push", &["dialogo-domain"]),
    ("dialogo-app", &["dialogo-auth", "dialogo-domain", "dialogo-files", "dialogo-hub", "dialogo-persistence", "dialogo-push"]),
    (
        "dialogo-server",
        &["dialogo-app", "dialogo-auth", "dialogo-domain", "dialogo-files", "dialogo-hub", "dialogo-persistence", "dialogo-push"],
    ),
    ("dialogo-testkit", &["dialogo-persistence"]),
    // They look at the server as a process, from outside.
    ("dialogo-torture", &["dialogo-testkit"]),
    ("dialogo-bench", &[]),
];

/// Which crates may use a dependency directly.
const OWNERS: [(&str, &[&str]); 14] = [
    ("tokio-postgres", &["dialogo-persistence", "dialogo-testkit", "dialogo-torture", "dialogo-bench"]),
    ("deadpool-postgres", &["dialogo-persistence", "dialogo-bench"]),
    ("rustls", &["dialogo-persistence"]), // the others have TLS by reqwest
    ("refinery", &["dialogo-persistence"]),
    ("argon2", &["dialogo-auth"]),
    ("jsonwebtoken", &["dialogo-auth"]),
    ("object_store", &["dialogo-files"]),
    // The others of them look at the server from outside.
    ("reqwest", &["dialogo-auth", "dialogo-push", "dialogo-server", "dialogo-torture"]),
    ("web-push-native", &["dialogo-push", "dialogo-server"]), // its tests play the browser
    ("image", &["dialogo-files", "dialogo-server"]),
    ("actix-", &["dialogo-server"]),
    ("config", &["dialogo-server"]),
    ("utoipa-", &["dialogo-server"]),
    ("clap", &["dialogo-server", "dialogo-torture", "dialogo-bench"]),
];

/// The direct dependencies of each crate of ours, those of its tests apart.
fn dependencies() -> BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    packages
        .iter()
        .map(|package| {
            let of = |is_dev: bool| {
                let all = package["dependencies"].as_array().expect("dependencies").iter();
                let wanted = all.filter(|dependency| (dependency["kind"] == "dev") == is_dev);
                wanted.map(|dependency| dependency["name"].as_str().expect("a name").to_owned()).collect()
            };
            (package["name"].as_str().expect("a name").to_owned(), (of(false), of(true)))
        })
        .collect()
}

#[test]
fn each_crate_knows_only_whom_the_architecture_lets_it_know() {
    let dependencies = dependencies();
    let known: BTreeSet<&str> = EDGES.iter().map(|(name, _)| *name).collect();
    assert_eq!(dependencies.keys().map(String::as_str).collect::<BTreeSet<_>>(), known, "a crate without a place in the architecture");
    for (name, allowed) in EDGES {
        let ours = dependencies[name].0.iter().filter(|dependency| dependency.starts_with("dialogo-"));
        let strange: Vec<&String> = ours.filter(|dependency| !allowed.contains(&dependency.as_str())).collect();
        assert!(strange.is_empty(), "{name} must not know {strange:?}");
    }
}

#[test]
fn the_test_kit_is_for_tests_only() {
    for (name, (normal, _)) in dependencies().into_iter().filter(|(name, _)| name != "dialogo-torture") {
        assert!(!normal.contains("dialogo-testkit"), "{name} uses the test kit outside of tests");
    }
}

#[test]
fn each_great_dependency_belongs_to_one_crate() {
    for (name, (normal, dev)) in dependencies() {
        for (dependency, owners) in OWNERS {
            let is_it = |used: &&String| used.as_str() == dependency || (dependency.ends_with('-') && used.starts_with(dependency));
            // Tests look at the server from outside: they get no way around its owners either.
            let used: Vec<&String> = normal.iter().chain(&dev).filter(is_it).collect();
            assert!(used.is_empty() || owners.contains(&name.as_str()), "{name} uses {used:?}, which belongs to {owners:?}");
        }
    }
}
