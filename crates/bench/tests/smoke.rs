//! The tool against a real server. Needs the program: `cargo build -p dialogo-server`.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

fn server() -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_BIN_EXE_bench")).with_file_name("dialogo");
    let server = env::var_os("DIALOGO_BIN").map_or_else(beside, PathBuf::from);
    assert!(server.exists(), "there is no {}: cargo build -p dialogo-server", server.display());
    server
}

#[test]
fn a_scenario_runs_and_nothing_is_lost() {
    let json = env::temp_dir().join(format!("dialogo-bench-{}.json", std::process::id()));
    let mut bench = Command::new(env!("CARGO_BIN_EXE_bench"));
    bench.args(["dense", "--smoke", "--no-pin", "--binary"]).arg(server()).arg("--json").arg(&json);
    let output = bench.output().expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: Value = serde_json::from_slice(&fs::read(&json).expect("is written")).expect("JSON");
    fs::remove_file(json).expect("is there");
    let line = |id: &str| report["table"].as_array().expect("lines").iter().find(|line| line["id"] == id).expect("a line").clone();
    assert_eq!(line("broken")["ours"], 0.0);
    assert!(line("dense.rate")["ours"].as_f64() > Some(0.0) && line("dense.rate")["floor"].as_f64() > Some(0.0), "{report}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("lost, doubled or out of order"));
}

#[test]
fn an_unknown_scenario_is_refused() {
    let output = Command::new(env!("CARGO_BIN_EXE_bench")).args(["sing", "--binary"]).arg(server()).output().expect("runs");
    assert!(!output.status.success() && String::from_utf8_lossy(&output.stderr).contains("no scenario \"sing\""));
}
