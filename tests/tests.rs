mod hand_written;
mod queries;
mod values;
