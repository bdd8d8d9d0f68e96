"""What a team has shared over the years, written in a process of its own; how much of it there is, as JSON.

EXTRAMILE_DATA says where; the arguments are somebody's address and how many years.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date, timedelta
from uuid import uuid4

os.environ["DJANGO_SETTINGS_MODULE"] = "extramile.settings"
import django

django.setup()

from django.db import transaction  # noqa: E402

from extramile.base import clock  # noqa: E402
from extramile.base.ids import first_key_at, uuid7  # noqa: E402
from extramile.culture.actions import around, feedback, mondays, slips, stories, talk, thanks, triage  # noqa: E402
from extramile.culture.models import Feedback, Kind, Source  # noqa: E402
from extramile.culture.weeks import WEEK, week_at  # noqa: E402
from extramile.customers.models import Act, Customer  # noqa: E402
from extramile.desk.actions.mile import Wish, give  # noqa: E402
from extramile.desk.mile.rails import Kind as Given  # noqa: E402
from extramile.desk.mile.rails import Reason  # noqa: E402
from extramile.desk.models import Conversation, Entry, Inbox, Rating, Status  # noqa: E402
from extramile.people.models import Agent  # noqa: E402

LINE = "She wrote back to say that the tent had come in time, and that she would not have packed without us. "
# In a year, of a company of 60.
STORIES, THANKS, SLIPS, POSTS, FEEDBACK, TALKS, GESTURES = 100, 500, 60, 100, 1_000, 600, 40
PEOPLE, SAID = 60, 8


def write(me: Agent, years: int) -> dict[str, int]:
    """All of it, through the actions of the product where there are some."""
    people = [me, *(_colleague(number) for number in range(PEOPLE - 1))]
    today = clock.now().date()
    with transaction.atomic():
        solved(me, people[1], TALKS * years)
        for number in range(STORIES * years):
            told(number, people, _day(number, STORIES, today))
        for number in range(THANKS * years):
            thank(number, people, _day(number, THANKS, today))
        for number in range(SLIPS * years):
            telling = slips.Telling(f"Slip {number}", LINE * 3, LINE, LINE, "One\nTwo")
            slips.tell(people[number % PEOPLE], telling, conversation=None, unnamed=number % 2 == 0, name=uuid4(),
                       day=_day(number, SLIPS, today))  # fmt: skip
        for number in range(POSTS * years):
            around.post(me, LINE * 2, LINE, team=None, name=uuid4(), day=_day(number, POSTS, today))
        for number in range(FEEDBACK * years):
            said(number, people, _day(number, FEEDBACK, today))
        for number in range(52 * years):
            mondays.begin(week_at(clock.now()) - number * WEEK)
        give_some(me, GESTURES)
    return {"stories": STORIES * years, "thanks": THANKS * years, "feedback": FEEDBACK * years}


def _colleague(number: int) -> Agent:
    return Agent.objects.create(email=f"kim{number}@bench.example", name=f"Kim {number}", role="agent")


def _day(number: int, yearly: int, today: date) -> date:
    return today - timedelta(days=number * 365 // yearly)


def solved(me: Agent, other: Agent, count: int) -> None:
    """Conversations that I solved, in one of three with a customer who is warm; some are rated, some thanks shared."""
    now, inbox = clock.now(), Inbox.objects.first()
    people = Customer.objects.bulk_create([Customer(name=f"Alex {n}") for n in range(count)], batch_size=400)
    talks = [
        Conversation(inbox=inbox, customer=one, visitor=uuid7(), assignee=me, status=Status.RESOLVED, seq=SAID,
                     said=SAID, opened_at=now - timedelta(hours=4 * n, minutes=9), last_at=now - timedelta(hours=4 * n))
        for n, one in enumerate(people)
    ]  # fmt: skip
    entries, ratings, acts = [], [], []
    for n, one in enumerate(Conversation.objects.bulk_create(talks, batch_size=400)):
        for seq in range(1, SAID + 1):
            theirs, words = seq % 2 == 0, "Thank you so much for all of your help with it" if n % 3 == 0 else LINE
            entries.append(Entry(
                id=first_key_at(one.last_at) + seq, conversation=one, seq=seq, said=seq, name=uuid7(), type="message",
                by="visitor" if theirs else "agent", agent=None if theirs else (other if seq == 3 else me).pk,
                author="Alex" if theirs else "Kim", text=words, at=one.last_at,
            ))  # fmt: skip
        if n % 4 == 0:
            ratings.append(Rating(conversation=one, resolved=SAID, stars=5, comment=LINE, asks=False, at=one.last_at,
                                  changed=one.last_at))  # fmt: skip
        if n % 9 == 0:
            acts.append(Act(customer=one.customer, day=one.last_at.date(), kind="thanks", key=uuid7(), about=LINE))
    Entry.objects.bulk_create(entries, batch_size=400)
    Rating.objects.bulk_create(ratings, batch_size=400)
    Act.objects.bulk_create(acts, batch_size=400)


def told(number: int, people: list[Agent], day: date) -> None:
    """A story, with who cheered and what is said of it."""
    telling = stories.Telling(f"Story {number}", LINE * 5, LINE)
    made = stories.tell(people[number % PEOPLE], telling, conversation=None, name=uuid4(), day=day)
    made.cheered.add(*people[: 3 + number % 20])
    for who in people[:4]:
        talk.say(who, made.thread, LINE, name=uuid4(), day=day)


def thank(number: int, people: list[Agent], day: date) -> None:
    """Thanks from one to another, some for the two alone."""
    giver, to = people[number % PEOPLE], people[(number + 1) % PEOPLE]
    thanks.thank(giver, to.pk, LINE, happened="a lamp", shared=number % 3 > 0, name=uuid4(), day=day)


def said(number: int, people: list[Agent], day: date) -> None:
    """Feedback from all sides, most of it answered and read by everybody."""
    name = uuid4()
    if number % 3:
        feedback.hear(feedback.Saying("criticism", f"{LINE * 2} {number}"), name=name, day=day)
    else:
        source = Source.WAY if number % 2 else Source.COLLEAGUE
        feedback.say(people[number % PEOPLE], source, Kind.IDEA, f"{LINE} {number}", unnamed=number % 4 == 0,
                     credited=True, name=name, day=day)  # fmt: skip
    if number % 5:
        look = triage.Look(Feedback.objects.only("pk").get(name=name).pk, 1, uuid4(), day + timedelta(days=number % 9))
        triage.answer(people[0], look, triage.Answer(LINE, "done", told=LINE, shown=number % 2 == 0))


def give_some(me: Agent, count: int) -> None:
    """Gestures that cost nothing, with what made them necessary."""
    for one, reason in zip(Conversation.objects.filter(assignee=me)[:count], list(Reason) * count, strict=False):
        give(me, one.pk, Wish(kind=Given.TIME, amount=0, why="They leave on Saturday", reason=reason), name=uuid4())


if __name__ == "__main__":
    print(json.dumps(write(Agent.objects.get(email=sys.argv[1]), int(sys.argv[2]))))
