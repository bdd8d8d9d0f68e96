"""The mood of a conversation is a customer's: no row of it names an agent, no list or route goes by it, and
looking at it leaves nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from extramile.desk.models import By
from extramile.desk.mood.trace import heard
from tests.cast import Cast, conversation, said
from tests.privacy.test_ranking import PACKAGE, _imports, files

# Where the mood is known: its own files, and the acts and pages that show them.
# Moments of a day are asked by whoever lived it, for their own eyes, and kept nowhere.
KNOWS = re.compile(
    r"desk/(mood/\w+|queries/moments|(queries|actions|models|actions/settings)/mood|models/__init__|actions/settings/__init__)"
    r"|web/(agent|setup)/(mood|acts|forms|urls)|cli/\w+|demo/\w+|wiring"
)
MOOD = re.compile(r"\.mood(\.|$)")


def _rows() -> dict[str, list[tuple[Any, ...]]]:
    return {model._meta.db_table: sorted(model._base_manager.values_list("pk"), key=str) for model in apps.get_models()}


def test_no_row_names_an_agent_or_when_somebody_read() -> None:
    columns = {
        f"{model.__name__}.{field.column}"
        for model in apps.get_models()
        if model.__name__.startswith("Mood")
        for field in model._meta.concrete_fields
    }
    assert columns == {
        "MoodCorrection.entry_id", "MoodCorrection.said", "MoodCorrection.valence", "MoodCounted.conversation_id",
        "MoodSum.inbox_id", "MoodSum.conversations", "MoodSum.hundredths", "MoodOff.id", "MoodOff.at",
    }  # fmt: skip


def test_nothing_that_lists_assigns_or_weighs_knows_of_it() -> None:
    found = []
    for path in files("py"):
        name = path.relative_to(PACKAGE).as_posix()
        source = path.read_text(encoding="utf-8")
        knows = any(MOOD.search(module) for module in _imports(path)) or re.search(r"\bMood[A-Z]\w+", source)
        if knows and not KNOWS.fullmatch(name.removesuffix(".py")):
            found.append(name)
    assert found == []


def test_no_list_is_ordered_or_narrowed_by_it() -> None:
    sorting = re.compile(r"(order_by|filter|exclude)\([^)]*(valence|hundredths|mood_)")
    assert [path.name for path in files("py") if sorting.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("by", [by for by in By if by != By.VISITOR])
def test_how_an_agent_sounds_is_refused_at_each_door(cast: Cast, as_agent: Client, by: By) -> None:
    with pytest.raises(ValueError, match=by):
        heard("I hate this", by)
    talk = conversation(cast)
    entry = said(talk, "I hate this terrible customer", agent=cast.maya)
    type(entry).objects.filter(pk=entry.pk).update(by=by)
    for reading in ("calmer", "tenser", "not_about_us"):
        answer = as_agent.post(f"/desk/c/{talk.pk}/mood-reading", {"seq": 1, "said": reading})
        assert answer.status_code == 422
    for what in ("mood", "mood-menu"):
        assert "terrible" not in as_agent.get(f"/desk/c/{talk.pk}/{what}").content.decode()


def test_looking_leaves_nothing(cast: Cast, as_agent: Client) -> None:
    talk = conversation(cast)
    for text in ("This is ridiculous, I already told you", "Thank you so much, wonderful"):
        said(talk, text)
    before = _rows()
    for what in ("mood", "mood-menu"):
        assert as_agent.get(f"/desk/c/{talk.pk}/{what}").status_code == 200
    assert _rows() == before
