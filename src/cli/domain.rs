//! `nisba domain`: loads the domain that the flags name, checks one, and writes one out.

use std::io::Write;
use std::path::Path;

use nisba::domain::{DataFiles, Domain, Problem};
use nisba::validation::Shapes;

use super::args::{DomainCheck, DomainCommand, DomainExport, General};
use super::count::count;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::tell;

impl General {
    /// The domain of `--domain`, or the one built in.
    pub(crate) fn load_domain(&self) -> Result<Domain, Failure> {
        Ok(Domain::load(&self.data_files()?)?)
    }

    /// The files of that domain.
    pub(crate) fn data_files(&self) -> Result<DataFiles, Failure> {
        self.domain.as_deref().map_or_else(|| Ok(DataFiles::embedded()), read)
    }
}

pub(crate) fn run(command: &DomainCommand, general: &General) -> Result<Outcome, Failure> {
    match command {
        DomainCommand::Check(args) => check(args, general),
        DomainCommand::Export(args) => export(args, general),
    }
}

fn export(args: &DomainExport, general: &General) -> Result<Outcome, Failure> {
    let folder = &args.folder;
    if folder.read_dir().is_ok_and(|mut inside| inside.next().is_some()) {
        let message = format!("{} is not empty; name a new folder", folder.display());
        return Err(Failure::Usage(message));
    }
    let written = general.data_files()?.write(folder)?;
    if !general.quiet {
        let name = folder.display();
        tell(&format!("{} written to {name}; check it with `nisba domain check {name}`", count(written, "file")));
    }
    Ok(Outcome::Done)
}

fn check(args: &DomainCheck, general: &General) -> Result<Outcome, Failure> {
    let DomainCheck { folder } = args;
    let folder = folder.as_ref().or(general.domain.as_ref());
    let files = folder.map_or_else(|| Ok(DataFiles::embedded()), |folder| read(folder))?;
    let (domain, mut problems) = Domain::check(&files);
    problems.extend(nisba::example::check(&domain));
    if problems.is_empty()
        && let Err(nisba::Error::Shapes(wrong)) = Shapes::load(&files, &domain.ontology, &[])
    {
        problems.extend(wrong);
    }
    let problems = Problem::settle(problems);
    if !problems.is_empty() {
        return Err(nisba::Error::Domain(problems).into());
    }
    let mut out = Output::standard();
    let said = if general.quiet {
        Ok(())
    } else {
        let name = folder.map_or("the domain built in".to_owned(), |folder| folder.display().to_string());
        writeln!(out, "{name}: no mistakes").map_err(|source| Failure::Output { name, source })
    };
    out.finish(said.map(|()| Outcome::Done))
}

fn read(folder: &Path) -> Result<DataFiles, Failure> {
    if !folder.is_dir() {
        let message = format!("{} is no folder; give a folder like `data/` of the source", folder.display());
        return Err(Failure::Usage(message));
    }
    let files = DataFiles::read(folder)?;
    if files.is_empty() {
        let message = format!("{} holds no domain files (.tsv, .yaml, .ttl)", folder.display());
        return Err(Failure::Usage(message));
    }
    Ok(files)
}
