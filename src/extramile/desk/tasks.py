"""Mail of the desk, sent from the job queue."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django_tasks import task

from extramile.base import turned
from extramile.desk.actions import reputation
from extramile.desk.models import TurnLetter
from extramile.people.queries import company


@task()
def mail_turn(letter: int, turn: int) -> None:
    """Tell somebody who leads that ratings have fallen, when it is this turn's to send."""
    found = reputation.claim(letter, turn)
    if found is not None:
        with translation.override(found.lead.language):
            _written(found).send()
        turned.gone(TurnLetter.objects.all(), letter)


def look_for_turn_letters() -> None:
    """Queue the mails whose time has come."""
    reputation.look_for_letters(mail_turn.enqueue)


def _written(letter: TurnLetter) -> EmailMessage:
    fall, config = letter.fall, settings.CONFIG
    values = {
        "name": letter.lead.name, "company": company().name, "n": fall.n,
        "before": number_format(round(fall.before, 1), 1), "now": number_format(round(fall.now, 1), 1),
        "link": f"{config.url}/lead/reputation" if config.url else "",
    }  # fmt: skip
    # A name with a line break in it would write mail headers of its own.
    subject = " ".join((_("Ratings of %(company)s have fallen") % values).split())
    headers = {
        "Message-ID": f"<turned.{letter.pk}@{urlsplit(config.url).hostname or 'extramile.invalid'}>",
        "Auto-Submitted": "auto-generated",
    }
    words = render_to_string("mail/turned.txt", values)
    return EmailMessage(subject, words, None, [letter.lead.email], headers=headers)
