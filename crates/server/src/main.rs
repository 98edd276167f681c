//! The `dialogo` binary.

fn main() {}
