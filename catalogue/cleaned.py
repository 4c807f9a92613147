"""The second stage: from a raw record to texts that may be shown. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from catalogue import clean
from catalogue.boilerplate import site_of
from catalogue.neutral import AIMED_AT_MACHINES, hides_orders, neutralised
from catalogue.record import Record, source_text
from catalogue.repeats import Keys, Repeated, digest, without_repeated
from domains import Pack


@dataclass(frozen=True)
class Cleaned:
    """The texts of an item: ``text`` begins with the title's line, to be evidence too."""

    title: str
    url: str | None
    summary: str
    text: str
    flags: tuple[str, ...]

    @property
    def body(self) -> str:
        """The text without the title."""
        return self.text.removeprefix(self.title).strip()


def cleaner_version(pack: Pack, repeated: Repeated) -> str:
    """Names the cleaning code, what the pack says of it, and what a source's items share."""
    says = {"fields": pack.fields.model_dump(mode="json"), "locale": pack.locale}
    about = sha256(json.dumps(says, sort_keys=True).encode()).hexdigest()[:12]
    return f"{clean.VERSION} {about} {digest(repeated)}".strip()


def clean_record(pack: Pack, record: Record, repeated: Repeated) -> Cleaned:
    """Clean a record: no markup, furniture, personal data, nor words meant for programs."""
    served = pack.locale.partition("-")[0].lower()
    site = site_of_record(pack, record)
    raw = without_repeated(source_text(pack, record.raw), repeated.get(site, Keys()))
    shown = clean.clean_line(record.title)
    title, title_flags = neutralised(shown, served)
    text, flags = _joined(shown, title, clean.clean(raw, site), served)
    own, own_flags = _own_summary(pack, record, served)
    hidden = (AIMED_AT_MACHINES,) if hides_orders(raw) else ()
    body = text.removeprefix(title).strip()
    return Cleaned(
        title=title,
        url=_url(_field(record, pack.fields.url)),
        summary=clean.summary_of(own, body or title),
        text=text,
        flags=_all(
            (title_flags if not body else (), flags, own_flags, _aimed(title_flags), hidden)
        ),
    )


def site_of_record(pack: Pack, record: Record) -> str:
    """What the site of a record calls itself; empty where that is not known."""
    return site_of(_field(record, pack.fields.url))


def _joined(shown: str, title: str, body: str, served: str) -> tuple[str, tuple[str, ...]]:
    """The title's line and the neutral body, which may begin with the title itself."""
    rest = body.removeprefix(shown)
    if rest != body and not rest.startswith("\n") and rest:
        return neutralised(body, served)
    text, flags = neutralised(rest.strip(), served)
    return f"{title}\n{text}".strip(), flags


def _own_summary(pack: Pack, record: Record, served: str) -> tuple[str, tuple[str, ...]]:
    own = _field(record, pack.fields.summary)
    return neutralised(clean.clean(own), served) if isinstance(own, str) else ("", ())


def _aimed(flags: Sequence[str]) -> tuple[str, ...]:
    """The flags of a title that count for the item: one in another language is a name."""
    return tuple(flag for flag in flags if "language" not in flag)


def _all(flags: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(sorted({flag for found in flags for flag in found}))


def _field(record: Record, name: str | None) -> object:
    return record.raw.get(name) if name else None


def _url(value: object) -> str | None:
    """Only web addresses: a link of another scheme could run code where it is shown."""
    text = value.strip() if isinstance(value, str) else ""
    fine = text.lower().startswith(("http://", "https://")) and not any(c.isspace() for c in text)
    return text if fine else None
