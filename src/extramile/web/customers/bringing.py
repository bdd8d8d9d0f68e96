"""Bringing a shop's file in: choose it, look at what was recognised, and let it be stored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from extramile.customers.actions.importing import deliveries
from extramile.customers.actions.importing.looking import Looked, look
from extramile.customers.models import Delivery
from extramile.customers.models.delivery import Kind
from extramile.customers.queries import deliveries as queries
from extramile.web.customers import sheet
from extramile.web.policy import Who, allow

HOME = "/customers/import"
_KINDS = [
    (Kind.ORDERS, gettext_lazy("Orders: who bought, when, and what it came to")),
    (Kind.CUSTOMERS, gettext_lazy("Customers: names and contacts")),
    (Kind.ACTS, gettext_lazy("What customers did for us: reviews, thanks, friends they sent")),
]
_DATES = [
    ("", gettext_lazy("As the file itself shows")),
    ("dmy", gettext_lazy("Day before month: 31/12/2026")),
    ("mdy", gettext_lazy("Month before day: 12/31/2026")),
]


_CODE = gettext_lazy("Three letters, such as EUR.")
_NO_FILE = gettext_lazy("Choose the file that your shop exported.")
_ANY = gettext_lazy("CSV with a line of headings, in any encoding and with any delimiter, or the same in .gz.")


class How(forms.Form):
    """How a file is meant where it does not say so itself."""

    dates = forms.ChoiceField(label=gettext_lazy("Dates such as 03/05/2026"), choices=_DATES, required=False)
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$", label=gettext_lazy("Currency, where none is named"), required=False, max_length=3,
        help_text=_CODE, error_messages={"invalid": _CODE},
    )  # fmt: skip

    def clean_currency(self) -> str:
        """In capitals."""
        return str(self.cleaned_data["currency"]).upper()


class Upload(How):
    """A file and what is in it."""

    kind = forms.ChoiceField(choices=_KINDS, initial=Kind.ORDERS, widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("File"), help_text=_ANY, error_messages={"required": _NO_FILE, "empty": _NO_FILE},
    )  # fmt: skip


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Choose a file; and how those of the last days went."""
    form = Upload(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        made = deliveries.take(
            Kind(given["kind"]), name=given["file"].name, file=given["file"].read(), dates=given["dates"],
            currency=given["currency"],
        )  # fmt: skip
        return redirect(f"{HOME}/{made.pk}")
    shown = {"form": form, "recent": queries.recent()}
    return render(request, "customers/import.html", shown, status=422 if form.is_bound else 200)


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """What was recognised in a file; once that is confirmed, how far it has come."""
    found = _there(pk)
    if found.begun:
        return render(request, "customers/import_going.html", {"delivery": found})
    form = How(request.POST or None, initial={"dates": found.dates, "currency": found.currency})
    if form.is_valid():
        deliveries.choose(pk, said=_said(request, look(found)), **form.cleaned_data)
        # Looked at as it is meant now: a column may just have been taken away without which nothing can be read.
        if "begin" in request.POST and look(_there(pk)).ready:
            deliveries.begin(pk)
        return redirect(f"{HOME}/{pk}")
    seen = look(found)
    shown = {"delivery": found, "seen": seen, "form": form, "names": _names()}
    return render(request, "customers/import_look.html", shown, status=422 if form.is_bound else 200)


@allow(Who.LEAD)
@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a file has come, as a part of its page."""
    return render(request, "customers/_going.html", {"delivery": _there(pk)})


@allow(Who.LEAD)
@require_GET
def rejects(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that could not be taken, as a table: line and reason, of the first ten thousand."""
    found = _there(pk)
    answer = HttpResponse(sheet.reasons(queries.rejects(found)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rejects-{found.pk}.csv"'
    return answer


def _there(pk: int) -> Delivery:
    found = queries.delivery(pk) if pk < 2**63 else None
    if found is None:
        raise Http404
    return found


def _said(request: HttpRequest, seen: Looked) -> dict[str, int]:
    """The chosen column of each field, from 1; 0 for one that is not in the file."""
    columns = {str(place): place for place in range(len(seen.header) + 1)}
    given = {name: columns.get(request.POST.get(f"column-{name}", "")) for name in seen.fields}
    return {name: column for name, column in given.items() if column is not None}


def _names() -> dict[str, Any]:
    return {
        "customer": _("Customer’s number"), "email": _("Mail address"), "name": _("Name"), "phone": _("Phone"),
        "date": _("Date"), "order": _("Order’s number"), "amount": _("Amount"), "currency": _("Currency"),
        "place": _("Place"), "language": _("Language"), "since": _("Customer since"), "kind": _("What they did"),
        "day": _("Day"), "about": _("In words"), "score": _("Would recommend, 0 to 10"), "stars": _("Stars"),
        "key": _("Key"),
    }  # fmt: skip
