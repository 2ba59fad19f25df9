//! Zip archives: several files as one, and back. What an archive from elsewhere may do is bounded here.

use std::io::{Cursor, Read, Write};

use zip::read::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::format::read_error::{ArchiveFault, ReadError};

/// A file by its name, which may have folders with `/` between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutFile {
    /// The name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The most that an archive may unpack to, in bytes, all files together.
pub(crate) const MAX_UNPACKED: usize = 256 * 1024 * 1024;

/// The most files that an archive may have: more than brat's three for each article of the largest export.
pub(crate) const MAX_FILES: usize = 300_000;

/// Whether bytes are a zip archive.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The files as one archive. The same files give the same bytes: no clock, no owner.
#[must_use]
pub fn pack(files: &[OutFile]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for file in files {
        // Into memory nothing can fail but a second file of one name, which no writer makes.
        let started = zip.start_file(file.name.as_str(), options);
        if started.is_ok() {
            let _ = zip.write_all(&file.bytes);
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// The files of an archive, in its order.
///
/// # Errors
/// [`ReadError::Archive`] when it is broken, locked, too large, or has names that lead outside.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Vec<OutFile>, ReadError> {
    unpack_within(bytes, MAX_FILES, MAX_UNPACKED)
}

fn unpack_within(
    bytes: &[u8],
    most_files: usize,
    most_bytes: usize,
) -> Result<Vec<OutFile>, ReadError> {
    let fault = |fault| Err(ReadError::Archive(fault));
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else {
        return fault(ArchiveFault::Broken);
    };
    if zip.len() > most_files {
        return fault(ArchiveFault::TooManyFiles {
            files: zip.len(),
            limit: most_files,
        });
    }
    let too_large = ArchiveFault::TooLarge { limit: most_bytes };
    let mut files = Vec::new();
    let mut room = most_bytes;
    for index in 0..zip.len() {
        let name = zip.name_for_index(index).unwrap_or("").to_owned();
        let Ok(file) = zip.by_index(index) else {
            return fault(ArchiveFault::Unreadable { name });
        };
        if file.enclosed_name().is_none() || name.contains('\\') {
            return fault(ArchiveFault::Outside { name });
        }
        if file.is_dir() {
            continue;
        }
        // What the archive says of its sizes is not believed: it is read up to the limit and one byte more.
        let mut contents = Vec::new();
        let most = u64::try_from(room).unwrap_or(u64::MAX).saturating_add(1);
        if file.take(most).read_to_end(&mut contents).is_err() {
            return fault(ArchiveFault::Broken);
        }
        let Some(left) = room.checked_sub(contents.len()) else {
            return fault(too_large);
        };
        room = left;
        files.push(OutFile {
            name,
            bytes: contents,
        });
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn file(name: &str, bytes: &[u8]) -> OutFile {
        OutFile {
            name: name.to_owned(),
            bytes: bytes.to_vec(),
        }
    }

    #[track_caller]
    fn check(bytes: &[u8], expected: ArchiveFault) {
        let found = unpack_within(bytes, 3, 1_000_000);
        assert_eq!(found, Err(ReadError::Archive(expected)));
    }

    #[test]
    fn what_is_packed_is_unpacked_the_same() {
        let files = [file("a/b.txt", b"one"), file("c", b"")];
        let bytes = pack(&files);
        assert!(is_zip(&bytes));
        assert_eq!(bytes, pack(&files));
        assert_eq!(unpack(&bytes).unwrap(), files);
    }

    #[test]
    fn an_archive_that_is_cut_short_is_not_opened() {
        let bytes = pack(&[file("a", &[7; 999])]);
        let (half, _) = bytes.split_at(bytes.len() / 2);
        check(half, ArchiveFault::Broken);
    }

    #[test]
    fn an_archive_that_grows_beyond_the_limit_is_not_unpacked() {
        // Two megabytes of nothing pack into two kilobytes.
        let bytes = pack(&[file("bomb", &vec![0; 2_000_000])]);
        assert!(bytes.len() < 10_000);
        check(&bytes, ArchiveFault::TooLarge { limit: 1_000_000 });
    }

    #[test]
    fn an_archive_of_too_many_files_is_not_unpacked() {
        let files: Vec<OutFile> = (0..4).map(|n| file(&n.to_string(), b"")).collect();
        check(
            &pack(&files),
            ArchiveFault::TooManyFiles { files: 4, limit: 3 },
        );
    }

    #[test]
    fn a_name_that_leads_outside_is_refused() {
        for name in [
            "../up.txt",
            "/etc/passwd",
            "a/../../up",
            "..\\up.txt",
            "C:\\x",
        ] {
            check(
                &pack(&[file(name, b"x")]),
                ArchiveFault::Outside {
                    name: name.to_owned(),
                },
            );
        }
    }
}
