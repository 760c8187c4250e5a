//! A table, and the forms it can be written in; HTML has a file of its own.

use super::charts::Chart;

/// A table with its heading.
#[derive(Debug)]
pub(super) struct Table {
    /// Of its file, and for `--table`.
    pub(super) name: &'static str,
    pub(super) title: String,
    pub(super) columns: Vec<&'static str>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// How many rows there are besides.
    pub(super) more: usize,
    /// What an HTML page draws above it.
    pub(super) chart: Option<Chart>,
}

/// What stands in a table.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    Text(String),
    Count(u64),
    /// A part of a whole.
    Share(u64, u64),
}

impl Cell {
    pub(super) fn is_number(&self) -> bool {
        !matches!(self, Self::Text(_))
    }

    /// For people.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Share(_, 0) => "–".into(),
            Self::Share(part, whole) => format!("{:.1} %", percent(*part, *whole)),
        }
    }

    /// For programs.
    fn plain(&self) -> String {
        match self {
            Self::Share(_, 0) => String::new(),
            Self::Share(part, whole) => format!("{:.2}", percent(*part, *whole)),
            other => other.shown(),
        }
    }
}

/// A share in hundredths.
pub(super) fn percent(part: u64, whole: u64) -> f64 {
    100.0 * part as f64 / whole as f64
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl Table {
    /// Columns in line, as a terminal shows them.
    pub(super) fn terminal(&self) -> String {
        /// A longer text is cut, so that a row stays a line.
        const WIDEST: usize = 60;
        let short = |text: String| match text.char_indices().nth(WIDEST) {
            Some((end, _)) => text[..end].to_owned() + "…",
            None => text,
        };
        let rows: Vec<Vec<String>> =
            self.rows.iter().map(|row| row.iter().map(|cell| short(cell.shown())).collect()).collect();
        let width = |column: usize| {
            let cells = rows.iter().map(|row| row[column].chars().count());
            cells.chain([self.columns[column].chars().count()]).max().unwrap_or_default()
        };
        let widths: Vec<usize> = (0..self.columns.len()).map(width).collect();
        let line = |cells: &mut dyn Iterator<Item = &str>| {
            let padded = cells.zip(&widths).enumerate().map(|(column, (cell, &width))| {
                if self.is_number(column) { format!("{cell:>width$}") } else { format!("{cell:width$}") }
            });
            padded.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
        };
        let mut out = format!("{}\n", self.title);
        out += &line(&mut self.columns.iter().copied());
        for row in &rows {
            out += &line(&mut row.iter().map(String::as_str));
        }
        out + &self.rest()
    }

    pub(super) fn markdown(&self) -> String {
        let line = |cells: &mut dyn Iterator<Item = String>| format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "));
        let mut out = format!("## {}\n\n", self.title);
        out += &line(&mut self.columns.iter().map(|&column| column.to_owned()));
        let rule = (0..self.columns.len()).map(|column| if self.is_number(column) { "--:" } else { "---" }.to_owned());
        out += &line(&mut rule.into_iter());
        for row in &self.rows {
            out += &line(&mut row.iter().map(|cell| escape(&cell.shown())));
        }
        let rest = self.rest();
        if rest.is_empty() { out } else { out + "\n" + &rest }
    }

    pub(super) fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Rows of one length, written into memory: this cannot fail.
        let _ = writer.write_record(&self.columns);
        for row in &self.rows {
            let _ = writer.write_record(row.iter().map(Cell::plain));
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// Whether a column is of numbers, which stand to the right.
    pub(super) fn is_number(&self, column: usize) -> bool {
        self.rows.first().is_some_and(|row| row[column].is_number())
    }

    /// What is said of the rows that are not shown.
    pub(super) fn rest(&self) -> String {
        if self.more > 0 { format!("and {} more\n", self.more) } else { String::new() }
    }
}

/// Text in a cell of Markdown.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if matches!(char, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '|' | '~') {
            out.push('\\');
        }
        out.push(if char == '\n' { ' ' } else { char });
    }
    out
}
