"""Cards are found by what people write."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.measure.lookup import measured

from extramile.desk.lookup import Lookup

CARDS = [
    (1, "Something arrived torn. My tent came with a torn seam. The zip is broken."),
    (2, "Where is my parcel? The tracking has not moved. Still waiting for my delivery."),
    (3, "I want my money back. How do I return this? Where is my refund?"),
]
DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "banking77_train.jsonl.gz"


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("the seams tore on saturday", 1), ("ZIPPER BROKE", 1), ("my delivrey is still not here", 2),
        ("when do you refund me", 3), ("returning it, money please", 3),
    ],
)  # fmt: skip
def test_inflected_loud_and_misspelt_words_find_their_card(text: str, card: int) -> None:
    found = Lookup(CARDS).find(text)
    assert found[0].card == card and 0 < found[0].fits <= 1


def test_a_card_fits_itself_wholly_and_nothing_fits_nonsense() -> None:
    lookup = Lookup(CARDS)
    assert lookup.find(CARDS[0][1])[0].fits > 0.99
    for text in ("", "?!", "qqqq xxxx", "🏕️"):
        assert lookup.find(text) == []
    assert lookup.find("zip", at_least=0.9) == [] and Lookup([]).find("zip") == []


def test_no_more_are_found_than_asked_and_the_best_come_first() -> None:
    found = Lookup(CARDS).find("my torn parcel refund", most=2)
    assert len(found) == 2 and found[0].fits >= found[1].fits


@pytest.mark.skipif(not DATA.exists(), reason="the labelled questions are not beside the checkout")
def test_it_finds_real_questions_at_least_as_well_as_the_yardstick() -> None:
    assert float(str(measured(DATA)["top1"])) >= 0.735
