"""Settings: the extra mile. Allowances by role, and the company's guard rails."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from extramile.desk.access import NotThere
from extramile.desk.actions import settings as desk
from extramile.desk.mile.rails import Rule
from extramile.desk.mile.told import says
from extramile.desk.queries import settings as queries
from extramile.people.models import Role
from extramile.people.queries import company
from extramile.web.fields import MoneyField
from extramile.web.policy import Who, allow
from extramile.web.setup.pages import Question, confirm, edit, there
from extramile.web.setup.rails import RailForm, asking
from extramile.web.viewer import agent_of

BACK = "/settings/extra-mile"
_ROLES = {
    Role.AGENT: gettext_lazy("Agents"),
    Role.LEAD: gettext_lazy("Leads"),
    Role.ADMIN: gettext_lazy("Admins"),
}


class Allowances(forms.Form):
    """For each role, what may be given in a conversation and in a week."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for role, name in _ROLES.items():
            self.fields[f"{role}_talk"] = MoneyField(label=_("%(role)s, in one conversation") % {"role": name})
            self.fields[f"{role}_week"] = MoneyField(label=_("%(role)s, in a week") % {"role": name})

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for role in _ROLES:
            talk, week = values.get(f"{role}_talk", 0), values.get(f"{role}_week", 0)
            if talk > week:
                self.add_error(f"{role}_week", _("A week has to allow as much as one conversation."))
            elif week and not talk:
                self.add_error(f"{role}_talk", _("Write how much of it one conversation may take."))
        return values

    def rows(self) -> Iterator[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each role with its two fields."""
        for role, name in _ROLES.items():
            yield str(name), self[f"{role}_talk"], self[f"{role}_week"]

    def allowed(self) -> dict[str, desk.Allowed]:
        """What was said, by role."""
        said = self.cleaned_data
        return {role.value: desk.Allowed(said[f"{role}_talk"], said[f"{role}_week"]) for role in _ROLES}


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def mile(request: HttpRequest) -> HttpResponse:
    """Allowances and guard rails."""
    now = queries.allowances()
    first = {f"{role}_talk": one.talk for role, one in now.items()}
    form = Allowances(request.POST or None, initial=first | {f"{role}_week": one.week for role, one in now.items()})
    if form.is_valid():
        desk.save_allowances(agent_of(request), form.allowed())
        messages.success(request, _("Saved. It holds from now on."))
        return redirect(BACK)
    currency, inboxes = company().currency, queries.names_of_inboxes()
    rails = [(one, says(one.rail, inboxes=inboxes, currency=currency)) for one in queries.rails()]
    shown = {"form": form, "rails": rails, "currency": currency, "kinds": asking()}
    return render(request, "setup/mile.html", shown, status=422 if form.is_bound else 200)


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, rule: str) -> HttpResponse:
    """Write a guard rail of one kind."""
    wanted = there(_rule, rule)
    save = partial(desk.save_rail, agent_of(request), wanted)
    return edit(request, RailForm(request.POST or None, rule=wanted), save, asking()[wanted])


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def rail(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a guard rail."""
    found = there(queries.rail, pk)
    rule = Rule(found.rule)
    first = {"kinds": found.kinds, "inbox": found.inbox_id, "amount": found.amount, "days": found.days}
    form = RailForm(request.POST or None, rule=rule, initial=first | {"rungs": found.rungs, "instead": found.instead})
    save = partial(desk.save_rail, agent_of(request), rule, rail=pk)
    return edit(request, form, save, asking(remove=f"{BACK}/rules/{pk}/remove")[rule])


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a guard rail, after asking."""
    found = there(queries.rail, pk)
    rule = says(found.rail, inboxes=queries.names_of_inboxes(), currency=company().currency)
    question = Question(
        title=_("Remove the rule “%(rule)s”?") % {"rule": rule},
        about=_("From then on nobody is held to it. What was given stays as it is."),
        button=_("Remove the rule"),
        back=BACK,
        said=_("The rule is removed."),
    )
    return confirm(request, lambda: desk.remove_rail(agent_of(request), pk), question)


def _rule(name: str) -> Rule:
    try:
        return Rule(name)
    except ValueError as error:
        raise NotThere(name) from error
