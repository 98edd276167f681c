//! What was measured: medians of the runs, as a table and as JSON.

use std::fmt::Write;

use serde::Serialize;

use crate::client::Breakage;
use crate::table::{ROWS, Row};

/// One figure of one run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// Of which row of the table.
    pub id: &'static str,
    /// The figure.
    pub ours: f64,
    /// What it is compared with.
    pub floor: Option<f64>,
}

/// What a scenario came to.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Outcome {
    /// Its figures.
    pub measured: Vec<Measured>,
    /// Promises that were broken.
    pub breakage: Breakage,
    /// Connections that the server ended.
    pub closed: u64,
    /// What there is to say.
    pub notes: Vec<String>,
}

/// All runs.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// What it was measured on.
    pub machine: Vec<String>,
    /// Each scenario's outcome, in the order of the runs.
    pub runs: Vec<(String, Outcome)>,
    /// The figures' medians.
    pub table: Vec<Line>,
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    #[serde(skip)]
    row: &'static Row,
    id: &'static str,
    ours: f64,
    floor: Option<f64>,
    ratio: Option<f64>,
    must_met: Option<bool>,
    aim_met: Option<bool>,
}

impl Outcome {
    /// Adds a figure. One that is no number could not be measured.
    #[must_use]
    pub fn with(mut self, id: &'static str, ours: f64, floor: Option<f64>) -> Self {
        if ours.is_finite() {
            self.measured.push(Measured { id, ours, floor: floor.filter(|floor| floor.is_finite()) });
        }
        self
    }
}

impl Report {
    /// The medians of these runs.
    pub fn of(machine: Vec<String>, runs: Vec<(String, Outcome)>) -> Self {
        let mut table: Vec<Line> = ROWS.iter().filter_map(|row| Line::of(row, &runs)).collect();
        let broken = runs.iter().fold(Breakage::default(), |sum, (_, outcome)| sum.and(outcome.breakage));
        #[expect(clippy::cast_precision_loss, reason = "0, or too many")]
        let broken = (broken.lost + broken.doubled + broken.out_of_order) as f64;
        table.extend(ROWS.iter().filter(|row| row.id == "broken").map(|row| Line::new(row, broken, None, None)));
        Self { machine, runs, table }
    }

    /// Whether a delivery was lost, doubled or out of order, a message left unanswered, or a connection ended.
    pub fn is_broken(&self) -> bool {
        self.runs.iter().any(|(_, outcome)| outcome.breakage.is_any() || outcome.closed > 0)
    }

    /// Whether a figure misses what it must reach.
    pub fn misses_a_must(&self) -> bool {
        self.table.iter().any(|line| line.must_met == Some(false))
    }

    /// A table for people.
    pub fn text(&self) -> String {
        let rows: Vec<Vec<String>> = std::iter::once(HEAD.map(str::to_owned).to_vec()).chain(self.table.iter().map(Line::cells)).collect();
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..HEAD.len()).map(width).collect();
        let mut text = String::new();
        for row in rows {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
            writeln!(text, "{}", cells.collect::<Vec<_>>().join("  ").trim_end()).expect(STRING);
        }
        text + &self.remarks("")
    }

    /// The same in Markdown.
    pub fn markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let mut text = line(&HEAD.map(str::to_owned)) + &line(&HEAD.map(|_| "---".to_owned()));
        self.table.iter().for_each(|each| text.push_str(&line(&each.cells())));
        text + &self.remarks("- ")
    }

    fn remarks(&self, bullet: &str) -> String {
        let mut text = String::from("\n");
        for remark in &self.machine {
            writeln!(text, "{bullet}{remark}").expect(STRING);
        }
        for (scenario, outcome) in &self.runs {
            if outcome.breakage.is_any() || outcome.closed > 0 {
                writeln!(text, "{bullet}{scenario}: BROKEN: {}, closed {}", outcome.breakage, outcome.closed).expect(STRING);
            }
            for note in &outcome.notes {
                writeln!(text, "{bullet}{scenario}: {note}").expect(STRING);
            }
        }
        text
    }
}

const STRING: &str = "a string takes what is written";
const HEAD: [&str; 9] = ["#", "scenario", "figure", "ours", "floor", "ratio", "must", "aim", "met"];

