//! Integration tests, in one binary.

mod export;
mod readback;
