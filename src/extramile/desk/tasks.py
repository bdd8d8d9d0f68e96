"""Mail of the desk, sent from the job queue."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django_tasks import task

from extramile.desk.models import RatingTurn
from extramile.people.models import Agent
from extramile.people.queries import company


@task()
def mail_turn(turn: int, lead: int) -> None:
    """Tell somebody who leads that ratings have fallen; nothing, when it is over or they lead no more."""
    found = RatingTurn.objects.filter(pk=turn, ended=None).first()
    person = Agent.objects.filter(pk=lead, is_active=True).first()
    if not (settings.CONFIG.mail_url and found and person and person.leads):
        return
    with translation.override(person.language):
        values = {
            "name": person.name, "company": company().name, "n": found.n,
            "before": number_format(round(found.before, 1), 1), "now": number_format(round(found.now, 1), 1),
            "link": f"{settings.CONFIG.url}/lead/reputation" if settings.CONFIG.url else "",
        }  # fmt: skip
        # A name with a line break in it would write mail headers of its own.
        subject = " ".join((_("Ratings of %(company)s have fallen") % values).split())
        send_mail(subject, render_to_string("mail/turned.txt", values), None, [person.email])
