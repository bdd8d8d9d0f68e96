"""What is asked for a guard rail: of each kind of rule only what it needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from extramile.customers.ladder.told import names_of_rungs
from extramile.desk.mile.rails import Rule
from extramile.desk.mile.told import names_of_kinds
from extramile.desk.queries.settings import names_of_inboxes
from extramile.web.fields import MoneyField
from extramile.web.setup.fields import LineField, SeveralField
from extramile.web.setup.pages import Asking

_BACK = "/settings/extra-mile"
# Which questions belong to which rule.
_ASKS = {
    Rule.MOST: ("kinds", "inbox", "amount", "instead"),
    Rule.KINDS: ("kinds", "inbox", "instead"),
    Rule.APART: ("kinds", "inbox", "days", "instead"),
    Rule.ONLY: ("kinds", "inbox", "rungs", "instead"),
    Rule.NEVER: ("kinds", "inbox", "rungs", "instead"),
}
_TEN_YEARS = 3660


class RailForm(forms.Form):
    """One guard rail. `instead` is what an agent reads when it says no, so that a no is never the end."""

    kinds = SeveralField(label=gettext_lazy("Of what"), help_text=gettext_lazy("None ticked: of anything."), coerce=str)
    inbox = forms.TypedChoiceField(label=gettext_lazy("Where"), coerce=int, empty_value=None, required=False)
    amount = MoneyField(label=gettext_lazy("At most"), required=True)
    days = forms.IntegerField(
        label=gettext_lazy("Days until a customer may be given something again"), min_value=1, max_value=_TEN_YEARS
    )
    rungs = SeveralField(label=gettext_lazy("Rungs of the ladder"))
    instead = LineField(
        label=gettext_lazy("What is possible instead"),
        max_length=300,
        help_text=gettext_lazy("Agents read it when this rule says no, such as “Offer a repair, and pay the postage”."),
    )

    def __init__(self, *args: Any, rule: Rule, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(kind.value, name) for kind, name in names_of_kinds().items()]
        rungs = [(rung.value, name) for rung, name in names_of_rungs().items()]
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]
        self.fields["rungs"].choices = rungs  # type: ignore[attr-defined]
        self.fields["inbox"].choices = [("", _("In every inbox")), *names_of_inboxes().items()]  # type: ignore[attr-defined]
        for name in set(self.fields) - set(_ASKS[rule]):
            del self.fields[name]
        if rule is Rule.KINDS:
            self.fields["kinds"].label, self.fields["kinds"].help_text = _("What may be given"), ""
            self.fields["kinds"].required = True

    def clean_rungs(self) -> list[int]:
        """Some rungs, and not all of them."""
        rungs: list[int] = self.cleaned_data["rungs"]
        if not 0 < len(rungs) < len(names_of_rungs()):
            raise ValidationError(_("Tick some rungs, and not all of them."))
        return rungs


def asking(*, remove: str = "") -> dict[Rule, Asking]:
    """The page on which each kind of rule is written, by its title and what it is for."""
    titles = {
        Rule.MOST: (_("An amount at most"), _("Such as: refunds, 50 at most.")),
        Rule.KINDS: (_("What an inbox may give"), _("Such as: in Repairs only time and exceptions.")),
        Rule.APART: (_("One a customer in some days"), _("Such as: gifts, once a customer in 30 days.")),
        Rule.ONLY: (_("Only for some customers"), _("Such as: upgrades only for loyal customers and above.")),
        Rule.NEVER: (_("Never for some customers"), _("Such as: refunds never where no purchase is known.")),
    }
    return {
        rule: Asking(title=title, about=about, back=_BACK, said=_("The rule holds from now on."), remove=remove)
        for rule, (title, about) in titles.items()
    }
