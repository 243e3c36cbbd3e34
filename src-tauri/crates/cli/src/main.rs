//! The command `yihu`: everything without the window. Thin over `archive`; no rule lives here.

mod answer;
mod apply;
mod arguments;
mod backup;
mod bundle;
mod calendar;
mod class;
mod demo;
mod diary;
mod dossier;
mod found;
mod gap;
mod import;
mod key;
mod log;
mod matter;
mod mend;
mod records;
mod revert;
mod selfcheck;
mod user;

use std::process::ExitCode;

use answer::Answer;
use arguments::{Arguments, Verb};
use yihu_domain::{Error, Result};

fn main() -> ExitCode {
    yihu_archive::guard::begin();
    let arguments = match arguments::read() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let json = arguments.json;
    match run(&arguments) {
        Ok(answer) => answer.print(json),
        Err(error) => answer::refuse(&error, json),
    }
}

fn run(arguments: &Arguments) -> Result<Answer, Error> {
    let user = arguments.user.as_deref();
    match &arguments.verb {
        Verb::Init(a) => found::init(user, a),
        Verb::Demo(a) => demo::demo(a),
        Verb::Import(a) => import::import(user, a),
        Verb::List(a) => records::list(user, a),
        Verb::Show(a) => records::show(user, a),
        Verb::Search(a) => records::search(user, a),
        Verb::Export(a) => records::export(user, a),
        Verb::Attach(a) => records::attach(user, a),
        Verb::Mend(a) => mend::mend(user, a),
        Verb::Remove(a) => records::remove(user, a),
        Verb::Apply(a) => apply::apply(user, a),
        Verb::Informant(a) => records::informant(user, a),
        Verb::Matter(a) => matter::matter(user, a),
        Verb::Class(a) => class::class(user, a),
        Verb::Diary(a) => diary::diary(user, a),
        Verb::Gap(a) => gap::gap(user, a),
        Verb::Dossier(a) => dossier::dossier(user, a),
        Verb::Selfcheck(a) => selfcheck::selfcheck(user, a),
        Verb::Bundle(a) => bundle::bundle(user, a),
        Verb::Calendar(a) => calendar::calendar(user, a),
        Verb::Key(a) => key::key(user, a),
        Verb::Backup(a) => backup::backup(user, a),
        Verb::Restore(a) => backup::restore(user, a),
        Verb::Verify(a) => backup::verify(user, a),
        Verb::Log(a) => log::log(user, a),
        Verb::Undo(a) => log::undo(user, a),
        Verb::Revert(a) => revert::revert(user, a),
        Verb::User(a) => user::user(user, a),
    }
}
