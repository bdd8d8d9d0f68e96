"""Settings: what facts weigh in customers' accounts, with the effect before it is saved."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from extramile.customers import tasks
from extramile.customers.account.facts import DEFAULTS, DEPOSITS, MOST, Fact
from extramile.customers.account.told import names_of_facts
from extramile.customers.actions import account
from extramile.customers.queries.account import weights
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

BACK = "/settings/facts"
_WRONG = gettext_lazy("Write a number from 0 to %(most)s.")


class Weight(forms.FloatField):
    """How much a fact adds or takes, without its sign: that goes with the fact."""

    def __init__(self, **options: Any) -> None:
        wrong = _WRONG % {"most": int(MOST)}
        said = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
        super().__init__(min_value=0, max_value=MOST, error_messages=said, **options)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        return super().clean(value.replace(",", ".") if isinstance(value, str) else value)


class Weights(forms.Form):
    """One field for each fact."""

    def __init__(self, given: Any = None, *, now: Mapping[Fact, float]) -> None:
        super().__init__(given, initial={fact.value: f"{abs(weight):g}" for fact, weight in now.items()})
        for fact, name in names_of_facts().items():
            self.fields[fact.value] = Weight(label=name)

    def groups(self) -> Iterator[tuple[str, str, list[forms.BoundField]]]:
        """Deposits, then withdrawals: what they are called, their sign, and their fields."""
        yield _("What adds"), "+", [self[fact.value] for fact in DEPOSITS]
        yield _("What takes away"), "−", [self[fact.value] for fact in Fact if fact not in DEPOSITS]

    def wanted(self) -> dict[Fact, float]:
        """The weights with their signs."""
        return {
            fact: self.cleaned_data[fact.value] * (1.0 if fact in DEPOSITS else -1.0) for fact in Fact
        }  # fmt: skip


@allow(Who.ADMIN)
@require_http_methods(["GET", "POST"])
def facts(request: HttpRequest) -> HttpResponse:
    """What each fact weighs: looked at with its effect, or saved."""
    now = weights()
    form = Weights(request.POST or None, now=DEFAULTS if "defaults" in request.GET else now)
    shown: dict[str, Any] = {"form": form, "changed": now != DEFAULTS, "looking": None}
    if not form.is_bound or not form.is_valid():
        return render(request, "setup/facts.html", shown, status=422 if form.is_bound else 200)
    wanted = form.wanted()
    if request.POST.get("do") == "look":
        given = {fact.value: weight for fact, weight in wanted.items()}
        return render(request, "setup/facts.html", shown | {"looking": tasks.effect.enqueue(given).id})
    account.weigh(agent_of(request), {fact: weight for fact, weight in wanted.items() if weight != now[fact]})
    messages.success(request, _("Saved. Every account counts so from now on."))
    return redirect(BACK)


@allow(Who.ADMIN)
@require_GET
def effect(request: HttpRequest, job: uuid.UUID) -> HttpResponse:
    """What was counted, or that it is being counted: a part of the page."""
    try:
        found = tasks.effect.get_result(str(job))
    except TaskResultDoesNotExist as error:
        raise Http404 from error
    if found.status == TaskResultStatus.FAILED:
        says = _("It could not be counted. Try once more; the log says why, at job_failed.")
    elif found.status == TaskResultStatus.SUCCESSFUL:
        says = _effect(**(found.return_value or {}))
    else:
        return render(request, "setup/_effect.html", {"job": job, "says": ""})
    return render(request, "setup/_effect.html", {"job": None, "says": says})


def _effect(below: int, would_be: int) -> str:
    now = ngettext("%(n)s account is below zero now.", "%(n)s accounts are below zero now.", below) % {"n": below}
    then = ngettext("With these weights it would be %(n)s.", "With these weights it would be %(n)s.", would_be)
    return f"{now} {then % {'n': would_be}}"
