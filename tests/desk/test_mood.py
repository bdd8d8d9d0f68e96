"""How customers sound: which way, by which words, and to what the estimate is silent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.desk.models import By
from extramile.desk.mood.estimate import NotACustomer, estimate, moving_words, smoothed

PLEASED = ["Thank you so much, that was really quick and kind", "oh, that would honestly save my weekend", "Love it!"]
CROSS = [
    "This is ridiculous. I already told you my order number twice and heard nothing",
    "I WANT MY MONEY BACK",
    "The tent arrived with a torn seam and nobody answers, I am so disappointed",
]


@pytest.mark.parametrize("text", PLEASED)
def test_pleased_words_are_above_nothing(text: str) -> None:
    found = estimate(text, by=By.VISITOR)
    assert found and 0.2 < found.valence <= 1 and found.likeliest == "positive"


@pytest.mark.parametrize("text", CROSS)
def test_cross_words_are_below(text: str) -> None:
    found = estimate(text, by=By.VISITOR)
    assert found and -1 <= found.valence < -0.2


@pytest.mark.parametrize("by", [by for by in By if by != By.VISITOR])
def test_how_an_agent_sounds_is_not_estimated(by: By) -> None:
    for ask in (estimate, moving_words):
        with pytest.raises(NotACustomer):
            ask(PLEASED[0], by=by)


@pytest.mark.parametrize(
    "text",
    [
        "", "12345", "???", "👍", "Das Zelt ist leider kaputt angekommen und ich bin sehr enttäuscht",
        "La tente est arrivée déchirée et je suis très déçu", "Estoy muy contento con la tienda, muchas gracias",
        "A tenda chegou rasgada e eu não estou feliz", "الخيمة وصلت ممزقة", "テントが破れていました",
        "Палатка пришла рваной", "De tent is kapot aangekomen en ik ben niet blij",
        "Tältet var trasigt när det kom och jag är inte nöjd",
    ],
)  # fmt: skip
def test_it_is_silent_for_what_it_was_not_trained_on(text: str) -> None:
    assert estimate(text, by=By.VISITOR) is None


@pytest.mark.parametrize(
    "text", ["Hi", "ok thanks", "Where is my order?", "can you send me the invoice please", *CROSS]
)
def test_it_speaks_for_plain_english(text: str) -> None:
    assert estimate(text, by=By.VISITOR) is not None


def test_the_words_that_moved_it_are_those_without_which_it_is_another() -> None:
    moved = moving_words("The delivery was late and the driver was rude", by=By.VISITOR)
    assert moved[0][0] == "rude" and moved[0][1] < 0
    assert {"the", "was", "and"}.isdisjoint(word for word, _ in moved)
    assert moving_words("Das ist kaputt", by=By.VISITOR) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("This is ridiculous. My boots came broken AGAIN and nobody answers. I am so angry.", "ridiculous"),
        ("Thank you so much, wonderful, amazing, I love it", "thank"),
    ],
)
def test_at_the_ends_of_the_scale_words_still_move_it(text: str, word: str) -> None:
    moved = moving_words(text, by=By.VISITOR)
    assert moved[0][0] == word and len(moved) > 1 and abs(estimate(text, by=By.VISITOR).valence) > 0.99  # type: ignore[union-attr]


def test_a_trace_is_smoothed_and_keeps_its_silences() -> None:
    assert smoothed([None, 1.0, None, -1.0, 0.5]) == [None, 1.0, None, 0.0, 0.25]


@given(st.text(max_size=300))
def test_any_text_gives_a_valence_or_silence(text: str) -> None:
    found = estimate(text, by=By.VISITOR)
    assert found is None or (-1 <= found.valence <= 1 and abs(sum(found.classes) - 1) < 1e-6)
    moving_words(text, by=By.VISITOR)
