//! Trains the parser with the dynamic oracle for arc-hybrid (Goldberg & Nivre 2013).

use anyhow::{Result, anyhow};
use gainsay_core::Relation;
use gainsay_read::annotate::syntax::features as seen;
use gainsay_read::annotate::syntax::labels;
use gainsay_read::annotate::syntax::linear::Scores;
use gainsay_read::annotate::syntax::parser::{Arc, Choice, Parser, Sureness, best_name};
use gainsay_read::annotate::syntax::search::Doubt;
use gainsay_read::annotate::syntax::state::{Action, State};
use gainsay_read::annotate::syntax::tagger::Tag;
use gainsay_read::annotate::syntax::words::Word;

use crate::conllu::{Sentence, Token};
use crate::perceptron::{Dense, Looks, Sparse, best, clear};
use crate::random::Random;

const ROUNDS: usize = 8;
/// From this round on the parser goes where it would go itself, right or wrong.
const EXPLORES_FROM: usize = 2;
const EXPLORES: f64 = 0.9;
const ACTION_FEATURES: usize = 1_500_000;
const LABEL_FEATURES: usize = 260_000;

/// By how much what is right must win to be left as it is: a perceptron with margins (Li et al. 2002) errs less on
/// sentences it has not seen. Of all features, chosen on the dev parts, and of the first, by their share.
const ACTION_MARGINS: [f32; 2] = [100.0, 40.0];
const NAME_MARGINS: [f32; 2] = [60.0, 25.0];

/// How many times it is trained, in other orders; what ships is the mean.
const RUNS: u64 = 6;
/// So many runs at a time: each takes some 200 MB.
const AT_ONCE: u64 = 2;

/// Trains on sentences with predicted tags.
pub(super) fn train(sentences: &[Sentence], words: &[Vec<Word>], tags: &[Vec<Tag>]) -> Result<Parser> {
    let (mut actions, mut names) = (Vec::new(), Vec::new());
    for first in (0..RUNS).step_by(AT_ONCE as usize) {
        let runs: Vec<_> = std::thread::scope(|scope| {
            let seeds = first..RUNS.min(first + AT_ONCE);
            let threads: Vec<_> = seeds.map(|seed| scope.spawn(move || run(sentences, words, tags, seed))).collect();
            threads.into_iter().map(std::thread::ScopedJoinHandle::join).collect()
        });
        for run in runs {
            let (action, name) = run.map_err(|_| anyhow!("training a parser failed"))?;
            actions.push(action);
            names.push(name);
        }
    }
    Ok(Parser {
        actions: Dense::pack(&actions, ACTION_FEATURES),
        labels: Sparse::pack(&names, LABEL_FEATURES),
        clear_action: i32::MAX,
        clear_name: i32::MAX,
        doubt: Doubt(0),
        sureness: Sureness::default(),
    })
}

/// One run through the sentences in an order of its own.
fn run(sentences: &[Sentence], words: &[Vec<Word>], tags: &[Vec<Tag>], seed: u64) -> (Dense, Sparse) {
    let mut random = Random::new(7 + seed);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut actions = Dense::default();
    let mut names = Sparse::new(Relation::ALL.len());
    for round in 0..ROUNDS {
        random.shuffle(&mut order);
        let (mut wrong, mut total) = (0, 0);
        for &at in &order {
            let state = State::new(&words[at], &tags[at]);
            let explore = if round >= EXPLORES_FROM { EXPLORES } else { 0.0 };
            let mistakes = learn(&sentences[at], state, explore, &mut random, &mut actions, &mut names);
            wrong += mistakes;
            total += words[at].len() * 2;
        }
        println!("parser run {seed} round {}: {:.2}% of actions wrong", round + 1, 100.0 * wrong as f64 / total as f64,);
    }
    (actions, names)
}

/// Parses one sentence, learning on the way; how many actions were wrong.
fn learn(
    gold: &Sentence,
    mut state: State<'_>,
    explore: f64,
    random: &mut Random,
    actions: &mut Dense,
    names: &mut Sparse,
) -> usize {
    let mut looks = Looks::default();
    let mut wrong = 0;
    while !state.is_done() {
        seen::first(&state, &mut looks.first);
        seen::rest(&state, &mut looks.rest);
        looks.score(actions);
        let Some(guess) = best(&looks.scores, |a| state.allows(Action::ALL[a])) else { break };
        let costs = Action::ALL.map(|a| if state.allows(a) { cost(&state, gold, a) } else { usize::MAX });
        let least = costs.iter().copied().min().unwrap_or(0);
        let right = best(&looks.scores, |a| costs[a] == least).unwrap_or(guess);
        looks.learn(actions, |a| costs[a] == least, |a| costs[a] != least && costs[a] != usize::MAX, ACTION_MARGINS);
        let mut next = guess;
        if costs[guess] != least {
            wrong += 1;
            if !random.chance(explore) {
                next = right;
            }
        }
        let action = Action::ALL[next];
        let relation = match state.arc(action) {
            Some((head, dependent)) => name(&state, gold, head, dependent, names, &mut looks),
            None => Relation::Dep,
        };
        state.apply(action, relation);
    }
    wrong
}

/// Names the arc as the classifier would, learning where the arc is right.
fn name(
    state: &State<'_>,
    gold: &Sentence,
    head: usize,
    dependent: usize,
    names: &mut Sparse,
    looks: &mut Looks,
) -> Relation {
    if head == state.words.len() {
        return Relation::Root;
    }
    labels::first(state, head, dependent, &mut looks.first);
    labels::rest(state, head, dependent, &mut looks.rest);
    looks.score(names);
    let guess = best(&looks.scores, |r| r != Relation::Root as usize).unwrap_or(0);
    if gold.tokens[dependent].head == head {
        let right = gold.tokens[dependent].relation as usize;
        looks.learn(names, |r| r == right, |r| r != Relation::Root as usize && r != right, NAME_MARGINS);
    }
    Relation::ALL[guess]
}

