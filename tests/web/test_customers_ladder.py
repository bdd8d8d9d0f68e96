"""The page of the ladder."""

from __future__ import annotations

import re
from datetime import timedelta

from django.test import Client

from extramile.base import clock
from extramile.customers.actions import purchases
from extramile.customers.shapes import Buyer, Purchased


def bought(who: str, *days_ago: int) -> None:
    """A customer by the shop's number, and the days on which they bought."""
    today = clock.now().date()
    purchases.bring(
        [Purchased(Buyer(number=who), today - timedelta(days=ago), number=f"{who}-{ago}") for ago in days_ago]
    )


def test_without_purchases_the_page_says_how_to_bring_them_in(as_agent: Client) -> None:
    page = as_agent.get("/customers/").content.decode()
    assert "Bring your shop’s orders in" in page and "<rect" not in page


def test_the_rungs_stand_with_their_counts(as_agent: Client) -> None:
    for who, days in {"one": [30], "two": [90, 30], "again": [80, 30], "four": [120, 90, 60, 30]}.items():
        bought(who, *days)
    page = as_agent.get("/customers/").content.decode()
    rungs = re.findall(
        r"<li>\s*<a href=\"[^\"]+\">([^<]+)</a>.*?class=\"full\" width=\"([\d.]+)%.*?numbers\">([\d,]+)",
        page,
        re.DOTALL,
    )
    assert [(name, share, n) for name, share, n in rungs if n != "0"] == [
        ("One-time", "50.0", "1"), ("Occasional", "100.0", "2"), ("Frequent", "50.0", "1"),
    ]  # fmt: skip
