//! `hostile`: a thousand spoiled inputs, and the large ones: no panic, no hang, a dossier or a problem for each.

pub(crate) mod pages;
pub(crate) mod spoil;

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use gainsay::{Options, dossier_of, models};
use gainsay_read::extract::Input;

use spoil::{Numbers, spoil};

/// How many spoiled inputs are tried.
const INPUTS: usize = 1_000;
/// How long one input may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Tries them all; fails at the first that panics, hangs or vanishes.
pub(crate) fn run() -> Result<()> {
    let shipped = models::shipped()?;
    let mut slowest = (Duration::ZERO, String::new());
    let mut tried = 0;
    for (location, bytes) in giants().into_iter().chain(spoiled()?) {
        #[allow(clippy::disallowed_methods, reason = "this measures how long it takes")]
        let start = Instant::now();
        let input = Input { location: location.clone(), bytes, ..Input::default() };
        let dossier = dossier_of(&[input], Vec::new(), shipped, Options::default());
        let rendered = dossier.to_json();
        let took = start.elapsed();
        tried += 1;
        if took > PATIENCE {
            bail!("`{location}` took {took:.1?}");
        }
        if let Some(problem) =
            dossier.problems.iter().find(|p| p.message.contains("defect") || p.message.contains("did not fit"))
        {
            bail!("`{location}`: {}", problem.message);
        }
        if dossier.articles.is_empty() && dossier.problems.is_empty() {
            bail!("`{location}` gave neither an article nor a problem ({} bytes of JSON)", rendered.len());
        }
        if took > slowest.0 {
            slowest = (took, location);
        }
    }
    println!("{tried} hostile inputs read; the slowest took {:.1?} ({})", slowest.0, slowest.1);
    Ok(())
}

#[allow(clippy::disallowed_methods, reason = "a developer's tool reads the fixtures to spoil them")]
fn spoiled() -> Result<Vec<(String, Vec<u8>)>> {
    let days = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/days/articles");
    let entries = fs::read_dir(&days).with_context(|| format!("listing {}", days.display()))?;
    let mut files: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    files.sort();
    let originals: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|file| Ok((file.extension().unwrap_or_default().to_string_lossy().into_owned(), fs::read(file)?)))
        .collect::<Result<_>>()?;
    let mut numbers = Numbers(1);
    let spoiled = (0..INPUTS).map(|at| {
        let (ending, bytes) = &originals[numbers.below(originals.len())];
        let (_, other) = &originals[numbers.below(originals.len())];
        (format!("{at}.{ending}"), spoil(bytes, other, &mut numbers))
    });
    Ok(spoiled.collect())
}

/// Inputs that are large or deep: what costs time or stack if anything does.
fn giants() -> Vec<(String, Vec<u8>)> {
    const MB: usize = 1 << 20;
    let sentence = "The minister said on Monday that \"the harbour\" was closed, according to Norda Press. ";
    let page = |open: &str, close: &str, depth: usize| {
        format!("<html><body>{}text{}</body></html>", open.repeat(depth), close.repeat(depth)).into_bytes()
    };
    vec![
        ("one-line.txt".into(), sentence.repeat(50 * MB / sentence.len()).into_bytes()),
        ("one-word.txt".into(), vec![b'a'; 50 * MB]),
        ("spaces.txt".into(), [vec![b' '; 50 * MB], b"end".to_vec()].concat()),
        ("quotes.txt".into(), "\"“ ".repeat(MB).into_bytes()),
        ("no-full-stop.txt".into(), "said that ".repeat(MB / 2).into_bytes()),
        ("commas.txt".into(), "a, b and c, who said ".repeat(MB / 10).into_bytes()),
        ("numbers.txt".into(), "June 23, 2025 ".repeat(MB / 10).into_bytes()),
        ("lines.txt".into(), "A line\n".repeat(MB).into_bytes()),
        ("nul.txt".into(), vec![0; MB]),
        ("deep.html".into(), page("<div>", "</div>", 100_000)),
        ("deep-inline.html".into(), page("<b>", "</b>", 100_000)),
        ("deep-table.html".into(), page("<table><tr><td>", "</td></tr></table>", 30_000)),
        ("unclosed.html".into(), page("<p><i><a href='x'>", "", 100_000)),
        ("one-line.html".into(), format!("<p>{}</p>", sentence.repeat(10 * MB / sentence.len())).into_bytes()),
        ("deep.json".into(), format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)).into_bytes()),
        ("deep-object.json".into(), "{\"a\":".repeat(100_000).into_bytes()),
        (
            "long.jsonl".into(),
            "{\"title\": \"A title\", \"text\": \"The mayor said no.\"}\n".repeat(2_000).into_bytes(),
        ),
    ]
}
