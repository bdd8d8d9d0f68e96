"""Feedback as everybody of the company meets it: you said, we did; and a way to say something."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from extramile.culture import access
from extramile.culture.actions import feedback as actions
from extramile.culture.models import Kind, Source
from extramile.culture.queries import feedback as queries
from extramile.culture.told import names_of_kinds, names_of_sources, names_of_statuses
from extramile.people.queries import today
from extramile.web.culture.doors import or_404, place
from extramile.web.fields import AreaField
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_ABOUT = (
    (Source.COLLEAGUE, gettext_lazy("How we work together")),
    (Source.WAY, gettext_lazy("A better way to do a routine: everybody reads it, and it can be tried")),
    (Source.EMPLOYER, gettext_lazy("The company as an employer")),
)


class SayingForm(forms.Form):
    """Feedback of a colleague on its way."""

    source = forms.ChoiceField(label=gettext_lazy("What it is about"), choices=_ABOUT, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), required=False, help_text=gettext_lazy("A better way is always an idea.")
    )
    words = AreaField(
        label=gettext_lazy("Your words"), rows=6, required=True, max_length=actions.WORDS,
        help_text=gettext_lazy("About what happens, rather than who somebody is. 4,000 characters at most."),
    )  # fmt: skip
    unnamed = forms.BooleanField(
        label=gettext_lazy("Without my name"), required=False,
        help_text=gettext_lazy("Then nothing is stored of who said it. An answer stands under “You said, we did”."),
    )  # fmt: skip
    credited = forms.BooleanField(
        label=gettext_lazy("Name me with it, if it is a better way"), required=False,
        help_text=gettext_lazy("Otherwise only leads see that it was you."),
    )  # fmt: skip
    # Made of chance alone: one that holds the time would tell when its page was open.
    row = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["kind"].choices = list(names_of_kinds().items())  # type: ignore[attr-defined]


@allow(Who.AGENT)
@require_GET
def feedback(request: HttpRequest) -> HttpResponse:
    """You said, we did; what is being tried, and what one said oneself."""
    wanted, before = wanted_of(request), place(request)
    found, more = queries.inside(wanted, before=before)
    return render(request, "team/feedback.html", named() | {
        "found": found, "more": more, "wanted": wanted, "first": before is None, "query": query_of(request),
        "own": queries.own(agent_of(request)), "answering": queries.answering(timezone.localdate()),
    })  # fmt: skip


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Say something."""
    asked = request.GET.get("about", "")
    first = {
        "row": uuid4(), "source": asked if asked in {one for one, _ in _ABOUT} else Source.COLLEAGUE,
        "words": request.GET.get("words", "")[:400], "kind": Kind.IDEA,
    }  # fmt: skip
    form = SayingForm(request.POST or None, initial=first)
    if not form.is_valid():
        return render(request, "team/feedback_new.html", {"form": form}, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    # The company's day: that of the person's own zone would tell around midnight who is far away.
    made = actions.say(
        agent_of(request), Source(given["source"]), given["kind"] or Kind.IDEA, given["words"],
        unnamed=given["unnamed"], credited=given["credited"], name=given["row"] or uuid4(), day=today(),
    )  # fmt: skip
    if given["unnamed"]:
        # Nothing is said: what waits in a session for the next page is a row that names its person.
        return redirect("/team/feedback/said")
    messages.success(request, _("Said. You see here what becomes of it."))
    return redirect(f"/team/feedback/{made.pk}")


@allow(Who.AGENT)
@require_GET
def said(request: HttpRequest) -> HttpResponse:
    """What becomes of what somebody said without a name."""
    return render(request, "team/feedback_said.html")


@allow(Who.AGENT)
@require_POST
@or_404
def from_change(request: HttpRequest, change: int) -> HttpResponse:
    """Take what we change after a slip into feedback."""
    return redirect(f"/team/feedback/{actions.from_change(change, day=today()).pk}")


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
@or_404
def remove(request: HttpRequest, feedback: int) -> HttpResponse:
    """Take feedback away, once that is said twice."""
    agent = agent_of(request)
    found = access.feedback_for(agent, feedback)
    if not access.may_remove(agent, found):
        raise access.NotThere(feedback)
    if request.method == "GET":
        return render(request, "team/feedback_remove.html", {"feedback": found})
    actions.remove(agent, feedback)
    messages.success(request, _("It is gone."))
    return redirect("/team/feedback/")


def wanted_of(request: HttpRequest) -> queries.Wanted:
    """What an address looks for, without what is not there."""
    given = {name: request.GET.get(name, "") for name in ("kind", "status", "source")}
    statuses = (given["status"],) if given["status"] in names_of_statuses() else ()
    return queries.Wanted(
        request.GET.get("q", "")[:200], given["kind"] if given["kind"] in names_of_kinds() else "", statuses,
        given["source"] if given["source"] in names_of_sources() else "",
    )  # fmt: skip


def query_of(request: HttpRequest) -> str:
    """What an address looks for, for the link to the page after."""
    kept = request.GET.copy()
    kept.pop("before", None)
    return kept.urlencode()


def named() -> dict[str, object]:
    """The names of kinds, statuses and sources, for every page of feedback."""
    return {"kinds": names_of_kinds(), "statuses": names_of_statuses(), "sources": names_of_sources()}
