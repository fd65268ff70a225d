//! Build step of the catalogue: folds the release files and writes the table that the core reads.
//!
//! Used by `build.rs` and by `tests/catalogue.rs`, never by the core. `fold` makes each release's
//! document, `intern` shares equal nodes, `merge` lays all releases over each other with half-open
//! intervals, `write` encodes. A fault in the data stops the build with the file's name.

pub mod fold;
pub mod intern;
pub mod merge;
pub mod write;

use std::path::Path;

/// What the core includes: `table` by `include_bytes!`, `strings` by `include_str!`.
pub struct Output {
    /// Varints: counts, lengths, node records, releases.
    pub table: Vec<u8>,
    /// Every string once, one behind the other.
    pub strings: String,
}

/// Folds the files of `folder` and encodes them.
pub fn build(folder: &Path) -> Result<Output, String> {
    let files = fold::read(folder)?;
    let mut interner = intern::Interner::default();
    let mut roots = Vec::new();
    fold::each(&files, |_, document, changed| {
        let root = match roots.last() {
            Some(last) if !changed => *last,
            _ => interner.document(document)?,
        };
        roots.push(root);
        Ok(())
    })?;
    let mut merger = merge::Merger::new(&interner, files.len());
    let root = merger.merge_all(&roots);
    write::write(&files, &interner, &merger.records, root)
}
