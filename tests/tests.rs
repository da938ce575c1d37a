mod values;
mod zz_dump;
