//! `mailscope link`: a run as a link.

use mailscope_sim::SavedRun;

use crate::{Failure, source};

/// Arguments of `mailscope link`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: source::Play,
}

pub(crate) fn link(arguments: &Arguments) -> Result<(), Failure> {
    let source = arguments.source.load()?;
    if let Some((_, Some(difference))) = &source.recorded {
        return Err(Failure::new(difference.to_string()));
    }
    let link = SavedRun::of(&source.history()).to_link();
    println!("{}", link.map_err(|error| Failure::new(error.to_string()))?);
    Ok(())
}
