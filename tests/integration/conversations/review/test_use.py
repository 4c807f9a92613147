"""What is learnt from reviews: files out and in, cases for the evaluation, figures."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from conversations import store
from conversations.review import cases, labels
from conversations.review.expected import reading_of
from conversations.review.figures import figures
from conversations.review.queue import Filter
from conversations.review.reading import open_conversation
from conversations.review.redactions import redact_words
from conversations.review.transfer import Format, exported, parsed, take_in
from core.database import Connection, Pool
from core.errors import BadSetting, InvalidMessage
from core.reply import Said
from domains import load_pack
from evaluation.heard_cases import read_cases
from evaluation.people.written import read_people


async def written(connection: Connection, format: Format, **wanted: Any) -> str:
    return "".join([line async for line in exported(connection, Filter(**wanted), format, "rita")])


async def judged(connection: Connection, made: Any, note: str = "=curt") -> str:
    words = "a bakery, ask for Daniel Miller near the old mill"
    id: str = await made.talk(connection, (words, made.asks()), ("Ohio", made.shows()))
    await redact_words(connection, id, "old mill", "rita")
    await labels.toggle(connection, id, 1, "tone", "rita")
    await labels.toggle(connection, id, None, "good_match", "rita")
    await labels.judge(connection, id, "rita", note)
    return id


async def test_an_export_is_marked_veiled_and_of_judged_ones(pool: Pool, made: Any) -> None:
    async with pool.connection() as connection:
        await made.talk(connection, ("nobody judged this", made.asks()))
        id = await judged(connection, made)
        (line,) = (await written(connection, "jsonl")).splitlines()
        one = json.loads(line)
        assert one["conversation"] == id
        assert one["generated_by_ai"] is True
        said = "a bakery, ask for [name hidden] near the [redacted]"
        assert one["turns"][0]["said"] == {"text": said}
        given = [(row["turn"], row["label"], row["reviewer"]) for row in one["labels"]]
        assert given == [(1, "tone", "rita"), (None, "good_match", "rita")]
        table = list(csv.DictReader(io.StringIO(await written(connection, "csv"))))
        assert [(row["turn"], row["label"]) for row in table] == [
            ("1", "tone"), ("", "good_match"), ("", ""),
        ]  # fmt: skip
        assert table[2]["note"] == "'=curt"
        assert await written(connection, "jsonl", tags=("pack:stays",)) == ""


@pytest.mark.parametrize("format", ["jsonl", "csv"])
async def test_what_goes_out_comes_in_again(pool: Pool, made: Any, format: Format) -> None:
    async with pool.connection() as connection:
        id = await judged(connection, made, "curt")
        text = await written(connection, format)
        taken = await take_in(connection, parsed(text, format), "operator")
        assert (taken.labels, taken.judgements, taken.unknown) == (0, 1, 0)
        await connection.execute("delete from conversations.labels")
        await connection.execute("delete from conversations.judgements")
        assert (await take_in(connection, parsed(text, format), "operator")).labels == 2
        assert await written(connection, format) != ""
        (note,) = await labels.judgements_of(connection, id)
        assert (note.reviewer, note.note) == ("rita", "curt")
        await store.erase(connection, id)
        gone = await take_in(connection, parsed(text, format), "operator")
        assert gone.labels == gone.judgements == 0
        assert gone.unknown > 0


@pytest.mark.parametrize(
    "text", ["{", "[1]", '{"conversation": "x", "labels": [{"turn": 1, "label": "no such"}]}',
             '{"conversation": "x", "labels": [{"turn": null}]}', '{"labels": []}'],
)  # fmt: skip
async def test_a_file_that_is_none_changes_nothing(pool: Pool, text: str) -> None:
    async with pool.connection() as connection:
        with pytest.raises((BadSetting, InvalidMessage)):
            await take_in(connection, parsed(text, "jsonl"), "operator")
        cursor = await connection.execute("select from conversations.audit")
        assert cursor.rowcount == 0


def line(**said: Any) -> str:
    return json.dumps({"conversation": "x", "labels": [], "judgements": [], **said}) + "\n"


ROW = {"turn": 1, "label": "tone", "reviewer": "rita"}
JUDGED = {"reviewer": "rita", "note": "fine"}
STRANGE = (
    "[" * 200_000,
    "5",
    "null",
    '{"conversation": [1]}',
    '{"conversation": ' + "9" * 5_000 + "}",
    line(conversation="x" * 100_000),
    line(labels=5),
    line(labels={"a": 1}),
    line(labels=[{**ROW, "turn": "x"}]),
    line(labels=[{**ROW, "turn": 10**30}]),
    line(labels=[{**ROW, "label": [1]}]),
    line(labels=[{**ROW, "reviewer": "r" * 20_000}]),
    line(judgements=[{**JUDGED, "reviewer": ["a"]}]),
    line(judgements=[{**JUDGED, "reviewer": "\0"}]),
    line(judgements=[{**JUDGED, "reviewer": "\ud800"}]),
    line(judgements=[{**JUDGED, "note": ["x"]}]),
    line(judgements=[{**JUDGED, "note": "x" * 1_000_000}]),
)
HEAD = "conversation,turn,label,reviewer,at,note\n"
STRANGE_TABLES = (
    f"{HEAD}x\n",
    f"{HEAD}x,one,tone,rita,,\n",
    f'{HEAD}x,,,rita,,"{"n" * 200_000}"\n',
)


@pytest.mark.parametrize(
    ("text", "format"), [(t, "jsonl") for t in STRANGE] + [(t, "csv") for t in STRANGE_TABLES]
)
async def test_a_strange_file_is_one_error_that_says_none_of_it(
    pool: Pool, made: Any, text: str, format: Format
) -> None:
    async with pool.connection() as connection:
        id = await made.talk(connection, ("a bakery", made.asks()))
        with pytest.raises((BadSetting, InvalidMessage)) as refused:
            await take_in(connection, parsed(text.replace('"x"', f'"{id}"'), format), "operator")
        assert len(str(refused.value)) < 500
        assert await labels.judgements_of(connection, id) == []


async def test_what_others_noted_is_veiled_at_the_desk(pool: Pool, made: Any) -> None:
    async with pool.connection() as connection:
        noted = "asked for Daniel Miller, 617-555-0134, near the old mill"
        id = await judged(connection, made, noted)
        (seen,) = (await open_conversation(connection, id, "paula")).judgements
        assert seen.note == "asked for [name hidden], [phone removed], near the [redacted]"
        (own,) = (await open_conversation(connection, id, "rita")).judgements
        assert own.note == noted
        (all_,) = (await open_conversation(connection, id, "paula", "a complaint")).judgements
        assert "Daniel Miller" in all_.note


async def test_a_case_names_items_as_long_as_ids_are(pool: Pool, made: Any) -> None:
    async with pool.connection() as connection:
        id = await made.talk(connection, ("a bakery", made.asks()), ("Ohio", made.shows()))
        opened = await open_conversation(connection, id, "rita")
        for accepted in (["x" * 1_001], [f"b-{n}" for n in range(200)]):
            with pytest.raises(InvalidMessage, match="accept"):
                cases.person_of(opened, accepted)


async def test_a_conversation_becomes_a_person_of_the_evaluation(
    pool: Pool, made: Any, tmp_path: Path
) -> None:
    async with pool.connection() as connection:
        chosen, wishes = Said(choices=("state=Ohio",)), {"profile_after": (made.wish,)}
        id = await made.talk(
            connection, ("a bakery", made.asks("state")), (chosen, made.asks("revenue")),
            ("about two hundred", made.shows(), wishes),
        )  # fmt: skip
        opened = await open_conversation(connection, id, "rita")
        with pytest.raises(InvalidMessage, match="accept"):
            cases.person_of(opened, [])
        await store.add_feedback(connection, id, "b-1", "interested")
        opened = await open_conversation(connection, id, "rita")
        assert cases.person_of(opened, [])["accept"] == ["b-1"]
        await cases.add_case(connection, opened, None, cases.person_of(opened, ["b-2"]), "rita")
        await cases.add_case(connection, opened, None, cases.person_of(opened, ["b-3"]), "rita")
        kept = await cases.cases(connection, "businesses", utterances=False)
        file = tmp_path / "people.jsonl"
        file.write_text("".join(json.dumps(one) + "\n" for one in kept))
        (person,) = read_people(file, ["state", "revenue"])
        assert (person.target, person.accept, person.opening) == ("b-3", ("b-3",), "a bakery")
        assert person.answers == {"state": "Ohio", "revenue": "about two hundred"}
        assert person.musts == {"state"}
        counted = await cases.counted_cases(connection)
        assert counted == [{"pack": "businesses", "people": 1, "utterances": 0}]
        assert (await open_conversation(connection, id, "rita")).cases == {None}
        await store.erase(connection, id, at_least_days=9)
        assert await cases.cases(connection, "businesses", utterances=False) == []


async def test_a_wrong_reading_becomes_a_listening_case(
    pool: Pool, made: Any, tmp_path: Path
) -> None:
    async with pool.connection() as connection:
        id = await made.talk(
            connection, ("a bakery", made.asks("state")), ("the buckeye state", made.shows())
        )
        opened = await open_conversation(connection, id, "rita")
        expected = reading_of(load_pack("businesses"), "state", "want", "Ohio")
        body = cases.utterance_of(opened, 2, expected)
        assert (body["asked"], body["text"]) == ("state", "the buckeye state")
        await cases.add_case(connection, opened, 2, body, "rita")
        assert cases.utterance_of(opened, 1, expected)["asked"] == "opening"
        kept = await cases.cases(connection, "businesses", utterances=True)
        file = tmp_path / "utterances.jsonl"
        file.write_text("".join(json.dumps(one) + "\n" for one in kept))
        (case,) = read_cases(file)
        assert (case.asked, case.text, case.expected.value) == (
            "state",
            "the buckeye state",
            "Ohio",
        )


async def test_figures(pool: Pool, made: Any) -> None:
    async with pool.connection() as connection:
        left = [("hm", made.asks("state"))] * 3
        await made.talk(connection, *left)
        id = await made.talk(
            connection, ("a bakery", made.asks("city")), ("Lima", made.asks("revenue")),
            ("x", made.shows()),
        )  # fmt: skip
        await store.add_feedback(connection, id, "b-1", "interested")
        await labels.toggle(connection, id, 1, "tone", "rita")
        await labels.judge(connection, id, "rita", "")
        await made.talk(connection, ("a farm", made.shows()), pack="stays")
        await connection.execute(
            "update conversations.digests set last_at = last_at - interval '1 hour'"
        )
        today = datetime.now(UTC).date()
        found = await figures(connection, None, today, today, ("tone",))
        (week,) = found.weeks
        assert (week.conversations, week.five, week.interested) == (3, 2, 1)
        assert [(one.name, one.n, one.of) for one in found.questions] == [("0", 1, 2), ("2", 1, 2)]
        assert [(one.name, one.n, one.of) for one in found.seconds] == [("0", 2, 2)]
        assert [(one.name, one.n, one.of) for one in found.left] == [
            ("state", 1, 1), ("revenue", 0, 1),
        ]  # fmt: skip
        assert [(one.name, one.n) for one in found.labels] == [("tone", 1)]
        version = next(one for one in found.versions if one.kind == "catalogue version")
        assert (version.conversations, version.five, version.interested) == (3, 2, 1)
        assert (version.judged, version.faulty, version.questions) == (1, 1, 1.0)
        only = await figures(connection, "stays", today, today, ())
        assert [one.conversations for one in only.weeks] == [1]
