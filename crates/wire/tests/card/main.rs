//! ENC/1: the published vectors, golden bytes, tampering, edge keys, and every verdict.
#![expect(clippy::unwrap_used, reason = "a test may stop where it is")]

mod cast;
mod golden;
mod keys;
mod leaf;
mod tamper;
mod vectors;
mod verdicts;
