//! What tests of the real program share. Each test file uses a part of it.
#![allow(dead_code, reason = "no test file needs all of it")]

pub mod home;
