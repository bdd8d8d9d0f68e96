"""Cleaning: storable, and otherwise exactly what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.base.text import LIMIT, EmptyText, TextTooLong, clean, initials, line

anything = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  hello \n", "hello"),
        ("a\x00b", "a\ufffdb"),
        ("\ud83d cut", "\ufffd cut"),
        ("cut \udc00 é", "cut \ufffd é"),
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("\u202egnp.exe\u202c", "\u202egnp.exe\u202c"),
        ("\u2067שלום\u2069", "\u2067שלום\u2069"),
        ("a\u200db \x1b[31m \x07", "a\u200db \x1b[31m \x07"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("e\u0301", "e\u0301"),
        ("\x00", "\ufffd"),
    ],
)
def test_what_is_changed_and_what_is_not(given: str, kept: str) -> None:
    assert clean(given) == kept


@pytest.mark.parametrize("given", ["", " ", "\n\r\n\t", "\u2003\u00a0"])
def test_nothing_left(given: str) -> None:
    with pytest.raises(EmptyText):
        clean(given)


def test_the_limit_counts_code_points_after_cleaning() -> None:
    assert len(clean("🏕" * LIMIT)) == LIMIT
    assert len(clean("  " + "\r\n".join(["a"] * (LIMIT // 2)) + "b  ")) == LIMIT
    with pytest.raises(TextTooLong):
        clean("🏕" * LIMIT + "x")


@given(anything)
def test_what_is_clean_can_be_stored_and_stays(text: str) -> None:
    try:
        kept = clean(text)
    except EmptyText:
        return
    kept.encode()
    assert "\x00" not in kept
    assert "\r" not in kept
    assert clean(kept) == kept


@given(anything, st.integers(2, 200))
def test_a_line_is_one_line_and_short(text: str, most: int) -> None:
    flat = line(text, most)
    assert len(flat) <= most
    assert "\n" not in flat


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Maya Reyes", "MR"), ("maya", "M"), ("", ""), ("… !", ""), ("Ana María de la Cruz", "AC"), ("山田 太郎", "山太"),
     ("sam.okafor@northfold.example", "SE"), ("<b>", "")],
)  # fmt: skip
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(anything)
def test_initials_of_anything(name: str) -> None:
    assert len(initials(name)) <= 6
