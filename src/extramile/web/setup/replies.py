"""Settings: saved replies."""

from __future__ import annotations

from functools import partial

from django import forms
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from extramile.desk.actions import settings as desk
from extramile.desk.queries import settings as queries
from extramile.web.policy import Who, allow
from extramile.web.setup.fields import LineField
from extramile.web.setup.pages import Asking, Question, confirm, edit, there
from extramile.web.viewer import agent_of

BACK = "/settings/replies"
_shortcut = RegexValidator(r"^[\w-]+\Z", gettext_lazy("Letters, digits, - and _ only, such as torn-seam."))


class ReplyForm(forms.Form):
    """A text kept for the composer."""

    shortcut = forms.CharField(
        label=gettext_lazy("Shortcut"),
        max_length=40,
        validators=[_shortcut],
        help_text=gettext_lazy("What agents type after / to find it, such as torn-seam."),
    )
    title = LineField(label=gettext_lazy("Title"), max_length=80)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy("Filled in by itself: {customer}, {customer.first}, {agent}, {agent.first}, {company}."),
    )


@allow(Who.LEAD)
@require_GET
def replies(request: HttpRequest) -> HttpResponse:
    """Every saved reply."""
    return render(request, "setup/replies.html", {"replies": queries.replies()})


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Keep a reply."""
    page = Asking(title=_("A new saved reply"), back=BACK, said=_("The reply is kept."), button=_("Keep the reply"))
    viewer = agent_of(request)
    return edit(request, ReplyForm(request.POST or None), partial(desk.save_reply, viewer), page)


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a saved reply."""
    found, viewer = there(queries.reply, pk), agent_of(request)
    first = {"shortcut": found.shortcut, "title": found.title, "text": found.text}
    page = Asking(title=found.title, back=BACK, said=_("Saved."), remove=f"{BACK}/{pk}/remove")
    form = ReplyForm(request.POST or None, initial=first)
    return edit(request, form, partial(desk.save_reply, viewer, reply=pk), page)


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a saved reply, after asking."""
    found = there(queries.reply, pk)
    question = Question(
        title=_("Remove “%(title)s”?") % {"title": found.title},
        about=_("Messages that were sent with it stay as they are."),
        button=_("Remove the reply"),
        back=BACK,
        said=_("The reply is removed."),
    )
    return confirm(request, lambda: desk.remove_reply(agent_of(request), pk), question)
