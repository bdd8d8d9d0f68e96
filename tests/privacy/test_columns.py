"""What the database may know of the time and the work of its people. A table or column that is new has to say here why
it is no clock on anybody, or the test fails."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import connection, models

from extramile.people.models import Agent

MOMENTS = {
    "culture_chosen.week": "a week in which the team chose a story",
    "culture_comment.day": "the day on which something was said to the team",
    "culture_letter.due": "when the machine tries to send a letter, wherever its person is",
    "culture_letter.week": "the week of a letter that goes to everybody",
    "culture_monday.week": "the week of an idea that goes to everybody",
    "culture_noletter.day": "the day since which somebody wants no letters",
    "culture_ownidea.day": "the day on which a lead wrote an idea for everybody",
    "culture_scheduled.week": "the week for which an idea is meant",
    "culture_change.done": "the day on which something was changed after a slip",
    "culture_answerletter.due": "when the machine tries to send an answer to somebody outside",
    "culture_feedback.answered": "the day on which the company answered",
    "culture_feedback.closed": "the day on which something was done, or was not to be",
    "culture_feedback.day": "the day on which something was said; by whom, only by their wish",
    "culture_feedback.until": "until when something is tried",
    "culture_partnerlink.closed": "the day on which a partner's link was closed",
    "culture_partnerlink.made": "the day on which a partner's link was made",
    "culture_step.day": "the day on which something was done with feedback; leads see it",
    "culture_slip.day": "the day on which a slip was told; of whom, only by their wish",
    "culture_card.day": "the day on which a card was added for everybody",
    "culture_post.day": "the day on which a team told everybody what it does",
    "culture_passed.day": "the day on which somebody let the team read a customer's words",
    "culture_thanks.day": "the day on which somebody thanked a colleague",
    "culture_story.day": "the day on which a story was told to the team",
    "culture_vote.week": "the week in which the team chooses; gone when it is over",
    "customers_act.added": "when we heard of what a customer did",
    "customers_act.day": "when a customer did something for us",
    "customers_apart.at": "when somebody said that two customers are two",
    "customers_attribute.at": "since when something is known of a customer",
    "customers_block.at": "when a customer was blocked",
    "customers_chance.at": "when something kind was done for a customer, or let be",
    "customers_customer.since": "when a customer first came",
    "customers_delivery.at": "when a shop's file came",
    "customers_delivery.begun": "when a shop's file began to be stored",
    "customers_delivery.ended": "when a shop's file was stored",
    "customers_line.added": "when we heard of what happened between a customer and us",
    "customers_line.at": "when something happened between a customer and us",
    "customers_manner.pace_at": "since when a customer's pace is known",
    "customers_manner.style_at": "since when a customer's style is known",
    "customers_merge.at": "when two customers became one",
    "customers_merge.undone_at": "when they became two again",
    "customers_move.at": "a night, or a purchase",
    "customers_move.day": "when a customer came to a rung",
    "customers_movecount.day": "when customers came to a rung, as a sum",
    "customers_night.day": "the walk over the ladder",
    "customers_night.ended": "the walk over the ladder",
    "customers_promise.due": "until when a customer was promised something",
    "customers_promise.made_at": "when a customer was promised something",
    "customers_promise.next_at": "when a promise is to be remembered",
    "customers_purchase.added": "when we heard of a purchase",
    "customers_purchase.day": "when a customer bought",
    "customers_reminder.at": "when the desk reminded somebody of a promise, wherever they were",
    "customers_reminder.due": "until when a customer was promised something",
    "customers_standing.computed": "the walk over the ladder",
    "customers_standing.first": "a customer's first purchase",
    "customers_standing.last": "a customer's last purchase",
    "customers_standing.since": "since when a customer stands on a rung",
    "customers_step.at": "when a promise to a customer was kept or moved; readers of its conversation see it",
    "customers_step.due": "until when a customer was promised something",
    "customers_takenback.at": "when something told of a customer was taken back",
    "customers_weight.at": "since when a fact weighs so much here",
    "desk_conversation.last_at": "the conversation's last entry",
    "desk_conversation.opened_at": "the conversation's first entry",
    "desk_conversation.snoozed_until": "when the conversation comes back",
    "desk_conversation.waiting_since": "since when the customer waits",
    "desk_hook.rests_until": "until when a system that does not answer is left alone",
    "desk_hookdelivery.at": "when there was something to tell another system; it names nobody",
    "desk_hookdelivery.going": "since when a worker tells it",
    "desk_hookdelivery.next_at": "when it is told again",
    "desk_moodoff.at": "since when the estimate of moods is switched off",
    "desk_entry.at": "when something was said; readers of the conversation see it too",
    "desk_gesture.at": "when a customer was given something; readers of its conversation see the note",
    "desk_gesture.done": "when another system had carried it out",
    "desk_gesture.undone": "when it was taken back; readers of its conversation see the note",
    "desk_gesture.week": "the week whose allowance it came from, and whose sums it is in",
    "desk_gesturesum.week": "a week, of which the sums know of no person",
    "desk_pin.at": "when a line was pinned up; the team sees it",
    "desk_pin.until": "until when a line is pinned up",
    "desk_publicpage.since": "since when the page for everybody is open",
    "desk_ratingturn.day": "the day on which what customers say turned, as a mean of all of them",
    "desk_ratingturn.ended": "the day on which it was over",
    "desk_turnletter.due": "when the machine tries to send the mail that says so",
    "desk_shownwords.day": "the day on which a customer's words were put on the page for everybody",
    "desk_rating.at": "when a customer rated a conversation; it names nobody who answered",
    "desk_rating.changed": "when they last said something else",
    "desk_reportday.day": "a day, of which the sums know of no person",
    "desk_reporthour.day": "a day, of which the sums know of no person; of all teams together",
    "desk_reportmonth.day": "a month, of which the sums know of no person",
    "desk_reportmonthhour.day": "a month, of which the sums know of no person; of all teams together",
    "desk_reportwalk.day": "the day of the machine's look at all conversations",
    "desk_reportwalk.swept": "when the machine last looked for what is new",
    "desk_teamsize.day": "a day on which a team had so many people",
    "desk_gameplan.changed": "when a card of the company's was changed",
    "desk_gameplan.checked": "when a card was last found good",
    "desk_gameplan.published": "when a card was given to everybody",
    "desk_planversion.at": "when a card was written so; everybody sees it",
    "growth_ownscenario.withdrawn": "since when nobody begins a scenario any more",
    "growth_scenarioversion.at": "when a scenario said so; readers of it see it",
    "growth_modulerow.withdrawn": "when a module was taken out of the programme; everybody sees it",
    "growth_moduleversion.at": "when a lead worded a module so; every lead sees it",
    "pulse_closing.day": "the day on which a round was closed for everybody",
    "pulse_deed.day": "the day on which a lead said what will be done; everybody sees it",
    "pulse_round.opened": "the day on which a round was opened for everybody",
    "pulse_round.until": "the day after which a round closes by itself",
    "people_agent.joined_at": "when the account was made",
    "people_apikey.made_on": "the day on which a program's key was made",
    "people_apikey.revoked_on": "the day on which a program's key was revoked",
    "people_apikey.used_on": "the last day on which a program used its key",
    "people_charter.at": "when a lead published what the company is for",
    "people_closing.day": "when an admin closed the account",
    "people_company.founded_at": "when the install was made",
    "people_invitation.expires_at": "until when the link is good",
    "people_invitation.invited_at": "when the link was made",
    "people_invitation.withdrawn_at": "when the link was withdrawn",
    "people_sealed.day": "a day, in a row that says neither whose it is nor what",
    # Of others' tables.
    "account_emailconfirmation.created": "not used: addresses are not confirmed",
    "account_emailconfirmation.sent": "not used: addresses are not confirmed",
    "django_session.expire_date": "a day; sign-ins have no hour",
    "django_tasks_database_dbtaskresult.enqueued_at": "a job of the machine",
    "django_tasks_database_dbtaskresult.finished_at": "a job of the machine",
    "django_tasks_database_dbtaskresult.run_after": "a job of the machine",
    "django_tasks_database_dbtaskresult.started_at": "a job of the machine",
    "django_migrations.applied": "an update of the tables",
}
# Tables that no model makes: full-text search, and Django's own list of what was applied.
WITHOUT_MODEL = re.compile(r"(desk_entry|customers_customer)_search(_\w+)?|django_migrations|sqlite_\w+")
MEASURES = re.compile(
    r"(seconds|minutes|hours|duration|elapsed|handl(e|ed|ing)_?(time|ms|s|for)|idle|busy|online|last_seen|last_login"
    r"|seen_at|signed_(in|out)_at|login_at|logout|shift|score|rank|points|streak|average|speed|productivity|typing)"
)


def _moments() -> set[str]:
    found = set()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if isinstance(field, models.DateField | models.TimeField | models.DurationField):
                found.add(f"{model._meta.db_table}.{field.column}")
    return found


def test_each_moment_says_what_it_is_of() -> None:
    assert _moments() - MOMENTS.keys() == set(), "say in MOMENTS why this is no clock on a person"
    assert MOMENTS.keys() - _moments() == {"django_migrations.applied"}


@pytest.mark.django_db
def test_nothing_lies_beside_the_models() -> None:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        made = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
        beside = {table for table in tables - made if not WITHOUT_MODEL.fullmatch(table)}
        assert beside == set(), "a table without a model is looked at by no test of this file"
        columns = {
            f"{table}.{column.name}"
            for table in tables
            for column in connection.introspection.get_table_description(cursor, table)
        }
    # Of customers it is known what they do for the company: that is what a ladder is for.
    measures = {one for one in columns if MEASURES.search(one.partition(".")[2]) and not one.startswith("customers_")}
    assert measures == set(), "nothing measures a person"


def test_no_column_lasts() -> None:
    """Handle time is a duration, whatever it is called."""
    lasting = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.DurationField)
    ]
    assert lasting == []


def test_a_person_has_no_column_of_their_own_doings() -> None:
    """What is kept of an agent is what they chose, or what an admin set."""
    assert {field.name for field in Agent._meta.concrete_fields} == {
        "id", "password", "email", "name", "role", "is_active", "joined_at", "time_zone", "language", "presence",
        "sound", "notifications",
    }  # fmt: skip
