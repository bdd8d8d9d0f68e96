"""Learning from a slip: told without blame, read by everybody, found again."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from extramile.base.ids import uuid7
from extramile.culture import access
from extramile.culture.actions import slips as actions
from extramile.culture.queries import slips as queries
from extramile.culture.queries.talk import comments
from extramile.people.queries import today
from extramile.web.culture.doors import or_404, place
from extramile.web.fields import AreaField, WholeField
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of


class SlipForm(forms.Form):
    """A slip on its way."""

    title = WholeField(
        label=gettext_lazy("In one line"), max_length=actions.TITLE,
        help_text=gettext_lazy("Such as “I promised a date that the warehouse had not agreed to”."),
    )  # fmt: skip
    happened = AreaField(label=gettext_lazy("What happened"), required=True, max_length=actions.WORDS)
    expected = AreaField(label=gettext_lazy("What I expected"), rows=2, max_length=actions.WORDS)
    learned = AreaField(label=gettext_lazy("What we learn from it"), required=True, max_length=actions.WORDS)
    changes = AreaField(
        label=gettext_lazy("What we change"), max_length=actions.WORDS,
        help_text=gettext_lazy("One thing a line. Each can be ticked when it is done."),
    )  # fmt: skip
    unnamed = forms.BooleanField(
        label=gettext_lazy("Without my name"), required=False,
        help_text=gettext_lazy("Then nothing is stored of who told it and of which conversation."),
    )  # fmt: skip
    # Made of chance alone: one that holds the time would tell when its page was open.
    row = forms.UUIDField(widget=forms.HiddenInput, required=False)

    @property
    def telling(self) -> actions.Telling:
        """What the form says, once it is valid."""
        given = self.cleaned_data
        return actions.Telling(
            **{name: given[name] for name in ("title", "happened", "expected", "learned", "changes")}
        )


@allow(Who.AGENT)
@require_GET
def slips(request: HttpRequest) -> HttpResponse:
    """The library, or what fits the words one looks for."""
    words, before = request.GET.get("q", "")[:200], place(request)
    found, more = queries.page(words=words, before=before)
    shown = {"slips": found, "more": more, "words": words, "first": before is None}
    return render(request, "team/slips.html", shown)


@allow(Who.AGENT)
@require_GET
@or_404
def slip(request: HttpRequest, slip: int) -> HttpResponse:
    """One slip, and what is said of it."""
    found = access.slip_for(slip)
    return render(request, "team/slip.html", {
        "slip": found, "changes": found.changes.select_related("feedback").order_by("pk"),
        "comments": comments(found.thread), "fresh": uuid7(),
        "may_remove": access.may_remove(agent_of(request), found),
    })  # fmt: skip


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
@or_404
def new(request: HttpRequest) -> HttpResponse:
    """Tell of a slip: write it, look at it, tell it."""
    agent, number = agent_of(request), place(request, "conversation")
    held = access.held(agent, number) if number else None
    form = SlipForm(request.POST or None, initial={"row": uuid4()})
    asked: dict[str, Any] = {"form": form, "conversation": held}
    if not form.is_valid():
        return render(request, "team/slip_form.html", asked, status=422 if form.is_bound else 200)
    if "change" in request.POST:
        return render(request, "team/slip_form.html", asked)
    if "tell" not in request.POST:
        return render(request, "team/slip_preview.html", asked | {"draft": actions.draft(form.telling, held)})
    given = form.cleaned_data
    # The company's day: that of the person's own zone would tell around midnight who is far away.
    made = actions.tell(
        agent, form.telling, conversation=number, unnamed=given["unnamed"], name=given["row"] or uuid4(), day=today()
    )
    if not given["unnamed"]:
        # Without a name nothing is said: what waits in a session for the next page is a row that names its person.
        messages.success(request, _("Told. Somebody is spared it."))
    return redirect(f"/team/slips/{made.pk}")


@allow(Who.AGENT)
@require_POST
@or_404
def done(request: HttpRequest, change: int) -> HttpResponse:
    """Something that we wanted to change is changed, or is not yet."""
    found = actions.done(change, on="off" not in request.POST, day=timezone.localdate())
    return redirect(f"/team/slips/{found.pk}#changes")


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
@or_404
def remove(request: HttpRequest, slip: int) -> HttpResponse:
    """Take a slip away, once that is said twice."""
    found = access.slip_for(slip)
    if not access.may_remove(agent_of(request), found):
        raise access.NotThere(slip)
    if request.method == "GET":
        return render(request, "team/slip_remove.html", {"slip": found})
    actions.remove(agent_of(request), slip)
    messages.success(request, _("It is gone, with what was said of it."))
    return redirect("/team/slips/")
