//! Files that are cut, spliced, wrongly encoded, endless or nested without end: each is read in part or refused, with a
//! problem that says so; none panics or hangs.

use super::{Extracted, invariants::check, read};

const TEXT: &str = "Harbour wall falls in storm\n\nBy Anna Weld\nJune 3, 2031\n\nSALT BAY – The harbour’s old wall fell on Monday, \
the mayor said. “Nobody was hurt,” he added.\n\nThe ferry line Nordsund stopped its ships for the day and told its \
passengers to stay at home.\n\nRead next\n14:00\nFerry line buys two ships\n";
const PAGE: &str = "<!DOCTYPE html><html lang=en><head><title>Wall falls - Harbour Post</title><meta charset=utf-8>\
<meta property=\"article:published_time\" content=\"2031-06-03T10:00:00Z\"></head><body><nav><a href=/>Home</a></nav><h1>Wall falls</h1>\
<p>The harbour’s old wall fell on Monday, the mayor said. “Nobody was hurt,” he added in the evening.</p><p>The ferry \
line Nordsund stopped its ships for the day and told its <a href=/f>passengers</a> to stay at home until further notice.</p></body></html>";
const RECORD: &str = "{\"title\": \"Wall falls\", \"maintext\": \"The harbour’s old wall fell on Monday.\\nNobody was hurt, the mayor \
said.\", \"date_publish\": \"2031-06-03 10:00:00\", \"authors\": [\"Anna Weld\"], \"source_domain\": \"www.harbour.example\"}";

/// A fixed sequence that looks random: the tests do the same each time.
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

fn mutate(bytes: &[u8], other: &[u8], next: &mut Sequence) -> Vec<u8> {
    let mut out = bytes.to_vec();
    match next.below(8) {
        0 => out.truncate(next.below(bytes.len())),
        1 => drop(out.drain(..next.below(bytes.len()))),
        2 => {
            let (at, from) = (next.below(bytes.len()), next.below(other.len()));
            out.splice(at..at, other[from..].iter().copied());
        }
        3 => {
            for _ in 0..20 {
                let at = next.below(out.len());
                out[at] = next.below(256) as u8;
            }
        }
        4 => {
            let at = next.below(bytes.len());
            out.splice(at..at, std::iter::repeat_n(0, 1 + next.below(50)));
        }
        5 => out = String::from_utf8_lossy(bytes).encode_utf16().flat_map(u16::to_le_bytes).collect(),
        6 => {
            out = String::from_utf8_lossy(bytes).chars().map(|c| if c as u32 > 255 { b'?' } else { c as u8 }).collect()
        }
        _ => {
            let (a, b) = (next.below(bytes.len()), next.below(bytes.len()));
            let part = bytes[a.min(b)..a.max(b)].to_vec();
            for _ in 0..next.below(40) {
                out.extend_from_slice(&part);
            }
        }
    }
    out
}

#[test]
fn a_thousand_mutations_are_read_or_refused() {
    let seeds = [("a.txt", TEXT), ("a.md", TEXT), ("a.html", PAGE), ("a.json", RECORD), ("a.jsonl", RECORD)];
    let mut next = Sequence(7);
    for round in 0..1_000 {
        let (name, seed) = seeds[round % seeds.len()];
        let other = seeds[next.below(seeds.len())].1;
        let bytes = mutate(seed.as_bytes(), other.as_bytes(), &mut next);
        let extracted = read(name, &bytes);
        assert!(!extracted.articles.is_empty() || !extracted.problems.is_empty(), "nothing said of {name} {round}");
        extracted.articles.iter().for_each(check);
    }
}

fn has_problem(extracted: &Extracted) -> bool {
    !extracted.problems.is_empty() || extracted.articles.iter().any(|a| !a.problems.is_empty())
}

#[test]
fn endless_inputs_are_read_in_part_and_say_so() {
    let cases: Vec<(&str, String)> = vec![
        ("line.txt", "word ".repeat(1_000_000)),
        ("no-space.txt", "x".repeat(4_000_000)),
        ("nested.html", format!("<body>{}text{}", "<div>".repeat(100_000), "</div>".repeat(100_000))),
        (
            "bold.html",
            format!(
                "<body>{}{}",
                (0..5_000).map(|i| format!("<b id={i}>")).collect::<String>(),
                "<p>word ".repeat(3_000)
            ),
        ),
        (
            "attributes.html",
            format!("<body><p {}>text</p>", (0..60_000).map(|i| format!("a{i}=1 ")).collect::<String>()),
        ),
        ("element.html", format!("<body><p>{}</p>", "word ".repeat(500_000))),
        ("nested.json", format!("{{\"title\": \"x\", \"text\": {}", "[".repeat(100_000))),
        ("cut.json", RECORD[..RECORD.len() / 2 + 1].to_owned()),
        ("nul.txt", format!("{}The wall fell.", "\0".repeat(1_000))),
    ];
    for (name, text) in cases {
        let extracted = read(name, text.as_bytes());
        assert!(has_problem(&extracted), "{name}: no problem told");
        extracted.articles.iter().for_each(check);
    }
}

#[test]
fn what_is_no_text_is_refused() {
    for (name, bytes) in
        [("a.pdf", &b"%PDF-1.7\n1 0 obj"[..]), ("a", &[0, 159, 146, 150, 0, 1, 2]), ("a.txt", b"  \n\n ")]
    {
        let extracted = read(name, bytes);
        assert!(extracted.articles.is_empty() && extracted.problems.len() == 1, "{name}");
    }
}
