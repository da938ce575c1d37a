//! Flags that the format has no use for are a mistake of the command, not something to pass over.

use nisba::export::Format;

use crate::cli::args::{Export, PictureKind};
use crate::cli::failure::Failure;

/// What a flag is for.
struct Use {
    flag: &'static str,
    given: bool,
    /// Whether the format has a use for it.
    fits: bool,
    /// The formats that have.
    of: &'static str,
}

/// Fails with the first flag that was given and would change nothing.
pub(super) fn refuse(args: &Export, format: Format) -> Result<(), Failure> {
    let picture = &args.picture;
    let shown = picture.picture.unwrap_or(PictureKind::Graph);
    let network = !format.is_picture() || shown == PictureKind::Graph;
    // These have neither sizes and colours nor attributes of one's own.
    let marked = !format.is_rdf() && !matches!(format, Format::Ftm | Format::Stix | Format::Obsidian);
    let marks = "formats with attributes or colours, such as graphml, gexf, csv, html or svg";
    let graphs = "formats that show labels, not for RDF, which has all of them";
    let uses = [
        Use { flag: "--rdf11", given: args.rdf11, fits: format.is_rdf(), of: "RDF formats" },
        Use { flag: "--yed", given: args.yed, fits: format == Format::GraphMl, of: "graphml" },
        Use { flag: "--labels", given: args.labels.is_some(), fits: !format.is_rdf(), of: graphs },
        Use { flag: "--measures", given: args.measures, fits: marked, of: marks },
        Use { flag: "--size", given: args.size.is_some(), fits: marked, of: marks },
        Use { flag: "--fill", given: args.fill.is_some(), fits: marked, of: marks },
        Use { flag: "--picture", given: picture.picture.is_some(), fits: format.is_picture(), of: "svg, png and pdf" },
        Use { flag: "--lanes", given: picture.lanes.is_some(), fits: format.is_picture(), of: "svg, png and pdf" },
        Use { flag: "--width", given: picture.width.is_some(), fits: format == Format::Png, of: "png" },
        Use {
            flag: "--font",
            given: !picture.fonts.is_empty(),
            fits: matches!(format, Format::Png | Format::Pdf),
            of: "png and pdf",
        },
    ];
    if let Some(Use { flag, of, .. }) = uses.iter().find(|flag| flag.given && !flag.fits) {
        let message = format!("{flag} is for {of}, and this is {format}; leave it out, or name another --format");
        return Err(Failure::Usage(message));
    }
    if picture.lanes.is_some() && shown != PictureKind::Timeline {
        let message = "--lanes is for a timeline; leave it out, or add --picture timeline";
        return Err(Failure::Usage(message.to_owned()));
    }
    let measured = [("--measures", args.measures), ("--size", args.size.is_some()), ("--fill", args.fill.is_some())];
    match measured.into_iter().find(|(_, given)| *given && !network) {
        Some((flag, _)) => {
            let message = format!("{flag} is for the picture of the graph; leave it out, or leave out --picture");
            Err(Failure::Usage(message))
        }
        None => Ok(()),
    }
}
