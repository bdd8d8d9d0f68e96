"""What agents write down of a customer."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from extramile.customers.actions import attributes
from extramile.customers.imports.table import Unreadable
from extramile.customers.imports.values import money
from extramile.customers.models.manner import Pace, Style

_EARLIEST = date(1970, 1, 1)


class Bought(forms.Form):
    """One purchase. `form` names this very form, so that sending it twice writes one down."""

    form = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    amount = forms.CharField(label=gettext_lazy("Amount"), max_length=40, required=False)
    currency = forms.CharField(label=gettext_lazy("Currency"), max_length=3, required=False)
    number = forms.CharField(label=gettext_lazy("Order number"), max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].widget.attrs |= {"inputmode": "decimal", "placeholder": "94.50"}
        self.fields["currency"].widget.attrs |= {"placeholder": "EUR", "autocapitalize": "characters", "size": 4}

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not _EARLIEST <= day <= timezone.localdate():
            raise ValidationError(_("Choose a day that has been, after 1970."))
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        amount: Decimal | None = None
        code = str(values.get("currency", ""))
        try:
            amount, code = money(str(values.get("amount", "")), code)
        except Unreadable:
            self.add_error("amount", _("Write an amount above zero, such as 94.50, and a currency, such as EUR."))
        if amount is not None and not code:
            self.add_error("currency", _("Say in which currency, such as EUR."))
        return values | {"amount": amount, "currency": code}


class Known(forms.Form):
    """One more thing that is known."""

    name = forms.CharField(label=gettext_lazy("What"), max_length=attributes.NAME)
    value = forms.CharField(label=gettext_lazy("Is"), max_length=attributes.VALUE)


class Manner(forms.Form):
    """Pace and style, as an agent knows them; `auto` lets what the customer writes decide."""

    pace = forms.ChoiceField(
        label=gettext_lazy("Pace"),
        choices=[
            ("auto", gettext_lazy("From what they write")), (Pace.FAST.value, gettext_lazy("Wants it fast")),
            (Pace.SLOW.value, gettext_lazy("Takes time")), ("", gettext_lazy("Neither")),
        ],
        required=False,
    )  # fmt: skip
    style = forms.ChoiceField(
        label=gettext_lazy("Style"),
        choices=[
            ("auto", gettext_lazy("From what they write")), (Style.BUSINESS.value, gettext_lazy("Down to business")),
            (Style.CHAT.value, gettext_lazy("Likes a chat")), ("", gettext_lazy("Neither")),
        ],
        required=False,
    )  # fmt: skip
