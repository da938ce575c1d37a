mod hand_written;
mod queries;
