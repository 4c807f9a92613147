import gzip
import io
import json
import random
import time
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.fetching import Bounds
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


def zipped(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return data.getvalue()


def changed(archive: bytes, at: int, value: int) -> bytes:
    """An archive of one member whose directory says something else at this place of its entry."""
    entry = archive.index(b"PK\x01\x02")
    return archive[: entry + at] + bytes([value]) + archive[entry + at + 1 :]


def parquet(rows: list[dict[str, Any]]) -> bytes:
    data = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), data)
    return data.getvalue()


def page(title: str, body: str, url: str = "") -> bytes:
    link = f'<link rel="canonical" href="{url}">' if url else ""
    menu = "<nav><a href='/'>Start</a> <a href='/all'>All boats</a></nav>"
    return f"""<html><head><title>{title} | Harbour Board</title>{link}</head><body>{menu}
        <main><h1>{title}</h1>{body}</main><footer>© Harbour Board</footer></body>
        </html>""".encode()


def reasons(found: list[Record | Reject]) -> list[str]:
    return [row.reason for row in found if isinstance(row, Reject)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", lines(GOOD)),
        ("a.jsonl", b"\xef\xbb\xbf\r\n" + lines(GOOD) + b"\r\n\r\n"),
        ("a.jsonl.gz", gzip.compress(lines(GOOD), mtime=0)),
        ("a.json", json.dumps([GOOD], indent=1).encode()),
        ("a.json", b"\xef\xbb\xbf" + json.dumps({"page": 1, "boats": [GOOD]}, indent=1).encode()),
        ("a.json", json.dumps({"boats": [GOOD]}).encode()),
        ("a.jsonl", lines(GOOD).decode().encode("utf-16")),
        ("boats", lines(GOOD)),
        ("a.csv", b'id,name,text\nb1,Swift,"A dry\nlittle sloop."\n'),
        ("a.csv", b"id;name;text\nb1;Swift;A dry little sloop.\n"),
        ("a.tsv", b"id\tname\ttext\nb1\tSwift\tA dry little sloop.\n"),
        ("a.txt", b"id|name|text\nb1|Swift|A dry little sloop.\n"),
        ("a.csv", "id,name,text\nb1,Swift,A dry little sloop.\n".encode("utf-16")),
        ("a.zip", zipped({"inside.jsonl": lines(GOOD)})),
        ("a.parquet", parquet([GOOD])),
        (
            "a.csv.gz",
            gzip.compress(b"\xef\xbb\xbfid,name,text\nb1,Swift,A dry little sloop.\n", mtime=0),
        ),
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
        ("a.jsonl.gz", gzip.compress(lines(GOOD) * 400, mtime=0)[:-30], "damaged gzip"),
        ("a.json", b"[1, 2", "begins as a JSON document but is none"),
        ("a.json", b'{"boats": [', "begins as a JSON document but is none"),
        ("a.json", b'{\n"a": [1], "b": [2]}', "must hold one list of items: 'a', 'b'"),
        ("a.json", b'{\n"a": 1}', "must hold one list of items: none"),
        ("a.csv", b"id,id\n1,2\n", "names a column twice: 'id'"),
        ("a.csv", b",,\n1,2,3\n", "has no header"),
        ("a.parquet", b"PAR1" + b"rubbish" * 9, "damaged Parquet"),
        ("a.zip", zipped({"a.jsonl": b"{}"})[:-20], "damaged zip"),
        ("a.zip", zipped({"a.jsonl": b"{}", "b.jsonl": b"{}"}), "one file, not 2"),
        ("a.zip", changed(zipped({"a.jsonl": b"{}"}), 8, 1), "is encrypted; unpack it"),
        ("a.zip", changed(zipped({"a.jsonl": b"{}"}), 10, 97), "compressed in a way not read"),
        ("a.xlsx", zipped({"[Content_Types].xml": b"<a/>"}), "save its table as CSV"),
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


def test_a_column_without_a_name_is_called_by_its_number(boats: Pack, tmp_path: Path) -> None:
    data = b'"",id,name,text\nSwift,b1,Boat,dry\n'
    [found] = read(boats, written(tmp_path, data, "a.csv"))
    assert isinstance(found, Record)
    assert found.raw["column 1"] == "Swift"


def test_a_missing_file_and_a_missing_default_say_so(boats: Pack, tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="There is no file"):
        list(read(boats, str(tmp_path / "none.jsonl")))
    with pytest.raises(BadSource, match="ships no catalogue"):
        list(read(boats, None))
    with pytest.raises(BadSource, match="holds no web page"):
        list(read(boats, str(tmp_path)))


def test_an_open_quote_costs_its_own_row_alone(boats: Pack, tmp_path: Path) -> None:
    data = b'id,name,text\nb1,Swift,"dry\nb2,Swift,dry\nb3,"Sw""ift","dry\nand old"\n'
    found = list(read(boats, written(tmp_path, data, "a.csv")))
    assert reasons(found) == ["a quote is not closed"]
    assert [row.id for row in found if isinstance(row, Record)] == ["b2", "b3"]
    assert [row.line for row in found] == [2, 3, 5]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16"])
def test_the_encoding_of_a_table_is_told_from_its_bytes(
    boats: Pack, tmp_path: Path, encoding: str
) -> None:
    rows = [f"b{n};Café {n};Très bon état, vendu à cause d'un déménagement" for n in range(9)]
    data = "\n".join(["id;name;text", *rows]).encode(encoding)
    found = list(read(boats, written(tmp_path, data, "a.csv")))
    assert [row.title for row in found if isinstance(row, Record)] == [
        f"Café {n}" for n in range(9)
    ]


def test_a_damaged_letter_rejects_its_row_alone(boats: Pack, tmp_path: Path) -> None:
    good = "".join(f"b{n},Café,drée\n" for n in range(9)).encode()
    data = b"id,name,text\n" + good + b"c1,Caf\xff,dry\nc2,Swift,dry\n"
    found = list(read(boats, written(tmp_path, data, "a.csv")))
    assert len(reasons(found)) == 1
    assert [row.line for row in found if isinstance(row, Reject)] == [11]


@pytest.fixture
def paged(boats: Pack) -> Pack:
    fields = boats.fields.model_copy(update={"title": "title", "texts": ("text",), "url": "url"})
    return boats.model_copy(update={"fields": fields})


BODY = """<p>A dry little sloop, kept under cover every winter.</p>
    <table><tr><th>Price</th><td>$5,000</td></tr><tr><td>Built</td><td>1974</td></tr></table>
    <dl><dt>Berth</dt><dd>Oakland</dd></dl><ul><li>new mast</li><li>two sails</li></ul>"""


def test_saved_pages_are_rows(paged: Pack, tmp_path: Path) -> None:
    pages = {
        "a.html": page("Swift", BODY, "https://harbour.example/1"),
        "deep/b.htm": page("Gull", "<p>A fat old ketch that sleeps six people.</p>"),
        "c.html": b"\x00\x01 rubbish",
        "d.html": b"",
        "notes.txt": b"no page",
    }
    for name, data in pages.items():
        (tmp_path / "pages" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pages" / name).write_bytes(data)
    found = list(read(paged, str(tmp_path / "pages")))
    records = [row for row in found if isinstance(row, Record)]
    assert [(row.id, row.title) for row in records] == [
        ("https://harbour.example/1", "Swift"),
        ("deep/b.htm", "Gull"),
    ]
    text = records[0].raw["text"]
    for said in ("Price: $5,000", "Built: 1974", "Berth: Oakland", "two sails", "every winter"):
        assert said in text
    assert "Harbour Board" not in text
    assert [row.raw for row in found if isinstance(row, Reject)] == ["c.html", "d.html"]
    archive = written(
        tmp_path, zipped({k: v for k, v in pages.items() if k != "notes.txt"}), "p.zip"
    )
    assert [row.id for row in read(paged, archive) if isinstance(row, Record)] == [
        row.id for row in records
    ]


def test_a_list_of_pages_and_a_single_page(paged: Pack, tmp_path: Path) -> None:
    written(tmp_path, page("Swift", BODY), "a.html")
    listed = written(tmp_path, b"# saved in May\na.html\nnone.html\n", "pages.txt")
    record, reject = read(paged, listed)
    assert isinstance(record, Record)
    assert isinstance(reject, Reject)
    assert (record.id, record.title, reject.reason) == (
        "a.html",
        "Swift",
        "the page cannot be read (No such file or directory)",
    )
    [single] = read(paged, str(tmp_path / "a.html"))
    assert single == record


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.tsv", "a.parquet", "a.zip", "a"])
@given(data=st.binary(min_size=1, max_size=400))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rubbish_is_rejects_or_one_clear_error(
    boats: Pack, tmp_path: Path, name: str, data: bytes
) -> None:
    for start in (b"", b"PAR1", b"PK\x03\x04", b"[", b"{", b"id,name,text\n"):
        try:
            found = list(read(boats, written(tmp_path, start + data, name)))
        except BadSource:
            continue
        assert all(isinstance(row, Reject | Record) for row in found)


def test_a_large_array_is_read_element_by_element(boats: Pack, tmp_path: Path) -> None:
    rows = ({**GOOD, "id": f"b{n}", "text": "dry " * 500} for n in range(5_000))
    path = written(
        tmp_path, b"[" + b",".join(json.dumps(row).encode() for row in rows) + b"]", "a.json"
    )
    tracemalloc.start()
    count = sum(isinstance(row, Record) for row in read(boats, path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 5_000
    assert peak < 3_000_000


def test_a_source_is_named_without_its_secrets(boats: Pack) -> None:
    name = source_name(boats, "https://me:word@host.example/a/b.jsonl?token=1#x")
    assert name == "https://host.example/a/b.jsonl"


def test_a_long_value_in_an_array_is_one_clear_error_soon(boats: Pack, tmp_path: Path) -> None:
    head = b'[{"id": "b1", "name": "Swift", "text": "'
    for inside in (head, b'{"page": "1", "boats": ' + head, b'[{"id": ', b'{"a": "'):
        filler = b"1" if inside.endswith(b": ") else b"x"
        path = written(tmp_path, inside + filler * 60_000_000 + b'"}]', "a.json")
        begun = time.process_time()
        with pytest.raises(BadSource, match=r"holds a value longer than 1,000,000 bytes"):
            list(read(boats, path))
        assert time.process_time() - begun < 5  # to its end it would be minutes


def test_a_long_or_deep_element_of_an_array_is_a_reject(boats: Pack, tmp_path: Path) -> None:
    long = b'{"id": "b2", "more": [' + (b'"' + b"x" * 10_000 + b'",') * 300 + b"1]}"
    deep = b'{"id": "b3", "more": ' + b"[" * 20_000 + b"]" * 20_000 + b"}"
    rows = [json.dumps(GOOD).encode(), long, deep, json.dumps({**GOOD, "id": "b4"}).encode()]
    array = b"[" + b",".join(rows) + b"]"
    for document in (array, b'{"at": {"x": [1]}, "boats": ' + array + b', "end": {"x": [[2]]}}'):
        path = written(tmp_path, document, "a.json")
        tracemalloc.start()
        found = list(read(boats, path))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert reasons(found) == ["longer than 1,000,000 bytes", "nested too deeply"]
        assert [row.id for row in found if isinstance(row, Record)] == ["b1", "b4"]
        assert [row.line for row in found] == [1, 2, 3, 4]
        assert peak < 60_000_000


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped({"b.zip": zipped({"c.jsonl": lines(GOOD)})})),
        ("a.zip", zipped({"b.jsonl.gz": gzip.compress(lines(GOOD), mtime=0)})),
        ("a.zip.gz", gzip.compress(zipped({"c.jsonl": lines(GOOD)}), mtime=0)),
        ("a.jsonl.gz.gz", gzip.compress(gzip.compress(lines(GOOD), mtime=0), mtime=0)),
    ],
)
def test_an_archive_in_an_archive_is_refused(
    boats: Pack, tmp_path: Path, name: str, data: bytes
) -> None:
    with pytest.raises(BadSource, match="is an archive in an archive; unpack it"):
        list(read(boats, written(tmp_path, data, name)))


def test_archives_nested_without_an_end_are_refused_as_one(boats: Pack, tmp_path: Path) -> None:
    data = lines(GOOD)
    for level in range(2_000):
        data = zipped({f"{level}.zip": data})
    with pytest.raises(BadSource, match="is an archive in an archive"):
        list(read(boats, written(tmp_path, data, "a.zip")))


def packed(form: str, data: bytes) -> bytes:
    if form == "gz":
        return gzip.compress(data, mtime=0)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html" if form == "pages" else "a.jsonl", data)
        if form == "pages":
            archive.writestr("b.html", data)
    return held.getvalue()


@pytest.mark.parametrize("form", ["gz", "zip", "pages"])
def test_no_more_is_unpacked_than_is_let_in(boats: Pack, tmp_path: Path, form: str) -> None:
    bomb = packed(form, lines(GOOD) + (b" " * 999 + b"\n") * 9_000)
    assert len(bomb) < 80_000
    path = written(tmp_path, bomb, "a.gz" if form == "gz" else "a.zip")
    with pytest.raises(BadSource, match="is larger than 8,000,000 bytes; FIRSTFIVE_SOURCE_MEG"):
        list(read(boats, path, Bounds(largest=8_000_000)))
    if form != "pages":
        assert len(list(read(boats, path))) == 1


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_unpacks_without_a_bound_is_not_unpacked(
    boats: Pack, tmp_path: Path, way: int
) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", way) as archive:
        archive.writestr("a.jsonl", lines(GOOD) + b" " * 100_000_000)
    whole = bytearray(data.getvalue())
    assert len(whole) < 20_000
    at = whole.rfind(b"PK\1\2") + 24
    whole[at : at + 4] = (100).to_bytes(4, "little")  # it says that it is small
    tracemalloc.start()
    try:
        with pytest.raises(BadSource, match="compressed in a way not read here"):
            list(read(boats, written(tmp_path, bytes(whole), "a.zip")))
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("way", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_damaged_archive_is_rejects_or_one_clear_error(
    boats: Pack, tmp_path: Path, way: int
) -> None:
    chance = random.Random(way)
    for member in ("a.jsonl", "a.html"):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", way) as archive:
            archive.writestr(member, lines(GOOD) * 300)
        whole = data.getvalue()
        for _ in range(150):
            damaged = bytearray(whole)
            for _ in range(chance.randint(1, 3)):
                damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
            try:
                found = list(read(boats, written(tmp_path, bytes(damaged), "a.zip")))
            except BadSource:
                continue
            assert all(isinstance(row, Reject | Record) for row in found)
