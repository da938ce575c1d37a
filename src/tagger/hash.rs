//! Hashes that are part of the model's file: they never change with the program.

const PRIME: u64 = 0x0000_0100_0000_01B3;
const BASIS: u64 = 0xCBF2_9CE4_8422_2325;
const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of no letters.
pub(super) const EMPTY: u64 = BASIS;

/// The hash of letters with one more.
pub(super) fn with_letter(hash: u64, letter: char) -> u64 {
    (hash ^ u64::from(u32::from(letter))).wrapping_mul(PRIME)
}

/// The hash of a string.
pub(super) fn of_text(text: &str) -> u64 {
    text.chars().fold(EMPTY, with_letter)
}

/// The hash of two values in order.
pub(super) fn join(first: u64, second: u64) -> u64 {
    let mixed = (first ^ second.rotate_left(29)).wrapping_mul(ODD);
    mixed ^ (mixed >> 31)
}

/// The identity of a feature: a template and its value.
pub(super) fn feature(template: u32, value: u64) -> u32 {
    let mixed = (value ^ u64::from(template).wrapping_mul(ODD)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed >> 32) as u32
}
