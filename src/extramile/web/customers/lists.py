"""Lists of customers: by rung, drifting, near the next rung, overdrawn, everyone; and who answers to a few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from extramile.base import text
from extramile.customers.account.facts import Fact
from extramile.customers.account.told import names_of_facts
from extramile.customers.ladder.told import names_of_rungs, told
from extramile.customers.queries import lists as queries
from extramile.customers.queries.overdrawn import withdrawals_of
from extramile.desk.queries import search
from extramile.web.policy import Who, allow

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A customer as a list shows them."""

    customer: int
    name: str
    contact: str
    initials: str
    rung: str
    said: str
    balance: float | None


def names_of_lists() -> dict[str, str]:
    """The lists as people say them."""
    return {
        "drifting": _("Drifting"),
        "one-order-away": _("One order away"),
        "one-act-away": _("One kind word away"),
        "overdrawn": _("Overdrawn"),
        **{queries.named(rung): name for rung, name in names_of_rungs().items() if rung},
        "everyone": _("Everyone"),
    }


def rule_of(name: str) -> str:
    """Who stands in a list, in a sentence."""
    rules = {
        "drifting": _(
            "Who came back three times or more, and has been quiet for so long that the chance of another order fell "
            "below one half. Below one in ten they are gone rather than drifting."
        ),
        "one-order-away": _("Who is still here, and becomes frequent with one more order."),
        "one-act-away": _(
            "Loyal customers, whom a review or thanks that may be shared makes advocates; and advocates who are one "
            "public word from the top. Ask when something has gone well."
        ),
        "overdrawn": _("Whose emotional account is below zero, the deepest first. Put it right before anything else."),
        "everyone": _("Everybody who ever bought or wrote, the newest first."),
    }
    return rules.get(name, _("Who stands on this rung; who bought last comes first."))


@allow(Who.AGENT)
@require_GET
def customers(request: HttpRequest, name: str) -> HttpResponse:
    """One list, a page of it; with `q` those of all customers who answer to it."""
    names, asked = names_of_lists(), request.GET.get("q", "").strip()[:_LONGEST]
    shown = {"name": name, "names": names, "asked": asked, "trouble": False, "many": False}
    try:
        page = _answering(asked) if asked else queries.page(name, after=request.GET.get("after", ""))
    except (search.Busy, search.TooLong):
        page, shown["trouble"] = queries.those([]), True
    except queries.NoSuchList as error:
        raise Http404 from error
    if name not in names:
        raise Http404
    against = withdrawals_of([line.customer for line in page.lines]) if name == "overdrawn" and not asked else {}
    rows = [row_of(line, against) for line in page.lines]
    shown |= {"title": names[name], "rule": rule_of(name), "rows": rows, "page": page}
    shown["many"] = bool(asked) and len(page.lines) == search.MOST_CUSTOMERS
    return render(request, "customers/list.html", shown)


def _answering(asked: str) -> queries.Page:
    return queries.those(search.customers(asked))


def row_of(line: queries.Line, against: Mapping[int, Sequence[Fact]]) -> Row:
    """A line with its words: why the account is below zero, where something is `against` us, or else why the rung."""
    stands = told(line.facts, timezone.localdate())
    contact = line.email or line.phone
    name = line.name or contact or _("Visitor %(id)s") % {"id": line.customer}
    facts = names_of_facts()
    said = " · ".join([facts[one] for one in against.get(line.customer, ())] or stands.reasons) or stands.step
    initials = text.initials(line.name or line.email)
    return Row(line.customer, name, contact if line.name else "", initials, stands.name, said, line.balance)
