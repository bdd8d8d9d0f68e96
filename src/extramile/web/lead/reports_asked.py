"""What a report is asked for: some days, a part of the desk, and by what it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from extramile.desk.models import Channel
from extramile.desk.queries.parts import parts
from extramile.desk.queries.reports import Only, Span
from extramile.desk.reports.apart import Parts
from extramile.people.queries import today

LONGEST = 1_100
_EARLIEST = date(1970, 1, 1)
_PARTS = ("inbox", "channel", "team")
_USUAL = "30"
_OWN = "own"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page or a file is about."""

    span: Span
    by: str
    only: Only

    @property
    def whole(self) -> bool:
        """Whether it is about all of the desk."""
        return self.only == Only()


class AskForm(forms.Form):
    """Which days, which part, and by what. A part that may not be told apart is no choice."""

    days = forms.ChoiceField(
        label=gettext_lazy("Days"), required=False,
        choices=[
            ("7", gettext_lazy("Last 7 days")), (_USUAL, gettext_lazy("Last 30 days")),
            ("90", gettext_lazy("Last 90 days")), ("365", gettext_lazy("Last year")), (_OWN, gettext_lazy("From … to")),
        ],
    )  # fmt: skip
    since = forms.DateField(label=gettext_lazy("From"), required=False)
    until = forms.DateField(label=gettext_lazy("To"), required=False)
    inbox = forms.TypedChoiceField(label=gettext_lazy("Inbox"), required=False, coerce=int, empty_value=None)
    channel = forms.TypedChoiceField(label=gettext_lazy("Channel"), required=False, empty_value=None)
    team = forms.TypedChoiceField(label=gettext_lazy("Team"), required=False, coerce=int, empty_value=None)
    by = forms.ChoiceField(
        label=gettext_lazy("Told by"), required=False,
        choices=[
            ("inbox", gettext_lazy("Inbox")), ("channel", gettext_lazy("Channel")), ("team", gettext_lazy("Team")),
            ("hour", gettext_lazy("Hour of the day")),
        ],
    )  # fmt: skip

    def __init__(self, given: Any, *, today: date) -> None:
        super().__init__({"days": _USUAL, **given})
        self._today = today
        for name in ("since", "until"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date", "max": today.isoformat()})

    def offer(self, shown: Parts) -> None:
        """Let those be chosen that may be told apart."""
        named = {Channel.WEBSITE.value: _("Website"), Channel.EMAIL.value: _("Email")}
        channels = [(channel, name) for channel, name in named.items() if channel in shown.channels]
        self._offer("inbox", _("Every inbox"), list(shown.inboxes.items()))
        self._offer("channel", _("Every channel"), channels)
        self._offer("team", _("Every team"), list(shown.teams.items()))

    def _offer(self, name: str, everything: str, parts: list[Any]) -> None:
        self.fields[name].choices = [("", everything), *parts]  # type: ignore[attr-defined]

    def span(self) -> Span:
        """The days that were asked for, as far as they can be read."""
        days = str(self.data.get("days") or _USUAL)
        if days == _OWN:
            since, until = (_day(str(self.data.get(name, ""))) for name in ("since", "until"))
            if since and until and _EARLIEST <= since <= until <= self._today and (until - since).days < LONGEST:
                return Span(since, until)
        length = int(days) if days.isascii() and days.isdigit() and int(days) in (7, 30, 90, 365) else int(_USUAL)
        return Span(self._today - timedelta(days=length - 1), self._today)

    def clean(self) -> dict[str, Any]:
        """Own days are both there, in order, and not too many."""
        given = super().clean() or {}
        if given.get("days") == _OWN and not self.errors:
            since, until = given.get("since"), given.get("until")
            if not since or not until:
                self.add_error(None, _("Choose the first day and the last one."))
            elif not _EARLIEST <= since <= until <= self._today:
                self.add_error(None, _("The first day comes before the last one, and the last one is today at most."))
            elif (until - since).days >= LONGEST:
                self.add_error(None, _("That is too long at once. Choose three years at most."))
        if given.get("team") and given.get("by") == "hour" and not self.errors:
            self.add_error(None, _("Hours are told of all teams together: those of one would be somebody’s shift."))
        return given


def asked(request: HttpRequest) -> tuple[AskForm, Asked, Parts]:
    """The form as it was sent, what it asks for, and what may be told apart then. What is wrong is left out."""
    form = AskForm(request.GET.dict(), today=today())
    span = form.span()
    shown = parts(span)
    form.offer(shown)
    form.is_valid()
    given = form.cleaned_data
    by = given.get("by") or "inbox"
    by = "inbox" if by == "hour" and given.get("team") else by
    chosen = [name for name in _PARTS if given.get(name)]
    if shown.crossed(chosen):
        form.add_error(None, _one_at_a_time())
        chosen = chosen[:1]
    if by != "hour" and shown.tells(by) and shown.crossed({*chosen, by}):
        # Nobody may have asked for it: it is what the page tells by where nothing else is said.
        if "by" in request.GET:
            form.add_error(None, _one_at_a_time())
        by = chosen[0]
    return form, Asked(span, by, Only(**{name: given[name] for name in chosen})), shown


def _one_at_a_time() -> str:
    return _(
        "Some inbox or team is of too few people to be told apart, and crossed with another choice it would be alone. "
        "Choose one of inbox, channel and team at a time, and the same under “Told by”."
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
