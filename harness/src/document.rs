//! Documents: TOML files of the tree, whose mistakes are shown at their place.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;

use crate::mistake::{Mistake, Mistakes};

/// A document that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The file or folder could not be read.
    #[error("cannot read {file}: {source}")]
    Read {
        /// The file or folder.
        file: String,
        /// Why.
        source: io::Error,
    },
    /// The file has mistakes.
    #[error(transparent)]
    Wrong(#[from] Mistakes),
    /// The file has no place in its folder.
    #[error("{file} {why}: {mend}")]
    Misplaced {
        /// The file.
        file: String,
        /// Why not.
        why: String,
        /// What to do about it.
        mend: String,
    },
}

impl DocumentError {
    /// Says that `path` could not be read.
    pub(crate) fn read(path: &Path, source: io::Error) -> DocumentError {
        DocumentError::Read {
            file: path.display().to_string(),
            source,
        }
    }
}

/// What a file holds, with its text, so that mistakes in it can be shown.
#[derive(Debug)]
pub(crate) struct Document<T> {
    /// What the file holds.
    pub(crate) content: T,
    file: String,
    text: String,
}

impl<T: DeserializeOwned> Document<T> {
    /// Reads the file at `path`; `None` where there is none. `mend` says how such a file is to be written.
    ///
    /// # Errors
    /// [`DocumentError`] when the file cannot be read, or is not TOML of this type.
    pub(crate) fn read(path: &Path, mend: &str) -> Result<Option<Document<T>>, DocumentError> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(DocumentError::read(path, source)),
        };
        Document::parse(path.display().to_string(), text, mend).map(Some)
    }

    pub(crate) fn parse(
        file: String,
        text: String,
        mend: &str,
    ) -> Result<Document<T>, DocumentError> {
        match toml::from_str(&text) {
            Ok(content) => Ok(Document {
                content,
                file,
                text,
            }),
            Err(error) => Err(DocumentError::Wrong(Mistakes(vec![Mistake {
                file,
                span: error.span().unwrap_or_default(),
                message: error.message().to_owned(),
                mend: mend.to_owned(),
                text,
            }]))),
        }
    }
}

impl<T> Document<T> {
    /// The text of the file.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Takes what the document holds for something else of the same text, such as the places of what is in it.
    ///
    /// # Errors
    /// [`DocumentError`] when the text is not TOML of that type.
    pub(crate) fn again<U: DeserializeOwned>(&self, mend: &str) -> Result<U, DocumentError> {
        let (file, text) = (self.file.clone(), self.text.clone());
        Document::parse(file, text, mend).map(|other| other.content)
    }

    /// A mistake at this place of the document.
    pub(crate) fn mistake(&self, span: Range<usize>, message: String, mend: String) -> Mistake {
        Mistake {
            file: self.file.clone(),
            text: self.text.clone(),
            span,
            message,
            mend,
        }
    }
}

/// The entries of a folder in the order of their names; none where there is no such folder.
///
/// # Errors
/// [`DocumentError`] when the folder cannot be read.
pub(crate) fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>, DocumentError> {
    let listed = || -> io::Result<Vec<_>> {
        fs::read_dir(folder)?
            .map(|entry| Ok(entry?.path()))
            .collect()
    };
    match listed() {
        Ok(mut paths) => {
            paths.sort();
            Ok(paths)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(source) => Err(DocumentError::read(folder, source)),
    }
}
