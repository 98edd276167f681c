//! A real PostgreSQL for tests: one cluster a run, one database a test.
