//! Integration tests, in one binary.

mod export;
mod hand_written;
mod queries;
mod readback;
