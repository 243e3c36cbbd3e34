//! The clerk's stories, told through the real command `yihu`.

mod import;
mod main_job;
