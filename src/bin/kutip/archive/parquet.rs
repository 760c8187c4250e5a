//! A folder of Parquet files, one row an article: JSON lines as columns, read back by DuckDB, Spark or pandas.

use super::output::Output;
use arrow_json::ReaderBuilder;
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::fs::File;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Articles a file: also how often a run can be taken up again.
const PART: usize = 10_000;

/// Columns of so many bytes are written out as a row group, so that they do not pile up in memory.
const ROW_GROUP: usize = 16 << 20;

/// Files `part-00000.parquet` and so on. One under way has another name, so that nobody reads it.
pub(crate) struct Folder {
    path: PathBuf,
    schema: SchemaRef,
    part: Option<(ArrowWriter<File>, usize)>,
    parts: u64,
    /// Whether there is a part more than when `settle` last said so.
    grown: bool,
}

impl Folder {
    /// An empty folder, or one cut back to its first `parts` parts. `keep` are columns beside those of the schema.
    pub(crate) fn open(path: &Path, keep: &[String], parts: Option<u64>) -> std::result::Result<Self, String> {
        let wrong = |error: Error| format!("{}: {error}", path.display());
        std::fs::create_dir_all(path).map_err(wrong)?;
        let schema = Arc::new(schema(keep));
        let folder = Self { path: path.to_owned(), schema, part: None, parts: parts.unwrap_or_default(), grown: false };
        let done: Vec<PathBuf> = (0..folder.parts).map(|part| folder.file(part)).collect();
        for entry in std::fs::read_dir(path).map_err(wrong)? {
            let entry = entry.map_err(wrong)?.path();
            if done.contains(&entry) {
                continue;
            }
            if parts.is_none() {
                return Err(format!("{}: a folder that is not empty", path.display()));
            }
            std::fs::remove_file(entry).map_err(wrong)?;
        }
        Ok(folder)
    }

    fn file(&self, part: u64) -> PathBuf {
        self.path.join(format!("part-{part:05}.parquet"))
    }

    fn under_way(&self) -> PathBuf {
        self.path.join("_under-way")
    }

    fn close(&mut self) -> Result<()> {
        if let Some((part, _)) = self.part.take() {
            part.into_inner()?.sync_data()?;
            std::fs::rename(self.under_way(), self.file(self.parts))?;
            (self.parts, self.grown) = (self.parts + 1, true);
        }
        Ok(())
    }
}

impl Output for Folder {
    fn write(&mut self, results: &[u8]) -> Result<()> {
        let reader = ReaderBuilder::new(self.schema.clone()).with_coerce_primitive(true);
        let mut decoder = reader.build_decoder().map_err(Error::other)?;
        let read = decoder.decode(results).map_err(Error::other)?;
        debug_assert_eq!(read, results.len(), "a result is one row");
        let Some(rows) = decoder.flush().map_err(Error::other)? else { return Ok(()) };
        let (part, filled) = match &mut self.part {
            Some(part) => part,
            None => {
                let compression = Compression::ZSTD(ZstdLevel::default());
                let properties = WriterProperties::builder().set_compression(compression).build();
                let file = File::create(self.under_way())?;
                self.part.insert((ArrowWriter::try_new(file, self.schema.clone(), Some(properties))?, 0))
            }
        };
        part.write(&rows)?;
        *filled += rows.num_rows();
        if part.in_progress_size() > ROW_GROUP {
            part.flush()?;
        }
        if *filled >= PART { self.close() } else { Ok(()) }
    }

    /// Only whole files last.
    fn settle(&mut self, end: bool) -> Result<Option<u64>> {
        if end {
            self.close()?;
        }
        let settled = self.part.is_none() && (end || std::mem::take(&mut self.grown));
        Ok(settled.then_some(self.parts))
    }
}

/// The columns: those of the lines of `kutip annotate --format jsonl`.
fn schema(keep: &[String]) -> Schema {
    let (text, number) = (DataType::Utf8, DataType::UInt32);
    let field = |name: &str, kind: &DataType| Field::new(name, kind.clone(), true);
    let structure = |fields: Vec<Field>| DataType::Struct(Fields::from(fields));
    let list = |of: &DataType| DataType::List(Arc::new(field("item", of)));
    let slice = vec![field("start", &number), field("end", &number), field("text", &text)];
    let party = structure([slice.clone(), vec![field("mention", &number), field("entity", &number)]].concat());
    let role = structure(vec![field("text", &text), field("organization", &number)]);
    let entity = structure(vec![
        field("id", &number),
        field("kind", &text),
        field("name", &text),
        field("aliases", &list(&text)),
        field("roles", &list(&role)),
        field("mentions", &list(&number)),
        field("link", &text),
    ]);
    let mention = structure(
        [
            slice.clone(),
            vec![
                field("kind", &text),
                field("form", &text),
                field("entity", &number),
                field("source", &text),
                field("confidence", &DataType::Float64),
            ],
        ]
        .concat(),
    );
    let slice = structure(slice);
    let quote = structure(vec![
        field("id", &number),
        field("kind", &text),
        field("spans", &list(&slice)),
        field("cue", &slice),
        field("speaker", &party),
        field("addressee", &party),
        field("via", &party),
        field("parent", &number),
        field("rule", &text),
        field("confidence", &DataType::Float64),
    ]);
    let mut fields = vec![field("id", &text)];
    fields.extend(keep.iter().map(|name| field(name, &text)));
    fields.extend([
        field("text", &text),
        field("version", &number),
        field("language", &text),
        field("entities", &list(&entity)),
        field("mentions", &list(&mention)),
        field("quotes", &list(&quote)),
    ]);
    Schema::new(fields)
}
