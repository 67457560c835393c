//! `hostile pages`: pages of 5 MB that are all one thing, read from page to article: how long each takes and how much
//! memory it asks for at most.

use std::{
    fs,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};
use gainsay_read::extract::{Input, extract};

/// The size of each page, in bytes.
const SIZE: usize = 5_000_000;
/// How long one page may take.
const PATIENCE: Duration = Duration::from_secs(1);
/// How much memory one page may ask for, in KB.
const MEMORY: usize = 200 << 10;

/// Pages of one kind: how each begins, and what follows again and again.
const KINDS: &[(&str, &str, &str)] = &[
    ("angle brackets", "", "<"),
    ("entities", "<html><body><p>", "&amp;&lt;&#x41;&nbsp;"),
    ("one paragraph", "<html><body><p>", "The minister said on Monday that the port would open. "),
    ("paragraphs", "<html><body>", "<p>The minister said on Monday that the port would open.</p>"),
    ("parts", "<html><body>", "<div class=\"promo body\"><p>The port, he said, opens in May.</p>"),
    ("links", "<html><body>", "<p><a href=\"https://a.example/x\">The minister said</a> on Monday that.</p>"),
    ("nested links", "<html><body>", "<a href=x><div>"),
    ("levels", "<html><body>", "<div>"),
    ("levels with text", "<html><body>", "<div>hello"),
    ("formatting", "<p>", "<b>x "),
    ("fonts", "<p>", "<font color=red><p>text here."),
    ("attributes", "<html><body><p ", "some=thing "),
    ("tables", "<html><body>", "<table><tr><td>"),
    ("lists", "<html><body>", "<ul><li>one two three"),
    ("quotations", "<html><body>", "<blockquote>said "),
    ("bylines", "<html><body><div>", "<span class=\"author byline\">Anna Weld</span>"),
    ("moments", "<html><body><div>", "<time datetime=\"2031-04-05\">5 April</time>"),
    ("breaks", "<html><body><div>", "text of a line, here<br><br>"),
    ("nested data", "<html><head><script type=\"application/ld+json\">", "["),
    (
        "much data",
        "<html><head>",
        "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"x\"}</script>",
    ),
    ("names declared", "<html><head>", "<meta property=\"article:author\" content=\"Anna Weld\">"),
    ("a title", "<html><head><title>", "Port opens | Outlet - "),
    ("drawings", "<html><body>", "<svg><g>"),
    ("choices", "<html><body>", "<select><option>"),
    ("a comment", "<html><body><!--", "-"),
    ("no letters", "<html><body><p>", "\u{200b}\u{202e}漢"),
];

/// Reads them all and prints the cost of each; fails if one takes too long or too much.
pub(crate) fn run() -> Result<()> {
    let mut beyond = Vec::new();
    println!("{:<20} {:>8} {:>10}", "5 MB of", "seconds", "MB at most");
    for &(name, begins, goes_on) in KINDS {
        let page = [begins, &goes_on.repeat((SIZE - begins.len()) / goes_on.len())].concat();
        let input = Input { location: format!("{name}.html"), bytes: page.into_bytes(), ..Input::default() };
        forget_most_memory();
        #[allow(clippy::disallowed_methods, reason = "this measures how long it takes")]
        let start = Instant::now();
        let extracted = extract(&input);
        let took = start.elapsed();
        let memory = most_memory();
        if extracted.articles.is_empty() && extracted.problems.is_empty() {
            bail!("5 MB of {name} gave neither an article nor a problem");
        }
        let shown = memory.map_or_else(|| "unknown".to_owned(), |kb| (kb >> 10).to_string());
        println!("{name:<20} {:>8.2} {shown:>10}", took.as_secs_f64());
        if took > PATIENCE || memory.is_some_and(|kb| kb > MEMORY) {
            beyond.push(name);
        }
    }
    if beyond.is_empty() {
        return Ok(());
    }
    bail!("more than {} s or {} MB: {}", PATIENCE.as_secs(), MEMORY >> 10, beyond.join(", "))
}

/// Starts the count of the most memory held anew, where the system keeps one (Linux: `proc(5)`).
#[allow(clippy::disallowed_methods, reason = "a developer's tool asks the system what it holds")]
fn forget_most_memory() {
    // Where there is no such file, the figure is unknown.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// The most memory held since, in KB.
#[allow(clippy::disallowed_methods, reason = "a developer's tool asks the system what it holds")]
fn most_memory() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
