"""Mail of the team's room, sent from the job queue."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from extramile.base import turned
from extramile.culture.actions import answers, letters
from extramile.culture.models import AnswerLetter, Letter, Monday
from extramile.culture.queries import around, stories, thanks
from extramile.people.queries import company


@task()
def mail_letter(letter: int, turn: int) -> None:
    """Send one of Monday's letters, when it is this turn's to send."""
    found = letters.claim(letter, turn)
    if found is None:
        return
    with translation.override(found.agent.language):
        _written(found).send()
    turned.gone(Letter.objects.all(), letter)


@task()
def mail_answer(letter: int, turn: int) -> None:
    """Send one answer to somebody who spoke, when it is this turn's to send."""
    found = answers.claim(letter, turn)
    if found is not None:
        _answer(found).send()
        turned.gone(AnswerLetter.objects.all(), letter)


def look_for_answers() -> None:
    """Queue the answers whose time has come."""
    answers.look(mail_answer.enqueue)


def look_for_letters() -> None:
    """Queue the letters whose time has come."""
    letters.look(mail_letter.enqueue)


def _written(letter: Letter) -> EmailMessage:
    monday = Monday.objects.get(week=letter.week)
    origin = settings.CONFIG.url
    stop = f"{origin}/monday/stop/{letters.token_for(letter.agent_id)}"
    values = {
        "monday": monday,
        "name": letter.agent.name,
        "story": stories.chosen(since=letter.week - timedelta(days=7)),
        "passed": thanks.passed(since=letter.week - timedelta(days=7), most=2),
        "posts": around.since(letter.week - timedelta(days=7), most=4),
        "link": f"{origin}/team/monday/",
        "origin": origin,
        "stop": stop,
    }
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Message-ID": f"<monday.{letter.week}.{letter.agent_id}@{urlsplit(origin).hostname}>",
        "Auto-Submitted": "auto-generated",
    }
    # A name with a line break in it would write mail headers of its own.
    subject = " ".join(monday.title.split())
    return EmailMessage(
        subject, render_to_string("mail/monday.txt", values), None, [letter.agent.email], headers=headers
    )


def _answer(letter: AnswerLetter) -> EmailMessage:
    step, said = letter.step, letter.feedback
    name = company().name
    # Nothing of what was written goes into it, not even a name: the address may be somebody else's.
    words = render_to_string("mail/answer.txt", {"company": name, "step": step, "day": said.day})
    headers = {
        "Message-ID": f"<answer.{letter.pk}@{urlsplit(settings.CONFIG.url).hostname or 'extramile.invalid'}>",
        "Auto-Submitted": "auto-generated",
    }
    subject = " ".join((_("%(company)s: what became of what you said") % {"company": name}).split())
    return EmailMessage(subject, words, None, [said.email], headers=headers)
