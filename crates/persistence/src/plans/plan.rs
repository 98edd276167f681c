//! What is wrong with a plan that PostgreSQL has made.

use serde_json::Value;

/// More rows than this are not sorted for an answer: a page has a hundred, one person has some more chats.
const SORTED_ROWS_MAX: f64 = 1_000.0;

/// What is to be said against a plan, as `explain (format json)` prints it.
pub fn objections(plan: &str) -> Vec<String> {
    let plan: Value = serde_json::from_str(plan).expect("JSON");
    let mut found = vec![];
    object(&plan[0]["Plan"], false, &mut found);
    found
}

/// `ends_early`: whoever takes this node's rows stops after a page of them.
fn object(node: &Value, ends_early: bool, found: &mut Vec<String>) {
    let (kind, table) = (text(node, "Node Type"), text(node, "Relation Name"));
    let is_led = node["Index Cond"].is_string() || kind.starts_with("Bitmap");
    // Few names have a text in them: whoever reads on until a page of them is found reads everything.
    let ends_early = ends_early && !text(node, "Filter").contains(" ~~ ");
    if kind == "Seq Scan" || (kind.starts_with("Index") && !is_led && !ends_early) {
        found.push(format!("reads all of {table}"));
    }
    let rows = node["Plan Rows"].as_f64().unwrap_or(f64::MAX);
    if kind == "Sort" && (rows > SORTED_ROWS_MAX || takes_whole_chat(node)) {
        found.push(format!("sorts {rows} rows"));
    }
    let ends_early = match kind {
        "Limit" => true,
        // They take everything before they give anything.
        "Sort" | "Hash" | "Aggregate" | "Materialize" | "ModifyTable" => false,
        _ => ends_early,
    };
    for child in children(node) {
        object(child, ends_early, found);
    }
}

/// Whether a node takes all messages or all members of a chat. PostgreSQL thinks of an average chat there, so the number that it expects tells nothing.
fn takes_whole_chat(node: &Value) -> bool {
    let led_by = format!("{} {}", text(node, "Index Cond"), text(node, "Recheck Cond"));
    let few = ["user_id = ", "changed_seq", "number = ", "id = ANY"].iter().any(|condition| led_by.contains(condition));
    match text(node, "Node Type") {
        "Limit" | "Aggregate" => false,
        kind if kind.ends_with("Scan") && matches!(text(node, "Relation Name"), "messages" | "members") => !few,
        _ => children(node).any(takes_whole_chat),
    }
}

fn text<'a>(node: &'a Value, name: &str) -> &'a str {
    node[name].as_str().unwrap_or_default()
}

fn children(node: &Value) -> impl Iterator<Item = &Value> {
    node["Plans"].as_array().into_iter().flatten()
}
