#![allow(warnings)]
use gainsay_core::*;
use gainsay_read::Models;
use gainsay_read::annotate::{entities, syntax};
fn article_of(text: String) -> Article {
    let mut regions = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(&text);
        start += line.len();
        if !span.is_empty() {
            regions.push(Region { kind: RegionKind::Paragraph, span, why: "a line".into() });
        }
    }
    Article { text, regions, ..Article::default() }
}
fn main() {
    let models = Models::load(gainsay_models::ALL).unwrap();
    for path in std::env::args().skip(1) {
        let mut text = std::fs::read_to_string(&path).unwrap();
        println!("######## {path}");
        let article = article_of(text);
        let mut reading = Reading::default();
        let t = std::time::Instant::now();
        syntax::annotate(&article, &models, &mut reading);
        let t1 = t.elapsed();
        entities::annotate(&article, &models, &mut reading);
        eprintln!("syntax {:?} entities {:?}", t1, t.elapsed() - t1);
        for chain in &reading.chains {
            let mentions: Vec<String> = chain.mentions.iter().map(|m| show(&article.text, &reading, *m)).collect();
            let description = chain.description.map_or("", |d| d.slice(&article.text));
            println!("{:?} {:?} ({description}): {}", chain.kind, chain.name, mentions.join(" | "));
            for why in &chain.why {
                println!("      {why}");
            }
        }
        let loose = (0..reading.mentions.len()).filter(|m| reading.mentions[*m].chain.is_none());
        println!("\nloose: {}", loose.map(|m| show(&article.text, &reading, m)).collect::<Vec<_>>().join(" | "));
    }
}
fn show(text: &str, reading: &Reading, mention: usize) -> String {
    let mention = &reading.mentions[mention];
    let form = match mention.form {
        MentionForm::Name => "",
        MentionForm::Nominal => "~",
        MentionForm::Pronoun => "?",
        MentionForm::Demonym => "°",
    };
    format!("{form}{}@{}", mention.span.slice(text).replace('\n', " "), reading.sentence_of_token(mention.head))
}
