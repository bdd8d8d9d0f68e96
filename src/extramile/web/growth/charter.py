"""What the company is for: written by leads, read by everybody, versions kept."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from extramile.people import actions
from extramile.people.queries import charters
from extramile.web.fields import AreaField
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

PARTS = ("vision", "values", "strategy", "goals")


class CharterForm(forms.Form):
    """The four things that a company says of itself."""

    vision = AreaField(
        label=gettext_lazy("Vision"),
        help_text=gettext_lazy("What is different in the world when we have done our work."),
    )
    values = AreaField(
        label=gettext_lazy("Values"), help_text=gettext_lazy("How we treat each other and everybody who writes to us.")
    )
    strategy = AreaField(
        label=gettext_lazy("Strategy"), help_text=gettext_lazy("What we do, and what we leave to others.")
    )
    goals = AreaField(label=gettext_lazy("Goals"), help_text=gettext_lazy("What we want to have reached, and by when."))


@allow(Who.AGENT)
@require_GET
def charter(request: HttpRequest) -> HttpResponse:
    """What holds now, and the versions before it."""
    return render(request, "growth/charter.html", {"versions": charters(), "parts": _names()})


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Write another version."""
    newest = charters()[:1]
    given = {part: getattr(newest[0], part) for part in PARTS} if newest else {}
    form = CharterForm(request.POST or None, initial=given)
    if form.is_valid():
        actions.say_what_for(agent_of(request), **form.cleaned_data)
        messages.success(request, _("Everybody sees it from now on. The version before it is kept."))
        return redirect("/journey/company")
    return render(request, "growth/charter_form.html", {"form": form}, status=422 if form.is_bound else 200)


def _names() -> dict[str, str]:
    return {"vision": _("Vision"), "values": _("Values"), "strategy": _("Strategy"), "goals": _("Goals")}
