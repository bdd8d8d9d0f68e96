"""Feedback: said once, read by whom it is for, sorted, answered, merged, and each of it taken back."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from extramile.base import clock, text
from extramile.culture import access
from extramile.culture.actions import feedback, partner_links, slips, triage
from extramile.culture.actions.feedback import Saying
from extramile.culture.actions.triage import Answer, Look
from extramile.culture.models import Feedback, Kind, Source, Status, Step
from extramile.culture.queries import feedback as queries
from extramile.culture.queries.feedback import Wanted
from extramile.people.access import NotAllowed
from extramile.people.models import Agent
from tests.cast import Cast, conversation
from tests.culture.test_slips import slipped
from tests.culture.test_stories import TODAY
from tests.together import as_processes, at_once

pytestmark = pytest.mark.django_db


def heard(words: str, *, day: date = TODAY, **given: Any) -> Feedback:
    name = given.pop("name", None) or uuid4()
    feedback.hear(Saying(given.pop("kind", "criticism"), words, **given), name=name, day=day)
    return Feedback.objects.get(name=name)


def said(who: Agent, words: str, source: Source = Source.COLLEAGUE, **given: Any) -> Feedback:
    given = {"unnamed": False, "credited": False, "name": uuid4(), "day": TODAY} | given
    return feedback.say(who, source, Kind.CRITICISM, words, **given)


def look(found: Feedback, *, day: date = TODAY, **given: Any) -> Look:
    found.refresh_from_db()
    return Look(found.pk, given.get("version", found.version), given.get("name") or uuid4(), day)


def test_what_comes_from_outside_is_kept_once(cast: Cast) -> None:
    talk, name = conversation(cast), uuid4()
    made = heard(
        " Six mails\r\nfor one order ", name=name, called="Noor", email="n@x.example", conversation=talk.public_id
    )
    assert (made.words, made.conversation, made.source) == ("Six mails\nfor one order", talk, Source.CUSTOMER)
    feedback.hear(Saying("idea", "Something else, by the same form"), name=name, day=TODAY)
    again = Saying("criticism", "six MAILS\nfor one order", "Noor", "n@x.example", talk.public_id)
    feedback.hear(again, name=uuid4(), day=TODAY)
    short = [heard("Thank you") for _ in range(2)]
    assert len(short) == 2, "two people may say so on one day"
    Feedback.objects.filter(words="Thank you").delete()
    assert [one.words for one in Feedback.objects.all()] == [made.words]
    feedback.hear(again, name=uuid4(), day=TODAY + timedelta(days=1))
    unknown = heard("Where is it?", conversation=uuid4())
    assert Feedback.objects.count() == 3 and unknown.conversation is None
    with pytest.raises(text.EmptyText):
        heard(" \n ")
    with pytest.raises(text.TextTooLong):
        heard("x" * (feedback.WORDS + 1))


def test_a_partners_link_opens_until_it_is_renewed_or_closed(cast: Cast) -> None:
    link = partner_links.make(cast.jo, " Hull\nForwarding ", day=TODAY)
    key = partner_links.key_of(link)
    assert partner_links.link_of(key) == link and link.name == "Hull Forwarding"
    assert heard("No number on the pallet", partner=link).source == Source.PARTNER
    partner_links.renew(cast.ines, link.pk)
    link.refresh_from_db()
    assert partner_links.link_of(key) is None
    key = partner_links.key_of(link)
    partner_links.close(cast.jo, link.pk, on=True, day=TODAY)
    assert partner_links.link_of(key) is None
    partner_links.close(cast.jo, link.pk, on=False, day=TODAY)
    assert partner_links.link_of(key) == link
    for wrong in ("", "1.1", key + "x", f"{link.pk}.9:{key.partition(':')[2]}", "x\x00"):
        assert partner_links.link_of(wrong) is None
    with pytest.raises(NotAllowed):
        partner_links.make(cast.maya, "Friends", day=TODAY)
    with pytest.raises(access.NotThere):
        partner_links.renew(cast.jo, 10**20)


def test_who_reads_what(cast: Cast) -> None:
    theirs, own = heard("Maya was short with me"), said(cast.maya, "The plan comes late", Source.EMPLOYER)
    way = said(cast.sam, "The day first, then the reason", Source.WAY, credited=True)
    assert way.kind == Kind.IDEA and way.inside
    for found in (theirs, own, way):
        assert access.feedback_for(cast.jo, found.pk) == found
    assert access.feedback_for(cast.maya, own.pk) == own and access.feedback_for(cast.maya, way.pk) == way
    for who, found in ((cast.maya, theirs), (cast.sam, own)):
        with pytest.raises(access.NotThere):
            access.feedback_for(who, found.pk)
    assert queries.own(cast.maya) == [own] and queries.inside(Wanted())[0] == [way]
    triage.answer(cast.jo, look(theirs), Answer("We talk it through.", "done", told="We were short", shown=True))
    assert queries.inside(Wanted(words="TALK short"))[0] == [theirs]
    assert queries.inside(Wanted(words="Maya"))[0] == [], "the search would tell what stands in the words themselves"
    assert queries.page(Wanted(words="maya"))[0] == [theirs]
    triage.sort(cast.jo, look(theirs), kind="complaint", owner=None, inside=False)
    assert queries.inside(Wanted(kind="complaint"))[0] == []
    feedback.remove(cast.maya, own.pk)
    for who, found in ((cast.maya, way), (cast.maya, theirs)):
        with pytest.raises(access.NotThere):
            feedback.remove(who, found.pk)


def test_an_answer_says_what_becomes_of_it_and_is_taken_back(cast: Cast) -> None:
    found = heard("Rent out the stove")
    triage.sort(cast.jo, look(found), kind="idea", owner=cast.maya.pk, inside=False)
    found.refresh_from_db()
    assert (found.kind, found.owner, found.status) == (Kind.IDEA, cast.maya, Status.LOOKING)
    for given, wrong in (
        (Answer("Not this year", "wont", shown=True), triage.NothingTold), (Answer("A trial", "trying"), triage.NoEnd),
        (Answer(" ", "wont"), text.EmptyText), (Answer("Late", "trying", TODAY - timedelta(days=1)), triage.NoEnd),
    ):  # fmt: skip
        with pytest.raises(wrong):
            triage.answer(cast.jo, look(found), given)
    until = TODAY + timedelta(days=14)
    triage.answer(cast.jo, look(found), Answer("Two stoves", "trying", until, "Stoves to rent", shown=True))
    later = TODAY + timedelta(days=20)
    step = triage.answer(cast.jo, look(found, day=later), Answer("All broke", "wont", shown=True))
    found.refresh_from_db()
    assert (found.status, found.until, found.did, found.told) == (Status.WONT, None, "All broke", "Stoves to rent")
    assert (found.answered, found.closed) == (TODAY, later)
    triage.undo(cast.ines, found.pk, step.pk)
    triage.undo(cast.ines, found.pk, step.pk)
    found.refresh_from_db()
    assert (found.status, found.until, found.did, found.closed) == (Status.TRYING, until, "Two stoves", None)
    first = found.steps.order_by("pk")[0]
    with pytest.raises(triage.NotToUndo):
        triage.undo(cast.jo, found.pk, first.pk)
    with pytest.raises(access.NotThere):
        triage.undo(cast.maya, found.pk, first.pk)
    assert queries.inside(Wanted(words="broke"))[0] == []


def test_who_proposed_a_better_way_tries_it_and_says_how_it_went(cast: Cast) -> None:
    way = said(cast.maya, "A coin beside the tear", Source.WAY, credited=True)
    until = TODAY + timedelta(days=7)
    triage.answer(cast.maya, look(way), Answer("In every second mail", "trying", until))
    step = triage.answer(cast.maya, look(way), Answer("It saves an hour", "done"))
    way.refresh_from_db()
    assert step.shown and (way.did, way.status) == ("It saves an hour", Status.DONE)
    triage.undo(cast.maya, way.pk, step.pk)
    for who, given in ((cast.sam, Answer("Mine", "done")), (cast.maya, Answer("Hm", "looking"))):
        with pytest.raises(access.NotThere):
            triage.answer(who, look(way), given)
    unnamed = said(cast.maya, "A lamp", Source.WAY, unnamed=True, credited=True)
    assert (unnamed.author, unnamed.credited) == (None, False)
    with pytest.raises(access.NotThere):
        triage.answer(cast.maya, look(unnamed), Answer("Mine", "trying", until))


def test_what_says_the_same_is_merged_and_parted(cast: Cast) -> None:
    main, other, third = heard("Six mails about one order"), heard("Five mails for an order"), heard("A mail too many")
    assert queries.alike(main) == [other] and queries.alike(main, "many") == [third]
    step = triage.merge(cast.jo, look(other), main.pk)
    assert {one.pk for one in queries.page(Wanted())[0]} == {main.pk, third.pk}
    for wrong, into in ((main, third.pk), (third, other.pk), (third, third.pk), (other, third.pk)):
        with pytest.raises(triage.NotTheSame):
            triage.merge(cast.jo, look(wrong), into)
    with pytest.raises(access.NotThere):
        triage.answer(cast.jo, look(other), Answer("Here?", "done"))
    with pytest.raises(access.NotThere):
        triage.merge(cast.jo, look(third), 10**20)
    triage.undo(cast.jo, other.pk, step.pk)
    triage.merge(cast.jo, look(other), main.pk)
    parted = triage.part(cast.jo, look(other))
    triage.merge(cast.jo, look(third), other.pk)
    with pytest.raises(triage.NotToUndo):
        triage.undo(cast.jo, other.pk, parted.pk)
    with pytest.raises(NotAllowed):
        triage.part(cast.maya, look(third))


def test_a_form_that_comes_twice_changes_it_once_and_one_that_is_old_says_so(cast: Cast) -> None:
    found, name = heard("Six mails"), uuid4()
    twice = look(found, name=name)
    assert triage.sort(cast.jo, twice, kind="idea", owner=None, inside=False) == triage.sort(
        cast.jo, twice, kind="idea", owner=None, inside=False
    )
    with pytest.raises(triage.Moved):
        triage.answer(cast.jo, look(found, version=1), Answer("Too late", "done"))
    assert found.steps.count() == 1


@pytest.mark.postgres
def test_of_two_leads_at_once_one_does_it(transactional_db: None, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    found, others = heard("Six mails"), [heard("Five mails"), heard("Four mails")]
    seen, moved = look(found), []

    def lead(number: int) -> None:
        mine = Look(seen.feedback, seen.version, uuid4(), TODAY)
        try:
            if number < 2:
                triage.merge(cast.jo, mine, others[number].pk)
            else:
                triage.answer(cast.ines, mine, Answer(f"Answer {number}", "done"))
        except triage.Moved:
            moved.append(number)

    as_processes(monkeypatch)
    at_once(*(partial(lead, number) for number in range(4)))
    found.refresh_from_db()
    step = Step.objects.get()
    assert len(moved) == 3 and found.version == 2
    assert bool(step.words) == (found.status == Status.DONE) == (found.same_as is None)


@pytest.mark.postgres
def test_two_who_merge_two_with_each_other_at_once(
    transactional_db: None, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [heard("Six mails"), heard("Five mails")]
    seen = [look(one) for one in both]
    refused = []

    def lead(number: int) -> None:
        try:
            triage.merge(cast.jo, seen[number], both[1 - number].pk)
        except triage.NotTheSame:
            refused.append(number)

    as_processes(monkeypatch)
    at_once(*(partial(lead, number) for number in range(2)))
    assert len(refused) == 1 and Feedback.objects.exclude(same_as=None).count() == 1


def test_what_we_change_after_a_slip_becomes_feedback_once_and_names_nobody(cast: Cast) -> None:
    change = slipped(cast).changes.order_by("pk")[0]
    made = feedback.from_change(change.pk, day=TODAY)
    assert feedback.from_change(change.pk, day=TODAY) == made
    assert (made.words, made.author, made.source, made.inside) == (change.words, None, Source.SLIP, True)
    slips.remove(cast.maya, change.slip_id)
    made.refresh_from_db()
    assert made.change is None
    with pytest.raises(access.NotThere):
        feedback.from_change(10**20, day=TODAY)


def test_pages_go_on_within_a_day_and_addresses_are_forgotten(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    every = {heard(f"Mail {n}", email=f"n{n}@x.example").pk for n in range(queries.PAGE + 3)}
    old = heard("Long ago", day=TODAY - timedelta(days=3))
    first, more = queries.page(Wanted())
    rest, none = queries.page(Wanted(), before=first[-1].pk)
    assert more and not none and rest[-1] == old
    assert {one.pk for one in [*first, *rest]} == every | {old.pk}
    assert queries.answering(TODAY) is None
    for number, one in enumerate(first[:10]):
        triage.answer(cast.jo, look(one, day=TODAY + timedelta(days=number)), Answer("So", "done"))
    answering = queries.answering(TODAY + timedelta(days=9))
    assert answering and (answering.half, answering.most) == (4, 7)
    over = clock.now().replace(year=2031)
    monkeypatch.setattr(clock, "now", lambda: over)
    feedback.forget_addresses()
    assert Feedback.objects.exclude(email="").count() == len(every) - 10
    assert len(queries.page(Wanted(words="x.example"))[0]) == len(every) - 10
