"""What customers say: when it turns, and which of their words the world is shown."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.conf import settings as configured

from extramile.base import clock
from extramile.customers.actions import acts
from extramile.customers.ladder.acts import Kind
from extramile.customers.models import Customer
from extramile.desk import tasks
from extramile.desk.access import NotThere
from extramile.desk.actions import reputation
from extramile.desk.actions.reports import sums
from extramile.desk.models import PublicPage, RatingTurn, ReportWalk, ShownWords, TurnLetter
from extramile.desk.queries import reputation as queries
from extramile.desk.reports.turning import BACK, FALL, LEAST, Mean, fell, is_over
from extramile.people.access import NotAllowed, Refused
from extramile.people.models import Agent
from tests.cast import Cast
from tests.culture.post_office import PostOffice
from tests.culture.test_answers import later
from tests.culture.test_letters import office

__all__ = ["later", "office"]

TODAY = date(2026, 6, 1)


def rated(back: int, **stars: int) -> None:
    sums.add({(TODAY - timedelta(days=back), back, "website", 0): Counter(stars)}, {})


def thanked(words: str, *, name: str = "Linh Nguyen", key: str = "one") -> int:
    customer = Customer.objects.create(name=name)
    acts.tell(customer.pk, Kind.THANKS, key=key, day=TODAY, about=words)
    return customer.acts.get().pk


def test_a_fall_is_large_and_rests_on_enough_and_is_not_over_at_once() -> None:
    drawn, falls = random.Random(7), 0
    for _ in range(2_000):
        now, n, before, m = drawn.uniform(1, 5), drawn.randrange(60), drawn.uniform(1, 5), drawn.randrange(60)
        if fell(Mean(now, n), Mean(before, m)):
            falls += 1
            assert n >= LEAST and m >= LEAST and before - now >= FALL - 1e-5
            assert not is_over(Mean(now, n), before, 0)
    assert falls > 200


def test_the_rule_reads_as_people_do() -> None:
    assert fell(Mean(4.2, LEAST), Mean(4.5, LEAST)) and not fell(Mean(4.21, LEAST), Mean(4.5, LEAST))
    assert is_over(Mean(4.5 - BACK, LEAST), 4.5, 1) and not is_over(Mean(4.3, LEAST), 4.5, 1)
    assert is_over(Mean(2.0, LEAST), 4.5, 90) and not is_over(Mean(4.5, LEAST - 1), 4.5, 1)


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_fall_is_told_once_to_those_who_lead_and_ends(cast: Cast, mailing: None) -> None:
    ReportWalk.objects.create(pk=1, zone="UTC", edition=1, day=TODAY)
    rated(60, star_5=30)
    reputation.look_for_turn(TODAY)
    assert queries.turn() is None, "nobody has said anything lately"
    rated(5, star_3=25)
    for _ in range(3):
        reputation.look_for_turn(TODAY)
    turn = RatingTurn.objects.get()
    assert (turn.now, turn.before, turn.n, turn.ended) == (3.0, 5.0, 25, None)
    assert {one.lead_id for one in turn.letters.all()} == {cast.jo.pk, cast.ines.pk} and turn.letters.count() == 2
    rated(1, star_5=600)
    reputation.look_for_turn(TODAY)
    assert RatingTurn.objects.get().ended == TODAY and queries.turn() is None


@pytest.fixture
def mailing(monkeypatch: pytest.MonkeyPatch) -> None:
    """An install that can send mail, at an address."""
    config = replace(configured.CONFIG, mail_url="smtp://127.0.0.1:25", url="https://desk.northfold.example")
    monkeypatch.setattr(configured, "CONFIG", config)


def fell_by_half(*leads: Agent) -> RatingTurn:
    fall = RatingTurn.objects.create(day=clock.now().date(), before=4.66, now=4.2, n=44)
    for lead in leads:
        TurnLetter.objects.create(fall=fall, lead=lead, due=clock.now())
    return fall


def look_round() -> list[int]:
    """What a worker does: look, then do the jobs that came of it. Which letters were tried."""
    queued: list[tuple[int, int]] = []
    reputation.look_for_letters(lambda *job: queued.append(job))
    for job in queued:
        with suppress(SMTPException):
            tasks.mail_turn.call(*job)
    return [letter for letter, _ in queued]


@pytest.mark.django_db
def test_the_mail_names_nobody_and_goes_again_while_the_mail_server_is_away(
    cast: Cast, office: PostOffice, mailing: None, later: Any
) -> None:
    fall = fell_by_half(cast.jo, cast.maya)
    office.open = False
    assert len(look_round()) == 2 and look_round() == [] and not office.taken
    later(minutes=10)
    office.open = True
    assert len(look_round()) == 1, "whoever does not lead is tried once, and left out for good"
    later(minutes=10)
    assert look_round() == []
    (mail,) = office.taken
    words = mail.get_content()
    assert mail["To"] == cast.jo.email and "4.2 stars" in words and "4.7" in words
    assert mail["Auto-Submitted"] == "auto-generated"
    assert f"<turned.{fall.letters.get(sent=True).pk}@" in mail["Message-ID"]
    assert "https://desk.northfold.example/lead/reputation" in words
    assert not [one for one in (cast.maya, cast.sam) if one.name in words]


@pytest.mark.django_db
def test_what_is_over_or_no_news_any_more_is_not_mailed(cast: Cast, office: PostOffice, mailing: None) -> None:
    for change in ({"ended": TODAY}, {"day": clock.now().date() - reputation.NEWS}):
        RatingTurn.objects.filter(pk=fell_by_half(cast.jo).pk).update(**change)
    assert len(look_round()) == 2 and look_round() == [] and not office.taken
    assert not TurnLetter.objects.filter(due__isnull=False).exists()


@pytest.mark.django_db
def test_words_are_shown_without_names_and_go_with_the_customers_leave(cast: Cast) -> None:
    act = thanked("Maya Reyes was kind, and Sam too. Yours, Linh Nguyen, linh@example.net")
    reputation.show(cast.jo, act, day=TODAY)
    reputation.show(cast.ines, act, day=TODAY)
    (shown,) = queries.shown_words(most=5)
    assert not [name for name in ("Maya", "Reyes", "Sam", "Linh", "Nguyen", "@") if name in shown]
    assert "was kind" in shown
    assert [(one.act, one.shown, one.words) for one in queries.allowed()] == [(act, True, shown)]
    assert acts.take_back("one")
    assert queries.shown_words(most=5) == [] and queries.allowed() == []


@pytest.mark.django_db
def test_what_no_customer_gave_leave_for_is_not_shown(cast: Cast) -> None:
    customer = Customer.objects.create(name="Ada")
    acts.tell(customer.pk, Kind.REVIEW, key="review", day=TODAY, about="Five stars")
    acts.tell(customer.pk, Kind.THANKS, key="silent", day=TODAY)
    for act in [*customer.acts.values_list("pk", flat=True), 2**63 - 1]:
        with pytest.raises(NotThere):
            reputation.show(cast.jo, act, day=TODAY)
    assert queries.allowed() == []


@pytest.mark.django_db
def test_who_may_show_and_open_and_how_much_there_is_room_for(cast: Cast) -> None:
    keys = [thanked(f"Kind words {n}", key=str(n)) for n in range(reputation.MOST + 1)]
    with pytest.raises(NotAllowed):
        reputation.show(cast.maya, keys[0], day=TODAY)
    with pytest.raises(NotAllowed):
        reputation.open_page(cast.jo, "", day=TODAY)
    for key in keys[:-1]:
        reputation.show(cast.jo, key, day=TODAY)
    with pytest.raises(Refused):
        reputation.show(cast.jo, keys[-1], day=TODAY)
    reputation.show(cast.jo, keys[0], day=TODAY)
    reputation.take_down(cast.jo, keys[0])
    reputation.show(cast.jo, keys[-1], day=TODAY)
    assert ShownWords.objects.count() == reputation.MOST
    reputation.open_page(cast.ines, "One\nline‮", day=clock.now().date())
    edition = PublicPage.objects.get().edition
    reputation.take_down(cast.jo, keys[1])
    assert PublicPage.objects.get().edition > edition
    reputation.close_page(cast.ines)
    assert queries.page() is None and ShownWords.objects.exists()
