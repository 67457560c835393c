//! Set `grouping`: 75 groups of real articles amid 2,000 others of `load`. B³ of the groups' articles: for each, how many of
//! its story's articles are of its group (the 2,000 count as strangers), and how much of its group is in its story.

use std::collections::BTreeMap;

use anyhow::Result;

use super::{Context, Measured, corpus};
use corpus::Corpus;

/// So many strangers.
const STRANGERS: usize = 2000;

/// Measures both parts, the groups by event and the triples on one event.
pub(super) fn measure(context: &Context) -> Result<Option<Measured>> {
    let mut groups = Vec::new();
    for part in ["news-clusters", "basil"] {
        let Some(folder) = context.find(&format!("grouping/{part}")) else { return Ok(None) };
        groups.extend(corpus::groups(&folder)?.into_iter().map(|(name, inputs)| (part, name, inputs)));
    }
    let Some(strangers) = corpus::load(context, STRANGERS)? else { return Ok(None) };
    let mut group_of: BTreeMap<String, usize> = BTreeMap::new();
    let mut inputs = Vec::new();
    for (nth, (.., articles)) in groups.iter().enumerate() {
        group_of.extend(articles.iter().map(|article| (article.location.clone(), nth)));
        inputs.extend(articles.iter().cloned());
    }
    inputs.extend(strangers);
    let corpus = Corpus::read(context, &inputs);
    let of_article: Vec<Option<usize>> =
        corpus.articles.iter().map(|article| group_of.get(&article.location).copied()).collect();
    let stories = gainsay_weigh::stories(&corpus.pairs(), &context.rarity);
    let mut story_of = vec![0; of_article.len()];
    for (story, articles) in stories.iter().enumerate() {
        articles.iter().for_each(|article| story_of[*article] = story);
    }
    Ok(Some(score(
        &groups.iter().map(|(part, name, _)| (*part, name.as_str())).collect::<Vec<_>>(),
        &of_article,
        &stories,
        &story_of,
    )))
}

fn score(
    groups: &[(&str, &str)],
    of_article: &[Option<usize>],
    stories: &[Vec<usize>],
    story_of: &[usize],
) -> Measured {
    let mut measured = Measured::default();
    measured
        .items
        .push(["part", "group", "articles", "stories", "strangers", "precision", "recall"].map(str::to_owned).to_vec());
    let mut sums: BTreeMap<&str, [f64; 3]> = BTreeMap::new();
    for (nth, (part, name)) in groups.iter().enumerate() {
        let own: Vec<usize> = (0..of_article.len()).filter(|article| of_article[*article] == Some(nth)).collect();
        let (mut precision, mut recall, mut strangers) = (0.0, 0.0, 0);
        let mut met: Vec<usize> = own.iter().map(|article| story_of[*article]).collect();
        for article in &own {
            let story = &stories[story_of[*article]];
            let same = story.iter().filter(|other| of_article[**other] == Some(nth)).count() as f64;
            precision += same / story.len() as f64;
            recall += same / own.len() as f64;
        }
        met.sort_unstable();
        met.dedup();
        for story in &met {
            strangers += stories[*story].iter().filter(|other| of_article[**other].is_none()).count();
        }
        for key in [*part, "all"] {
            let sum = sums.entry(key).or_default();
            *sum = [sum[0] + precision, sum[1] + recall, sum[2] + own.len() as f64];
        }
        let share = |sum: f64| format!("{:.3}", sum / own.len().max(1) as f64);
        let counts = [own.len(), met.len(), strangers].map(|count| count.to_string());
        let row = [(*part).to_owned(), (*name).to_owned()].into_iter().chain(counts);
        measured.items.push(row.chain([share(precision), share(recall)]).collect());
    }
    let mut rows = Vec::new();
    for (part, [precision, recall, articles]) in sums {
        let (precision, recall) = (precision / articles, recall / articles);
        let f1 = 2.0 * precision * recall / (precision + recall);
        rows.push(vec![part.to_owned(), format!("{precision:.3}"), format!("{recall:.3}"), format!("{f1:.3}")]);
        measured.figures.insert(format!("{part}.b3"), f1);
    }
    let head = ["", "precision", "recall", "B³ F1"].map(str::to_owned).to_vec();
    measured.tables.push(("Stories amid 2,000 strangers".to_owned(), head, rows));
    measured
}
