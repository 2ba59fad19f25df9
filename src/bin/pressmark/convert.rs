//! `pressmark convert`: from any format into any other, with a report of what the other cannot hold.
//!
//! Where both formats have an article a line, a part is read, written and forgotten before the next, so that a file of any length
//! takes the room of a part. A file appears under its name only when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use pressmark::annotation::{self, AnnotationSet};
use pressmark::article::Article;
use pressmark::format::{Document, Export, Format, LabelMap, Loss, Options, Scheme, Unit, pack};

use crate::arguments::{self, Convert};
use crate::documents::{DocumentsError, Told, each_part, expand, name_of};
use crate::mapping;

/// Converts, and says on standard error what was wrong and what is lost.
pub fn run(arguments: Convert) -> ExitCode {
    match convert(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever read the output has had enough: «| head».
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pressmark: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Says whether all could be read.
fn convert(arguments: &Convert) -> io::Result<bool> {
    let unknown = || io::Error::other("this format is unknown");
    let to = Format::of(&arguments.to).ok_or_else(unknown)?;
    let from = arguments
        .from
        .as_deref()
        .map(|id| Format::of(id).ok_or_else(unknown));
    let from = from.transpose()?;
    let map = match &arguments.map {
        Some(path) => mapping::read(path)
            .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?,
        None => LabelMap::default(),
    };
    let options = options(arguments);
    let mut sink = Sink::new(to, &arguments.output)?;
    let mut loss = Loss::default();
    let mut is_complete = true;
    let mut articles = 0;
    for path in expand(&arguments.files)? {
        let mut told = Told::new(&path);
        let read = each_part(&path, from, &map, |documents| {
            for document in &documents {
                told.tell(document);
            }
            articles += documents.len();
            sink.take(documents, &options, &mut loss)
        });
        told.finish();
        is_complete &= !told.incomplete;
        match read {
            Ok(()) => {}
            // What is written so far is not the whole.
            Err(DocumentsError::Taker(error)) => {
                sink.abandon();
                return Err(error);
            }
            Err(error) => {
                is_complete = false;
                eprintln!("pressmark: {}: {error}", name_of(&path));
            }
        }
    }
    if articles == 0 {
        sink.abandon();
        return Err(io::Error::other(
            "no article could be read; nothing was written",
        ));
    }
    sink.finish(&options, &mut loss)?;
    for sentence in loss.sentences() {
        eprintln!("pressmark: {}: {sentence}", to.id);
    }
    if let Some(path) = &arguments.loss {
        fs::write(path, loss.to_json())
            .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
    }
    Ok(is_complete)
}

fn options(arguments: &Convert) -> Options {
    let states = arguments.states.iter().map(|state| match state {
        arguments::State::Proposed => annotation::State::Proposed,
        arguments::State::Accepted => annotation::State::Accepted,
        arguments::State::Rejected => annotation::State::Rejected,
    });
    Options {
        labels: arguments.labels.clone(),
        states: states.collect(),
        unit: arguments.unit.map(|unit| match unit {
            arguments::Unit::Utf16 => Unit::Utf16,
            arguments::Unit::Grapheme => Unit::Grapheme,
        }),
        scheme: match arguments.scheme {
            arguments::Scheme::Bio => Scheme::Bio,
            arguments::Scheme::Iobes => Scheme::Iobes,
            arguments::Scheme::Bilou => Scheme::Bilou,
            arguments::Scheme::Iob1 => Scheme::Iob1,
        },
    }
}

/// Where articles go to.
struct Sink {
    format: &'static Format,
    place: Place,
    /// Articles that wait for the others, where the format needs all at once.
    waiting: Vec<Document>,
}

enum Place {
    /// The data alone, as it comes.
    Stream(Box<dyn Write>, Option<Part>),
    /// All that belongs to it, in one file.
    Packed(PathBuf),
    /// All that belongs to it, in a folder.
    Folder(PathBuf),
}

/// A file that is not whole yet.
struct Part {
    part: PathBuf,
    whole: PathBuf,
}

impl Part {
    fn of(whole: &Path) -> Part {
        let mut name = whole.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        Part {
            part: whole.with_file_name(name),
            whole: whole.to_owned(),
        }
    }

    /// Gives the file its name if all of it was written, and else takes it away.
    fn end(self, written: io::Result<()>) -> io::Result<()> {
        let ended = written.and_then(|()| fs::rename(&self.part, &self.whole));
        ended.map_err(|error| {
            // What can't be removed is a file named «.part», which says what it is.
            let _ = fs::remove_file(&self.part);
            about(&self.whole, &error)
        })
    }
}

impl Sink {
    fn new(format: &'static Format, output: &Path) -> io::Result<Sink> {
        let is_folder = output.is_dir() || output.as_os_str().to_string_lossy().ends_with('/');
        let is_zip = output.extension().is_some_and(|ending| ending == "zip");
        let place = if output == Path::new("-") {
            Place::Stream(Box::new(BufWriter::new(io::stdout().lock())), None)
        } else if is_folder {
            Place::Folder(output.to_owned())
        } else if is_zip || format.ending == "zip" {
            Place::Packed(output.to_owned())
        } else {
            let part = Part::of(output);
            let file = File::create(&part.part).map_err(|error| about(output, &error))?;
            Place::Stream(Box::new(BufWriter::new(file)), Some(part))
        };
        Ok(Sink {
            format,
            place,
            waiting: Vec::new(),
        })
    }

    fn take(
        &mut self,
        documents: Vec<Document>,
        options: &Options,
        loss: &mut Loss,
    ) -> io::Result<()> {
        match &mut self.place {
            Place::Stream(out, part) if self.format.by_line => {
                let export = export(self.format, &documents, options);
                loss.join(export.loss);
                let data = export.files.first().map_or(&[][..], |file| &file.bytes);
                out.write_all(data).map_err(|error| match part {
                    Some(part) => about(&part.whole, &error),
                    None => error,
                })
            }
            _ => {
                self.waiting.extend(documents);
                Ok(())
            }
        }
    }

    fn finish(self, options: &Options, loss: &mut Loss) -> io::Result<()> {
        let (format, waiting) = (self.format, self.waiting);
        let mut rest = || {
            let mut export = export(format, &waiting, options);
            loss.join(std::mem::take(&mut export.loss));
            export
        };
        match self.place {
            Place::Stream(mut out, part) => {
                let mut written = Ok(());
                if !format.by_line {
                    let export = rest();
                    // A format of several files has no data alone.
                    let bytes = match format.ending {
                        "zip" => export.packed(),
                        _ => export.data().to_vec(),
                    };
                    written = out.write_all(&bytes);
                }
                let written = written.and_then(|()| out.flush());
                drop(out);
                match part {
                    Some(part) => part.end(written),
                    None => written,
                }
            }
            Place::Packed(path) => {
                let part = Part::of(&path);
                let export = rest();
                // One file alone may stand under another name than that of an archive.
                let is_zip = path.extension().is_some_and(|ending| ending == "zip");
                let bytes = if is_zip {
                    pack(&export.files)
                } else {
                    export.packed()
                };
                let written = fs::write(&part.part, bytes);
                part.end(written)
            }
            Place::Folder(folder) => {
                for file in rest().files {
                    let path = folder.join(&file.name);
                    if let Some(parent) = path.parent() {
                        fs::create_dir_all(parent).map_err(|error| about(parent, &error))?;
                    }
                    fs::write(&path, &file.bytes).map_err(|error| about(&path, &error))?;
                }
                Ok(())
            }
        }
    }

    /// Leaves nothing behind.
    fn abandon(self) {
        if let Place::Stream(out, Some(part)) = self.place {
            drop(out);
            // What can't be removed is a file named «.part», which says what it is.
            let _ = fs::remove_file(part.part);
        }
    }
}

fn export(format: &Format, documents: &[Document], options: &Options) -> Export {
    let documents: Vec<(&Article, &AnnotationSet)> = documents
        .iter()
        .map(|document| (&document.article, &document.set))
        .collect();
    format.write(&documents, options)
}

fn about(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
