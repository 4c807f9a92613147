import gzip
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from catalogue.read import read
from catalogue.record import LONGEST_ROW, Record, Reject
from catalogue.source import source_name
from core.errors import BadSource
from domains import Pack

GOOD = {"id": "b1", "name": "Swift", "text": "A dry little sloop."}


def written(folder: Path, data: bytes, name: str = "boats.jsonl") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def lines(*rows: object) -> bytes:
    return b"\n".join(row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows)


def reasons(found: list[Record | Reject]) -> list[str]:
    return [row.reason for row in found if isinstance(row, Reject)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", lines(GOOD)),
        ("a.jsonl", b"\xef\xbb\xbf\r\n" + lines(GOOD) + b"\r\n\r\n"),
        ("a.jsonl.gz", gzip.compress(lines(GOOD))),
        ("a.json", json.dumps([GOOD], indent=1).encode()),
        ("a.csv", b'id,name,text\nb1,Swift,"A dry\nlittle sloop."\n'),
        ("a.csv.gz", gzip.compress(b"\xef\xbb\xbfid,name,text\nb1,Swift,A dry little sloop.\n")),
    ],
)
def test_every_format_gives_the_same_record(
    boats: Pack, tmp_path: Path, name: str, data: bytes
) -> None:
    [row] = list(read(boats, written(tmp_path, data, name)))
    assert isinstance(row, Record)
    assert (row.id, row.title) == ("b1", "Swift")
    assert " ".join(row.raw["text"].split()) == "A dry little sloop."


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"{not json", "not JSON"),
        (b'"only text"', "not an object"),
        (b"[" * 200_000, "not JSON (nested too deeply"),
        ({"name": "Swift", "text": "dry"}, "no id (field 'id')"),
        ({"id": True, "name": "Swift", "text": "dry"}, "no id"),
        ({"id": "x" * 201, "name": "Swift", "text": "dry"}, "the id is longer"),
        ({"id": "b2", "name": "  ", "text": "dry"}, "no title (field 'name')"),
        ({"id": "b2", "name": "n" * 1001, "text": "dry"}, "the title is longer"),
        ({"id": "b2", "name": "Swift", "text": None}, "no text (fields 'text', 'more')"),
        (GOOD, "the id 'b1' came before"),
        (b'{"id": "b2", "name": "S\\u0000", "text": "dry"}', "NUL"),
        (b'{"id": "b2", "name": "S\\ud800", "text": "dry"}', "surrogate"),
        (b'{"id": "b2", "name": "\xff", "text": "dry"}', "not valid UTF-8"),
        (b'{"id": "b2", "name": "S", "text": "dry", "n": NaN}', "NaN is not a figure"),
        (b'{"id": "b2", "name": "S", "text": "dry", "n": 1e999}', "too large"),
        (b'{"id": "b2", "name": "S", "text": "dry", "n": ' + b"9" * 5000 + b"}", "not JSON"),
        (b'{"id": "b2", "text": "' + b"x" * LONGEST_ROW + b'"}', "longer than 1,000,000 bytes"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_an_unusable_row_is_a_reject_with_its_line_and_reason(
    boats: Pack, tmp_path: Path, row: object, reason: str
) -> None:
    last = {**GOOD, "id": "b9"}
    found = list(read(boats, written(tmp_path, lines(GOOD, row, last))))
    assert reason in reasons(found)[0]
    assert [r.line for r in found] == [1, 2, 3]
    reject = found[1]
    assert isinstance(reject, Reject)
    assert "\x00" not in reject.raw
    assert len(reject.raw.encode()) <= 8_000


def test_a_text_is_not_required_where_the_pack_says_so(boats: Pack, tmp_path: Path) -> None:
    lenient = boats.model_copy(
        update={"fields": boats.fields.model_copy(update={"text_required": False})}
    )
    path = written(tmp_path, lines({"id": 7, "name": "Swift"}))
    [row] = list(read(lenient, path))
    assert isinstance(row, Record)
    assert row.id == "7"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.jsonl.gz", b"plain", "not a gzip file"),
        ("a.jsonl.gz", gzip.compress(lines(GOOD) * 400)[:-30], "damaged gzip"),
        ("a.json", b"[1, 2", "begins as a JSON array but is none"),
        ("a.jsonl", b"", "is empty"),
        ("a.jsonl", b"\n \n", "is empty"),
    ],
)
def test_an_unreadable_source_is_one_clear_error(
    boats: Pack, tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    with pytest.raises(BadSource, match=message):
        list(read(boats, written(tmp_path, data, name)))


def test_csv_rows_that_do_not_fit_the_header_are_rejects(boats: Pack, tmp_path: Path) -> None:
    data = b"id,name,text\nb1,Swift,dry,too much\nb2,Swift\nb3,Swift,dry\n"
    found = list(read(boats, written(tmp_path, data, "a.csv")))
    assert reasons(found) == [
        "more cells than the header has columns",
        "fewer cells than the header has columns",
    ]
    assert isinstance(found[2], Record)


def test_a_missing_file_and_a_missing_default_say_so(boats: Pack, tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="There is no file"):
        list(read(boats, str(tmp_path / "none.jsonl")))
    with pytest.raises(BadSource, match="ships no catalogue"):
        list(read(boats, None))
    with pytest.raises(BadSource, match="cannot be opened"):
        list(read(boats, str(tmp_path)))


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = self.path.startswith("/boats")
        self.send_response(200 if found else 404)
        self.end_headers()
        self.wfile.write(gzip.compress(lines(GOOD)) if found else b"gone")

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def server() -> Iterator[str]:
    running = HTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def test_an_address_is_read_like_a_file(boats: Pack, server: str) -> None:
    [row] = list(read(boats, f"{server}/boats.jsonl.gz?key=secret"))
    assert isinstance(row, Record)
    assert row.raw == GOOD


def test_an_address_that_fails_is_one_clear_error(boats: Pack, server: str) -> None:
    with pytest.raises(BadSource, match="HTTP 404"):
        list(read(boats, f"{server}/none.jsonl"))
    with pytest.raises(BadSource, match="is there a network"):
        list(read(boats, "http://127.0.0.1:9/none.jsonl"))


def test_a_source_is_named_without_its_secrets(boats: Pack) -> None:
    name = source_name(boats, "https://me:word@host.example/a/b.jsonl?token=1#x")
    assert name == "https://host.example/a/b.jsonl"
