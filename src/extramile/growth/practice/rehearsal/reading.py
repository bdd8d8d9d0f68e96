"""A scenario from the text of its file, or all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import yaml
from django.utils.translation import gettext as _

from extramile.growth.practice.rehearsal.faults import Broken, Fault
from extramile.growth.practice.rehearsal.nodes import (
    Field,
    Several,
    Wrong,
    line_of,
    many,
    one_of,
    record,
    root,
    switch,
    text,
    whole,
)
from extramile.growth.practice.rehearsal.scenario import (
    Card,
    Customer,
    Fact,
    Rule,
    Says,
    Scenario,
    Step,
    When,
    World,
    Writes,
)
from extramile.growth.skills import Skill

_LINE, _PHRASE, _ID = 600, 120, 40
_words = many(text(_PHRASE))
_lines = many(text(_LINE))
_fact = record(
    {
        "id": Field(text(_ID)),
        "says": Field(text(_LINE)),
        "told": Field(switch, optional=True),
        "asked_by": Field(_words, optional=True),
        "back": Field(_words, optional=True),
    },
    Fact,
)
_step = record(
    {
        "id": Field(text(_ID)),
        "does": Field(text(_LINE)),
        "words": Field(many(text(_PHRASE), least=1)),
        "time": Field(switch, optional=True),
        "asks": Field(text(_LINE), optional=True),
    },
    Step,
)
_rule = record(
    {
        "never": Field(text(_LINE)),
        "words": Field(many(text(_PHRASE), least=1)),
        "instead": Field(text(_LINE), optional=True),
    },
    Rule,
)
_customer = record(
    {
        "name": Field(text(60)),
        "temper": Field(whole(0, 10)),
        "trust": Field(whole(0, 10)),
        "patience": Field(whole(1, 120)),
        "writes": Field(one_of(Writes), optional=True),
    },
    Customer,
)
_says = record(
    {name: Field(_lines, optional=True) for name in ("calmer", "same", "angrier", "thanks", "leaves")},
    Says,
)
_card = record(
    {
        "when": Field(one_of(When)),
        "says": Field(text(_LINE)),
        "fact": Field(_fact, optional=True),
        "step": Field(_step, optional=True),
        "without": Field(text(_ID), optional=True),
    },
    Card,
)
_FIELDS = {
    "title": Field(text(80)),
    "about": Field(text(300)),
    "world": Field(one_of(World), optional=True),
    "level": Field(whole(1, 4)),
    "skills": Field(many(one_of(Skill), least=1, most=3)),
    "customer": Field(_customer),
    "story": Field(text(2_000)),
    "need": Field(text(_LINE)),
    "feeling": Field(_words, optional=True),
    "desk": Field(_lines, optional=True),
    "opening": Field(many(text(_LINE), least=1, most=5)),
    "facts": Field(many(_fact), optional=True),
    "steps": Field(many(_step, least=1, most=6)),
    "rules": Field(many(_rule, most=10), optional=True),
    "reasons": Field(_lines, optional=True),
    "says": Field(_says, optional=True),
    "turns": Field(many(_card, most=12), optional=True),
    "good": Field(many(text(_LINE * 2), least=1, most=20)),
    "bad": Field(many(text(_LINE * 2), least=1, most=20)),
}


def read(written: str, *, name: str, file: str) -> Scenario:
    """The scenario of a text, under a `name`; `file` is what faults call it. Raises Broken with all of them."""

    def made(**fields: Any) -> Scenario:
        return Scenario(name=name, **fields)

    try:
        node = root(written)
        scenario: Scenario = record(_FIELDS, made)(node)
        if wrongs := list(_muddled(scenario, node)):
            raise Several(wrongs)
    except Wrong as wrong:
        raise Broken([Fault(file, wrong.line, wrong.what, wrong.mend)]) from wrong
    except Several as several:
        raise Broken([Fault(file, one.line, one.what, one.mend) for one in several.wrongs]) from several
    return scenario


def written(scenario: Scenario) -> str:
    """A scenario as the text of a file."""
    kept = {name: value for name, value in _plain(asdict(scenario)).items() if name in _FIELDS}
    ordered = {name: kept[name] for name in _FIELDS if kept.get(name)}
    return str(yaml.safe_dump(ordered, sort_keys=False, allow_unicode=True, width=110))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items() if one not in (None, "", (), False)}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, str) else value


def _muddled(scenario: Scenario, node: yaml.Node) -> Iterator[Wrong]:
    """What each field alone does not show: names given twice, names that nothing has, facts that nobody can hear."""
    lines = {str(key.value): _lines_in(value) for key, value in node.value}
    for field, ids in (("facts", [one.id for one in scenario.facts]), ("steps", [one.id for one in scenario.steps])):
        for place, name in enumerate(ids):
            if name in ids[:place]:
                what = _("The id “%(id)s” is given twice.") % {"id": name}
                yield Wrong(lines[field][place], what, _("Give each its own."))
    for place, fact in enumerate(scenario.facts):
        if not fact.told and not fact.asked_by:
            what = _("Nobody can ask for the fact “%(id)s”.") % {"id": fact.id}
            yield Wrong(lines["facts"][place], what, _("Add “asked_by” with words of a question, or “told: true”."))
    steps = {step.id for step in scenario.steps}
    for place, card in enumerate(scenario.turns):
        if card.without and card.without not in steps:
            what = _("No step is called “%(id)s”.") % {"id": card.without}
            yield Wrong(lines["turns"][place], what, _("“without” takes the id of a step above."))


def _lines_in(node: yaml.Node) -> list[int]:
    return [line_of(one) for one in node.value] if isinstance(node, yaml.SequenceNode) else []
