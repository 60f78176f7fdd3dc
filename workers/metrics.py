"""Every metric, declared once: its name, what it counts, its labels, and what an operator does about it.

Stages report counts as `workers.stage.Tally` values by the names below; only a shell touches the Prometheus registry. Names follow the
Prometheus conventions: prefix `evacwire_`, base units, `_total` for counters. No label ever holds a URL, a place or an id.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a metric behaves."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Metric:
    """A declared metric. `advice` is one line for the operator; `buckets` are upper bounds in the metric's unit."""

    name: str
    kind: Kind
    help: str
    labels: tuple[str, ...]
    advice: str
    buckets: tuple[float, ...] = ()

    @property
    def full_name(self) -> str:
        """The name as it is exposed."""
        return f"evacwire_{self.name}"


LATENCY_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""One batch of a stage takes from a millisecond (ingest) to seconds (extract)."""

END_TO_END_BUCKETS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0, 21600.0)
"""From the demo's tenth of a second to a backlog of six hours."""

METRICS = (
    Metric("articles_total", Kind.COUNTER, "Records processed, by stage and outcome.", ("stage", "outcome"),
           "Flat while the topic grows: the stage hangs; read its log and restart it."),
    Metric("dedup_verdicts_total", Kind.COUNTER, "Verdicts of dedup.", ("verdict",),
           "No duplicates for an hour, or nothing else: a feed has changed its form; run `evacwire dedup explain` on two articles."),
    Metric("reports_total", Kind.COUNTER, "Reports extracted, by action and status.", ("action", "status"),
           "A sudden zero with articles coming in: the pipeline or its model is broken; run `make evaluate`."),
    Metric("events_published_total", Kind.COUNTER, "Event versions published, by operation.", ("operation",),
           "Many cancelled or corrected: an outlet withdraws stories; read them before the desk asks."),
    Metric("wire_items_total", Kind.COUNTER, "Wire items published, by operation.", ("operation",),
           "A flood: look for one template story split into many events."),
    Metric("rejected_total", Kind.COUNTER, "Messages refused, by stage and reason.", ("stage", "reason"),
           "Rising: `evacwire rejected list`, mend the cause, then `evacwire rejected requeue`."),
    Metric("stage_duration_seconds", Kind.HISTOGRAM, "Time a stage takes for one batch.", ("stage",),
           "Rising p99: the machine is short of CPU, or articles have grown; add a process.", LATENCY_BUCKETS),
    Metric("end_to_end_latency_seconds", Kind.HISTOGRAM, "From the raw record's arrival to its event's publication.", (),
           "High with lag: scale extract; high without lag: look at stage_duration_seconds.", END_TO_END_BUCKETS),
    Metric("consumer_lag_records", Kind.GAUGE, "Records not yet committed, by input topic and partition.", ("topic", "partition"),
           "Growing: the stage is too slow or stuck; see last_progress_timestamp_seconds."),
    Metric("last_progress_timestamp_seconds", Kind.GAUGE, "Unix time at which the committed offset last moved, or there was nothing to do.",
           ("stage",), "Old while there is lag: the stage is stuck; restart it and read its last log line."),
    Metric("build_info", Kind.GAUGE, "Always 1; the version in the label.", ("version",),
           "Two versions at once: a deploy is half done."),
    Metric("oldest_unprocessed_age_seconds", Kind.GAUGE,
           "Age of the oldest record not yet committed, by its arrival at the broker; 0 where none waits.", ("topic", "partition"),
           "Older than the desk can bear: see consumer_lag_records for how many wait behind it, and add a process."),
    Metric("broker_reachable", Kind.GAUGE, "1 where the broker answered the worker's last request, else 0.", ("stage",),
           "0: `evacwire doctor` says what does not answer; workers go on by themselves once it does."),
    Metric("assigned_partitions", Kind.GAUGE, "Input partitions that this worker holds.", ("stage",),
           "0 for long: more workers than partitions, or the group is rebalancing over and over."),
    Metric("in_flight_records", Kind.GAUGE, "Records read and not yet done.", ("stage",),
           "High and flat: the stage waits for the broker or for the NLP; see nlp_queue_articles."),
    Metric("repeats_total", Kind.COUNTER, "Records skipped because an earlier delivery of them was already processed.", ("stage",),
           "Some after each restart are normal; without a restart the group is rebalancing: look for workers that come and go."),
    Metric("worker_ends_total", Kind.COUNTER, "Ends of a stage's process that its supervisor saw, by exit code.", ("stage", "code"),
           "Look the exit code up in the runbook; 70 and above are hard stops, after which nothing is lost."),
    Metric("restore_duration_seconds", Kind.GAUGE, "Time the last restoring of state took.", ("stage",),
           "Minutes: set EVACWIRE_STATE_DIR, so that a start reads a snapshot first."),
    Metric("state_entries", Kind.GAUGE, "Entries held in a stage's state, by kind (articles in dedup's window, events in fuse and those held back).",
           ("stage", "kind"), "Growing for days: windows do not move, so published_at is missing or wrong in a large feed."),
    Metric("nlp_queue_articles", Kind.GAUGE, "Articles that wait for an NLP process.", (),
           "Never near 0: raise EVACWIRE_NLP_PROCESSES up to the number of cores, then add a machine."),
    Metric("nlp_restarts_total", Kind.COUNTER, "NLP processes replaced, by why (crashed or timed_out).", ("reason",),
           "Repeated: `evacwire rejected list --stage extract` shows the articles that did it; or memory is short."),
    Metric("log_lines_suppressed_total", Kind.COUNTER, "Log lines held back because the same one came too often.", ("logger",),
           "Rising: something fails many times a second; the log holds one line of each kind a period."),
)  # fmt: skip
"""All metrics. Whatever counts something new adds it here, with its advice."""

BY_NAME = {metric.name: metric for metric in METRICS}
