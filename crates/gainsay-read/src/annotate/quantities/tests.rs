//! The specs in `specs/quantities/`.

use gainsay_core::{Article, Reading, Region, RegionKind, Span};

use super::find;
use crate::annotate::times;
use crate::annotate::times::plain::plain_reading;

fn read(text: &str) -> Vec<String> {
    let region = Region { kind: RegionKind::Paragraph, span: Span::new(0, text.len()), why: String::new() };
    let article = Article { text: text.to_owned(), regions: vec![region], ..Article::default() };
    let mut reading: Reading = plain_reading(&article);
    times::annotate(&article, &mut reading);
    find(&article, &reading, 0..reading.tokens.len())
        .into_iter()
        .map(|q| {
            let mut out = format!("`{}` = {} {}", q.span.slice(text), q.value, q.unit);
            if q.low != q.high {
                out.push_str(&format!(" {}..{}", q.low.round(), q.high.round()));
            }
            if q.approximate {
                out.push_str(" ~");
            }
            out
        })
        .collect()
}

#[test]
fn specs_hold() {
    let files = [
        include_str!("../../../specs/quantities/numbers.md"),
        include_str!("../../../specs/quantities/not-quantities.md"),
    ];
    let mut wrong = Vec::new();
    for section in files.iter().flat_map(|markdown| markdown.split("\n## ").skip(1)) {
        let lines = |start: &str| section.lines().filter_map(|l| l.strip_prefix(start)).collect::<Vec<_>>();
        let passage = lines("> ").join("\n");
        let expected: Vec<String> = lines("- ").into_iter().filter(|e| *e != "nothing").map(str::to_owned).collect();
        let found = read(&passage);
        if found != expected {
            wrong.push(format!("{passage}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
