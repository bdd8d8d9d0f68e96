"""The emotional account in the panel: what it shows, and what is asked of who adds a fact or takes one back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from extramile.customers.account.facts import BY_HAND, DEPOSITS
from extramile.customers.account.told import names_of_facts, told
from extramile.customers.queries.account import statement
from extramile.desk.models import Conversation
from extramile.desk.queries.timeline import seen
from extramile.web.fields import one_line

SHOWN, ALL = 4, 100
_WHY = gettext_lazy("One line of why is enough.")
_LONG = gettext_lazy("Make it shorter: 300 characters at most.")


class Why(forms.CharField):
    """A line of why."""

    def __init__(self, **options: Any) -> None:
        wrong = {"required": _WHY, "max_length": _LONG}
        super().__init__(**{"max_length": 300, "error_messages": wrong, **options})
        self.widget.attrs["autocomplete"] = "off"

    def clean(self, value: Any) -> str:
        said = one_line(str(super().clean(value)), 300)
        if not said:
            raise forms.ValidationError(_WHY)
        return said


class Adding(forms.Form):
    """A fact by hand. `key` is made with the form, so that it counts once however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    fact = forms.ChoiceField(
        label=gettext_lazy("What happened"), error_messages={"required": gettext_lazy("Choose what happened.")}
    )
    about = Why(label=gettext_lazy("Why, in a line"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "account-%s", **options})
        names = names_of_facts()
        well = [(fact.value, names[fact]) for fact in BY_HAND if fact in DEPOSITS]
        ill = [(fact.value, names[fact]) for fact in BY_HAND if fact not in DEPOSITS]
        choices = [("", _("Choose…")), (_("Went well"), well), (_("Went wrong"), ill)]
        self.fields["fact"].choices = choices  # type: ignore[attr-defined]


class Disputing(forms.Form):
    """A line that is not so, and why."""

    line = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    reason = Why(label=gettext_lazy("Why is it not so?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "account-%s", **options})


@dataclass(frozen=True, slots=True)
class Disputed:
    """The line in question, and its form."""

    line: int
    form: Disputing


def lines_in(request: HttpRequest) -> int:
    """How many lines are shown: all that there may be where somebody has asked for more."""
    return ALL if "all" in request.GET else SHOWN


def shown(conversation: Conversation, inboxes: frozenset[int], *, most: int = SHOWN) -> dict[str, Any]:
    """What the section shows of a customer's account beside a conversation."""
    found = statement(conversation.customer_id, most=most, conversation=conversation.pk, seen=seen(inboxes))
    acts = f"/desk/c/{conversation.pk}/account"
    unfolded = "all=1" if most == ALL else ""
    return {
        "account": told(found), "here": conversation.pk, "acts": acts, "unfolded": unfolded, "fact": None,
        "disputed": None,
    }  # fmt: skip
