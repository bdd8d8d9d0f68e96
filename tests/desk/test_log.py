"""Counts that are kept agree with counting, and logs have no holes, whatever people do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from extramile.base import clock
from extramile.desk import actions
from extramile.desk.access import NotThere
from extramile.desk.actions.live import Mark, commit
from extramile.desk.actions.snooze import wake_due
from extramile.desk.models import Conversation, Inbox, Tally
from extramile.desk.queries.tallies import tallies_for
from extramile.people.models import Agent, Team
from tests.cast import Cast
from tests.desk.receiving import Writer, done, gapless, reply

pytestmark = pytest.mark.postgres

people = st.sampled_from(["maya", "sam", "jo", "ines"])


class Desk(RuleBasedStateMachine):
    """Anything that visitors and agents may do, in any order."""

    cast: Cast
    conversations = Bundle("conversations")

    def __init__(self) -> None:
        super().__init__()
        self._block = transaction.atomic()
        self._block.__enter__()
        self.second = Inbox.objects.create(name="Second")
        self.second.teams.add(self.cast.care)
        self.writers: dict[int, Writer] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._block.__exit__(None, None, None)

    def _agent(self, name: str) -> Agent:
        found: Agent = getattr(self.cast, name)
        return found

    @rule(target=conversations, second=st.booleans(), texts=st.integers(1, 3))
    def begin(self, second: bool, texts: int) -> int:
        self.cast.website.inbox = self.second if second else self.cast.inbox
        self.cast.website.save()
        writer = Writer(self.cast)
        outcome = done(commit([writer.job(str(turn)) for turn in range(texts)])[-1])
        self.writers[outcome.row.conversation] = writer
        return outcome.row.conversation

    @rule(conversation=conversations)
    def visitor_writes(self, conversation: int) -> None:
        done(commit([self.writers[conversation].job()])[0])

    @rule(conversation=conversations, who=people, note=st.booleans())
    def agent_writes(self, conversation: int, who: str, note: bool) -> None:
        commit([reply(self._agent(who), conversation, note=note)])

    @rule(one=conversations, other=conversations, who=people)
    def a_busy_batch(self, one: int, other: int, who: str) -> None:
        agent = self._agent(who)
        commit([
            reply(agent, one), self.writers[other].job(), Mark(one, True, 2, 1), reply(agent, other, note=True),
            self.writers[one].job(), Mark(other, False, 9, 9),
        ])  # fmt: skip

    @rule(conversation=conversations, who=people, to=st.none() | people, team=st.booleans())
    def assign(self, conversation: int, who: str, to: str | None, team: bool) -> None:
        agent, held = (self._agent(to).pk if to else None), (self.cast.care.pk if team else None)
        with suppress(NotThere, actions.Refused):
            actions.assign(self._agent(who), conversation, agent=agent, team=held)

    @rule(conversation=conversations, who=people)
    def resolve(self, conversation: int, who: str) -> None:
        with suppress(NotThere):
            actions.resolve(self._agent(who), conversation)

    @rule(conversation=conversations, who=people)
    def reopen(self, conversation: int, who: str) -> None:
        with suppress(NotThere):
            actions.reopen(self._agent(who), conversation)

    @rule(conversation=conversations, who=people, timed=st.booleans())
    def snooze(self, conversation: int, who: str, timed: bool) -> None:
        until = clock.now() + timedelta(hours=1) if timed else None
        with suppress(NotThere, actions.Refused):
            actions.snooze(self._agent(who), conversation, until=until)

    @rule(conversation=conversations)
    def its_time_comes(self, conversation: int) -> None:
        Conversation.objects.filter(pk=conversation, snoozed_until__isnull=False).update(
            snoozed_until=clock.now() - timedelta(seconds=1)
        )
        wake_due()

    @rule(conversation=conversations, who=people)
    def wake(self, conversation: int, who: str) -> None:
        with suppress(NotThere):
            actions.wake(self._agent(who), conversation)

    @invariant()
    def tallies_are_what_counting_says(self) -> None:
        counted: Counter[tuple[int, str, str]] = Counter()
        for made in Conversation.objects.filter(seq__gt=0):
            counted[made.inbox_id, "any", made.status] += 1
            counted[made.inbox_id, f"agent:{made.assignee_id}" if made.assignee_id else "none", made.status] += 1
            if made.team_id:
                counted[made.inbox_id, f"team:{made.team_id}", made.status] += 1
        kept = {(one.inbox_id, one.scope, one.status): one.n for one in Tally.objects.exclude(n=0)}
        assert kept == dict(counted)

    @invariant()
    def logs_have_no_holes(self) -> None:
        for conversation in self.writers:
            gapless(conversation)


@pytest.fixture
def desk(cast: Cast) -> Iterator[type[Desk]]:
    Desk.cast = cast
    yield Desk


def test_whatever_people_do(desk: type[Desk]) -> None:
    run_state_machine_as_test(
        desk,
        settings=settings(
            max_examples=12, stateful_step_count=18, deadline=None,
            suppress_health_check=list(HealthCheck), database=None,
        ),
    )  # fmt: skip


def test_tallies_as_an_agent_is_told_of_them(cast: Cast) -> None:
    for holder in (cast.maya, cast.maya, cast.sam, None):
        writer = Writer(cast)
        writer.says()
        if holder:
            actions.assign(cast.jo, writer.conversation.pk, agent=holder.pk, team=cast.care.pk)
    hidden = Inbox.objects.create(name="Hidden")
    hidden.teams.add(Team.objects.create(name="Others"))
    told = tallies_for(cast.maya.pk, {cast.inbox.pk})
    assert told == {
        cast.inbox.pk: {
            "any": {"open": 4}, "none": {"open": 1}, "mine": {"open": 2}, f"team:{cast.care.pk}": {"open": 3},
        }
    }  # fmt: skip
    assert tallies_for(cast.sam.pk, [cast.inbox.pk, hidden.pk])[cast.inbox.pk]["mine"] == {"open": 1}
