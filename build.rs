//! Tells cargo that the embedded data and queries are part of the program.

fn main() {
    println!("cargo:rerun-if-changed=data");
    println!("cargo:rerun-if-changed=queries");
}
