"""`evacwire run` as a user calls it: the result files, the counts, the exit codes, and bad input of every sort."""

import subprocess
import sys
from pathlib import Path

import orjson
import pytest

REPORT = "The Tarn County sheriff ordered about 4,000 residents of Milford to leave their homes on Friday as a wildfire crossed the river."
FILES = ["articles", "stories", "reports", "events", "wire", "rejected"]

pytestmark = pytest.mark.slow


def evacwire_run(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "workers", "run", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=300, cwd=cwd)
    assert b"Traceback" not in done.stderr + done.stdout
    return done


def lines(directory: Path, name: str) -> list[dict]:
    return [orjson.loads(line) for line in (directory / f"{name}.jsonl").read_bytes().splitlines()]


def summary(directory: Path) -> dict[str, int]:
    counts = orjson.loads((directory / "summary.json").read_bytes())
    assert counts["articles"] == counts["irrelevant"] + counts["rejected"] + counts["relevant"]
    assert counts["relevant"] == counts["new"] + counts["duplicate"] + counts["update"]
    return counts


def article(name: str, text: str = REPORT, **fields) -> bytes:
    return orjson.dumps({"id": name, "text": text, "published_at": "2026-08-14T18:30:00Z", **fields})


def test_a_stream_becomes_events_and_items(tmp_path):
    stream = [
        article("a", source="A"),
        article("b", source="B"),
        article("c", "Shares rose 2 percent."),
        article("a", source="A"),
    ]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(stream))
    done = evacwire_run(tmp_path / "in.jsonl", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    counts = summary(tmp_path / "out")
    assert (counts["articles"], counts["irrelevant"], counts["new"], counts["duplicate"]) == (4, 1, 1, 2)
    (event, *later) = lines(tmp_path / "out", "events")
    assert (event["action"], event["status"], event["actor"]["name"]) == (
        "evacuation",
        "ordered",
        "Tarn County sheriff",
    )
    assert [version["source_count"] for version in later] == [2]
    assert counts["events"] == 1
    assert len(lines(tmp_path / "out", "wire")) == counts["items"] == 1
    assert len(lines(tmp_path / "out", "reports")) == counts["reports"]
    assert "Tarn County sheriff" in done.stdout.decode()


def test_evidence_is_an_exact_slice_of_the_article_as_written(tmp_path):
    text = f"Caf\u00c3\u00a9 owners \U0001f525 fled.\r\n\r\n{REPORT}\r\nShare this article"
    done = evacwire_run("-", "--out", tmp_path, stdin=article("a", text, title="Milford told to go"))
    assert done.returncode == 0
    (told,) = lines(tmp_path, "articles")
    assert told["text"].startswith("Café owners \U0001f525 fled.\nThe Tarn")
    for report in lines(tmp_path, "reports"):
        for evidence in (report["evidence"], *report["evidence"]["fields"].values()):
            assert told[evidence["in"]][evidence["start"] : evidence["end"]] == evidence["quote"]


def test_bad_input_of_every_sort_is_processed_or_rejected_with_a_reason(tmp_path):
    bad = [
        b"\xff\x00\xfe binary",
        b'{"text": "half a',
        b"[1, 2]",
        b'{"text": 3}',
        b'{"title": "No text"}',
        b"[" * 5000,
        b'{"text": "' + b"x" * 50_000_000 + b'"}',
        orjson.dumps({"text": REPORT, "source": ["x"]}),
    ]
    odd = [
        b'{"id": "surrogate", "text": "' + REPORT.encode() + b' \\ud800"}',
        article("year", published_at="9999-12-31T23:59:59Z"),
        article("minus", published_at=-1),
        article("yesterday", published_at="yesterday"),
        article("nul", f"\x00{REPORT}\x00 \u202eevil\u202c"),
        orjson.dumps({"id": "tags", "html": "<div>" * 20_000 + REPORT}),
        orjson.dumps({"id": "old", "text": REPORT, "published_at": "1900-01-01T00:00:00Z"}),
    ]
    (tmp_path / "in.jsonl").write_bytes(b"\n\n".join(bad + odd))
    done = evacwire_run(tmp_path / "in.jsonl", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    rejected = lines(tmp_path / "out", "rejected")
    assert [line["reason"] for line in rejected] == [
        "not_utf8", "not_json", "not_an_object", "invalid_field", "no_text", "too_deep", "too_large", "invalid_field",
    ]  # fmt: skip
    assert len(rejected[6]["input"]) == len(bad[6])
    counts = summary(tmp_path / "out")
    assert (counts["articles"], counts["rejected"], counts["relevant"]) == (len(bad + odd), len(bad), len(odd))
    assert {told["article_id"] for told in lines(tmp_path / "out", "articles")} == {
        "surrogate", "year", "minus", "yesterday", "nul", "tags", "old",
    }  # fmt: skip


def test_plain_texts_in_a_directory_take_their_time_from_the_option(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "000_a.txt").write_text(f"Milford told to go\n{REPORT}", encoding="utf-8")
    (tmp_path / "in" / "001_b.txt").write_text(f"date 2026-08-15 {REPORT}", encoding="utf-8")
    done = evacwire_run(tmp_path / "in", "--published", "2026-08-14T18:30:00Z", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    told = [(line["article_id"], line["title"], line["published_at"]) for line in lines(tmp_path / "out", "articles")]
    assert told == [
        ("000_a", "Milford told to go", "2026-08-14T18:30:00Z"),
        ("001_b", None, "2026-08-15T00:00:00Z"),
    ]


def test_the_same_input_gives_the_same_files_and_overwrites_the_old_ones(tmp_path):
    first, again = tmp_path / "first", tmp_path / "again"
    assert evacwire_run("-", "--out", again, stdin=article("z", "Hundreds were evacuated in Lima.")).returncode == 0
    for out in (first, again):
        assert evacwire_run("-", "--out", out, stdin=article("a") + b"\n" + article("b")).returncode == 0
    for name in FILES:
        assert (first / f"{name}.jsonl").read_bytes() == (again / f"{name}.jsonl").read_bytes()


def test_nothing_to_read_is_no_error(tmp_path):
    done = evacwire_run("-", cwd=tmp_path)
    assert done.returncode == 0
    assert set(summary(tmp_path / "evacwire-out").values()) == {0}


@pytest.mark.parametrize(
    "arguments",
    [
        ("missing.jsonl",),
        ("-", "--published", "yesterday"),
        ("-", "--out", "file"),
        ("-", "--nonsense"),
        ("file",),
        ("-", "missing/x.txt"),
    ],
)
def test_what_cannot_be_used_is_one_clear_line_and_exit_2(tmp_path, arguments):
    (tmp_path / "file").write_text("I am no directory.", encoding="utf-8")
    done = evacwire_run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.startswith(b"evacwire: ")
    assert done.stderr.count(b"\n") == 1
