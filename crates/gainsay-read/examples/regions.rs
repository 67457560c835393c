//! Prints the regions of files: `cargo run -p gainsay-read --example regions -- FILE…`; with `--json`, as JSON.
#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::unwrap_used, reason = "a tool for developers")]

use gainsay_read::extract::{Input, extract};

fn main() {
    let mut json = false;
    for path in std::env::args().skip(1) {
        if path == "--json" {
            json = true;
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let extracted = extract(&Input { location: path, bytes, ..Input::default() });
        for article in &extracted.articles {
            if json {
                println!("{}", serde_json::to_string(article).unwrap());
                continue;
            }
            println!(
                "##### {} title={:?} outlet={:?}",
                article.location,
                article.title.as_ref().map(|t| &t.text),
                article.outlet
            );
            println!(
                "authors={:?} published={:?} modified={:?} language={:?}",
                article.authors.iter().map(|a| &a.name).collect::<Vec<_>>(),
                article.published.value.map(|v| v.to_string()),
                article.modified.value.map(|v| v.to_string()),
                article.language
            );
            for region in &article.regions {
                let text = region.span.slice(&article.text);
                let short: String = text.chars().take(150).collect();
                println!(
                    "{:>10} | {}{} | {}",
                    region.kind.as_str(),
                    short.replace('\n', "⏎"),
                    if short.len() < text.len() { "…" } else { "" },
                    region.why
                );
            }
            for problem in &article.problems {
                println!("   problem {:?}: {}", problem.kind, problem.message);
            }
        }
        for problem in &extracted.problems {
            println!("   problem {:?}: {}", problem.kind, problem.message);
        }
    }
}
