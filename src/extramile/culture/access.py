"""The guarded doors of the team's room. All of the company see what the team shares; who may change it is here."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from extramile.culture.models import Card, Comment, Feedback, Monday, Post, Slip, Source, Story, Thanks
from extramile.desk.access import NotThere as NoConversation
from extramile.desk.access import conversation_for
from extramile.desk.models import Conversation, Entry, Type
from extramile.people.models import Agent

HIGHEST = 2**63 - 1


class NotThere(LookupError):
    """No such thing, or not this person's to see or change; one answer for all, so that nothing can be probed."""


def story_for(pk: int) -> Story:
    """A story, with those it is about. Raises NotThere."""
    found = Story.objects.filter(pk=min(pk, HIGHEST)).select_related("author", "quote__customer").first()
    if found is None:
        raise NotThere(pk)
    return found


def may_change(agent: Agent, story: Story) -> bool:
    """Whether somebody may word a story anew: who told it."""
    return story.author_id == agent.pk


def slip_for(pk: int) -> Slip:
    """A slip, with what is said of it. Raises NotThere."""
    found = Slip.objects.filter(pk=min(pk, HIGHEST)).select_related("author", "thread").first()
    if found is None:
        raise NotThere(pk)
    return found


def post_for(pk: int) -> Post:
    """A post, with what is said of it. Raises NotThere."""
    found = Post.objects.filter(pk=min(pk, HIGHEST)).select_related("author", "team", "thread").first()
    if found is None:
        raise NotThere(pk)
    return found


def feedback_for(agent: Agent, pk: int) -> Feedback:
    """Feedback that somebody may read: what everybody does, their own, and all of it for leads. Raises NotThere."""
    readable = Q() if agent.leads else Q(inside=True) | Q(author=agent)
    found = Feedback.objects.filter(readable, pk=min(pk, HIGHEST)).select_related("author", "same_as").first()
    if found is None:
        raise NotThere(pk)
    return found


def may_answer(agent: Agent, feedback: Feedback) -> bool:
    """Whether somebody may say what becomes of feedback: leads, and of a better way who proposed it by name."""
    return agent.leads or (feedback.source == Source.WAY and feedback.author_id == agent.pk)


def card_for(pk: int) -> Card:
    """A card of a team's own. Raises NotThere."""
    found = Card.objects.filter(pk=min(pk, HIGHEST)).first()
    if found is None:
        raise NotThere(pk)
    return found


def may_remove(agent: Agent, of: Story | Slip | Comment | Post | Card | Feedback) -> bool:
    """Whether somebody may take a thing away: who wrote it, and leads."""
    return of.author_id == agent.pk or agent.leads


def comment_for(pk: int) -> Comment:
    """What somebody said, with its thread. Raises NotThere."""
    found = Comment.objects.filter(pk=min(pk, HIGHEST)).select_related("thread").first()
    if found is None:
        raise NotThere(pk)
    return found


def monday_of(pk: int, *, until: date) -> Monday:
    """The idea of a week that has begun for its reader. Raises NotThere."""
    found = Monday.objects.filter(pk=min(pk, HIGHEST), week__lte=until).select_related("thread").first()
    if found is None:
        raise NotThere(pk)
    return found


def thanks_between(agent: Agent, pk: int) -> Thanks:
    """Thanks that somebody gave or got. Raises NotThere."""
    found = Thanks.objects.filter(Q(giver=agent) | Q(to=agent), pk=min(pk, HIGHEST)).first()
    if found is None:
        raise NotThere(pk)
    return found


def held(agent: Agent, conversation: int) -> Conversation:
    """A conversation that is somebody's own: they hold it, or wrote in it. Raises NotThere."""
    try:
        found = conversation_for(agent, min(conversation, HIGHEST))
    except NoConversation as error:
        raise NotThere(conversation) from error
    wrote = Q(conversation=found, agent=agent.pk, type__in=(Type.MESSAGE, Type.NOTE))
    if found.assignee_id != agent.pk and not Entry.objects.filter(wrote).exists():
        raise NotThere(conversation)
    return found
