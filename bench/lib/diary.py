"""Years of one person's own writing, and what it costs to open it again, in a process of its own: figures as JSON.

EXTRAMILE_DATA says where; the arguments are somebody's address and password, how many years, and how often to open.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import replace
from datetime import date, timedelta

from bench.lib.figures import percentile

os.environ["DJANGO_SETTINGS_MODULE"] = "extramile.settings"
import django

django.setup()

from django.db import transaction  # noqa: E402

from extramile.base import clock  # noqa: E402
from extramile.base.ids import uuid7  # noqa: E402
from extramile.customers.models import Act, Customer, Purchase  # noqa: E402
from extramile.desk.models import Conversation, GamePlan, Inbox, Status  # noqa: E402
from extramile.growth.practice.programme import actions as programme  # noqa: E402
from extramile.growth.practice.programme.queries import modules  # noqa: E402
from extramile.growth.practice.recall.cards import own_key, plan_key  # noqa: E402
from extramile.growth.practice.recall.queries import DECK  # noqa: E402
from extramile.growth.practice.recall.schedule import Grade, graded, stored  # noqa: E402
from extramile.people.actions import sealed, sealing  # noqa: E402
from extramile.people.models import Agent  # noqa: E402
from extramile.people.queries.sealed import entries  # noqa: E402
from extramile.people.seal import Seal, Shelf  # noqa: E402

LINE = "She wrote back to say that the tent had come in time, and that she would not have packed without me. "
PLAN = {"situation": "a customer sounds angry", "action": "say back what went wrong", "source": ""}
HARD = {"happened": LINE, "told_myself": LINE, "else_true": LINE, "next_time": LINE}
OPENED = 2_000
# In a year.
WINS, HELPED, GOALS, WEEKS, OWN, CARDS = 400, 600, 4, 10, 40, 200
PLANS = 5_000


def write(seal: Seal, years: int) -> int:
    """A day for each day, with all that can be kept of it, wins, a list, and goals with years of check-ins."""
    today = clock.now().date()
    days = [today - timedelta(days=ago) for ago in range(1, years * 365)]
    with transaction.atomic():
        for day in days:
            kept = {"began": f"{day}T09:00:00+00:00", "closed": f"{day}T17:00:00+00:00", "face": 1 + day.day % 5}
            kept |= {"intention": PLAN, "good": LINE * 2, "hard": HARD}
            sealed.put(seal, Shelf.DAY, kept, day=day, row=seal.row(Shelf.DAY, day.isoformat()))
        for number in range(WINS * years):
            shelf = Shelf.WINS if number % 4 else Shelf.HAPPY
            sealed.put(seal, shelf, {"words": LINE * 3, "goal": ""}, day=days[number % len(days)])
        for number in range(GOALS * years):
            sealed.put(seal, Shelf.GOALS, _goal(number, years, today), day=days[number * 40 % len(days)])
    return len(days) + (WINS + GOALS) * years


def _goal(number: int, years: int, today: date) -> dict[str, object]:
    weeks = [(today - timedelta(weeks=ago)).isoformat() for ago in range(WEEKS * years)]
    words = dict.fromkeys(("wish", "outcome", "obstacle"), LINE) | PLAN
    reached = weeks[0] if number % 3 else ""
    check_ins = [{"day": week, "words": LINE} for week in weeks]
    return {"title": f"Goal {number}", **words, "serves": "", "check_ins": check_ins, "reached": reached}


def practise(seal: Seal, agent: Agent, years: int) -> int:
    """Game plans of a company, a deck with most of them and cards of one's own, met over the years, and the whole
    programme; how many cards the deck holds."""
    today = clock.now().date()
    plans = [
        GamePlan(
            title=f"Plan {n}",
            situation=LINE,
            first_words=LINE,
            steps=LINE * 3,
            owner=agent,
            checked=today,
            published=clock.now(),
        )
        for n in range(PLANS)
    ]
    keys = [plan_key(one.pk) for one in GamePlan.objects.bulk_create(plans, batch_size=400)]
    with transaction.atomic():
        for number in range(OWN * years):
            card = {"question": LINE, "answer": LINE * 3}
            keys.append(own_key(sealed.put(seal, Shelf.RECALL, card, day=today - timedelta(days=number))))
        met = {one: _memory(n, today) for n, one in enumerate(keys[-CARDS * years :])}
        sealed.fill_in(seal, Shelf.RECALL, DECK, met, day=today)
        for module in modules():
            programme.go_through(seal, module, LINE * 10, day=today)
    return len(met)


def _memory(number: int, today: date) -> dict[str, object]:
    last = today - timedelta(days=number % 300)
    memory = graded(graded(None, Grade.GOOD, day=last), Grade.GOOD, day=last)
    return {"memory": stored(replace(memory, due=last + timedelta(days=number % 290 + 1))), "off": number % 50 == 0}


def help_people(agent: Agent, count: int) -> None:
    """Customers whom somebody helped over the years, most of whom bought again and some of whom said so, days later."""
    now, inbox = clock.now(), Inbox.objects.first()
    people = Customer.objects.bulk_create([Customer(name=f"Kim {n}") for n in range(count)], batch_size=400)
    Conversation.objects.bulk_create(
        [
            Conversation(
                inbox=inbox, customer=one, visitor=uuid7(), assignee=agent, status=Status.RESOLVED,
                opened_at=now - timedelta(hours=5 * n), last_at=now - timedelta(hours=5 * n),
            )
            for n, one in enumerate(people)
        ],
        batch_size=400,
    )  # fmt: skip
    days = [(now - timedelta(hours=max(5 * n - 60, 0))).date() for n in range(count)]
    paired = list(zip(people, days, strict=True))
    bought = [Purchase(customer=one, day=day, key=uuid7()) for one, day in paired if one.pk % 3]
    Purchase.objects.bulk_create(bought, batch_size=400)
    acts = [Act(customer=one, day=day, kind="thanks", key=uuid7(), about=LINE) for one, day in paired if not one.pk % 5]
    Act.objects.bulk_create(acts, batch_size=400)


def opening(seal: Seal, times: int) -> dict[str, float]:
    """Milliseconds to open all of 2,000 entries: those of wins and of days."""
    found, cpu, there = [], [], 0
    for _ in range(times):
        began, own = time.perf_counter(), time.process_time()
        opened = [*entries(seal, Shelf.WINS), *entries(seal, Shelf.DAY, most=OPENED)]
        there = len(opened)
        found.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - own) * 1000)
        assert all(one.content for one in opened)
    scale = OPENED / there
    return {
        "there": there,
        "p50_ms": round(percentile(found, 0.5) * scale, 1),
        "cpu_ms": round(percentile(cpu, 0.5) * scale, 1),
    }


def main() -> None:
    """Write, then open."""
    email, password, years, times = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    agent = Agent.objects.get(email=email)
    key = sealing.ready(agent, password)
    assert key, "the password opens nothing"
    seal = Seal(key)
    written = write(seal, years)
    help_people(agent, HELPED * years)
    deck = practise(seal, agent, years)
    print(json.dumps({"entries": written, "cards": deck, "helped": HELPED * years, "open": opening(seal, times)}))


if __name__ == "__main__":
    main()
