"""1:1s in pages: opened by an agent, met by their lead, and by nobody else."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from extramile.growth.practice import debriefs
from extramile.people.models import Agent
from tests.cast import Cast, talked, with_open_seal
from tests.people.test_sealing import opened

pytestmark = pytest.mark.django_db
OWN, LED = "/journey/one-to-ones/", "/lead/one-to-ones/"
HOSTILE = "\u202e<script>alert(1)</script>\nsecond line " + "x" * 200


class Pair:
    """Maya's and Jo's browsers, and the 1:1 that Maya opened with Jo."""

    def __init__(self, cast: Cast) -> None:
        self.lead = with_open_seal(cast.jo)
        self.agent = with_open_seal(cast.maya)
        self.row = self.agent.post(f"{OWN}open", {"lead": cast.jo.pk}).headers["Location"].removeprefix(OWN)

    def puts(self, what: str, **given: object) -> int:
        """The agent sends one of the forms; the answer's code."""
        return self.agent.post(f"{OWN}{self.row}/{what}", given).status_code

    def seen(self) -> str:
        """What the lead sees of it."""
        return self.lead.get(f"{LED}{self.row}").content.decode()


@pytest.fixture
def pair(cast: Cast) -> Pair:
    return Pair(cast)


def test_what_the_agent_puts_there_is_on_the_leads_page_and_gone_when_taken_out(cast: Cast, pair: Pair) -> None:
    talk = talked(cast)
    debriefs.keep(
        opened(cast.maya),
        talk.pk,
        {"happened": "From my debrief", "moved": "", "next_time": ""},
        day=talk.opened_at.date(),
    )
    page = pair.agent.get(f"{OWN}{pair.row}/talk?talk={talk.pk}").content.decode()
    assert "From my debrief" in page and "This is the third time" in page
    assert "From my debrief" not in pair.seen()
    assert pair.puts("talk", talk=talk.pk, happened="We told her twice", moved="", next_time="Look first") == 302
    assert pair.puts("point", name="a", point=HOSTILE) == 302 == pair.puts("notes", notes="Mine alone")
    seen = pair.seen()
    assert "We told her twice" in seen and f'href="/desk/c/{talk.pk}"' in seen and "&lt;script&gt;" in seen
    assert "Mine alone" not in seen and "<script>alert" not in seen and "Pick a conversation" not in seen
    assert pair.puts("take-out", talk=talk.pk) == 302 == pair.puts("point", name="a", out="1")
    seen = pair.seen()
    assert "We told her twice" not in seen and "second line" not in seen and "Dana" not in seen
    assert "Maya Reyes" in pair.lead.get(LED).content.decode()


def test_a_point_is_said_anew_ticked_and_put_into_the_next_one(cast: Cast, pair: Pair) -> None:
    assert pair.puts("point", name="a", point="Saturdays") == pair.puts("point", name="b", point=HOSTILE) == 302
    assert pair.puts("point", name="a", point="Saturdays in May", change="1") == 302
    refused = pair.agent.post(f"{OWN}{pair.row}/point", {"name": "a", "point": " ", "change": "1"})
    assert refused.status_code == 422 and 'id="point-a_error"' in refused.content.decode()
    gone = pair.agent.post(f"{OWN}{pair.row}/point", {"name": "z", "point": "My own words", "change": "1"})
    assert gone.status_code == 422 and "taken out meanwhile" in gone.content.decode()
    assert "My own words</textarea>" in gone.content.decode()
    assert "Saturdays in May" in pair.seen()
    pair.lead.post(f"{OWN}{pair.row}/point", {"name": "a", "talked": "on", "led": "1"})
    assert "talked about</span>" in pair.agent.get(f"{OWN}{pair.row}").content.decode()
    assert pair.puts("close") == 302
    first = pair.row
    pair.row = pair.agent.post(f"{OWN}open", {"lead": cast.jo.pk}).headers["Location"].removeprefix(OWN)
    page = pair.agent.get(f"{OWN}{pair.row}").content.decode()
    assert pair.row != first and "Still open from last time" in page and "second line" in page
    assert "Saturdays in May" not in page and "second line" not in pair.seen(), (
        "nothing is shown before it is put there"
    )
    assert pair.puts("point", over="1") == pair.puts("point", over="1") == 302
    assert pair.seen().count("second line") == 2, "the line, and the name of its button"
    assert "Still open from last time" not in pair.agent.get(f"{OWN}{pair.row}").content.decode()


def test_only_conversations_of_ones_own_can_be_picked_and_none_by_the_lead(cast: Cast, pair: Pair) -> None:
    talk = talked(cast)
    assert "Dana Weber" in pair.agent.get(f"{OWN}{pair.row}/talks").content.decode()
    for number in (talk.pk + 1, 0, 2**70):
        assert pair.agent.get(f"{OWN}{pair.row}/talk?talk={number}").status_code == 404
    for what in ("talks", f"talk?talk={talk.pk}"):
        assert pair.lead.get(f"{OWN}{pair.row}/{what}").status_code == 404
    assert pair.lead.post(f"{OWN}{pair.row}/take-out", {"talk": talk.pk}).status_code == 404


