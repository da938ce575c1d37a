//! Measures to read: what was measured, and the first entities of each measure. Numbers stand before names, so that a
//! terminal that orders Arabic leaves them in their columns.

use std::cmp::Ordering;
use std::io::{self, Write};

use nisba::analysis::EntityMeasures;
use nisba::graph::Node;
use petgraph::graph::NodeIndex;

use super::super::args::General;
use super::super::color::Paint;
use super::super::count::count;
use super::super::selected::grouped;
use super::{Part, Report};

/// How many members of a community are named.
const MEMBERS: usize = 6;

pub(super) fn write(out: &mut impl Write, report: &Report<'_>, general: &General) -> io::Result<()> {
    let paint = Paint::new(general);
    let tables = Tables { report, paint };
    writeln!(out, "measured    {}", report.about())?;
    writeln!(out, "            PageRank, in, out and strong components along statements; all else in both directions")?;
    if report.undated > 0 {
        writeln!(out, "            {} of no known time did not count", many(report.undated, "statement"))?;
    }
    let whole = &report.whole;
    tables.summary(out, whole)?;
    let left_out = report.known - whole.nodes.len();
    if left_out > 0 {
        let known =
            if left_out == 1 { "entity that no such statement joins" } else { "entities that no such statement joins" };
        writeln!(out, "left out    {} {known} to another", grouped(left_out))?;
    }
    if report.args.store_results {
        writeln!(out, "stored      in the graph https://w3id.org/nisba/graph/analysis, in place of what was there")?;
    }
    if whole.nodes.is_empty() {
        return writeln!(out, "\nno statement counts; try --factuality any, or fewer filters");
    }
    tables.part(out, whole)?;
    if report.args.by.is_some() {
        tables.slices(out)?;
    }
    Ok(())
}

struct Tables<'a> {
    report: &'a Report<'a>,
    paint: Paint,
}

type Ranking<'a> = Vec<(usize, &'a EntityMeasures)>;

