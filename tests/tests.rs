//! Integration tests, in one binary.

mod readback;
