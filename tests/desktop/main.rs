//! The real window, as the clerk gets it, driven from outside. It must not reach into the program.

mod backup;
mod case_file;
mod change;
mod classes;
mod diary;
mod drag;
mod driver;
mod ground;
mod guard;
mod hands;
mod ledgers;
mod licence_life;
mod main_job;
mod pages;
mod paste;
mod people;
mod printer;
mod revive;
mod safety;
mod scanner;
mod screen;
