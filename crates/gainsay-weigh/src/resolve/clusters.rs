//! Chains joined into clusters, each join with its reason.

use std::collections::BTreeMap;

use gainsay_core::{ArticleSpan, EntityKind, MentionForm};

use crate::ReadArticle;

/// One named chain of one article.
pub(super) struct Node {
    pub(super) article: usize,
    pub(super) chain: usize,
    pub(super) kind: EntityKind,
    /// Each written form of the name, and how often it stands there.
    pub(super) forms: BTreeMap<String, usize>,
    pub(super) mentions: Vec<ArticleSpan>,
    pub(super) description: Option<ArticleSpan>,
    /// "Form: reason", as the article's own reading joined them.
    pub(super) why: Vec<String>,
}

/// All named chains, in order of articles and text.
pub(super) fn nodes(articles: &[ReadArticle<'_>]) -> Vec<Node> {
    let mut nodes = Vec::new();
    for (article, one) in articles.iter().enumerate() {
        for (at, chain) in one.reading.chains.iter().enumerate().filter(|(_, c)| c.named) {
            let mut forms: BTreeMap<String, usize> = BTreeMap::new();
            let mut mentions = Vec::new();
            for mention in chain.mentions.iter().filter_map(|m| one.reading.mentions.get(*m)) {
                mentions.push(ArticleSpan { article, span: mention.span });
                if mention.form == MentionForm::Name {
                    *forms.entry(spaced(mention.span.slice(&one.article.text))).or_default() += 1;
                }
            }
            if forms.is_empty() {
                forms.insert(spaced(&chain.name), 0);
            }
            let description = chain.description.map(|span| ArticleSpan { article, span });
            nodes.push(Node {
                article,
                chain: at,
                kind: chain.kind,
                forms,
                mentions,
                description,
                why: chain.why.clone(),
            });
        }
    }
    nodes
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which nodes are one, and why; the first node of a cluster leads it.
pub(super) struct Clusters {
    leader: Vec<usize>,
    /// The nodes that each leader leads.
    led: Vec<Vec<usize>>,
    /// Nodes that were decided not to be one.
    apart: Vec<[usize; 2]>,
    /// For each form of a name that a join across articles brought in, the reason of the first such join.
    pub(super) reasons: BTreeMap<String, String>,
}

impl Clusters {
    pub(super) fn new(count: usize) -> Self {
        Self {
            leader: (0..count).collect(),
            led: (0..count).map(|node| vec![node]).collect(),
            apart: Vec::new(),
            reasons: BTreeMap::new(),
        }
    }

    pub(super) fn leader(&mut self, node: usize) -> usize {
        let mut top = node;
        while self.leader[top] != top {
            top = self.leader[top];
        }
        let mut at = node;
        while self.leader[at] != top {
            at = std::mem::replace(&mut self.leader[at], top);
        }
        top
    }

    /// From now on these two are never joined.
    pub(super) fn keep_apart(&mut self, a: usize, b: usize) {
        self.apart.push([a, b]);
    }

    fn are_kept_apart(&mut self, a: usize, b: usize) -> bool {
        let apart = std::mem::take(&mut self.apart);
        let are = apart.iter().any(|[x, y]| {
            let (x, y) = (self.leader(*x), self.leader(*y));
            (x, y) == (a, b) || (y, x) == (a, b)
        });
        self.apart = apart;
        are
    }

    /// Joins two nodes' clusters unless they were decided to be two; gives whether they were two and are one now.
    pub(super) fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.leader(a), self.leader(b));
        if self.are_kept_apart(a, b) {
            return false;
        }
        self.leader[a.max(b)] = a.min(b);
        if a != b {
            let led = std::mem::take(&mut self.led[a.max(b)]);
            self.led[a.min(b)].extend(led);
        }
        a != b
    }

    /// The nodes of a node's cluster, in no order.
    pub(super) fn cluster_of(&mut self, node: usize) -> &[usize] {
        let leader = self.leader(node);
        &self.led[leader]
    }

    /// Joins them and remembers why this form belongs.
    pub(super) fn join_because(&mut self, a: usize, b: usize, form: &str, reason: &str) {
        if self.join(a, b) {
            self.reasons.entry(form.to_owned()).or_insert_with(|| reason.to_owned());
        }
    }

    /// The members of each cluster, in order of their first node.
    pub(super) fn members(&mut self) -> Vec<Vec<usize>> {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for node in 0..self.leader.len() {
            let leader = self.leader(node);
            members.entry(leader).or_default().push(node);
        }
        members.into_values().collect()
    }
}
