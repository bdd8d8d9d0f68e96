"""What agents send to the desk."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from extramile.desk.models import Reading


class Until(forms.Form):
    """When a snoozed conversation comes back; none: when the customer writes. A time without a zone is the viewer's."""

    until = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M"])

    def clean_until(self) -> datetime | None:
        """The moment in UTC, as every moment is kept."""
        until: datetime | None = self.cleaned_data["until"]
        try:
            return until.astimezone(UTC) if until else None
        except OverflowError as error:
            raise ValidationError(_("Choose a time before the year 9999.")) from error


class Holder(forms.Form):
    """Who gets a conversation: `agent:ID`, `team:ID`, both with a space between, or empty for nobody."""

    to = forms.CharField(required=False, max_length=60)

    def clean_to(self) -> dict[str, int]:
        """The ids by kind: {"agent": 3, "team": 1}."""
        found: dict[str, int] = {}
        for part in self.cleaned_data["to"].split():
            kind, _colon, number = part.partition(":")
            if kind not in ("agent", "team") or not number.isdecimal() or len(number) > 18:
                raise ValidationError("to")
            found[kind] = int(number)
        return found


class Sounding(forms.Form):
    """How the message at `seq` sounds to whoever reads it; empty: as estimated."""

    seq = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    said = forms.TypedChoiceField(choices=Reading.choices, coerce=Reading, required=False)


def fault(form: forms.BaseForm) -> str:
    """The first thing that is wrong with a form, in words."""
    errors: Any = form.errors
    return next((str(lines[0]) for lines in errors.values() if lines), "")
