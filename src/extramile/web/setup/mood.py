"""Settings: whether the desk estimates how customers sound."""

from __future__ import annotations

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from extramile.desk.actions import settings as desk
from extramile.desk.queries.mood import kept
from extramile.web.policy import Who, allow
from extramile.web.setup.pages import Asking, edit
from extramile.web.viewer import agent_of


class MoodForm(forms.Form):
    """On or off, and what becomes of what is kept."""

    on = forms.BooleanField(
        label=gettext_lazy("Estimate how customers sound"),
        help_text=gettext_lazy(
            "A small trace over each conversation in English, from the customer’s words and waits. It decides nothing, "
            "and never looks at what colleagues write."
        ),
        required=False,
    )
    forget = forms.BooleanField(
        label=gettext_lazy("When it is off, delete what is kept"),
        help_text=gettext_lazy("Corrections, and how far the mood usually rises. It cannot be brought back."),
        required=False,
    )


@allow(Who.ADMIN)
@require_http_methods(["GET", "POST"])
def mood(request: HttpRequest) -> HttpResponse:
    """Switch the estimate on or off for the whole install."""
    now = kept()
    form = MoodForm(request.POST if request.method == "POST" else None, initial={"on": now.off is None})
    page = Asking(title=_("Mood of conversations"), back="/settings/mood", said=_("Saved."))
    save = partial(desk.switch_mood, agent_of(request))
    return edit(request, form, save, page, template="setup/mood.html", shown={"kept": now})
