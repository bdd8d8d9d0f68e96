"""Somebody who sees every page of every round works out nobody's answer; with one rule switched off they do."""

from __future__ import annotations

import pytest
from bench.lib.attacker import exposed, recovered
from bench.lib.organisations import invented

from tests.pulse.copies import SWITCHES

COMPANIES = 300
# Where to look, since some holes are rare: the first company of the invented ones in which each shows.
SOLVED = {"rule 4": 2, "rule 5": 1, "rule 5 beside others": 2059}
ISOLATED = {"rule 1": 0, "rules 2 and 3": 86, "rule 4": 0}


def test_nobody_is_worked_out() -> None:
    shown = 0
    for seed in range(COMPANIES):
        company = invented(seed)
        shown += sum(one.band is not None for told in company.rounds for one in told.shown.values())
        assert (recovered(company), exposed(company)) == (0, 0), seed
    assert shown > COMPANIES, "or there was nothing to attack"


@pytest.mark.parametrize(("rule", "seed"), SOLVED.items())
def test_without_a_rule_answers_are_worked_out(rule: str, seed: int) -> None:
    assert recovered(invented(seed, telling=SWITCHES[rule]())) > 0
    assert recovered(invented(seed)) == 0


@pytest.mark.parametrize(("rule", "seed"), ISOLATED.items())
def test_without_a_rule_figures_differ_by_too_few(rule: str, seed: int) -> None:
    assert exposed(invented(seed, telling=SWITCHES[rule]())) > 0
    assert exposed(invented(seed)) == 0


def test_every_rule_can_be_missed() -> None:
    assert SOLVED.keys() | ISOLATED.keys() == SWITCHES.keys()
