"""The forms by which leads, and who proposed a better way, say what becomes of feedback."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from extramile.base import text
from extramile.culture.actions import triage
from extramile.culture.models import Feedback, Status
from extramile.culture.queries.own_talks import colleagues, known_of
from extramile.culture.told import names_of_kinds, names_of_statuses
from extramile.desk.anonymous import anonymous
from extramile.people.models import Agent
from extramile.people.queries import active_agents
from extramile.web.fields import AreaField, WholeField, one_line

_TOLD = 300


class SortForm(forms.Form):
    """What it is, and who takes it on."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is"))
    owner = forms.ChoiceField(label=gettext_lazy("Who takes it on"), required=False)
    inside = forms.BooleanField(label=gettext_lazy("Everybody reads it"), required=False)

    def __init__(self, found: Feedback, given: Any = None) -> None:
        super().__init__(given, initial={"kind": found.kind, "owner": found.owner_id, "inside": found.inside})
        people = [(str(one.pk), one.name) for one in active_agents()]
        self.fields["kind"].choices = list(names_of_kinds().items())  # type: ignore[attr-defined]
        self.fields["owner"].choices = [("", _("Nobody yet")), *people]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """An answer on its way."""

    status = forms.ChoiceField(label=gettext_lazy("What becomes of it"))
    words = AreaField(
        label=gettext_lazy("What we did, do, or why not"), rows=4, required=True, max_length=triage.WORDS,
        help_text=gettext_lazy("If it is tried: what we try. After that: how it went."),
    )  # fmt: skip
    until = forms.DateField(
        label=gettext_lazy("If it is tried, until when"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    shown = forms.BooleanField(label=gettext_lazy("Everybody reads it, under “You said, we did”"), required=False)
    told = WholeField(
        label=gettext_lazy("What was said, in a line that all may read"), required=False, max_length=triage.TOLD,
        help_text=gettext_lazy("Names and contacts are taken out. Look once more whom it would give away."),
    )  # fmt: skip
    mail = forms.BooleanField(label=gettext_lazy("Mail it to those who left an address"), required=False)

    def __init__(self, agent: Agent, found: Feedback, given: Any = None) -> None:
        first = {
            "told": one_line(found.told or _told(found), triage.TOLD),
            "status": found.status,
            "until": found.until,
        }
        super().__init__(given, initial=first)
        names = names_of_statuses()
        able = (Status.LOOKING, Status.TRYING, Status.DONE, Status.WONT)
        left = [one for one in able if agent.leads or one != Status.LOOKING]
        self.fields["status"].choices = [(one.value, names[one]) for one in left]  # type: ignore[attr-defined]


def _told(found: Feedback) -> str:
    """A line of what was said that names nobody, to begin with."""
    theirs = known_of(found.conversation.customer) if found.conversation else []
    return text.line(anonymous([found.words], [*theirs, *colleagues()]).lines[0], _TOLD)
