"""Scores of one person: the burnout inventory's published rules and figures, and our own scales."""

from __future__ import annotations

import pytest

from extramile.pulse.measures import MEASURES, burnout, scores


@pytest.mark.parametrize(
    ("points", "score"),
    [([100.0] * 7, 85.71), ([0.0] * 7, 14.29), ([75.0, 50.0, 50.0, 100.0, 25.0, 50.0, 75.0], 53.57)],
)
def test_work_scores_are_those_that_were_published(points: list[float], score: float) -> None:
    found = burnout("work", points)
    assert found is not None and round(found, 2) == score


@pytest.mark.parametrize(("scale", "items", "fewest"), [("work", 7, 4), ("client", 6, 3)])
def test_a_scale_with_too_few_answers_is_void(scale: str, items: int, fewest: int) -> None:
    assert burnout(scale, [100.0] * (fewest - 1) + [None] * (items - fewest + 1)) is None
    assert burnout(scale, [100.0] * fewest + [None] * (items - fewest)) == 100


def test_the_last_question_about_work_counts_the_other_way_round() -> None:
    assert burnout("work", [None, None, None, 0.0, 0.0, 0.0, 100.0]) == 0
    assert burnout("client", [50.0, 50.0, 50.0, 50.0, 50.0, 100.0]) == pytest.approx(58.33, abs=0.01)


@pytest.mark.parametrize(("said", "points"), [(0, 0), (6, 0), (7, 50), (8, 50), (9, 100), (10, 100)])
def test_would_recommend_counts_nine_and_ten_less_nought_to_six(said: int, points: int) -> None:
    assert scores({"recommend": said}) == {"recommend": points}


def test_a_need_is_the_mean_of_what_was_answered_of_it() -> None:
    assert scores({"autonomy1": 4, "autonomy2": 1, "competence2": 3}) == {"autonomy": 62.5, "competence": 75}
    assert scores({}) == {}


def test_nothing_is_summed_over_scales() -> None:
    assert not {"total", "overall", "index", "energy"} & MEASURES.keys()
    assert [one.floor for one in MEASURES.values() if one.floor != 5] == [10, 10]
