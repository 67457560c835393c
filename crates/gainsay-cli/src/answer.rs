//! A list as a table, JSON, CSV or Markdown. Article text is hostile: it moves no cursor, starts no formula and becomes no
//! markup.

use gainsay::present::escape;
use serde::Serialize;

use crate::arguments::ListFormat;

/// Cells but the last of a row are cut at so many characters in a table.
const WIDEST: usize = 44;

/// An answer, ready to be written in any format.
pub(crate) struct Answer {
    columns: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    json: String,
}

impl Answer {
    /// Of these rows; `whole` is what programs get.
    pub(crate) fn new(
        columns: &[&'static str],
        rows: impl IntoIterator<Item = Vec<String>>,
        whole: &impl Serialize,
    ) -> Self {
        let json = serde_json::to_string_pretty(whole).unwrap_or_default();
        Self { columns: columns.to_vec(), rows: rows.into_iter().collect(), json }
    }

    /// Written out, with a line feed at the end.
    pub(crate) fn render(&self, format: ListFormat) -> String {
        match format {
            ListFormat::Json => format!("{}\n", self.json),
            ListFormat::Table => self.table(),
            ListFormat::Csv => self.csv(),
            ListFormat::Md => self.markdown(),
        }
    }

    fn table(&self) -> String {
        let head: Vec<String> = self.columns.iter().map(|column| column.to_uppercase()).collect();
        let last = head.len().saturating_sub(1);
        let clean = |row: &Vec<String>| {
            let cells = row.iter().enumerate();
            cells.map(|(at, cell)| if at == last { escape::plain(cell) } else { cut(cell) }).collect()
        };
        let rows: Vec<Vec<String>> = [head].into_iter().chain(self.rows.iter().map(clean)).collect();
        let width = |column: usize| {
            rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..=last).map(width).collect();
        let mut out = String::new();
        for row in &rows {
            let cells = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:<width$}"));
            out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
            out.push('\n');
        }
        out
    }

    fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory can't fail.
        let _ = writer.write_record(&self.columns);
        for row in &self.rows {
            let _ = writer.write_record(row.iter().map(|cell| no_formula(cell)));
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }

    fn markdown(&self) -> String {
        let line = |cells: &mut dyn Iterator<Item = String>| format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "));
        let mut out = line(&mut self.columns.iter().map(|column| (*column).to_owned()));
        out.push_str(&line(&mut self.columns.iter().map(|_| "---".to_owned())));
        for row in &self.rows {
            out.push_str(&line(&mut row.iter().map(|cell| escape::inline(cell))));
        }
        out
    }
}

fn cut(cell: &str) -> String {
    let cell = escape::plain(cell);
    if cell.chars().count() <= WIDEST {
        return cell;
    }
    cell.chars().take(WIDEST - 1).chain(['…']).collect()
}

/// A cell that a spreadsheet takes for text, whatever it begins with.
fn no_formula(cell: &str) -> String {
    let starts_formula = cell.trim_start().starts_with(['=', '+', '-', '@']) || cell.starts_with(['\t', '\r', '\n']);
    if starts_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer() -> Answer {
        let rows = vec![vec!["a1".to_owned(), "=HYPERLINK(\"x\")|\u{1b}[2J\nnext".to_owned()]];
        Answer::new(&["id", "words"], rows, &["x"])
    }

    #[test]
    fn article_text_is_text_in_every_format() {
        assert_eq!(answer().render(ListFormat::Table), "ID  WORDS\na1  =HYPERLINK(\"x\")|\u{fffd}[2J next\n");
        assert_eq!(answer().render(ListFormat::Csv), "id,words\na1,\"'=HYPERLINK(\"\"x\"\")|\u{1b}[2J\nnext\"\n");
        assert_eq!(
            answer().render(ListFormat::Md),
            "| id | words |\n| --- | --- |\n| a1 | =HYPERLINK(\"x\")\\|\u{fffd}\\[2J next |\n"
        );
        assert_eq!(answer().render(ListFormat::Json), "[\n  \"x\"\n]\n");
    }
}
