"""Mail to people of the company, sent from the job queue so that a slow mail server never holds up a page.

No job carries a secret: links are made when the mail is written.
"""

from __future__ import annotations

from typing import Any

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from extramile.people import access, queries


@task()
def mail_reset(email: str, origin: str) -> None:
    """Mail a link for a new password to whoever signs in with `email`; nothing, when nobody does."""
    agent = queries.signs_in_with(email)
    if agent is None:
        return
    with translation.override(agent.language):
        link = f"{origin}/password-reset/{queries.reset_key(agent)}"
        subject = _("A new password for %(company)s") % {"company": queries.company().name}
        _send(agent.email, subject, "mail/reset.txt", {"name": agent.name, "link": link})


@task()
def mail_invitation(invitation: int, origin: str) -> None:
    """Mail an invitation's link to its address; nothing, when it was withdrawn meanwhile or has no address."""
    try:
        found = queries.invitation(invitation)
    except access.NotThere:
        return
    secret = queries.invitation_secret(found)
    if not found.email or queries.digest(secret) != found.digest:
        return
    inviter, company = found.invited_by, queries.company().name
    with translation.override(inviter.language):
        subject = _("%(name)s invites you to %(company)s") % {"name": inviter.name, "company": company}
        values = {"inviter": inviter.name, "company": company, "link": f"{origin}/invite/{secret}"}
        _send(found.email, subject, "mail/invitation.txt", values)


def _send(to: str, subject: str, template: str, values: dict[str, Any]) -> None:
    # A name with a line break in it would write mail headers of its own.
    send_mail(" ".join(subject.split()), render_to_string(template, values), None, [to])
