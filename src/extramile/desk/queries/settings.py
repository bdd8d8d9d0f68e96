"""Reads about how the desk is set up."""

from __future__ import annotations

from django.db.models import Count, Sum

from extramile.desk.access import NotThere
from extramile.desk.models import Allowance, GuardRail, Inbox, SavedReply, Status, Tag, Tally, Website


def inboxes() -> list[Inbox]:
    """Every inbox by name, with its teams and websites at hand."""
    return list(Inbox.objects.prefetch_related("teams", "websites"))


def names_of_inboxes() -> dict[int, str]:
    """How each inbox is called."""
    return dict(Inbox.objects.values_list("pk", "name"))


def allowances() -> dict[str, Allowance]:
    """What people of each role may give without asking; roles without an allowance are left out."""
    return {one.role: one for one in Allowance.objects.all()}


def rails() -> list[GuardRail]:
    """Every guard rail, the oldest first."""
    return list(GuardRail.objects.all())


def rail(pk: int) -> GuardRail:
    """The guard rail of that id. Raises NotThere."""
    found = GuardRail.objects.filter(pk=pk).first()
    if found is None:
        raise NotThere(pk)
    return found


def inbox(pk: int) -> Inbox:
    """The inbox of that id. Raises NotThere."""
    found = Inbox.objects.filter(pk=pk).prefetch_related("teams").first()
    if found is None:
        raise NotThere(pk)
    return found


def websites() -> list[Website]:
    """Every website by name, with its inbox."""
    return list(Website.objects.select_related("inbox"))


def website(pk: int) -> Website:
    """The website of that id. Raises NotThere."""
    found = Website.objects.filter(pk=pk).select_related("inbox").first()
    if found is None:
        raise NotThere(pk)
    return found


def website_by_key(key: str) -> Website | None:
    """The website whose embed snippet carries this key."""
    return Website.objects.filter(key=key).first()


def first_website() -> Website | None:
    """The website that was there first."""
    return Website.objects.order_by("pk").first()


def replies() -> list[SavedReply]:
    """Every saved reply by shortcut."""
    return list(SavedReply.objects.all())


def reply(pk: int) -> SavedReply:
    """The saved reply of that id. Raises NotThere."""
    found = SavedReply.objects.filter(pk=pk).first()
    if found is None:
        raise NotThere(pk)
    return found


def tags() -> list[Tag]:
    """Every tag by name."""
    return list(Tag.objects.all())


def tag(pk: int) -> Tag:
    """The tag of that id. Raises NotThere."""
    found = Tag.objects.filter(pk=pk).first()
    if found is None:
        raise NotThere(pk)
    return found


def held_by(agent: int) -> int:
    """How many conversations an agent holds that are not resolved."""
    kept = Tally.objects.filter(scope=f"agent:{agent}", status__in=[Status.OPEN, Status.SNOOZED])
    return int(kept.aggregate(held=Sum("n"))["held"] or 0)


def inboxes_of_team(team: int) -> list[Inbox]:
    """The inboxes that a team serves, each with `served`: by how many teams."""
    return list(Inbox.objects.filter(pk__in=Inbox.objects.filter(teams=team)).annotate(served=Count("teams")))