impl Line {
    fn of(row: &'static Row, runs: &[(String, Outcome)]) -> Option<Self> {
        let all: Vec<&Measured> = runs.iter().flat_map(|(_, outcome)| &outcome.measured).filter(|measured| measured.id == row.id).collect();
        let ours = median(all.iter().map(|measured| measured.ours).collect())?;
        let floor = median(all.iter().filter_map(|measured| measured.floor).collect());
        let ratio = median(all.iter().filter_map(|measured| measured.floor.map(|floor| measured.ours / floor)).collect());
        Some(Self::new(row, ours, floor, ratio))
    }

    fn new(row: &'static Row, ours: f64, floor: Option<f64>, ratio: Option<f64>) -> Self {
        let met = row.goal.judge(ours, ratio);
        Self { row, id: row.id, ours, floor, ratio, must_met: met.map(|(must, _)| must), aim_met: met.map(|(_, aim)| aim) }
    }

    fn cells(&self) -> Vec<String> {
        let (must, aim) = self.row.goal.words();
        let number = |number: Option<f64>| number.map(short).unwrap_or_default();
        let floor = match self.floor {
            Some(floor) if self.row.floor.is_empty() => short(floor),
            Some(floor) => format!("{} ({})", short(floor), self.row.floor),
            None => String::new(),
        };
        let met = match (self.must_met, self.aim_met) {
            (Some(true), Some(true)) => "aim",
            (Some(true), _) => "must",
            (Some(false), _) => "NO",
            _ => "",
        };
        vec![
            self.row.number.map(|number| number.to_string()).unwrap_or_default(),
            self.row.scenario.to_owned(),
            self.row.figure.to_owned(),
            short(self.ours),
            floor,
            number(self.ratio),
            must,
            aim,
            met.to_owned(),
        ]
    }
}

/// The one in the middle, or the mean of the two there.
pub fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    let upper = *numbers.get(middle)?;
    Some(if numbers.len().is_multiple_of(2) { f64::midpoint(numbers[middle - 1], upper) } else { upper })
}

/// Three digits that mean something.
fn short(number: f64) -> String {
    match number.abs() {
        0.0 => "0".to_owned(),
        size if size < 0.1 => format!("{number:.4}"),
        size if size < 10.0 => format!("{number:.2}"),
        size if size < 100.0 => format!("{number:.1}"),
        _ => format!("{number:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(figures: &[(f64, f64)]) -> Vec<(String, Outcome)> {
        let outcome = |(ours, floor): &(f64, f64)| Outcome::default().with("sparse.p99", *ours, Some(*floor));
        figures.iter().map(|figure| ("sparse".to_owned(), outcome(figure))).collect()
    }

    #[test]
    fn a_median_stands_in_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
    }

    #[test]
    fn a_line_has_the_medians_and_the_median_of_the_ratios() {
        let report = Report::of(vec![], runs(&[(10.0, 10.0), (30.0, 20.0), (12.0, 10.0)]));
        let line = &report.table[0];
        assert_eq!((line.ours, line.floor, line.ratio), (12.0, Some(10.0), Some(1.2)));
        assert_eq!((line.must_met, line.aim_met), (Some(true), Some(false)));
        assert!(!report.is_broken() && !report.misses_a_must());
    }

    #[test]
    fn what_is_broken_or_missed_is_seen() {
        for broken in [
            Outcome { breakage: Breakage { lost: 1, ..Breakage::default() }, ..Outcome::default() },
            Outcome { breakage: Breakage { unanswered: 1, ..Breakage::default() }, ..Outcome::default() },
            Outcome { closed: 1, ..Outcome::default() },
        ] {
            assert!(Report::of(vec![], vec![("dense".to_owned(), broken)]).is_broken());
        }
        assert!(Report::of(vec![], runs(&[(30.0, 10.0)])).misses_a_must());
    }

    #[test]
    fn both_tables_say_the_same() {
        let report = Report::of(vec!["2 cores".to_owned()], runs(&[(30.0, 10.0)]));
        for text in [report.text(), report.markdown()] {
            assert!(
                text.contains("30.0") && text.contains("10.0 (raw, each)") && text.contains("NO") && text.contains("2 cores"),
                "{text}"
            );
        }
    }
}
