# Short names for the commands of this repository; each works without `just` as well.

# What there is
default:
    @just --list --unsorted

# Build and start the server (private PostgreSQL included)
start *arguments:
    scripts/start {{arguments}}

# Every test; or only some: just test rust
test *parts:
    scripts/test {{parts}}

# Hurt a server and its database under load, and check that nothing is lost: just torture --seeds 1..20 --secs 60
torture *arguments:
    cargo build --package dialogo-server --package dialogo-torture
    target/debug/torture {{arguments}}

# Measure a release build under load: just bench, or just bench dense sparse --runs 3
bench *arguments:
    cargo build --release --package dialogo-server --package dialogo-bench
    target/release/bench {{arguments}}

# Measure single steps, from reading a frame to handing it out: just micro, or just micro publish
micro *arguments:
    cargo bench --package dialogo-hub --package dialogo-server --bench rooms --bench frames -- {{arguments}}

# Fuzz what a socket brings and what is uploaded: just fuzz [target] [seconds]
fuzz *arguments:
    scripts/fuzz {{arguments}}

# Licences, sources and known holes of what we build upon (cargo install cargo-deny)
deny:
    cargo deny check

# A list of all that is in the binary, as CycloneDX: crates/server/dialogo-server.cdx.json (cargo install cargo-cyclonedx)
sbom:
    cargo cyclonedx --manifest-path crates/server/Cargo.toml --format json --spec-version 1.5
    # It writes one for each crate of the workspace.
    find crates -name '*.cdx.json' ! -path 'crates/server/*' -delete

# What CI runs
ci:
    .ci/run

# Quick feedback while writing
check:
    cargo clippy --workspace --all-targets -- -D warnings

# Format the sources
fmt:
    cargo fmt --all

# The documentation of the code
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps

# A shell with a throwaway PostgreSQL, its URL in DIALOGO_TEST_DATABASE_URL
db:
    cargo run --quiet --package dialogo-testkit --bin testcluster -- bash

# Server and PostgreSQL in containers
up:
    docker compose up --build
