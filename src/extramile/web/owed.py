"""Promises in words: when they are due, what became of them, and the form that asks for another time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from extramile.base import clock
from extramile.customers.promises.rules import FURTHEST, LATE, State
from extramile.customers.promises.said import moment_in
from extramile.desk.queries.promises import Owed

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


def until(due: datetime) -> str:
    """How long until a promise is due, or how late it is: "in 2 days", "1 day late"; in the viewer's days."""
    now = clock.now()
    if now > due + LATE:
        return _("%(length)s late") % {"length": length(now - due)}
    if due <= now:
        return _("due now")
    days = (timezone.localdate(due) - timezone.localdate(now)).days
    if due - now >= _DAY and days == 1:
        return _("tomorrow")
    # By the calendar, or a promise for Friday would be in one day on a Wednesday afternoon.
    return _("in %(length)s") % {"length": length(timedelta(days=days) if due - now >= _DAY else due - now)}


def length(lasts: timedelta) -> str:
    """A length of time in its greatest unit."""
    if lasts >= _DAY:
        return ngettext("%(n)s day", "%(n)s days", lasts.days) % {"n": lasts.days}
    if lasts >= _HOUR:
        hours = int(lasts / _HOUR)
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    minutes = max(1, int(lasts / timedelta(minutes=1)))
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}


def reads(due: datetime) -> str:
    """A moment to come as people say it, in their own time zone: "Friday 27 November, 12:00"."""
    local = timezone.localtime(due)
    return date_format(local, _("l j F, H:i") if local.year == timezone.localtime().year else _("l j F Y, H:i"))


def outcome(owed: Owed) -> str:
    """What became of a promise that is over."""
    if owed.state == State.BROKEN:
        return _("not kept")
    if owed.early:
        return _("kept, %(length)s early") % {"length": length(owed.early)}
    return _("kept, though late") if owed.kept_late else _("kept")


class DueForm(forms.Form):
    """When a promise is due: in words, or as a date and time, in the viewer's zone. `due` is the moment in UTC."""

    when = forms.CharField(label=gettext_lazy("When"), required=False, max_length=100)
    at = forms.DateTimeField(
        label=gettext_lazy("Or choose a day and time"), required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"],
    )  # fmt: skip
    told = forms.BooleanField(label=gettext_lazy("The customer knows of it"), required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        now = clock.now()
        chosen = values.get("at") or moment_in(values.get("when", ""), now=timezone.localtime(now))
        if chosen is None:
            raise ValidationError(_("Write when, such as “Friday noon” or “in 2 hours”, or choose a day and time."))
        values["due"] = chosen.astimezone(UTC) if chosen.year < 9000 else chosen
        if not now < values["due"] <= now + FURTHEST:
            raise ValidationError(_("Choose a time that is still to come, within a year."))
        return values
