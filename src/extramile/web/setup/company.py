"""Settings: the company."""

from __future__ import annotations

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from extramile.people import actions, queries
from extramile.web.policy import Who, allow
from extramile.web.setup.fields import LineField
from extramile.web.setup.pages import Asking, edit
from extramile.web.viewer import agent_of


class CompanyForm(forms.Form):
    """What the company is called."""

    name = LineField(
        label=gettext_lazy("Name"),
        max_length=80,
        help_text=gettext_lazy("Customers see it at the top of the chat."),
    )


@allow(Who.ADMIN)
@require_http_methods(["GET", "POST"])
def company(request: HttpRequest) -> HttpResponse:
    """Rename the company."""
    form = CompanyForm(request.POST or None, initial={"name": queries.company().name})
    page = Asking(title=_("Company"), back="/settings/company", said=_("Saved."))
    return edit(request, form, partial(actions.rename, agent_of(request)), page)
