"""Settings: the company."""

from __future__ import annotations

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from extramile.base import money
from extramile.people import actions, queries
from extramile.web.fields import ZoneField, zones
from extramile.web.policy import Who, allow
from extramile.web.setup.fields import LineField
from extramile.web.setup.pages import Asking, edit
from extramile.web.viewer import agent_of

_ASKED = ("name", "time_zone", "currency")


class CompanyForm(forms.Form):
    """What the company is called, where its days begin, and the currency in which it gives."""

    name = LineField(
        label=gettext_lazy("Name"),
        max_length=80,
        help_text=gettext_lazy("Customers see it at the top of the chat."),
    )
    time_zone = ZoneField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("In which reports begin a day. When you change it, they are counted anew."),
    )
    currency = forms.CharField(
        label=gettext_lazy("Currency"),
        max_length=3,
        help_text=gettext_lazy(
            "In which allowances and gestures are counted, by its code such as EUR. Nothing is exchanged when you "
            "change it: look at Settings, Extra mile then."
        ),
    )

    def clean_currency(self) -> str:
        """The code of a currency that there is."""
        code = str(self.cleaned_data["currency"]).upper()
        if not money.is_currency(code):
            raise forms.ValidationError(_("Write the code of a currency, such as EUR or GBP."))
        return code


@allow(Who.ADMIN)
@require_http_methods(["GET", "POST"])
def company(request: HttpRequest) -> HttpResponse:
    """Rename the company, or change its time zone or currency."""
    now = queries.company()
    form = CompanyForm(request.POST or None, initial={name: getattr(now, name) for name in _ASKED})
    page = Asking(title=_("Company"), back="/settings/company", said=_("Saved."))
    shown = {"zones": zones()}
    return edit(request, form, partial(actions.change_company, agent_of(request)), page, shown=shown)
