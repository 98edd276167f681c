//! What must be reached, and what is aimed at: the one place where these numbers stand.

/// A figure, and its goal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Its name in scenarios and in JSON.
    pub id: &'static str,
    /// Its number in the table; none for what is only told.
    pub number: Option<u8>,
    /// What is done.
    pub scenario: &'static str,
    /// What is measured, with its unit.
    pub figure: &'static str,
    /// What it is compared with in the same run.
    pub floor: &'static str,
    /// What it should come to.
    pub goal: Goal,
}

/// What a figure, or its ratio to the floor, should come to.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "what must be reached and what is aimed at")]
pub enum Goal {
    /// The figure is at most this.
    AtMost { must: f64, aim: f64 },
    /// The figure divided by the floor is at most this.
    RatioAtMost { must: f64, aim: f64 },
    /// The figure divided by the floor is at least this.
    RatioAtLeast { must: f64, aim: f64 },
    /// It has none.
    Told,
}

impl Goal {
    /// Whether must and aim are met; none where nothing is asked or nothing is known.
    pub fn judge(self, ours: f64, ratio: Option<f64>) -> Option<(bool, bool)> {
        match self {
            Self::AtMost { must, aim } => Some((ours <= must, ours <= aim)),
            Self::RatioAtMost { must, aim } => ratio.map(|ratio| (ratio <= must, ratio <= aim)),
            Self::RatioAtLeast { must, aim } => ratio.map(|ratio| (ratio >= must, ratio >= aim)),
            Self::Told => None,
        }
    }

    /// Both, in words.
    pub fn words(self) -> (String, String) {
        match self {
            Self::AtMost { must, aim } => (format!("≤ {must}"), format!("≤ {aim}")),
            Self::RatioAtMost { must, aim } => (format!("≤ {must} ×"), format!("≤ {aim} ×")),
            Self::RatioAtLeast { must, aim } => (format!("≥ {must} ×"), format!("≥ {aim} ×")),
            Self::Told => (String::new(), String::new()),
        }
    }
}

const DENSE: &str = "100 members, 4 senders with 4 in flight";
const SPARSE: &str = "1,000 members, 20 messages/s";
const ROOMS: &str = "50 rooms of 10, 100 senders with 4 in flight";
const PACED: &str = "50 rooms of 10, 400 messages/s";
const IDLE: &str = "10,000 idle connections";
const HISTORY: &str = "newest page of 50";
const LOGIN: &str = "400 messages/s, four log-ins at a time";
const SEARCH: &str = "search";
const COLD: &str = "start, database present";

/// All of them, in order.
pub const ROWS: [Row; 28] = [
    row("dense.cpu", 1, DENSE, "server CPU-s per 1M deliveries", "raw, batched", Goal::AtMost { must: 1.2, aim: 0.55 }),
    told("dense.rate", DENSE, "deliveries/s"),
    told("dense.p99", DENSE, "delivery p99, ms"),
    row("sparse.cpu", 2, SPARSE, "server CPU-s per 1M deliveries", "raw, each", Goal::AtMost { must: 10.0, aim: 9.0 }),
    row("sparse.p99", 3, SPARSE, "delivery p99, ms", "raw, each", Goal::RatioAtMost { must: 1.4, aim: 1.1 }),
    told("sparse.p50", SPARSE, "delivery p50, ms"),
    row("rooms.postgres", 4, ROOMS, "PostgreSQL CPU ms a message", "one-row inserts", Goal::AtMost { must: 0.030, aim: 0.024 }),
    row("rooms.server", 5, ROOMS, "server CPU ms a message", "", Goal::AtMost { must: 0.030, aim: 0.015 }),
    row("rooms.rate", 6, ROOMS, "acked messages/s", "one-row inserts", Goal::RatioAtLeast { must: 3.0, aim: 8.0 }),
    Row { floor: "one-row inserts in one statement each", ..told("rooms.statements", ROOMS, "acked messages/s") },
    told("rooms.p99", ROOMS, "ack p99, ms"),
    row("paced.p50", 7, PACED, "ack p50, ms", "", Goal::AtMost { must: 0.9, aim: 0.65 }),
    row("paced.p99", 7, PACED, "ack p99, ms", "", Goal::AtMost { must: 4.0, aim: 2.0 }),
    told("paced.delay", PACED, "this tool's own delay p99, ms"),
    row("idle.rss", 8, IDLE, "server RSS KiB a connection", "", Goal::AtMost { must: 16.0, aim: 6.0 }),
    row("idle.connect", 9, IDLE, "server CPU ms a connect", "", Goal::AtMost { must: 0.12, aim: 0.06 }),
    row("idle.cpu", 10, IDLE, "CPU while idle, % of a core", "", Goal::AtMost { must: 1.0, aim: 0.5 }),
    told("idle.storm", IDLE, "connects/s, 256 at a time"),
    row("history.p50", 11, HISTORY, "p50, ms", "", Goal::AtMost { must: 1.0, aim: 0.5 }),
    row("history.stored", 11, HISTORY, "p50, ms, much stored elsewhere", "little stored", Goal::RatioAtMost { must: 1.3, aim: 1.1 }),
    row("history.long", 11, HISTORY, "p50, ms, in a long chat", "in a short chat", Goal::RatioAtMost { must: 1.3, aim: 1.1 }),
    row("login.p99", 12, LOGIN, "delivery p99, ms", "without log-ins", Goal::RatioAtMost { must: 2.0, aim: 1.5 }),
    told("login.rate", LOGIN, "log-ins/s"),
    row("search.p99", 13, SEARCH, "p99, ms", "", Goal::AtMost { must: 50.0, aim: 20.0 }),
    told("search.p50", SEARCH, "p50, ms"),
    row("cold.ready", 14, COLD, "ms until ready", "", Goal::AtMost { must: 500.0, aim: 200.0 }),
    row("cold.rss", 14, COLD, "server RSS then, MB", "", Goal::AtMost { must: 40.0, aim: 20.0 }),
    row("broken", 15, "all of these", "lost, doubled or out of order", "", Goal::AtMost { must: 0.0, aim: 0.0 }),
];

const fn row(id: &'static str, number: u8, scenario: &'static str, figure: &'static str, floor: &'static str, goal: Goal) -> Row {
    Row { id, number: Some(number), scenario, figure, floor, goal }
}

const fn told(id: &'static str, scenario: &'static str, figure: &'static str) -> Row {
    Row { id, number: None, scenario, figure, floor: "", goal: Goal::Told }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_are_judged_by_figure_or_ratio() {
        let at_most = Goal::AtMost { must: 2.0, aim: 1.0 };
        assert_eq!([3.0, 2.0, 1.0].map(|ours| at_most.judge(ours, None)), [Some((false, false)), Some((true, false)), Some((true, true))]);
        let ratio = Goal::RatioAtMost { must: 2.0, aim: 1.0 };
        assert_eq!((ratio.judge(9.0, Some(1.5)), ratio.judge(9.0, None)), (Some((true, false)), None));
        let least = Goal::RatioAtLeast { must: 3.0, aim: 8.0 };
        assert_eq!(
            [2.9, 3.0, 8.0].map(|ratio| least.judge(0.0, Some(ratio))),
            [Some((false, false)), Some((true, false)), Some((true, true))]
        );
        assert_eq!(Goal::Told.judge(1.0, Some(1.0)), None);
    }

    #[test]
    fn each_figure_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<_> = ROWS.iter().map(|row| row.id).collect();
        assert_eq!(names.len(), ROWS.len());
    }
}
