"""One piece of feedback: what becomes of it, said by leads, or by who proposed a better way."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from extramile.base import text
from extramile.culture import access
from extramile.culture.actions import triage
from extramile.culture.models import OPEN_TO_ALL, Did, Feedback, Step
from extramile.culture.queries import feedback as queries
from extramile.people.models import Agent
from extramile.web.culture.doors import or_404, to_conversation
from extramile.web.culture.feedback import named, wanted_of
from extramile.web.culture.feedback_forms import AnswerForm, SortForm
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

Doing = Callable[[Agent, triage.Look], Step]


@allow(Who.AGENT)
@require_GET
@or_404
def one(request: HttpRequest, feedback: int) -> HttpResponse:
    """One piece of feedback, and what becomes of it."""
    return _page(request, access.feedback_for(agent_of(request), feedback))


@allow(Who.LEAD)
@require_POST
@or_404
def sort(request: HttpRequest, feedback: int) -> HttpResponse:
    """Say what it is and who takes it on."""
    found = access.feedback_for(agent_of(request), feedback)
    form = SortForm(found, request.POST)
    if not form.is_valid():
        return _page(request, found, sorting=form, status=422)
    given = form.cleaned_data
    owner = int(given["owner"]) if given["owner"] else None
    return _done(
        request, found, lambda agent, look: triage.sort(
            agent, look, kind=given["kind"], owner=owner, inside=given["inside"]
        ), {"sorting": form},
    )  # fmt: skip


@allow(Who.AGENT)
@require_POST
@or_404
def answer(request: HttpRequest, feedback: int) -> HttpResponse:
    """Answer it, try it, or say how it went."""
    agent = agent_of(request)
    found = access.feedback_for(agent, feedback)
    if not access.may_answer(agent, found):
        raise access.NotThere(feedback)
    form = AnswerForm(agent, found, request.POST)
    if not form.is_valid():
        return _page(request, found, answering=form, status=422)
    try:
        return _done(
            request, found, lambda agent, look: triage.answer(agent, look, triage.Answer(**form.cleaned_data)),
            {"answering": form},
        )  # fmt: skip
    except triage.NothingTold:
        form.add_error("told", _("Say in a line what was said, so that all can follow."))
    except triage.NoEnd:
        form.add_error("until", _("Choose the day until which it is tried: today, or a later one."))
    except (text.EmptyText, text.TextTooLong):
        form.add_error("words", _("Say it in 2,000 characters or fewer."))
    return _page(request, found, answering=form, status=422)


@allow(Who.LEAD)
@require_POST
@or_404
def merge(request: HttpRequest, feedback: int) -> HttpResponse:
    """Put it with one that says the same."""
    found, into = access.feedback_for(agent_of(request), feedback), request.POST.get("into", "")
    if not (into.isascii() and into.isdecimal() and len(into) < 19):
        raise access.NotThere(feedback)
    try:
        return _done(request, found, lambda agent, look: triage.merge(agent, look, int(into)))
    except triage.NotTheSame:
        messages.error(request, _("One of the two is merged already. Part them first, or merge the other way."))
        return redirect(f"/team/feedback/{feedback}")


@allow(Who.LEAD)
@require_POST
@or_404
def part(request: HttpRequest, feedback: int) -> HttpResponse:
    """Let it stand by itself again."""
    return _done(request, access.feedback_for(agent_of(request), feedback), triage.part)


@allow(Who.AGENT)
@require_POST
@or_404
def undo(request: HttpRequest, feedback: int, step: int) -> HttpResponse:
    """Take back the last thing that was done."""
    try:
        triage.undo(agent_of(request), feedback, step)
        messages.success(request, _("Taken back."))
    except triage.NotToUndo:
        messages.error(request, _("That cannot be taken back any more: somebody went on, or its mail is on its way."))
    return redirect(f"/team/feedback/{feedback}")


def _done(request: HttpRequest, found: Feedback, do: Doing, kept: dict[str, forms.Form] | None = None) -> HttpResponse:
    """Do it, and say so with a way back; or show how it stands when somebody was quicker, with what was written."""
    agent = agent_of(request)
    try:
        step = do(agent, _look(request, found.pk))
    except triage.Moved:
        messages.error(request, _("Somebody changed it meanwhile. See how it stands, then try again."))
        return _page(request, access.feedback_for(agent, found.pk), **(kept or {}), status=409)
    said = {
        Did.SORTED: _("Kept."),
        Did.ANSWERED: _("Answered."),
        Did.MERGED: _("Merged."),
        Did.PARTED: _("It stands by itself again."),
    }
    messages.success(request, said[Did(step.did)], extra_tags=f"/team/feedback/{found.pk}/steps/{step.pk}/undo")
    return redirect(f"/team/feedback/{found.pk}")


def _look(request: HttpRequest, feedback: int) -> triage.Look:
    version = request.POST.get("version", "")
    try:
        name = UUID(request.POST.get("row", ""))
    except ValueError:
        name = uuid4()
    seen = int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else 0
    return triage.Look(feedback, seen, name, timezone.localdate())


def _page(
    request: HttpRequest, found: Feedback, *, sorting: forms.Form | None = None, answering: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    agent = agent_of(request)
    own = found.author_id is not None and found.author_id == agent.pk
    main = found.same_as if found.same_as and (own or agent.leads) else found
    taken = queries.steps(main)
    shown = {
        "feedback": found, "steps": taken, "own": own, "fresh": uuid4, "open_to_all": found.source in OPEN_TO_ALL,
        "may_answer": access.may_answer(agent, found) and not found.same_as_id, "sorting": None, "answering": None,
        "last": taken[-1] if taken and main is found else None, "may_remove": access.may_remove(agent, found),
    }  # fmt: skip
    if agent.leads:
        words = wanted_of(request).words
        shown |= {"sorting": sorting or SortForm(found), "alike": queries.alike(found, words), "words": words}
        shown |= {"merged": list(found.merged.order_by("-day", "pk")), "mails": bool(settings.CONFIG.mail_url)}
        shown |= {"conversation": to_conversation(agent, found.conversation_id)}
    if shown["may_answer"]:
        shown["answering"] = answering or AnswerForm(agent, found)
    return render(request, "team/feedback_one.html", named() | shown, status=status)
