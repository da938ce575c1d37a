//! Integration tests, in one binary.

mod export;
mod hand_written;
mod knowledge;
mod queries;
mod readback;
