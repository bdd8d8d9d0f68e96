from __future__ import annotations

import threading

import pytest
from django.db import connection

from extramile.people import access, actions
from extramile.people.events import AccessLost, AgentChanged
from extramile.people.models import Agent
from tests.cast import Cast


def test_an_admin_changes_a_role_and_open_connections_close(cast: Cast, told: list[object]) -> None:
    actions.change_role(cast.ines, cast.maya.pk, "lead")
    assert Agent.objects.get(pk=cast.maya.pk).role == "lead"
    assert told == [AccessLost(cast.maya.pk), AgentChanged(cast.maya.pk)]


def test_the_same_role_again_tells_nobody(cast: Cast, told: list[object]) -> None:
    actions.change_role(cast.ines, cast.maya.pk, "agent")
    assert told == []


@pytest.mark.parametrize("who", ["maya", "jo"])
def test_only_admins_change_roles_and_close_doors(cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    for act in (
        lambda: actions.change_role(actor, actor.pk, "admin"),
        lambda: actions.deactivate(actor, cast.sam.pk),
        lambda: actions.reactivate(actor, cast.sam.pk),
        lambda: actions.change_company(actor, name="Southfold", currency="EUR", time_zone="UTC"),
    ):
        with pytest.raises(access.NotAllowed):
            act()


def test_a_role_that_was_taken_meanwhile_does_not_count(cast: Cast) -> None:
    stale = Agent.objects.get(pk=cast.ines.pk)
    Agent.objects.filter(pk=cast.ines.pk).update(role="agent")
    with pytest.raises(access.NotAllowed):
        actions.change_role(stale, cast.maya.pk, "admin")


def test_the_last_admin_can_be_neither_demoted_nor_deactivated(cast: Cast, told: list[object]) -> None:
    with pytest.raises(actions.LastAdmin):
        actions.change_role(cast.ines, cast.ines.pk, "agent")
    with pytest.raises(actions.LastAdmin):
        actions.deactivate(cast.ines, cast.ines.pk)
    actions.change_role(cast.ines, cast.ines.pk, "admin")
    assert told == []


def test_an_inactive_admin_is_no_second_admin(cast: Cast) -> None:
    Agent.objects.filter(pk=cast.jo.pk).update(role="admin", is_active=False)
    with pytest.raises(actions.LastAdmin):
        actions.deactivate(cast.ines, cast.ines.pk)


def test_of_two_admins_one_may_go(cast: Cast, told: list[object]) -> None:
    actions.change_role(cast.ines, cast.jo.pk, "admin")
    actions.deactivate(cast.ines, cast.ines.pk)
    assert AccessLost(cast.ines.pk, gone=True) in told
    with pytest.raises(actions.LastAdmin):
        actions.deactivate(Agent.objects.get(pk=cast.jo.pk), cast.jo.pk)


def test_team_changes_close_doors_for_those_who_left_only(cast: Cast, told: list[object]) -> None:
    actions.save_team(cast.jo, team=cast.care.pk, name="Care", members=[cast.sam.pk])
    assert told == [AccessLost(cast.maya.pk), *(AgentChanged(pk) for pk in sorted([cast.maya.pk, cast.sam.pk]))]


def test_agents_do_not_touch_teams(cast: Cast) -> None:
    with pytest.raises(access.NotAllowed):
        actions.save_team(cast.maya, name="Mine", members=[cast.maya.pk])
    with pytest.raises(access.NotAllowed):
        actions.put_in_teams(cast.sam, cast.sam.pk, [cast.care.pk])


@pytest.mark.django_db(transaction=True)
def test_two_admins_who_demote_each_other_at_once_leave_one(cast: Cast) -> None:
    Agent.objects.filter(pk=cast.jo.pk).update(role="admin")
    gate, kept = threading.Barrier(2), []

    def demote(actor: Agent, other: Agent) -> None:
        gate.wait()
        try:
            actions.change_role(actor, other.pk, "agent")
        except access.Refused:
            kept.append(other)
        finally:
            connection.close()

    pairs = [(cast.ines, cast.jo), (cast.jo, cast.ines)]
    threads = [threading.Thread(target=demote, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == 1
    assert Agent.objects.filter(role="admin").count() == 1
