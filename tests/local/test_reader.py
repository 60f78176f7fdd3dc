"""Every form of input gives the same raw messages, bounded in memory, losing nothing."""

import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.local import reader
from workers.local.reader import InputError

PUBLISHED = datetime(2022, 2, 12, 16, tzinfo=UTC)


def read(*inputs: Path | str, published: datetime | None = None, beside: Path = Path("nowhere")) -> list[bytes]:
    files = reader.find([str(name) for name in inputs], beside=beside)
    return [message.value for message in reader.messages(files, published)]


def written(directory: Path, name: str, content: bytes | str) -> Path:
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_record_ends_at_a_line_feed_and_blank_lines_do_not_count(tmp_path):
    path = written(tmp_path, "a.jsonl", b'\n{"a": "x\xe2\x80\xa8y"}\r\n  \t\r\n\xff\x85\x0bhalf\n{"b": 2}')
    assert read(path) == [b'{"a": "x\xe2\x80\xa8y"}\r', b"\xff\x85\x0bhalf", b'{"b": 2}']


def test_a_line_longer_than_any_article_is_taken_in_pieces_and_nothing_is_lost(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "LONGEST_LINE", 10)
    path = written(tmp_path, "a.jsonl", b"x" * 25 + b"\n{}\n")
    assert read(path) == [b"x" * 10, b"x" * 10, b"x" * 5, b"{}"]


def test_standard_input_is_jsonl(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"a": 1}\n\n{"b": 2}\n')))
    assert read("-") == [b'{"a": 1}', b'{"b": 2}']


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        (' {"a": [1, {"b": "]"}]} ', [' {"a": [1, {"b": "]"}]} ']),
        ('[{"a": "x, ]\\" ["},\n {"b": [1, 2]} , 3]', ['{"a": "x, ]\\" ["}', '{"b": [1, 2]}', "3"]),
        ("\ufeff[{}]", ["{}"]),
        ("[]", []),
        (" [ ]\n", []),
        ("", [""]),
        ("[{}, {", ["{}", "{"]),
        ('[{"a": "half', ['{"a": "half']),
        ("[{}] tail", ["{}", "tail"]),
        ("[{}]]", ["{}", "]"]),
        ("rubbish", ["rubbish"]),
    ],
)
def test_a_json_file_holds_one_article_or_an_array_and_no_byte_of_rubbish_is_lost(tmp_path, content, messages):
    assert read(written(tmp_path, "a.json", content)) == [message.encode() for message in messages]


JSON = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.lists(JSON), st.sampled_from([None, 1]))
def test_the_elements_of_any_array_are_found(tmp_path_factory, values, indent):
    path = written(tmp_path_factory.mktemp("json"), "a.json", json.dumps(values, indent=indent))
    assert [json.loads(value) for value in read(path)] == values


@pytest.mark.parametrize(
    ("content", "title", "text", "published_at"),
    [
        ("Embassy told to go\nThe staff left.\nIt is shut.", "Embassy told to go", "The staff left.\nIt is shut.", PUBLISHED),
        ("Is it over?\n\nNo.", "Is it over?", "No.", PUBLISHED),
        ("The staff left.\nIt is shut.", None, "The staff left.\nIt is shut.", PUBLISHED),
        ("“The staff left.”\nIt is shut.", None, "“The staff left.”\nIt is shut.", PUBLISHED),
        ("The staff left in the\nnight.", None, "The staff left in the\nnight.", PUBLISHED),
        ("One line only", None, "One line only", PUBLISHED),
        ("x" * 200 + "\nText.", None, "x" * 200 + "\nText.", PUBLISHED),
        (' date 2022-01-24 "Some left," it said.\nMore.', None, '"Some left," it said.\nMore.', datetime(2022, 1, 24, tzinfo=UTC)),
        ("date 2022-01-24\nTold to go\nThey left.", "Told to go", "They left.", datetime(2022, 1, 24, tzinfo=UTC)),
        ("date 2022-13-45 no date.", None, "date 2022-13-45 no date.", PUBLISHED),
        ("\ufeffTold to go\r\nThey left.", "Told to go", "They left.", PUBLISHED),
    ],
)  # fmt: skip
def test_a_plain_text_is_an_article(content, title, text, published_at):
    article = orjson.loads(reader.plain_article("000_x", content.encode(), PUBLISHED))
    assert article == {"article_id": "000_x", "title": title, "text": text, "published_at": published_at.isoformat()}


def test_a_plain_text_without_any_date_has_none():
    assert orjson.loads(reader.plain_article("a", b"They left.", None))["published_at"] is None


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe\x00"])
def test_a_file_that_is_no_text_is_left_for_ingest_to_refuse(content):
    assert reader.plain_article("a", content, None) == content


def test_a_directory_gives_its_articles_in_order_but_not_the_results_inside_it(tmp_path):
    written(tmp_path, "b.txt", "They left.")
    written(tmp_path, "a.jsonl", "{}\n")
    written(tmp_path, "deep/c.JSON", "[1]")
    written(tmp_path, ".hidden/d.txt", "no")
    written(tmp_path, "notes.md", "no")
    written(tmp_path, "out/events.jsonl", "no\n")
    values = read(tmp_path, beside=tmp_path / "out")
    assert values[0] == b"{}"
    assert orjson.loads(values[1])["article_id"] == "b"
    assert values[2:] == [b"1"]


@pytest.mark.parametrize("name", ["missing.jsonl", "notes.md", "missing", ""])
def test_an_input_that_cannot_be_opened_is_named(tmp_path, name):
    written(tmp_path, "notes.md", "no")
    with pytest.raises(InputError, match=name or "without a name") as error:
        read(tmp_path / name if name else "")
    assert "\n" not in str(error.value)


def test_the_size_is_known_but_for_standard_input(tmp_path):
    path = written(tmp_path, "a.jsonl", b"{}\n\n")
    assert reader.size([str(path)]) == 4
    assert reader.size([str(path), "-"]) is None
