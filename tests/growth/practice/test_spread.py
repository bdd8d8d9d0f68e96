"""The scenarios that come with Extramile as a whole: a spread of people and troubles, in the house's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from extramile.growth.practice.rehearsal.files import SHIPPED, found
from extramile.growth.practice.rehearsal.scenario import Scenario, World, Writes
from extramile.growth.skills import Skill

ALL = tuple(found(SHIPPED).scenarios.values())
every = pytest.mark.parametrize("scenario", ALL, ids=lambda one: one.name)

COMPANIES = re.compile(
    r"\b(?:DHL|UPS|FedEx|Hermes|Evri|DPD|Royal Mail|Parcelforce|USPS|Amazon|eBay|Etsy|PayPal|Klarna|Visa|Mastercard"
    r"|Barclays|HSBC|Lloyds|NatWest|Santander|Monzo|Revolut|Vodafone|T-Mobile|Virgin|BT|Sky|Netflix|Spotify|Google"
    r"|Microsoft|Apple|Samsung|WhatsApp|Facebook|Instagram|Tripadvisor|Trustpilot|Uber|Deliveroo|Ryanair|easyJet"
    r"|British Airways|Hilton|Marriott|Airbnb|Expedia|LNER|ScotRail|CalMac|National Express|Ikea|Tesco|Sainsbury'?s"
    r"|Patagonia|North Face|Trangia|Primus|Gore-?Tex|Salomon|NHS|British Gas|Thames Water|Decathlon|Miele|Nikwax)\b"
)
AMERICAN = re.compile(
    r"\b(?:colors?|gray|favorites?|favors?|honors?|neighbors?|behaviors?|(?:apolog|real|organ|recogn)ize[sd]?"
    r"|centers?|theaters?|travel(?:ing|ed|er)|cancel(?:ed|ing)|cell ?phone|mom|gotten|zip code)\b",
    re.IGNORECASE,
)
SLURS = re.compile(r"\b(?:crazy|lunatic|psycho|retard\w*|bimbo|hag|chav|karen)\b", re.IGNORECASE)


def by_the_house(scenario: Scenario) -> Iterator[str]:
    """What an agent reads or would write, so what the house's words are asked of."""
    yield from (scenario.title, scenario.about, scenario.story, scenario.need)
    yield from (*scenario.reasons, *scenario.good, *scenario.bad)
    steps = [*scenario.steps, *(card.step for card in scenario.turns if card.step)]
    yield from (step.does for step in steps)
    for rule in scenario.rules:
        yield from (rule.never, rule.instead)


def by_the_customer(scenario: Scenario) -> Iterator[str]:
    """All that the customer may write."""
    says = scenario.says
    yield from (*scenario.opening, *(fact.says for fact in scenario.facts), *(card.says for card in scenario.turns))
    yield from (*says.calmer, *says.same, *says.angrier, *says.thanks, *says.leaves)


def test_there_are_forty_over_all_skills_levels_and_both_worlds() -> None:
    assert len(ALL) >= 40
    skills = Counter(skill for scenario in ALL for skill in scenario.skills)
    levels = Counter(scenario.level for scenario in ALL)
    worlds = Counter(scenario.world for scenario in ALL)
    assert {skill: skills[skill] for skill in Skill if skills[skill] < 4} == {}
    assert {level: levels[level] for level in range(1, 5) if levels[level] < 8} == {}
    assert {world: worlds[world] for world in World if worlds[world] < 18} == {}
    assert {scenario.customer.writes for scenario in ALL} == set(Writes)


def test_each_is_somebody_else() -> None:
    for told in ("title", "story", "need"):
        assert len({getattr(scenario, told) for scenario in ALL}) == len(ALL)
    assert len({scenario.customer.name for scenario in ALL}) == len(ALL)
    lines = Counter(line for scenario in ALL for line in set(by_the_customer(scenario)) if len(line) > 24)
    assert {line for line, times in lines.items() if times > 1} == set()


def test_harder_levels_are_harder() -> None:
    tempers = [[one.customer.temper for one in ALL if one.level == level] for level in range(1, 5)]
    means = [sum(some) / len(some) for some in tempers]
    assert means == sorted(means)


@every
def test_a_scenario_has_something_to_find_out_and_changes_in_improv(scenario: Scenario) -> None:
    assert sum(not fact.told for fact in scenario.facts) >= 2
    assert any(fact.told and fact.back for fact in scenario.facts)
    assert len(scenario.turns) >= 2 and scenario.rules and scenario.reasons and scenario.feeling
    assert all(rule.instead for rule in scenario.rules)
    assert len(scenario.good) >= 3 and len(scenario.bad) >= 3
    assert scenario.says.calmer and scenario.says.same and scenario.says.angrier
    assert scenario.says.thanks and scenario.says.leaves


@every
def test_what_agents_read_is_in_the_words_of_the_house(scenario: Scenario) -> None:
    for text in by_the_house(scenario):
        assert "!" not in text and not AMERICAN.search(text), text
        assert not re.search(
            r"\b(?:utilis|leverag|delight(?:ed|ful)|amazing|awesome|reach out)", text, re.IGNORECASE
        ), text


@every
def test_no_company_is_named_and_nobody_is_called_names(scenario: Scenario) -> None:
    for text in (*by_the_house(scenario), *by_the_customer(scenario)):
        assert not COMPANIES.search(text) and not SLURS.search(text), text