/// How many gold arcs an action puts out of reach.
fn cost(state: &State<'_>, gold: &Sentence, action: Action) -> usize {
    let head = |n: usize| gold.tokens.get(n).map(|t| t.head);
    let count = state.words.len();
    let next = state.next;
    let top = state.top(0);
    let waiting_dependents = |of: usize, from: usize| (from..count).filter(|d| head(*d) == Some(of)).count();
    match action {
        Action::Shift => {
            let stack = &state.stack;
            let below_top = &stack[..stack.len().saturating_sub(1)];
            let head_lost = below_top.iter().any(|h| head(next) == Some(*h));
            let dependents_lost = stack.iter().filter(|d| head(**d) == Some(next)).count();
            usize::from(head_lost) + dependents_lost
        }
        Action::Left => {
            let gold_head = head(top).unwrap_or(count);
            let second = state.top(1);
            let head_lost = gold_head == second || gold_head > next;
            usize::from(head_lost) + waiting_dependents(top, next)
        }
        Action::Right => {
            let gold_head = head(top).unwrap_or(count);
            usize::from(gold_head >= next) + waiting_dependents(top, next)
        }
    }
}

/// Sentences not trained on, on which is counted what margins mean.
#[derive(Clone, Copy)]
pub(super) struct Unseen<'a> {
    pub sentences: &'a [Sentence],
    pub words: &'a [Vec<Word>],
    pub tags: &'a [Vec<Tag>],
}

/// Counts what margins of this parser mean, and sets it.
pub(super) fn calibrate(parser: &mut Parser, unseen: Unseen<'_>) {
    (parser.clear_action, parser.clear_name) = clear_from(parser, unseen);
    let doubts = (6..=13).map(|power| Doubt(1 << power));
    let right = |doubt: Doubt, parser: &mut Parser| {
        parser.doubt = doubt;
        right_arcs(parser, unseen)
    };
    let tried: Vec<(usize, Doubt)> = doubts.map(|doubt| (right(doubt, parser), doubt)).collect();
    for (right, doubt) in &tried {
        println!("doubt {}: {right} arcs right", doubt.0);
    }
    if let Some((_, doubt)) = tried.iter().max_by_key(|(right, _)| *right) {
        parser.doubt = *doubt;
    }
    parser.sureness = sureness(parser, unseen);
    println!("clear from {} and {}, doubt {}", parser.clear_action, parser.clear_name, parser.doubt.0);
}

fn right_arcs(parser: &Parser, unseen: Unseen<'_>) -> usize {
    let sentences = unseen.sentences.iter().zip(unseen.words).zip(unseen.tags);
    let right = |((gold, words), tags): ((&Sentence, &Vec<Word>), &Vec<Tag>)| {
        let arcs = parser.parse(words, tags);
        let is_right =
            |arc: &Arc, token: &Token| arc.head.unwrap_or(words.len()) == token.head && arc.relation == token.relation;
        arcs.iter().zip(&gold.tokens).filter(|(arc, token)| is_right(arc, token)).count()
    };
    sentences.map(right).sum()
}

/// From which margins on actions and names are clear from the first features.
fn clear_from(parser: &Parser, unseen: Unseen<'_>) -> (i32, i32) {
    let (mut actions, mut names) = (Vec::new(), Vec::new());
    let mut features = Vec::new();
    for (words, tags) in unseen.words.iter().zip(unseen.tags) {
        let mut state = State::new(words, tags);
        while !state.is_done() {
            let mut scores = [0; 3];
            seen::first(&state, &mut features);
            parser.actions.add(&features, &mut scores);
            let first = Choice::among(&state, &scores);
            let action = parser.choose(&state, &mut features).action;
            if first.other.is_some() {
                actions.push((first.margin, first.action == action));
            }
            let mut relation = Relation::Dep;
            if let Some((head, dependent)) = state.arc(action) {
                relation = parser.name(&state, head, dependent, &mut features).0;
                if relation != Relation::Root {
                    let mut scores: Scores = [0; 256];
                    labels::first(&state, head, dependent, &mut features);
                    parser.labels.add(&features, &mut scores);
                    let (first, margin) = best_name(&scores);
                    names.push((margin, first == relation));
                }
            }
            state.apply(action, relation);
        }
    }
    (clear(actions), clear(names))
}

/// Counts, on sentences not trained on, how often arcs are right by how clearly they won.
fn sureness(parser: &Parser, Unseen { sentences, words, tags }: Unseen<'_>) -> Sureness {
    // A few arcs that are right as often as all are keep rare degrees from being too sure.
    const PRIOR: f64 = 8.0;
    let mut counts = vec![(0.0, 0.0); Sureness::DEGREES * Sureness::DEGREES];
    let (mut right, mut total) = (0.0, 0.0);
    for ((gold, words), tags) in sentences.iter().zip(words).zip(tags) {
        for ((arc, [action, name]), gold) in parser.parse_with_margins(words, tags).iter().zip(&gold.tokens) {
            let is_right = arc.head.unwrap_or(words.len()) == gold.head && arc.relation == gold.relation;
            let place = &mut counts[Sureness::place(*action, *name)];
            place.0 += f64::from(u8::from(is_right));
            place.1 += 1.0;
            right += f64::from(u8::from(is_right));
            total += 1.0;
        }
    }
    let usual = right / f64::max(total, 1.0);
    let share = |(right, all): &(f64, f64)| ((right + PRIOR * usual) / (all + PRIOR) * 255.0).round() as u8;
    Sureness { shares: counts.iter().map(share).collect() }
}
