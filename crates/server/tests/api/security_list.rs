//! `docs/security.md` is complete, and names nothing that is not there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const LIST: &str = include_str!("../../../../docs/security.md");

/// All sources under a directory, one after the other.
fn sources(directory: &Path, ending: &str, all: &mut String) {
    for entry in fs::read_dir(directory).expect("a directory").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() && !entry.ends_with("node_modules") {
            sources(&entry, ending, all);
        } else if entry.extension().is_some_and(|extension| extension == ending) {
            all.push_str(&fs::read_to_string(&entry).expect("a source"));
        }
    }
}

/// What stands between a pair of these, in each line.
fn between(text: &str, mark: char) -> impl Iterator<Item = &str> {
    text.split(mark).skip(1).step_by(2)
}

#[test]
fn every_item_has_a_row_and_every_test_that_is_named_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (mut rust, mut web) = (String::new(), String::new());
    sources(&root.join("crates"), "rs", &mut rust);
    sources(&root.join("web/tests"), "mjs", &mut web);
    let (mut numbers, mut absent) = (Vec::new(), Vec::new());
    for row in LIST.lines().filter(|line| line.starts_with("| S")) {
        let columns: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [number, _, tests, _] = columns[..] else { panic!("four columns: {row}") };
        numbers.push(number.to_owned());
        absent.extend(between(tests, '`').filter(|name| !rust.contains(&format!("fn {name}()"))).map(str::to_owned));
        absent.extend(between(tests, '"').filter(|title| !web.contains(&format!("test('{title}'"))).map(str::to_owned));
    }
    assert_eq!(numbers, (1..=86).map(|n| format!("S{n}")).collect::<Vec<_>>(), "each item once, in order");
    assert!(absent.is_empty(), "docs/security.md names tests that are not there: {absent:#?}");
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), 86);
}
