//! How good a model is on parts it has not seen.

use gainsay_core::EntityKind;
use gainsay_read::annotate::entities::forms::ArticleForms;
use gainsay_read::annotate::entities::tagger::{NameModel, spans};
use gainsay_read::annotate::syntax::clusters::Clusters;

use super::{Document, marked};

/// F1 of persons, organizations and places by span and kind, in per cent; printed with the share of each kind.
pub(super) fn measure(name: &str, model: &NameModel, clusters: Option<&Clusters>, documents: &[Document]) -> f64 {
    let mut counts = [[0_usize; 3]; 4];
    for document in documents {
        let words = marked(document, clusters);
        let forms = ArticleForms::read(&words);
        for (labels, gold) in model.tag(&words, &forms).iter().zip(document) {
            let gold: Vec<usize> = gold.iter().map(|g| g.label).collect();
            let (gold, found) = (spans(&gold), spans(labels));
            for (at, kind) in [EntityKind::Person, EntityKind::Organization, EntityKind::Place, EntityKind::Other]
                .into_iter()
                .enumerate()
            {
                let of = |s: &&(usize, usize, EntityKind)| s.2 == kind;
                counts[at][0] += gold.iter().filter(of).filter(|s| found.contains(s)).count();
                counts[at][1] += found.iter().filter(of).count();
                counts[at][2] += gold.iter().filter(of).count();
            }
        }
    }
    let f = |c: [usize; 3]| 200.0 * c[0] as f64 / ((c[1] + c[2]) as f64).max(1.0);
    let all = counts[..3].iter().fold([0; 3], |a, c| [a[0] + c[0], a[1] + c[1], a[2] + c[2]]);
    println!(
        "{name}: F1 {:.1} (P {:.1} R {:.1}) person {:.1} organization {:.1} place {:.1} (other {:.1})",
        f(all),
        100.0 * all[0] as f64 / all[1].max(1) as f64,
        100.0 * all[0] as f64 / all[2].max(1) as f64,
        f(counts[0]),
        f(counts[1]),
        f(counts[2]),
        f(counts[3])
    );
    f(all)
}
