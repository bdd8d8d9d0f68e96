"""What people are asked for on more than one page."""

from __future__ import annotations

import zoneinfo
from functools import cache
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from extramile.base import money, text
from extramile.customers.actions import acts
from extramile.customers.ladder.acts import Kind
from extramile.customers.models import Customer
from extramile.people.models import Agent
from extramile.people.queries import company

_LINES = 20_000  # characters
PASSWORD_HELP = gettext_lazy("At least 10 characters. A few words in a row are easy to remember and hard to guess.")


# Marks that turn the direction of the text around them, also of what stands beside a name.
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def one_line(given: str, most: int) -> str:
    """A name as it is kept: on one line, `most` characters at most, without marks that would reorder a page."""
    return text.line(given.translate(_TURNS), most)


@cache
def zones() -> tuple[str, ...]:
    """Every time zone that a person lives in, by its IANA name."""
    left_out = ("Etc/", "SystemV/", "US/", "posix/", "right/")
    named = {name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith(left_out)}
    return tuple(sorted(named | {"UTC"}))


class WholeField(forms.CharField):
    """What is too long is said to be, and not cut by the browser while somebody pastes it."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class NameField(WholeField):
    """A person's name, on one line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": gettext_lazy("Your name"), "max_length": 80, **options})
        self.widget.attrs["autocomplete"] = "name"

    def clean(self, value: Any) -> str:
        named = one_line(str(super().clean(value)), 80)
        if not text.initials(named):
            raise ValidationError(_("Write a name with at least one letter."))
        return named


class ZoneField(forms.CharField):
    """A time zone, typed and found in a list (`zones`); the browser's own is filled in by static/people/zone.js."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": gettext_lazy("Your time zone"), "initial": "UTC", **options})
        self.widget.attrs |= {"list": "zones", "autocomplete": "off", "spellcheck": "false"}

    def clean(self, value: Any) -> str:
        wanted = str(super().clean(value)).replace(" ", "_").casefold()
        for zone in zones():
            if zone.casefold() == wanted:
                return zone
        raise ValidationError(_("Choose a time zone from the list, such as Europe/Lisbon."))


class PasswordField(forms.CharField):
    """A password: a new one, or with `new=False` the current one."""

    def __init__(self, *, new: bool = True, **options: Any) -> None:
        attributes = {"autocomplete": "new-password" if new else "current-password"}
        shared = {"strip": False, "max_length": 200, "widget": forms.PasswordInput(attrs=attributes)}
        super().__init__(**{**shared, **({"help_text": PASSWORD_HELP} if new else {}), **options})


class Contacts(forms.ModelForm[Customer]):
    """How a customer is called and reached."""

    class Meta:
        model = Customer
        fields = ("name", "email", "phone", "place")
        field_classes = {"name": WholeField, "phone": WholeField, "place": WholeField}
        labels = {
            "name": gettext_lazy("Name"), "email": gettext_lazy("Email"), "phone": gettext_lazy("Phone"),
            "place": gettext_lazy("Place"),
        }  # fmt: skip


class Did(forms.Form):
    """What a customer did for us, and a few words about it."""

    kind = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in Kind])
    about = forms.CharField(
        label=gettext_lazy("Their words, a link, or whom they sent"), max_length=acts.ABOUT, required=False
    )


class JoinForm(forms.Form):
    """What a new person says about themselves. With `fixed`, the address is that one."""

    name = NameField()
    email = forms.EmailField(label=gettext_lazy("Your mail address"))
    password = PasswordField(label=gettext_lazy("Choose a password"))
    time_zone = ZoneField()

    def __init__(self, *args: Any, fixed: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["time_zone"].widget.attrs["data-zone"] = "fill"
        if fixed:
            self.fields["email"].disabled, self.initial["email"] = True, fixed

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "password" in values:
            person = Agent(name=values.get("name", ""), email=values.get("email", ""))
            try:
                validate_password(values["password"], person)
            except ValidationError as error:
                self.add_error("password", error)
        return values


class MoneyField(WholeField):
    """An amount in the company's currency, as a whole number of its smallest unit; 0 when it is empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "max_length": 20, **options})
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return money.plain(value, company().currency) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        written, currency = str(super().clean(value)).strip(), company().currency
        try:
            return money.minor(written, currency) if written else 0
        except money.NoAmount as error:
            places = money.decimals(currency)
            if not places:
                raise ValidationError(_("Write a whole amount, such as 18.")) from error
            parted = money.plain(185 * 10 ** (places - 1), currency)
            raise ValidationError(_("Write an amount such as 18 or %(parted)s.") % {"parted": parted}) from error


class AreaField(forms.CharField):
    """Some lines of text, which may be empty."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        super().__init__(**{"required": False, "max_length": _LINES, "widget": widget, **options})

    def to_python(self, value: Any) -> str:
        """Line ends as \\n: browsers send two characters for each, and count one before they let somebody send."""
        return str(super().to_python(value)).replace("\r\n", "\n")
