"""What a page would draw is taken out; what people write stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guards.links import allowed_link, safe_link
from guards.markup import find_markup, plain


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a <b>bold</b> one", "a bold one"),
        ("x<script>steal()</script>y", "x y"),
        ("x<script>steal()", "x"),
        ("<img src=x onerror=alert(1)>", ""),
        ("<img src=x onerror=alert(1)", ""),
        ("&lt;script&gt;steal()&lt;/script&gt;", ""),
        ("&amp;lt;b&amp;gt;", ""),
        ("[a shop](https://evil.example/?q=1)", "a shop"),
        ("![](https://evil.example/p.png)", ""),
        ("![pixel](https://evil.example/p.png)", "pixel"),
        ("[a](javascript:alert(1))", "a"),
        ("[a&rpar;&lpar;https://evil.example)", "[a&rpar;&lpar; )"),
        ("see https://evil.example/x?y=z now", "see now"),
        ("see www.evil.example now", "see now"),
        ("javascript:alert(1)", ")"),
        ("data:text/html;base64,AAAA", ""),
        ("[a][1]\n[1]: https://evil.example", "a"),
        ("```html\nx\n```", "html\nx"),
        ("<scr<b>ipt>alert(1)</scr</b>ipt>", "alert(1)"),
        ("<!-- hidden", "hidden"),
    ],
)
def test_markup_goes(text: str, left: str) -> None:
    assert find_markup(text) is not None
    assert plain(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "fewer than 10 < x > 3 people",
        "I <3 bread",
        "AT&T & Sons; a&b",
        "a [note] in brackets (and more)",
        "price*quantity, under_score, #1",
        "5 > 3 and 2 < 4",
        "the ratio was 3:1; data: none",
        "It opened in 1990. It closed at 5.",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    assert find_markup(text) is None
    assert plain(text) == text


@given(st.text(alphabet="<>[]()!&;lgt#60abscript:/=\"' \n`~w.", max_size=120))
def test_what_is_left_is_plain(text: str) -> None:
    assert find_markup(plain(text)) is None


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("https://shops.example/b1?x=1#y", True),
        ("http://shops.example", True),
        ("HTTPS://shops.example", True),
        ("//shops.example", False),
        ("/b1", False),
        ("", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("https://a b.example", False),
        ("https://a.example/\n", False),
        ("https://user@a.example", False),
        ('https://a.example/"onclick="x', False),
        ("https://[bad", False),
    ],
)
def test_addresses(url: str, fine: bool) -> None:
    assert safe_link(url) is fine
    assert allowed_link(url, url) is fine
    assert not allowed_link(url, "https://other.example")


def test_no_link_is_fine() -> None:
    assert allowed_link(None, None)
    assert allowed_link(None, "https://a.example")
