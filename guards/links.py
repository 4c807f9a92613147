"""A card links to the item's own page or to nothing."""

from __future__ import annotations

from urllib.parse import urlsplit


def allowed_link(url: str | None, own: str | None) -> bool:
    """Whether ``url`` may be shown for an item whose source page is ``own``: only that page."""
    return url is None or (url == own and safe_link(url))


def safe_link(url: str) -> bool:
    """Whether it is a plain http(s) address: a host, no credentials, no spaces or controls."""
    if any(c <= " " or c in '<>"\\`\x7f' for c in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
