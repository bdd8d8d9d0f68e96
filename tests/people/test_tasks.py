from __future__ import annotations

import re

from django.core import mail

from extramile.people import actions, queries, tasks
from extramile.people.models import Agent
from tests.cast import Cast


def test_a_reset_mail_carries_a_link_that_works_once(cast: Cast) -> None:
    tasks.mail_reset.call(email="Maya@northfold.example", origin="https://desk.example")
    (sent,) = mail.outbox
    assert sent.to == ["maya@northfold.example"]
    assert "Northfold" in sent.subject
    assert re.search(r"https://desk\.example/password-reset/[0-9a-z]+-[0-9a-z-]+\n", sent.body)
    assert "&#" not in sent.body


def test_nobody_is_mailed_for_an_address_that_signs_in_nowhere(cast: Cast) -> None:
    Agent.objects.filter(pk=cast.sam.pk).update(is_active=False)
    for email in ("nobody@northfold.example", "sam@northfold.example"):
        tasks.mail_reset.call(email=email, origin="https://desk.example")
    assert mail.outbox == []


def test_an_invitation_is_mailed_unless_it_was_withdrawn(cast: Cast) -> None:
    Agent.objects.filter(pk=cast.ines.pk).update(name="Ines O’Duarte & Co")
    first = actions.invite(cast.ines, role="agent", email="lea@northfold.example")
    second = actions.invite(cast.ines, role="agent", email="tom@northfold.example")
    actions.withdraw(cast.ines, second.pk)
    for invitation in (first, second):
        tasks.mail_invitation.call(invitation=invitation.pk, origin="https://desk.example")
    (sent,) = mail.outbox
    assert f"https://desk.example/invite/{queries.invitation_secret(first)}" in sent.body
    assert "Ines O’Duarte & Co" in sent.body
