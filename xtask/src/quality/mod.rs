//! `quality [SET…]`: measures each stage on the sets under `$GAINSAY_DATA`, prints tables, writes what each item gave to
//! `quality/SET.csv` and checks the floors in `quality/floors.toml`.
//!
//! To add a set: a file beside this one with a `measure(&Context) -> Result<Option<Measured>>`, and a line in [`SETS`].
//! A set whose data aren't there is skipped with a line that says so.

mod attribution;
mod coreference;
mod corpus;
mod cost;
mod counts;
mod distorted;
mod entities;
mod events;
mod grouping;
mod names;
mod origins;
mod pages;
mod sentences;
mod stance;
mod stories;
mod syntax;
mod times;
mod weighing;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use gainsay_read::Models;
use gainsay_weigh::Rarity;

/// What a set is measured with.
pub(crate) struct Context {
    /// Where the sets are unpacked.
    pub(crate) data: PathBuf,
    /// The shipped models.
    pub(crate) models: Models,
    /// How rare lemmas are.
    pub(crate) rarity: Rarity,
}

impl Context {
    /// A folder or file of the data, if it is there.
    pub(crate) fn find(&self, path: &str) -> Option<PathBuf> {
        let path = self.data.join(path);
        path.exists().then_some(path)
    }
}

/// What a set gave.
#[derive(Default)]
pub(crate) struct Measured {
    /// A table: its title, its head, its rows.
    pub(crate) tables: Vec<(String, Vec<String>, Vec<Vec<String>>)>,
    /// Figures by name, such as `ewt.las`; floors are kept for these.
    pub(crate) figures: BTreeMap<String, f64>,
    /// What each item gave: the first row is the head of the CSV.
    pub(crate) items: Vec<Vec<String>>,
}

type Measure = fn(&Context) -> Result<Option<Measured>>;

/// The sets, in the order they are measured.
const SETS: &[(&str, Measure)] = &[
    ("pages", pages::measure),
    ("sentences", sentences::measure),
    ("syntax", syntax::measure_test),
    ("syntax-dev", syntax::measure_dev),
    ("entities", entities::measure),
    ("attribution", attribution::measure),
    ("attribution-train", attribution::measure_train),
    ("events", events::measure),
    ("times", times::measure),
    ("cost", cost::measure),
    ("stories", stories::measure),
    ("origins", origins::measure),
    ("names", names::measure),
    ("coreference", coreference::measure),
    ("grouping", grouping::measure),
    ("distorted", distorted::measure),
    ("stance", stance::measure),
    ("weighing", weighing::measure),
    ("weighing-large", weighing::measure_large),
];

/// Measures the named sets; without names all but those that are there to choose on (`…-dev`, `…-train`)
/// or take long (`…-large`).
pub(crate) fn run(names: &[String]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|n| SETS.iter().all(|(name, _)| name != n)) {
        bail!("no set {unknown:?}; there are: {}", SETS.iter().map(|(n, _)| *n).collect::<Vec<_>>().join(", "));
    }
    let (models, rarity) = models()?;
    let context = Context { data: data_folder(), models, rarity };
    let floors = read_floors()?;
    let mut fallen = Vec::new();
    for (name, measure) in SETS {
        let wanted = if names.is_empty() {
            !["-dev", "-train", "-large"].iter().any(|ending| name.ends_with(ending))
        } else {
            names.iter().any(|n| n == name)
        };
        if !wanted {
            continue;
        }
        let Some(measured) = measure(&context).with_context(|| format!("measuring {name}"))? else {
            println!("{name}: its data are not under {}: skipped\n", context.data.display());
            continue;
        };
        print_tables(&measured);
        write_items(name, &measured.items)?;
        for (figure, floor) in floors.get(*name).into_iter().flatten() {
            match measured.figures.get(figure) {
                Some(value) if value >= floor => {}
                Some(value) => fallen.push(format!("{name}.{figure} is {value:.2}, its floor {floor}")),
                None => fallen.push(format!("{name}.{figure} has a floor but was not measured")),
            }
        }
    }
    if !fallen.is_empty() {
        bail!("below the floors of quality/floors.toml:\n{}", fallen.join("\n"));
    }
    Ok(())
}

#[allow(clippy::disallowed_methods, reason = "a developer's tool asks the environment where the data are")]
fn data_folder() -> PathBuf {
    std::env::var("GAINSAY_DATA").map_or_else(|_| std::env::temp_dir().join("gainsay-data"), PathBuf::from)
}

fn project() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The models from the weights' folder: what a recipe just wrote is measured without building anew.
#[allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]
pub(crate) fn models() -> Result<(Models, Rarity)> {
    let file = |name: &str| project().join(format!("crates/gainsay-models/weights/{name}.bin"));
    let read = |name| std::fs::read(file(name)).with_context(|| format!("cannot read {}", file(name).display()));
    let weights = gainsay_models::ALL.iter().map(|(name, _)| Ok((*name, read(name)?))).collect::<Result<Vec<_>>>()?;
    let weights: Vec<(&str, &[u8])> = weights.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let rarity = weights.iter().find(|(name, _)| *name == "rarity").and_then(|(_, bytes)| Rarity::from_bytes(bytes));
    Ok((Models::load(&weights)?, rarity.context("the weights \"rarity\" are damaged")?))
}

/// A file of the sets or of the project, as text.
#[allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]
fn read(path: impl AsRef<Path>) -> Result<String> {
    let path = path.as_ref();
    std::fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))
}

#[allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]
fn read_floors() -> Result<BTreeMap<String, BTreeMap<String, f64>>> {
    let text = std::fs::read_to_string(project().join("quality/floors.toml")).context("quality/floors.toml")?;
    Ok(toml::from_str(&text)?)
}

/// Prints each table with its columns aligned.
fn print_tables(measured: &Measured) {
    for (title, head, rows) in &measured.tables {
        println!("{title}");
        let widths: Vec<usize> = (0..head.len())
            .map(|c| rows.iter().chain([head]).map(|r| r.get(c).map_or(0, |x| x.chars().count())).max().unwrap_or(0))
            .collect();
        for row in [head].into_iter().chain(rows) {
            let cells = row.iter().zip(&widths).enumerate();
            let line = cells.map(|(c, (x, &w))| if c == 0 { format!("{x:<w$}") } else { format!("{x:>w$}") });
            println!("  {}", line.collect::<Vec<_>>().join("  ").trim_end());
        }
        println!();
    }
}

fn write_items(name: &str, items: &[Vec<String>]) -> Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    let mut writer = csv::Writer::from_path(project().join("quality").join(format!("{name}.csv")))?;
    for item in items {
        writer.write_record(item)?;
    }
    writer.flush()?;
    Ok(())
}
