//! Lines → blocks: a block is one paragraph or one line that stands for itself.

use gainsay_core::{RegionKind, Span};

use crate::extract::{
    fold::{count_words, ends_sentence, ends_statement},
    phrases,
    phrases::Opens,
    stamp,
};

/// Of a text with more lines the rest is one block: no article has so many.
pub(super) const MOST_LINES: usize = 20_000;

/// One paragraph, or one line that stands for itself.
#[derive(Clone, Debug)]
pub(in crate::extract) struct Block {
    /// Where it stands, without white space at its ends.
    pub(in crate::extract) span: Span,
    /// How many words it has.
    pub(in crate::extract) words: usize,
    /// How many blank lines stand before it.
    pub(in crate::extract) blank_before: usize,
    /// Whether it begins with a bullet or a number.
    pub(in crate::extract) bullet: bool,
    /// What it is, once decided.
    pub(in crate::extract) kind: Option<RegionKind>,
    /// What decided.
    pub(in crate::extract) why: String,
    /// What it opens or closes beyond itself.
    pub(in crate::extract) opens: Option<Opens>,
}

impl Block {
    /// A block about which nothing is decided.
    pub(in crate::extract) fn new(span: Span, words: usize, bullet: bool) -> Self {
        Self { span, words, blank_before: 1, bullet, kind: None, why: String::new(), opens: None }
    }

    pub(in crate::extract) fn text<'a>(&self, text: &'a str) -> &'a str {
        self.span.slice(text)
    }

    /// Decides what it is.
    pub(in crate::extract) fn set(&mut self, kind: RegionKind, why: &str) {
        self.kind = Some(kind);
        why.clone_into(&mut self.why);
    }

    /// Whether it is content so far.
    pub(in crate::extract) fn is_content(&self) -> bool {
        self.kind.is_none_or(RegionKind::is_content)
    }

    /// Whether it reads as a paragraph of an article, and nothing has said otherwise.
    pub(in crate::extract) fn is_prose(&self, text: &str) -> bool {
        self.kind.is_none() && self.reads_as_prose(text)
    }

    /// Whether it reads as a paragraph: a sentence of some length, or a long text.
    pub(in crate::extract) fn reads_as_prose(&self, text: &str) -> bool {
        (self.words >= 7 && ends_sentence(self.text(text))) || self.words >= 32
    }

    /// Whether it could be a headline: some words, no full stop at its end.
    pub(in crate::extract) fn reads_as_headline(&self, text: &str) -> bool {
        let line = self.text(text);
        let stop = ends_statement(line) && !line.trim_end().ends_with(['?', '!', '\'', '’', '"', '”']);
        (2..=24).contains(&self.words) && !stop
    }

    /// Whether it is short and ends in no stop.
    pub(in crate::extract) fn is_short_without_stop(&self, text: &str) -> bool {
        let line = self.text(text);
        (1..=14).contains(&self.words) && (!ends_sentence(line) || (self.words <= 10 && line.ends_with('?')))
    }
}

struct Line {
    span: Span,
    blank_before: usize,
}

/// Cuts a part of a text into blocks.
pub(in crate::extract) fn blocks(text: &str, within: Span, line_per_paragraph: bool) -> Vec<Block> {
    let mut lines = lines(text, within);
    if let Some(beyond) = lines.get(MOST_LINES).map(|line| line.span)
        && let Some(last) = lines.last().map(|line| line.span)
    {
        lines.truncate(MOST_LINES);
        lines.push(Line { span: beyond.cover(last), blank_before: 1 });
    }
    let wrapped = !line_per_paragraph && is_wrapped(&lines, text);
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    for line in &lines {
        let here = line.span.slice(text);
        if let Some(last) = blocks.last_mut()
            && line.blank_before == 0
            && continues(last, text, here, wrapped)
        {
            last.span.end = line.span.end;
            last.words += count_words(here);
            continue;
        }
        let block = Block::new(line.span, count_words(here), is_bullet(here));
        blocks.push(Block { blank_before: line.blank_before, ..block });
    }
    blocks
}

fn lines(text: &str, within: Span) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut at, mut blank_before) = (within.start, 0);
    for raw in within.slice(text).split_inclusive('\n') {
        let span = Span::new(at, at + raw.len()).trim(text);
        at += raw.len();
        if span.is_empty() {
            blank_before += 1;
        } else {
            lines.push(Line { span, blank_before });
            blank_before = 0;
        }
    }
    lines
}

/// Whether lines were broken at a width: most lines that another follows directly fill it and end in mid-sentence.
fn is_wrapped(lines: &[Line], text: &str) -> bool {
    let followed: Vec<&str> =
        lines.windows(2).filter(|pair| pair[1].blank_before == 0).map(|pair| pair[0].span.slice(text)).collect();
    let mut widths: Vec<usize> = followed.iter().map(|line| line.chars().count()).collect();
    widths.sort_unstable();
    let Some(&width) = widths.get(widths.len() * 9 / 10) else { return false };
    if followed.len() < 4 || !(30..=140).contains(&width) {
        return false;
    }
    let full = followed.iter().filter(|line| line.chars().count() * 4 >= width * 3).count();
    let open = followed.iter().filter(|line| !ends_sentence(line)).count();
    full * 10 >= followed.len() * 7 && open * 10 >= followed.len() * 6
}

/// Whether a line goes on with the block above it.
fn continues(above: &Block, text: &str, line: &str, wrapped: bool) -> bool {
    let last_line = above.text(text).rsplit('\n').next().unwrap_or("");
    if is_bullet(line) || is_marked_heading(last_line) || stamp::is_stamp(line) || stamp::is_stamp(last_line) {
        return false;
    }
    if wrapped {
        let short_line = last_line.chars().count() < 30 && !above.text(text).contains('\n');
        return !short_line && phrases::of_line(line).is_none() && phrases::of_line(last_line).is_none();
    }
    // A sentence broken in mid-clause: no stop above, and the line goes on in lower case.
    let open = above.words >= 3 && !ends_sentence(last_line);
    let goes_on =
        line.chars().next().is_some_and(char::is_lowercase) && (count_words(line) >= 4 || ends_statement(line));
    let joins_word = last_line.ends_with([',', '-']) || last_line.split(' ').next_back().is_some_and(is_open_word);
    open && above.words < 400
        && (goes_on || (joins_word && count_words(line) >= 4 && above.words >= 5 && ends_statement(line)))
        && phrases::of_line(line).is_none()
        && phrases::of_line(last_line).is_none()
}

/// Whether a line is a heading as Markdown marks them.
fn is_marked_heading(line: &str) -> bool {
    line.starts_with('#') && line.trim_start_matches('#').starts_with(' ')
}

/// Words after which no line ends by intent.
fn is_open_word(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "a"
            | "an"
            | "to"
            | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "from"
            | "with"
            | "that"
            | "which"
            | "has"
            | "have"
            | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "its"
            | "their"
            | "his"
            | "her"
    )
}

/// Whether a line begins with the mark of a list.
pub(in crate::extract) fn is_bullet(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('•' | '·' | '▪' | '◦' | '‣' | '●' | '■' | '►' | '➤') => true,
        Some('*' | '-' | '–' | '+') => {
            chars.next() == Some(' ') && chars.next().is_some_and(|c| !matches!(c, '*' | '-' | ' '))
        }
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 2 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        _ => false,
    }
}
