"""What a saved web page says: its main text without what the site wraps around it."""

from __future__ import annotations

from typing import Any

from catalogue.record import Unusable

LONGEST_PAGE = 10_000_000
"""Bytes of a page at most."""


def read_page(data: bytes) -> dict[str, str]:
    """The page as a record: ``title``, ``text``, and ``url`` and ``date`` where it states them.

    Raises:
        Unusable: it is no HTML, is too long, or holds no text.
    """
    from trafilatura import extract, extract_metadata, load_html

    if len(data) > LONGEST_PAGE:
        raise Unusable(f"the page is longer than {LONGEST_PAGE:,} bytes")
    tree: Any = load_html(data)
    if tree is None:
        raise Unusable("not HTML")
    meta = extract_metadata(tree, extensive=False)
    _flatten(tree)
    text = extract(tree, favor_recall=True, include_comments=False)
    if not text:
        raise Unusable("the page holds no text")
    found = {
        "title": meta.title or text.partition("\n")[0],
        "text": text,
        "url": meta.url,
        "date": meta.date,
    }
    return {name: value for name, value in found.items() if value}


def _flatten(tree: Any) -> None:
    """Rows of tables become lines of their own, "Price: $5,000", so that label and value stay
    together.
    """
    for row in list(tree.iter("tr")):
        cells = [" ".join(cell.text_content().split()) for cell in row if cell.tag in ("td", "th")]
        _replace(row, [": ".join(filter(None, cells[:2])), *filter(None, cells[2:])])
    for table in list(tree.iter("table")):
        table.tag = "div"
    for list_ in list(tree.iter("dl")):
        _pairs(list_)


def _pairs(list_: Any) -> None:
    term = ""
    for child in list(list_):
        words = " ".join(child.text_content().split())
        if child.tag == "dt":
            term = words
            list_.remove(child)
        elif child.tag == "dd":
            _replace(child, [f"{term}: {words}" if term else words])
    list_.tag = "div"


def _replace(element: Any, cells: list[str]) -> None:
    for child in list(element):
        element.remove(child)
    element.tag, element.text = "p", " | ".join(cells)
