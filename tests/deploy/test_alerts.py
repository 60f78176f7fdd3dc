"""Each alert fires on what it is for and stays quiet on what only looks like it: promtool plays the series, minute by minute."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.deploy.promtool import PROMETHEUS, promtool, rules


@dataclass(frozen=True)
class Case:
    """A story told in series (promtool's notation, a value a minute) and the alert that it is about, looked at after `minutes`."""

    alert: str
    story: str
    series: dict[str, str]
    minutes: int
    fires: int

    def __str__(self) -> str:
        return f"{self.alert}-{self.story.replace(' ', '-')}"


UP = 'up{job="evacwire",instance="a"}'
REPLAY_UP = 'up{job="evacwire-replay",instance="a"}'


def fires(alert: str, story: str, series: dict[str, str], minutes: int, count: int = 1) -> Case:
    return Case(alert, story, series, minutes, count)


def quiet(alert: str, story: str, series: dict[str, str], minutes: int) -> Case:
    return Case(alert, story, series, minutes, 0)


def metric(name: str, **labels: str) -> str:
    pairs = {"job": "evacwire", "instance": "a"} | labels
    selector = ",".join(f'{key}="{value}"' for key, value in pairs.items())
    return f"evacwire_{name}{{{selector}}}"


def lag(topic: str) -> str:
    return metric("consumer_lag_records", topic=topic, partition="0")


def progress(stage: str, instance: str = "a") -> str:
    return metric("last_progress_timestamp_seconds", stage=stage, instance=instance)


def articles(outcome: str, stage: str = "ingest") -> str:
    return metric("articles_total", stage=stage, outcome=outcome)


def rejected(stage: str = "ingest") -> str:
    return metric("rejected_total", stage=stage, reason="not_json")


def verdict(word: str) -> str:
    return metric("dedup_verdicts_total", verdict=word)


def bucket(bound: str) -> str:
    return metric("end_to_end_latency_seconds_bucket", le=bound)


def reachable(stage: str) -> str:
    return metric("broker_reachable", stage=stage)


NLP_CRASHES = metric("nlp_restarts_total", reason="crashed")
OLDEST = metric("oldest_unprocessed_age_seconds", topic="articles.stories", partition="0")
LONG = 100
"""Minutes from which a case is looked at every five of them."""
EVERY_STAGE = {progress(stage): "0+60x60" for stage in ("ingest", "dedup", "extract", "fuse")}

CASES = [
    fires("EvacwireWorkerDown", "a worker has been gone for five minutes", {UP: "1x5 0x20"}, 12),
    quiet("EvacwireWorkerDown", "a worker is restarted within a minute", {UP: "1x5 0 1x20"}, 12),
    quiet("EvacwireWorkerDown", "a replay's worker ends", {UP: "1x30", REPLAY_UP: "1x5 0x20"}, 12),
    fires(
        "EvacwireStageMissing",
        "three stages run and extract does not",
        {progress(stage): "0+60x60" for stage in ("ingest", "dedup", "fuse")},
        10,
    ),
    quiet("EvacwireStageMissing", "every stage runs", EVERY_STAGE, 10),
    fires(
        "EvacwireWorkerRestarting",
        "a stage is killed every two minutes",
        {metric("worker_ends_total", stage="extract", code="70"): "0 0 1 1 2 2 3 3 4 4 5 5 6 6 7 7"},
        14,
    ),
    fires(
        "EvacwireWorkerRestarting",
        "a container without supervisor starts again and again",
        {'process_start_time_seconds{job="evacwire",instance="a"}': "0 0 120 120 240 240 360 360 480 480 600 600"},
        11,
    ),
    quiet(
        "EvacwireWorkerRestarting",
        "workers are asked to stop in a rolling deploy",
        {metric("worker_ends_total", stage="extract", code="0"): "0+1x20"},
        14,
    ),
    fires("EvacwireBrokerUnreachable", "no worker of a stage is answered", {reachable("fuse"): "1x5 0x20"}, 10),
    quiet(
        "EvacwireBrokerUnreachable",
        "one worker of two is answered",
        {reachable("fuse"): "1x30", metric("broker_reachable", stage="fuse", instance="b"): "0x30"},
        10,
    ),
    fires(
        "EvacwireNoProgress", "a stage stands still with records waiting",
        {progress("extract"): "0+60x5 300x30", lag("articles.stories"): "5x40"}, 12,
    ),
    fires(
        "EvacwireNoProgress", "one worker of two stands still",
        {progress("extract"): "0+60x5 300x30", progress("extract", "b"): "0+60x40", lag("articles.stories"): "5x40"}, 12,
    ),
    quiet(
        "EvacwireNoProgress", "nothing waits",
        {progress("extract"): "0+60x5 300x30", lag("articles.stories"): "0x40"}, 12,
    ),
    quiet(
        "EvacwireNoProgress", "another stage's records wait",
        {progress("extract"): "0+60x5 300x30", lag("articles.raw"): "5x40"}, 12,
    ),
    quiet(
        "EvacwireNoProgress", "the broker is gone, which is told by its own alert",
        {progress("extract"): "0+60x5 300x30", lag("articles.stories"): "5x40", reachable("extract"): "0x40"}, 12,
    ),
    fires("EvacwireLagGrowing", "more comes in than goes out", {lag("articles.stories"): "0+100x60"}, 50),
    quiet("EvacwireLagGrowing", "a backlog is being worked off", {lag("articles.stories"): "9000-100x60"}, 50),
    quiet("EvacwireLagGrowing", "a handful of records come and go", {lag("articles.stories"): "0+5x60"}, 50),
    fires("EvacwireBacklogOld", "a record has waited for twenty minutes", {OLDEST: "0+60x40"}, 25),
    quiet("EvacwireBacklogOld", "records wait for five minutes", {OLDEST: "300x40"}, 25),
    fires(
        "EvacwireLatencyHigh", "one event in ten takes ten minutes",
        {bucket("10"): "0+90x40", bucket("300"): "0+90x40", bucket("600"): "0+100x40", bucket("+Inf"): "0+100x40"}, 25,
    ),
    quiet(
        "EvacwireLatencyHigh", "one event in a hundred takes ten minutes",
        {bucket("10"): "0+99x40", bucket("300"): "0+99x40", bucket("600"): "0+100x40", bucket("+Inf"): "0+100x40"}, 25,
    ),
    quiet("EvacwireLatencyHigh", "there are no events", {bucket("10"): "5x40", bucket("+Inf"): "5x40"}, 25),
    fires(
        "EvacwireRejectedRatio", "a tenth of a feed is broken",
        {articles("irrelevant"): "0+90x40", articles("rejected"): "0+10x40", rejected(): "0+10x40"}, 25,
    ),
    quiet(
        "EvacwireRejectedRatio", "one record in a hundred is broken",
        {articles("irrelevant"): "0+99x40", articles("rejected"): "0+1x40", rejected(): "0+1x40"}, 25,
    ),
    quiet(
        "EvacwireRejectedRatio", "two of ten records are broken in a quiet hour",
        {articles("irrelevant"): "0x10 8x30", articles("rejected"): "0x10 2x30", rejected(): "0x10 2x30"}, 25,
    ),
    fires("EvacwireNoArticles", "the feed stops", {UP: "1x60", articles("irrelevant"): "0+60x10 600x50"}, 35),
    fires("EvacwireNoArticles", "the feed never starts", {UP: "1x60"}, 35),
    quiet(
        "EvacwireNoArticles", "one article comes in five minutes",
        {UP: "1x60", articles("irrelevant"): "0x4 1x4 2x4 3x4 4x4 5x4 6x4 7x4 8x4"}, 35,
    ),
    quiet(
        "EvacwireNoArticles", "articles wait that ingest does not take",
        {UP: "1x60", articles("irrelevant"): "0+60x10 600x50", lag("articles.raw"): "7x60"}, 35,
    ),
    fires("EvacwireNoRelevantArticles", "nothing passes the gate", {articles("irrelevant"): "0+60x500"}, 400),
    quiet(
        "EvacwireNoRelevantArticles", "one article in a thousand passes the gate",
        {articles("irrelevant"): "0+60x500", articles("relevant"): "0x100 6x100 12x100 18x100 24x100"}, 400,
    ),
    quiet("EvacwireNoRelevantArticles", "hardly anything comes in", {articles("irrelevant"): "0+1x500"}, 400),
    fires("EvacwireDedupOutOfRange", "no article is a duplicate", {verdict("new"): "0+2x500"}, 400),
    fires(
        "EvacwireDedupOutOfRange", "every article is a duplicate",
        {verdict("new"): "5x500", verdict("duplicate"): "0+2x500"}, 400,
    ),
    quiet(
        "EvacwireDedupOutOfRange", "half are duplicates",
        {verdict("new"): "0+2x500", verdict("duplicate"): "0+2x500"}, 400,
    ),
    quiet("EvacwireDedupOutOfRange", "a handful of articles are all new", {verdict("new"): "0x300 9x200"}, 400),
    fires("EvacwireNlpRestarts", "an NLP process dies every minute", {NLP_CRASHES: "0+1x30"}, 20),
    quiet("EvacwireNlpRestarts", "one article kills an NLP process", {NLP_CRASHES: "0x5 1x30"}, 20),
    fires(
        "EvacwireTwoVersions", "a deploy stops half way",
        {metric("build_info", version="1"): "1x60", metric("build_info", version="2", instance="b"): "1x60"}, 40,
    ),
    quiet(
        "EvacwireTwoVersions", "a deploy takes ten minutes",
        {metric("build_info", version="1"): "1x10", metric("build_info", version="2", instance="b"): "1x60"}, 40,
    ),
]  # fmt: skip


def verdict_on(folder: Path, *cases: Case) -> str:
    """Return what promtool says against the cases, "" where all hold."""
    tests = []
    for case in cases:
        firing = f'count(ALERTS{{alertname="{case.alert}",alertstate="firing"}}) or vector(0)'
        expected = {
            "expr": firing,
            "eval_time": f"{case.minutes}m",
            "exp_samples": [{"labels": "{}", "value": case.fires}],
        }
        series = [{"series": name, "values": values} for name, values in case.series.items()]
        tests.append({"interval": "1m", "input_series": series, "promql_expr_test": [expected]})
    files = [str(PROMETHEUS / "recording.yml"), str(PROMETHEUS / "alerts.yml")]
    path = folder / "cases.yml"
    step = "5m" if max(case.minutes for case in cases) > LONG else "1m"
    path.write_text(yaml.safe_dump({"rule_files": files, "evaluation_interval": step, "tests": tests}))
    result = promtool("test", "rules", path)
    return "" if result.returncode == 0 else result.stdout + result.stderr


@pytest.fixture(scope="module")
def all_hold(tmp_path_factory: pytest.TempPathFactory) -> bool:
    """Whether every case holds, asked at once: two starts of promtool are enough where all is well."""
    folder = tmp_path_factory.mktemp("cases")
    short, long = ([case for case in CASES if (case.minutes > LONG) is much] for much in (False, True))
    return not verdict_on(folder, *short) and not verdict_on(folder, *long)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_alert_tells_its_story_and_no_other(case: Case, all_hold: bool, tmp_path: Path) -> None:
    assert all_hold or not verdict_on(tmp_path, case), verdict_on(tmp_path, case)


def test_every_alert_has_a_case_that_fires_and_one_that_stays_quiet() -> None:
    names = {rule["alert"] for rule in rules("alerts.yml")}
    assert names == {case.alert for case in CASES if case.fires}
    assert names == {case.alert for case in CASES if not case.fires}