def test_what_cannot_be_kept_is_there_again_with_the_reason(pair: Pair) -> None:
    for field, given, why in (
        ("point", {"name": "b", "point": "y" * 2001}, "more than 2000 characters"),
        ("point", {"name": "b", "point": "  "}, "Write a line first."),
        ("time", {"when": "some day, perhaps"}, "Write when, such as"),
        ("time", {"yes": "2026-05-08T09:00+00:00"}, "Another time was proposed meanwhile"),
        ("notes", {"notes": "z" * 300_000}, "longer than one entry can hold"),
    ):
        answer = pair.agent.post(f"{OWN}{pair.row}/{field}", given)
        page = answer.content.decode()
        assert answer.status_code == 422 and why in page, field
        assert all(words in page for words in given.values() if field != "time" and words.strip())


def test_a_time_is_proposed_by_one_and_agreed_by_the_other(pair: Pair) -> None:
    assert pair.puts("time", at="2099-05-03T09:40") == 422 and pair.puts("time", when="in 2 days") == 302
    seen = pair.seen()
    at = seen.partition('name="yes" value="')[2].partition('"')[0].replace("&#43;", "+")
    answer = pair.lead.post(f"{OWN}{pair.row}/time", {"yes": at, "led": "1"})
    assert answer.headers["Location"] == f"{LED}{pair.row}"
    assert "agreed" in pair.seen() and "agreed" in pair.agent.get(f"{OWN}{pair.row}").content.decode()


def test_today_says_when_one_is_near_or_a_time_waits_for_a_yes(cast: Cast, pair: Pair) -> None:
    def said(browser: Client) -> str:
        return browser.get("/today/news").content.decode()

    assert "1:1" not in said(pair.agent) + said(pair.lead)
    pair.puts("time", when="in 2 days")
    assert "a time is proposed to you" in said(pair.lead) and "1:1" not in said(pair.agent)
    at = pair.seen().partition('name="yes" value="')[2].partition('"')[0].replace("&#43;", "+")
    pair.lead.post(f"{OWN}{pair.row}/time", {"yes": at})
    assert f'href="/lead/one-to-ones/{pair.row}"' in said(pair.lead) and f'href="{OWN}{pair.row}"' in said(pair.agent)
    pair.puts("time", when="in 20 days")
    pair.lead.post(f"{OWN}{pair.row}/close", {"led": "1"})
    assert "1:1" not in said(pair.agent) + said(pair.lead) + said(with_open_seal(cast.ines))


def test_the_archive_is_for_both_and_destroying_asks_twice(pair: Pair) -> None:
    pair.puts("point", name="a", point="About Saturdays")
    assert pair.lead.post(f"{OWN}{pair.row}/close", {"led": "1"}).status_code == 302
    page = pair.agent.get(f"{OWN}{pair.row}").content.decode()
    assert "Jo Lind has closed it, and can open it again." in page and "Put it there" not in page
    assert "About Saturdays" in pair.seen() and "Open it again" in pair.seen()
    assert "Destroy what is yours?" in pair.agent.post(f"{OWN}{pair.row}/drop").content.decode()
    assert "About Saturdays" in pair.seen()
    assert pair.puts("drop", sure="1") == 302
    # The lead closed it, and what is theirs stays theirs to destroy.
    assert "About Saturdays" not in pair.seen() and "has destroyed what they had put here" in pair.seen()
    assert pair.lead.post(f"{OWN}{pair.row}/drop", {"sure": "1"}).headers["Location"] == LED
    assert pair.lead.get(f"{LED}{pair.row}").status_code == 404


def test_nobody_else_meets_it(cast: Cast, pair: Pair) -> None:
    pair.puts("point", name="a", point="About Saturdays")
    for person in (cast.sam, cast.ines):
        browser = with_open_seal(person)
        assert browser.get(f"{OWN}{pair.row}").status_code == 404
        assert browser.post(f"{OWN}{pair.row}/point", {"point": "I too", "name": "x"}).status_code == 404
    assert with_open_seal(cast.ines).get(f"{LED}{pair.row}").status_code == 404
    assert "Maya" not in with_open_seal(cast.ines).get(LED).content.decode()


def test_who_does_not_lead_any_more_still_has_what_was_put_to_them(cast: Cast, pair: Pair) -> None:
    pair.puts("point", name="a", point="About Saturdays")
    Agent.objects.filter(pk=cast.jo.pk).update(role="agent")
    assert pair.lead.get(LED).status_code == 403
    assert pair.row in pair.lead.get(OWN).content.decode()
    assert "About Saturdays" in pair.lead.get(f"{OWN}{pair.row}").content.decode()
    answer = pair.agent.post(f"{OWN}open", {"lead": cast.jo.pk})
    assert answer.headers["Location"] == OWN and "signed in once" in pair.agent.get(OWN).content.decode()


def test_pages_ask_twelve_times_at_most(cast: Cast, pair: Pair) -> None:
    def asks(browser: Client, address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    pair.puts("point", name="a", point="About Saturdays")
    pair.puts("talk", talk=talked(cast).pk, happened="a", moved="b", next_time="c")
    assert UUID(pair.row)
    found = {address: asks(pair.agent, address) for address in (OWN, f"{OWN}{pair.row}")}
    found |= {address: asks(pair.lead, address) for address in (LED, f"{LED}{pair.row}")}
    assert max(found.values()) <= 12, found
