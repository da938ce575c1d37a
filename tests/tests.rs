//! All integration tests in one binary, so that the program is linked once.

/// The program, run as a user runs it.
mod command;
mod export;
mod hand_written;
mod queries;
mod readback;