impl Tables<'_> {
    fn summary(&self, out: &mut impl Write, part: &Part) -> io::Result<()> {
        let measures = &part.measures;
        writeln!(
            out,
            "graph       {}, {} between {} by {}",
            many_of(part.nodes.len(), "entity", "entities"),
            many(measures.links, "link"),
            many(measures.pairs, "pair"),
            many(part.statements, "statement")
        )?;
        let components = measures.sizes(|entity| entity.component);
        let strong = measures.sizes(|entity| entity.strong_component);
        let communities = measures.sizes(|entity| entity.community);
        let largest = |sizes: &[usize]| grouped(sizes.first().copied().unwrap_or_default());
        writeln!(
            out,
            "components  {}, the largest of {}; strong: {}, the largest of {}",
            grouped(components.len()),
            largest(&components),
            grouped(strong.len()),
            largest(&strong)
        )?;
        writeln!(
            out,
            "communities {}, the largest of {}; modularity {:.4} (Louvain)",
            grouped(communities.len()),
            largest(&communities),
            measures.modularity
        )?;
        let points = measures.entities.iter().filter(|entity| entity.articulation).count();
        let core = measures.entities.iter().map(|entity| entity.core).max().unwrap_or_default();
        let within = measures.entities.iter().filter(|entity| entity.core == core).count();
        writeln!(
            out,
            "held by     {}, {}; innermost core: k = {core}, {}",
            many_of(measures.bridges.len(), "bridge", "bridges"),
            many(points, "articulation point"),
            many_of(within, "entity", "entities")
        )?;
        if measures.is_sampled() {
            writeln!(
                out,
                "sampled     betweenness is estimated by the paths from {} entities, spread evenly over all in the order \
                 of their IRIs; closeness is left out. --sample N takes another number.",
                grouped(measures.sources)
            )?;
        }
        Ok(())
    }

    fn part(&self, out: &mut impl Write, part: &Part) -> io::Result<()> {
        self.ranked(
            out,
            part,
            "degree",
            "all, in, out",
            |e| as_number(e.degree),
            |e| format!("{:>6} {:>6} {:>6}", e.degree, e.in_degree, e.out_degree),
        )?;
        self.ranked(out, part, "PageRank", "", |e| e.page_rank, |e| format!("{:>10.6}", e.page_rank))?;
        self.ranked(out, part, "betweenness", "", |e| e.betweenness, |e| format!("{:>10.6}", e.betweenness))?;
        if !part.measures.is_sampled() {
            let closeness = |e: &EntityMeasures| e.closeness.unwrap_or_default();
            self.ranked(out, part, "closeness", "", closeness, |e| format!("{:>10.6}", closeness(e)))?;
        }
        self.ranked(
            out,
            part,
            "core",
            "k, then degree",
            |e| as_number(e.core) * 1e9 + as_number(e.degree),
            |e| format!("{:>6}", e.core),
        )?;
        self.articulation(out, part)?;
        self.bridges(out, part)?;
        self.groups(out, part, "communities", |entity| entity.community)?;
        self.groups(out, part, "components", |entity| entity.component)
    }

    /// The first entities by a measure.
    fn ranked(
        &self,
        out: &mut impl Write,
        part: &Part,
        name: &str,
        columns: &str,
        value: impl Fn(&EntityMeasures) -> f64,
        written: impl Fn(&EntityMeasures) -> String,
    ) -> io::Result<()> {
        self.heading(out, name, columns)?;
        for (at, entity) in ranking(part, value).into_iter().take(self.report.args.top) {
            writeln!(out, "{}  {}", written(entity), self.entity(part.nodes[at]))?;
        }
        Ok(())
    }

    fn articulation(&self, out: &mut impl Write, part: &Part) -> io::Result<()> {
        let mut points = ranking(part, |entity| entity.betweenness);
        points.retain(|(_, entity)| entity.articulation);
        if points.is_empty() {
            return Ok(());
        }
        self.heading(out, "articulation points", "by betweenness; without them a component falls apart")?;
        for (at, entity) in points.into_iter().take(self.report.args.top) {
            writeln!(out, "{:>10.6}  {}", entity.betweenness, self.entity(part.nodes[at]))?;
        }
        Ok(())
    }

    fn bridges(&self, out: &mut impl Write, part: &Part) -> io::Result<()> {
        // A bridge to a single entity holds nothing else.
        let bridges: Vec<_> = part.measures.bridges.iter().filter(|bridge| bridge.part > 1).collect();
        if bridges.is_empty() {
            return Ok(());
        }
        self.heading(out, "bridges", "entities in the smaller part that they hold; those to one entity are not shown")?;
        for bridge in bridges.into_iter().take(self.report.args.top) {
            let [from, to] = [bridge.from, bridge.to].map(|end| self.label(part.nodes[end]));
            writeln!(out, "{:>6}  {from} — {to}", bridge.part)?;
        }
        Ok(())
    }

    /// The largest parts with their members of highest degree.
    fn groups(
        &self,
        out: &mut impl Write,
        part: &Part,
        name: &str,
        group: impl Fn(&EntityMeasures) -> usize,
    ) -> io::Result<()> {
        self.heading(out, name, "entities, and those of most neighbours")?;
        let by_degree = ranking(part, |entity| as_number(entity.degree));
        for (at, size) in part.measures.sizes(&group).into_iter().take(self.report.args.top).enumerate() {
            let members = by_degree.iter().filter(|(_, entity)| group(entity) == at + 1).take(MEMBERS);
            let names: Vec<&str> = members.map(|&(node, _)| self.label(part.nodes[node])).collect();
            let more = if size > names.len() { " · …" } else { "" };
            writeln!(out, "{size:>6}  {}{more}", names.join(" · "))?;
        }
        Ok(())
    }

    fn slices(&self, out: &mut impl Write) -> io::Result<()> {
        let report = self.report;
        for (name, part) in &report.slices {
            writeln!(out, "\n{}", self.paint.strong(format!("== {name}")))?;
            self.summary(out, part)?;
            if part.nodes.is_empty() {
                continue;
            }
            self.ranked(out, part, "degree", "", |e| as_number(e.degree), |e| format!("{:>6}", e.degree))?;
            self.ranked(out, part, "PageRank", "", |e| e.page_rank, |e| format!("{:>10.6}", e.page_rank))?;
            self.ranked(out, part, "betweenness", "", |e| e.betweenness, |e| format!("{:>10.6}", e.betweenness))?;
            self.groups(out, part, "communities", |entity| entity.community)?;
        }
        let slices = count(report.slices.len(), "slice");
        let outside = many(report.outside, "statement");
        writeln!(out, "\n{slices} of time; {outside} of no known time, or of a longer one, in none")
    }

    fn heading(&self, out: &mut impl Write, name: &str, columns: &str) -> io::Result<()> {
        let columns = if columns.is_empty() { String::new() } else { format!("  {columns}") };
        writeln!(out, "\n{}{}", self.paint.strong(name), self.paint.faint(columns))
    }

    fn node(&self, node: NodeIndex) -> &Node {
        &self.report.graph.as_petgraph()[node]
    }

    fn label(&self, node: NodeIndex) -> &str {
        self.node(node).label(self.report.args.labels.into())
    }

    fn entity(&self, node: NodeIndex) -> String {
        format!("{:<14} {}", self.node(node).class, self.label(node))
    }
}

/// The entities by a measure, the highest first, and among equals in the order of their IRIs.
fn ranking(part: &Part, value: impl Fn(&EntityMeasures) -> f64) -> Ranking<'_> {
    let mut ranking: Ranking<'_> = part.measures.entities.iter().enumerate().collect();
    ranking.sort_by(|(a, left), (b, right)| match value(right).total_cmp(&value(left)) {
        Ordering::Equal => a.cmp(b),
        unequal => unequal,
    });
    ranking
}

#[expect(clippy::cast_precision_loss, reason = "no graph has 2^52 nodes")]
fn as_number(count: usize) -> f64 {
    count as f64
}

fn many(n: usize, what: &str) -> String {
    many_of(n, what, &format!("{what}s"))
}

fn many_of(n: usize, one: &str, several: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { several })
}
