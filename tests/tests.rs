//! The integration tests, one binary: each module tests one side of the program.

mod export;
mod hand_written;
mod queries;
mod readback;
mod values;
