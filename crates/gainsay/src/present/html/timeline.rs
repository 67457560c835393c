//! The line of time: a picture of the dated events, and the same as a list.

use std::collections::BTreeMap;

use gainsay_core::Interval;
use jiff::civil::Date;
use maud::{Markup, html};

use super::{Edition, Part, axis::Axis, few, when};
use crate::present::{
    digest::{Line, StoryDigest},
    words,
};

/// The days to show, where a reader chose some.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First day, EDTF.
    pub first: Date,
    /// Last day, EDTF.
    pub last: Date,
}

/// The width the labels are laid out for, in pixels; a narrower screen shows numbers alone.
const WIDTH: f64 = 860.0;
/// The width of a letter.
const LETTER: f64 = 7.2;
/// The height of a lane.
const LANE: usize = 30;
/// How many lanes of labels there may be.
const LANES: usize = 14;
/// How many events are listed for days that a reader chose.
const MOST: usize = 60;
/// How long a label may be.
const LABEL: usize = 38;

/// One event on the picture.
struct Item<'s, 'd> {
    line: &'s Line<'d>,
    interval: Interval,
    /// Its number in the list.
    number: usize,
    lane: usize,
    /// Whether its label stands left of it.
    is_left: bool,
}

impl Edition<'_> {
    /// The picture, how to zoom it, and the list of what it shows.
    pub(super) fn timeline(&self, story: &StoryDigest<'_>, window: Option<Window>) -> Markup {
        let intervals = dated(story);
        let published: Vec<Interval> = story
            .articles
            .iter()
            .filter_map(|article| Interval::parse_edtf(article.published.value.as_deref()?).ok())
            .collect();
        let days: Vec<Interval> = intervals.iter().map(|(_, interval)| *interval).collect();
        let axis = match window {
            Some(window) => Some(Axis::new(window.first, window.last)),
            None => Axis::near(&days, &published),
        };
        let inside = |interval: Interval| axis.is_some_and(|axis| axis.touches(interval));
        let all = intervals.iter().filter(|(_, interval)| inside(*interval)).count();
        let shown: Vec<&Line<'_>> = match window {
            Some(_) => told_most(intervals.iter().filter(|(_, interval)| inside(*interval)).map(|(line, _)| *line)),
            None => story.timeline.iter().filter(|line| line.is_key).collect(),
        };
        html! {
            div id={ (story.id) "-time-picture" } class="zoom" {
                @if let Some(axis) = axis {
                    (self.picture(story, &intervals, &shown, axis))
                    (self.zoom(story, &days, axis, window.is_some()))
                }
                (self.lines(&shown))
                @if let (true, Some(part)) = (window.is_some() && all > shown.len(), self.links.part(story.id, Part::Timeline)) {
                    p.note { (shown.len()) " of " (words::count(all, "event", "events")) " of these days, those told most; " a href=(part) { "all events" } "." }
                }
            }
        }
    }

    /// The events that the picture leaves out.
    pub(super) fn other_lines(&self, story: &StoryDigest<'_>) -> Markup {
        let rest: Vec<&Line<'_>> = story.timeline.iter().filter(|line| !line.is_key).collect();
        few(&rest, 0, self.links.part(story.id, Part::Timeline), ("event", "events"), |lines| self.lines(lines))
    }

    fn picture(
        &self,
        story: &StoryDigest<'_>,
        intervals: &[(&Line<'_>, Interval)],
        shown: &[&Line<'_>],
        axis: Axis,
    ) -> Markup {
        let numbers: BTreeMap<&str, usize> =
            shown.iter().enumerate().map(|(at, line)| (line.entry.event.as_str(), at)).collect();
        let number = |line: &Line<'_>| numbers.get(line.entry.event.as_str()).copied();
        let inside = intervals.iter().filter(|(_, interval)| axis.touches(*interval));
        let (labelled, small): (Vec<_>, Vec<_>) = inside.partition(|(line, _)| number(line).is_some());
        let items = laid_out(
            labelled.into_iter().map(|&(line, interval)| (line, interval, number(line).unwrap_or(0) + 1)),
            axis,
        );
        let lanes = items.iter().map(|item| item.lane + 1).max().unwrap_or(0);
        let height = lanes * LANE + 46;
        let id = format!("{}-time", story.id);
        html! {
            figure.timeline {
                svg width="100%" height=(height) role="group" aria-labelledby={ (id) "-title " (id) "-desc" } {
                    title id={ (id) "-title" } { "Timeline" }
                    desc id={ (id) "-desc" } {
                        (words::count(items.len(), "event", "events")) " between " (axis.first) " and " (axis.last)
                        "; the list below says the same."
                    }
                    (ticks(axis, lanes * LANE))
                    @for (_, interval) in &small { (tick_of(axis, *interval, lanes * LANE)) }
                    @for item in &items { (self.item(item, axis)) }
                }
                (legend())
            }
        }
    }

    fn item(&self, item: &Item<'_, '_>, axis: Axis) -> Markup {
        let y = item.lane * LANE + LANE / 2;
        let (from, to) = place(axis, item.interval);
        let is_day = item.interval.first.is_some() && item.interval.first == item.interval.last;
        let doubt = if item.interval.approximate || item.interval.uncertain { " doubtful" } else { "" };
        let contested = if item.line.is_contested { " contested" } else { "" };
        let class = format!("item {}{doubt}{contested}", item.line.entry.status.as_str());
        let label = format!(
            "{}{}",
            short(&words::label(&item.line.entry.label)),
            if item.line.is_contested { " (contested)" } else { "" }
        );
        let spoken = format!(
            "{}: {}{}",
            item.line.entry.when.as_deref().map(crate::present::dates::in_words).unwrap_or_default(),
            item.line.entry.label,
            if item.line.is_contested { ", contested" } else { "" }
        );
        let middle = if is_day { (from + to) / 2.0 } else { from };
        html! {
            a href=(self.links.event(&item.line.entry.event)) class=(class) {
                title { (spoken) }
                @if !is_day {
                    rect x=(percent(from)) y=(y - 9) width=(percent((to - from).max(0.4))) height="18" rx="9" class="span" {}
                }
                svg x=(percent(middle)) y=(y) overflow="visible" {
                    @if item.line.is_contested {
                        rect x="-8" y="-8" width="16" height="16" transform="rotate(45)" class="dot" {}
                    } @else {
                        circle r="10" class="dot" {}
                    }
                    text y="4" text-anchor="middle" class="number" aria-hidden="true" { (item.number) }
                    @if item.is_left {
                        text x="-17" y="4" text-anchor="end" class="label" aria-hidden="true" { (label) }
                    } @else {
                        text x="17" y="4" class="label" aria-hidden="true" { (label) }
                    }
                }
            }
        }
    }

    fn zoom(&self, story: &StoryDigest<'_>, days: &[Interval], axis: Axis, is_chosen: bool) -> Markup {
        let link = |axis: Axis| {
            let (first, last) = (axis.first.to_string(), axis.last.to_string());
            self.links.window(story.id, Some((&first, &last)))
        };
        let whole = Axis::whole(days);
        let before = days.iter().filter(|day| day.last.or(day.first).is_some_and(|day| day < axis.first)).count();
        let after = days.iter().filter(|day| day.first.or(day.last).is_some_and(|day| day > axis.last)).count();
        let steps =
            [("← Earlier", link(axis.moved(-0.5, 1.0)), before), ("Later →", link(axis.moved(0.5, 1.0)), after)];
        html! {
            @if self.links.window(story.id, None).is_some() {
                nav.zoom-links aria-label="Zoom of the timeline" {
                    @for (name, target, events) in steps {
                        @if let (Some(target), true) = (target, events > 0) {
                            a href=(target) { (name) " (" (events) ")" }
                        }
                    }
                    @if let (Some(target), true) = (link(axis.moved(0.0, 0.5)), axis.days() > 3) { a href=(target) { "Closer" } }
                    @if let Some(target) = link(axis.moved(0.0, 2.0)) { a href=(target) { "Wider" } }
                    @if let (Some(target), true) = (whole.and_then(link), whole != Some(axis)) { a href=(target) { "All dates" } }
                    @if let (Some(target), true) = (self.links.window(story.id, None), is_chosen) {
                        a href=(target) { "Key events" }
                    }
                }
            } @else if before > 0 {
                p.note { (words::count(before, "earlier event", "earlier events")) " not drawn; the list holds them." }
            }
        }
    }

    /// Events as a list.
    pub(super) fn lines(&self, lines: &[&Line<'_>]) -> Markup {
        html! { ol.time { @for line in lines { (self.line(line)) } } }
    }

    fn line(&self, line: &Line<'_>) -> Markup {
        let status = words::status(line.entry.status);
        html! {
            li {
                @match &line.entry.when {
                    Some(day) => (when(day)),
                    None => span.undated { "date not known" },
                }
                div {
                    a.label href=(self.links.event(&line.entry.event)) { (words::label(&line.entry.label)) }
                    @if line.is_contested { " " span.badge.contested { "contested" } }
                    @if !status.is_empty() { " " span class={ "badge " (line.entry.status.as_str()) } { (status) } }
                    @if let Some(sentence) = line.sentence {
                        @if words::says_little(&line.entry.label) { p.words dir="auto" { (sentence.exact) } }
                        p.where { (self.place(sentence)) (self.others(line, &sentence.article)) }
                    }
                }
            }
        }
    }

    /// How many other articles tell of it.
    fn others(&self, line: &Line<'_>, article: &str) -> Markup {
        let others = line.articles.iter().filter(|id| **id != article).count();
        html! {
            @if others > 0 {
                " and " a href=(self.links.event(&line.entry.event)) { (words::count(others, "other article", "other articles")) }
            }
        }
    }
}

/// The lines that tell most of the story, in their order.
fn told_most<'s, 'd>(lines: impl Iterator<Item = &'s Line<'d>>) -> Vec<&'s Line<'d>> {
    let lines: Vec<&Line<'d>> = lines.collect();
    let mut ranks: Vec<usize> = lines.iter().map(|line| line.rank).collect();
    ranks.sort_unstable();
    let last = ranks.get(MOST - 1).copied().unwrap_or(usize::MAX);
    lines.into_iter().filter(|line| line.rank <= last).collect()
}

/// The lines that have a date, with it.
fn dated<'s, 'd>(story: &'s StoryDigest<'d>) -> Vec<(&'s Line<'d>, Interval)> {
    let date = |line: &'s Line<'d>| Some((line, Interval::parse_edtf(line.entry.when.as_deref()?).ok()?));
    story.timeline.iter().filter_map(date).filter(|(_, interval)| interval.first.or(interval.last).is_some()).collect()
}

/// Where an interval begins and ends on the picture, in percent; one that is open at one side runs to the edge.
fn place(axis: Axis, interval: Interval) -> (f64, f64) {
    let inner = |percent: f64| 3.0 + percent * 0.94;
    (inner(interval.first.map_or(0.0, |day| axis.at(day))), inner(interval.last.map_or(100.0, |day| axis.end(day))))
}

/// Items in lanes, so that no label covers another; what finds no lane goes without.
fn laid_out<'s, 'd>(lines: impl Iterator<Item = (&'s Line<'d>, Interval, usize)>, axis: Axis) -> Vec<Item<'s, 'd>> {
    let mut lanes: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut items = Vec::new();
    for (line, interval, number) in lines {
        let (from, to) = place(axis, interval);
        let (from, to) = (from / 100.0 * WIDTH, to / 100.0 * WIDTH);
        let suffix = if line.is_contested { 12 } else { 0 };
        let label = (short(&line.entry.label).chars().count() + suffix) as f64 * LETTER + 22.0;
        let is_left = from + label > WIDTH && from > label;
        let taken = if is_left { (from - label, to.max(from + 12.0)) } else { (from - 12.0, to.max(from + label)) };
        let is_free = |lane: &Vec<(f64, f64)>| lane.iter().all(|other| other.1 < taken.0 || other.0 > taken.1);
        let lane = lanes.iter().position(is_free).unwrap_or(lanes.len());
        if lane >= LANES {
            continue;
        }
        if lane == lanes.len() {
            lanes.push(Vec::new());
        }
        lanes[lane].push(taken);
        items.push(Item { line, interval, number, lane, is_left });
    }
    items
}

fn ticks(axis: Axis, height: usize) -> Markup {
    html! {
        line.axis x1="0" x2="100%" y1=(height + 10) y2=(height + 10) {}
        @for (at, (day, label)) in axis.ticks().iter().enumerate() {
            @let x = percent(place(axis, Interval::day(*day)).0);
            line.tick x1=(x) x2=(x) y1="0" y2=(height + 16) {}
            @let from = place(axis, Interval::day(*day)).0;
            @let edge = if from < 7.0 { " first" } else if from > 93.0 { " last" } else { "" };
            text class={ "day" (if at % 2 == 1 { " even" } else { "" }) (edge) } x=(x) y=(height + 32) { (label) }
        }
    }
}

/// An event that is only counted on the axis.
fn tick_of(axis: Axis, interval: Interval, height: usize) -> Markup {
    let (from, to) = place(axis, interval);
    html! { circle.small cx=(percent((from + to) / 2.0)) cy=(height + 10) r="3" {} }
}

fn legend() -> Markup {
    let key = |shape: Markup, text: &str| html! { li { svg viewBox="0 0 28 20" width="28" height="20" aria-hidden="true" { (shape) } " " (text) } };
    html! {
        ul.legend {
            (key(html! { g.item { circle.dot cx="14" cy="10" r="7" {} } }, "day known"))
            (key(html! { g.item { rect.span x="2" y="4" width="24" height="12" rx="6" {} } }, "some time within"))
            (key(html! { g."item doubtful" { rect.span x="2" y="4" width="24" height="12" rx="6" {} } }, "date uncertain"))
            (key(html! { g."item planned" { circle.dot cx="14" cy="10" r="7" {} } }, "planned"))
            (key(html! { g."item contested" { rect.dot x="9" y="5" width="10" height="10" transform="rotate(45 14 10)" {} } }, "contested"))
        }
    }
}

fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

fn short(label: &str) -> String {
    if label.chars().count() <= LABEL {
        return label.to_owned();
    }
    let mut out: String = label.chars().take(LABEL - 1).collect();
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_cut_between_characters() {
        assert_eq!(short("short"), "short");
        assert_eq!(short(&"ü".repeat(60)).chars().count(), LABEL);
    }
}
