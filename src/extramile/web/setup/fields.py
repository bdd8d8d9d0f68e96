"""What settings pages ask for."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from extramile.desk.actions import settings as desk
from extramile.people import queries
from extramile.web.fields import WholeField, one_line


class LineField(WholeField):
    """A name on one line."""

    def clean(self, value: Any) -> str:
        named = one_line(str(super().clean(value)), self.max_length or 80)
        if self.required and not named:
            raise ValidationError(self.error_messages["required"], code="required")
        return named


class SeveralField(forms.TypedMultipleChoiceField):
    """Any of several things, by id, as boxes to tick."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"coerce": int, "required": False, "widget": forms.CheckboxSelectMultiple, **options})


class OriginField(forms.CharField):
    """One address that carries the chat, as its origin."""

    def clean(self, value: Any) -> str:
        given = str(super().clean(value))
        try:
            return desk.origin_from(given)
        except desk.WrongOrigin as error:
            raise ValidationError(str(error)) from error


class OriginsField(forms.CharField):
    """Addresses that carry the chat, one on each line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}), **options})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = [line for line in str(super().clean(value)).replace(",", "\n").splitlines() if line.strip()]
        if len(lines) > 50:
            raise ValidationError(_("At most 50 addresses."))
        wrong, origins = [], []
        for line in lines:
            try:
                origins.append(desk.origin_from(line))
            except desk.WrongOrigin as error:
                wrong.append(str(error))
        if wrong:
            raise ValidationError(wrong)
        return list(dict.fromkeys(origins))


def team_choices() -> list[tuple[int, str]]:
    """Every team to choose from."""
    return [(team.pk, team.name) for team in queries.teams()]


def agent_choices(members: Collection[int]) -> list[tuple[int, str]]:
    """Everyone who may be put in a team; those who are in it already also while their door is closed."""
    listed = [agent for agent in queries.everyone() if agent.is_active or agent.pk in members]
    return [(agent.pk, f"{agent.name} · {agent.email}") for agent in listed]
