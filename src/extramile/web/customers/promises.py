"""What we owe customers: the page of it, and what can be done with a promise from there or from the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from extramile.customers.actions import promises as actions
from extramile.customers.models import Promise, Step
from extramile.desk.access import NotThere
from extramile.desk.queries import promises as queries
from extramile.people.models import Agent
from extramile.people.queries import active_agents
from extramile.web import owed
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

HERE = "/customers/promises"
_HIGHEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in words, and the step that takes it back."""

    said: str
    step: Step | None = None


_Act = Callable[[HttpRequest, Agent, Promise], Done]


@allow(Who.AGENT)
@require_GET
def promises(request: HttpRequest) -> HttpResponse:
    """What we owe, or what the viewer does, by when it is due; further pages with `after`."""
    agent, mine, after = agent_of(request), request.GET.get("whose") == "mine", request.GET.get("after", "")
    try:
        page = queries.page(agent, mine=mine, after=queries.Place.of(after) if after else None)
    except ValueError as error:
        raise Http404 from error
    shown: dict[str, Any] = {
        "page": page, "mine": mine, "first": not after, "owed": owed, "colleagues": active_agents(), "listed": True,
        "back": request.get_full_path(),
    }  # fmt: skip
    return render(request, "customers/promises.html", shown)


def _posted(act: _Act) -> Callable[[HttpRequest, int], HttpResponse]:
    """A view for something that is done with a promise: the desk's script gets what was done, or 422 with a sentence;
    a form of a page comes back to where it was."""

    @allow(Who.AGENT)
    @require_POST
    @wraps(act)
    def view(request: HttpRequest, promise: int) -> HttpResponse:
        agent = agent_of(request)
        try:
            if promise > _HIGHEST:
                raise NotThere(promise)
            done = act(request, agent, queries.promise_for(agent, promise))
        except (NotThere, Promise.DoesNotExist) as error:
            raise Http404 from error
        except actions.Refused as refused:
            return _refused(request, str(refused))
        return _done(request, promise, done)

    return view


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    if "X-Part" in request.headers:
        return HttpResponse(why, status=422, content_type="text/plain; charset=utf-8")
    messages.error(request, why)
    return _back(request)


def _done(request: HttpRequest, promise: int, done: Done) -> HttpResponse:
    undo = f"{HERE}/{promise}/undo/{done.step.pk}" if done.step else ""
    if "X-Part" in request.headers:
        return JsonResponse({"said": done.said, "undo": undo})
    messages.success(request, done.said, extra_tags=undo)
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    to = request.POST.get("next") or request.headers.get("Referer", "")
    # A form on somebody else's page must not send an agent there.
    return redirect(to if url_has_allowed_host_and_scheme(to, allowed_hosts={request.get_host()}) else HERE)


@_posted
def keep(request: HttpRequest, agent: Agent, promise: Promise) -> Done:
    """It was kept; with `in_time`, before it was late."""
    step = actions.keep(agent, promise.pk, in_time="in_time" in request.POST)
    if step and step.early:
        return Done(_("Kept, %(length)s early.") % {"length": owed.length(step.early)}, step)
    return Done(_("Kept, though late.") if step and step.late else _("Kept."), step)


@_posted
def not_kept(request: HttpRequest, agent: Agent, promise: Promise) -> Done:
    """It was not kept."""
    return Done(_("Noted as not kept."), actions.not_kept(agent, promise.pk))


@_posted
def move(request: HttpRequest, agent: Agent, promise: Promise) -> Done:
    """Another time."""
    form = owed.DueForm(request.POST)
    if not form.is_valid():
        raise actions.Refused(next(iter(form.errors.values()))[0])
    due = form.cleaned_data["due"]
    step = actions.move(agent, promise.pk, due, told=form.cleaned_data["told"])
    return Done(_("Due %(time)s now.") % {"time": owed.reads(due)}, step)


@_posted
def hand_over(request: HttpRequest, agent: Agent, promise: Promise) -> Done:
    """Another holder, who has to see the conversation in which it was made; oneself when nobody is named; with `team`
    nobody, until somebody who sees it takes it over."""
    given = request.POST.get("to", "")
    if given == "team":
        return Done(_("Left to the team."), actions.hand_over(agent, promise.pk, None))
    to = int(given) if given.isdecimal() and len(given) < 18 else agent.pk
    holder = queries.able_to_hold(promise, to)
    if holder is None:
        raise actions.Refused(_("Choose somebody who sees the conversation in which this was promised."))
    step = actions.hand_over(agent, promise.pk, to)
    return Done(_("%(name)s holds it now.") % {"name": holder.name} if to != agent.pk else _("You hold it now."), step)


@_posted
def withdraw(request: HttpRequest, agent: Agent, promise: Promise) -> Done:
    """Not needed any more."""
    return Done(_("Let go of."), actions.withdraw(agent, promise.pk))


@allow(Who.AGENT)
def undo(request: HttpRequest, promise: int, step: int) -> HttpResponse:
    """Take back what was done last."""

    def act(request: HttpRequest, agent: Agent, promise: Promise) -> Done:
        actions.undo(agent, promise.pk, min(step, _HIGHEST))
        return Done(_("Taken back."))

    return _posted(act)(request, promise)
