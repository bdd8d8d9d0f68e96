"""The page of game plans, and each of them."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from extramile.desk.actions import plans as actions
from extramile.desk.actions.plans import SAID
from extramile.desk.models import GamePlan
from extramile.desk.queries import plans as queries
from extramile.web.fields import AreaField
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_HIGHEST = 2**63 - 1


class PlanForm(forms.Form):
    """One card."""

    title = forms.CharField(label=gettext_lazy("How we handle …"), max_length=120)
    situation = AreaField(
        label=gettext_lazy("When"), required=True, max_length=4_000,
        help_text=gettext_lazy("What has happened, and what people write then: it is found by their words."),
    )  # fmt: skip
    first_words = AreaField(label=gettext_lazy("First words"), max_length=2_000)
    steps = AreaField(label=gettext_lazy("Steps"), max_length=4_000, help_text=gettext_lazy("One a line."))
    may_give = AreaField(label=gettext_lazy("What we may give"), max_length=2_000)
    ask_help = AreaField(label=gettext_lazy("When to ask for help"), max_length=2_000)


@allow(Who.AGENT)
@require_GET
def plans(request: HttpRequest) -> HttpResponse:
    """All game plans, or those that fit what one looks for."""
    words = request.GET.get("q", "")[:200]
    found = queries.fitting(words, most=20) if words.strip() else None
    shown = {"words": words, "found": found, "shelf": queries.shelf(timezone.localdate())}
    return render(request, "practice/plans.html", shown)


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a card."""
    form = PlanForm(request.POST or None)
    if form.is_valid():
        made = actions.write(agent_of(request), form.cleaned_data, today=timezone.localdate())
        messages.success(request, _("It is a draft. A colleague looks at it, and then everybody has it."))
        return redirect(f"/practice/plans/{made.pk}")
    return _asked(request, form, None)


@allow(Who.AGENT)
@require_GET
def plan(request: HttpRequest, plan: int) -> HttpResponse:
    """One card, and what it said before."""
    found = _plan(plan)
    shown = {
        "plan": found,
        "stale": bool(found.published) and queries.is_stale(found, timezone.localdate()),
        "may_publish": found.owner_id != agent_of(request).pk or agent_of(request).leads,
        "versions": queries.versions(plan),
    }
    return render(request, "practice/plan.html", shown)


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, plan: int) -> HttpResponse:
    """Write another version."""
    found = _plan(plan)
    form = PlanForm(request.POST or None, initial={name: getattr(found, name) for name in SAID})
    if form.is_valid():
        actions.write(agent_of(request), form.cleaned_data, today=timezone.localdate(), plan=plan)
        return redirect(f"/practice/plans/{plan}")
    return _asked(request, form, found)


@allow(Who.AGENT)
@require_POST
def publish(request: HttpRequest, plan: int) -> HttpResponse:
    """Everybody gets it."""
    try:
        return _done(plan, lambda: actions.publish(agent_of(request), plan, today=timezone.localdate()))
    except actions.OwnDraft:
        messages.error(request, _("Somebody else looks at a draft before everybody gets it. Ask a colleague."))
        return redirect(f"/practice/plans/{plan}")


@allow(Who.AGENT)
@require_POST
def withdraw(request: HttpRequest, plan: int) -> HttpResponse:
    """Make it a draft again."""
    return _done(plan, lambda: actions.withdraw(agent_of(request), plan))


@allow(Who.AGENT)
@require_POST
def still_good(request: HttpRequest, plan: int) -> HttpResponse:
    """Somebody has looked at it."""
    return _done(plan, lambda: actions.still_good(agent_of(request), plan, today=timezone.localdate()))


@allow(Who.AGENT)
@require_POST
def answer(request: HttpRequest, plan: int) -> HttpResponse:
    """Did this help?"""
    done = _done(plan, lambda: actions.answer(plan, helped=request.POST.get("helped") == "yes"))
    return HttpResponse(status=204) if "X-Part" in request.headers else done


@allow(Who.AGENT)
@require_POST
def delete(request: HttpRequest, plan: int) -> HttpResponse:
    """Take it away for good, once that is said twice."""
    if "sure" not in request.POST:
        return render(request, "practice/plan_delete.html", {"plan": _plan(plan)})
    _done(plan, lambda: actions.delete(agent_of(request), plan))
    messages.success(request, _("The game plan is gone."))
    return redirect("/practice/plans/")


def _asked(request: HttpRequest, form: PlanForm, plan: GamePlan | None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "practice/plan_form.html", {"form": form, "plan": plan}, status=status)


def _plan(pk: int) -> GamePlan:
    try:
        return queries.plan(min(pk, _HIGHEST))
    except queries.NotThere as error:
        raise Http404 from error


def _done(plan: int, act: Callable[[], object]) -> HttpResponse:
    _plan(plan)
    act()
    return redirect(f"/practice/plans/{plan}")
