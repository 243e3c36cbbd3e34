//! The clerk's stories, told through the real command `yihu`.

mod bad_input;
mod crash;
mod import;
mod main_job;
mod people;
mod rescue;
