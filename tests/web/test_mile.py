"""The extra mile over HTTP: the sheet, the rules as one types, settings, and who sees what is left."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from extramile.base import clock
from extramile.desk.actions.settings import save_hook
from extramile.desk.mile.rails import Reason
from extramile.desk.models import Allowance, Conversation, Gesture, GuardRail, Hook, HookDelivery
from extramile.people.models import Company
from tests.cast import Cast, conversation, signed_in
from tests.desk.giving import WHY, allow, gave
from tests.listening import listening

pytestmark = pytest.mark.django_db
HOSTILE = "\u202e<script>alert(1)</script>"


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    allow()
    return conversation(cast, customer="Linh Nguyen")


def given(**said: str) -> dict[str, str]:
    usual = {"give": "gift", "amount": "18", "why": WHY, "reason": "late", "key": str(uuid.uuid4())}
    return usual | said


def test_the_sheet_shows_what_is_left_to_its_owner(cast: Cast, talk: Conversation, as_agent: Client) -> None:
    gave(cast.maya, talk)
    mine = as_agent.get(f"/desk/c/{talk.pk}/mile").content.decode()
    assert "€12.00 is left for this conversation, and €32.00 for your week. Only you see this." in mine
    assert f"mile/undo?gesture={Gesture.objects.get().pk}" in mine and ">Undo<" in mine
    sams = signed_in(cast.sam).get(f"/desk/c/{talk.pk}/mile").content.decode()
    assert "€50.00 for your week" in sams and ">Undo<" not in sams
    for page in ("/settings/extra-mile", f"/desk/c/{talk.pk}", f"/desk/c/{talk.pk}/customer", "/settings/people"):
        assert "32.00" not in signed_in(cast.jo).get(page).content.decode()


def test_rules_answer_as_one_types(talk: Conversation, as_agent: Client) -> None:
    def ask(**said: str) -> Any:
        return as_agent.post(f"/desk/c/{talk.pk}/mile/ask", said)

    assert ask().status_code == ask(give="jewels").status_code == ask(give="time").status_code == 204
    assert ask(give="gift", amount="10").content.decode() == (
        "Then €20.00 is left for this conversation, and €40.00 for your week."
    )
    assert ask(give="gift", amount="ten").content.decode() == "Write an amount such as 18 or 18.50."
    for currency, said in (("JPY", "a whole amount, such as 18."), ("KWD", "such as 18 or 18.500.")):
        Company.objects.update(currency=currency)
        assert said in ask(give="gift", amount="1,000").content.decode()
    Company.objects.update(currency="EUR")
    assert ask(give="gift", amount="31").content.decode() == (
        "That is more than is left for this conversation.\nUp to €30.00 is possible."
    )
    assert Gesture.objects.count() == 0


def test_given_and_taken_back(talk: Conversation, as_agent: Client) -> None:
    form = given()
    first, again = (as_agent.post(f"/desk/c/{talk.pk}/mile/give", form).json() for _ in range(2))
    assert first == again and first["said"] == "Given: Gift, €18.00."
    assert as_agent.post(first["undo"]).json() == {"said": "Taken back.", "undo": ""}
    # The page reads what it is answered, whichever tab was first.
    assert as_agent.post(first["undo"]).json() == {"said": "Taken back.", "undo": ""}
    for number in ("", "x", "9" * 30, "-1"):
        assert as_agent.post(f"/desk/c/{talk.pk}/mile/undo?gesture={number}").status_code == 204


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"give": ""}, "Choose what you give."),
        ({"give": "refund", "amount": ""}, "Write how much they get back."),
        ({"amount": "-5"}, "Write an amount such as 18 or 18.50."),
        ({"amount": "9" * 21}, "at most 20 characters"),
        ({"why": " \u202e "}, "One line of why is enough."),
        ({"why": "x" * 301}, "300 characters"),
        ({"why": "a\x00b"}, "Null characters"),
        ({"reason": "because"}, "Select a valid choice"),
        ({"reason": ""}, "Choose what made it necessary."),
        ({"key": "<b>"}, "Open the form again."),
    ],
)
def test_what_cannot_be_given(talk: Conversation, as_agent: Client, wrong: dict[str, str], says: str) -> None:
    answer = as_agent.post(f"/desk/c/{talk.pk}/mile/give", given(**wrong))
    assert answer.status_code == 422 and says in answer.content.decode()
    assert Gesture.objects.count() == 0


def test_hostile_words_are_words(talk: Conversation, as_agent: Client) -> None:
    as_agent.post(f"/desk/c/{talk.pk}/mile/give", given(why=HOSTILE, lesson=HOSTILE))
    page = as_agent.get(f"/desk/c/{talk.pk}/mile").content.decode()
    assert "<script>" not in page and "&lt;script&gt;" in page and "\u202e" not in page


def test_settings(cast: Cast, as_lead: Client, as_agent: Client) -> None:
    usual = {f"{role}_{span}": "" for role in ("agent", "lead", "admin") for span in ("talk", "week")}
    saved = as_lead.post("/settings/extra-mile", usual | {"agent_talk": "25", "agent_week": "80,50"}, follow=True)
    assert "It holds from now on." in saved.content.decode() and 'value="80.50"' in saved.content.decode()
    assert [(one.role, one.talk, one.week) for one in Allowance.objects.all()] == [("agent", 2500, 8050)]
    for wrong in ({"agent_talk": "9", "agent_week": "8"}, {"agent_week": "8"}, {"lead_week": "-1"}):
        assert as_lead.post("/settings/extra-mile", usual | wrong).status_code == 422
    as_lead.post("/settings/extra-mile", usual)
    assert Allowance.objects.count() == 0
    assert as_agent.get("/settings/extra-mile").status_code == 403


def test_rules_are_written_changed_and_removed(cast: Cast, as_lead: Client) -> None:
    new = "/settings/extra-mile/rules/new"
    assert as_lead.get(f"{new}/jewels").status_code == 404
    for rule, said in {
        "most": {"kinds": ["refund"], "amount": "50"},
        "kinds": {"kinds": ["refund", "gift"], "inbox": str(cast.inbox.pk)},
        "apart": {"days": "30"},
        "only": {"kinds": ["gift"], "rungs": ["4", "5", "6"]},
        "never": {"rungs": ["0"]},
    }.items():
        assert as_lead.get(f"{new}/{rule}").status_code == 200
        assert as_lead.post(f"{new}/{rule}", said).status_code == 422, "it says what is possible instead"
        assert as_lead.post(f"{new}/{rule}", said | {"instead": HOSTILE}).status_code == 302, rule
    page = as_lead.get("/settings/extra-mile").content.decode()
    assert page.count("Instead:") == GuardRail.objects.count() == 5 and "<script>alert" not in page
    clash = as_lead.post(f"{new}/most", {"kinds": ["refund"], "amount": "60", "instead": "x"}).content.decode()
    assert "This clashes with “Refund: €50.00 at most”." in clash
    for rule, wrong in (("never", {"rungs": [str(n) for n in range(7)]}), ("apart", {"days": "0"}), ("kinds", {})):
        assert as_lead.post(f"{new}/{rule}", wrong | {"instead": "x"}).status_code == 422
    one = GuardRail.objects.order_by("pk")[0].pk
    assert 'value="50.00"' in as_lead.get(f"/settings/extra-mile/rules/{one}").content.decode()
    as_lead.post(f"/settings/extra-mile/rules/{one}", {"kinds": ["refund"], "amount": "60", "instead": "x"})
    assert GuardRail.objects.get(pk=one).amount == 6000
    as_lead.post(f"/settings/extra-mile/rules/{one}/remove")
    assert GuardRail.objects.count() == 4


def test_the_currency_is_the_companys(cast: Cast, as_admin: Client) -> None:
    as_admin.post("/settings/company", {"name": "Northfold", "time_zone": "UTC", "currency": "gbp"})
    assert Company.objects.get().currency == "GBP"
    assert (
        as_admin.post("/settings/company", {"name": "Northfold", "time_zone": "UTC", "currency": "XQX"}).status_code
        == 422
    )


def test_asking_costs_little(cast: Cast, talk: Conversation, as_agent: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            as_agent.post(f"/desk/c/{talk.pk}/mile/ask", {"give": "gift", "amount": "1"})
        return len(found)

    asked()
    for _ in range(30):
        gave(cast.maya, talk, 1)
    assert asked() <= 16


def test_what_made_it_necessary_and_what_it_comes_to(cast: Cast, talk: Conversation, as_agent: Client) -> None:
    assert "Nothing has come together yet" in as_agent.get("/team/extra-mile/").content.decode()
    gave(cast.maya, talk, 100, reason=Reason.BROKEN, lesson=HOSTILE)
    gave(cast.maya, talk, 100, reason=Reason.KINDNESS)
    page = as_agent.get("/team/extra-mile/").content.decode()
    assert "Something was broken or wrong" in page and "1 gesture · €1.00" in page
    assert "<script>alert" not in page and "Once it was simply kind" in page
    assert as_agent.get("/team/extra-mile/budget").status_code == 403
    lead = signed_in(cast.jo).get("/team/extra-mile/budget").content.decode()
    assert "2 gestures" in lead and "€2.00" in lead and "Care" not in lead and "Maya" not in lead


def test_trying_the_webhook_out_says_what_came_back(cast: Cast, as_admin: Client, settings: Any) -> None:
    at = "/settings/extra-mile/webhook"

    def tried() -> str:
        return as_admin.post(f"{at}/try", follow=True).content.decode()

    assert "Save one first" in tried()
    with listening() as other:
        save_hook(cast.ines, url="https://shop.northfold.example/hooks")
        Hook.objects.update(url=other.url)
        assert "private network" in tried() and not other.heard
        settings.CONFIG = replace(settings.CONFIG, hook_networks=(ip_network("127.0.0.0/8"),))
        assert "It has heard us, and answered 200" in tried()
        other.status = 500
        assert "It answered 500" in tried()
    assert "There was no answer (ConnectionRefusedError)" in tried()


def test_the_webhooks_page_shows_no_words(cast: Cast, talk: Conversation, as_admin: Client, as_lead: Client) -> None:
    at = "/settings/extra-mile/webhook"
    assert "Nothing was told yet" in as_admin.get(at).content.decode()
    assert as_admin.post(at, {"url": "https://10.0.0.1/"}).status_code == 422
    saved = as_admin.post(at, {"url": "https://shop.northfold.example/hooks"}, follow=True).content.decode()
    assert "whsec_" in saved
    gave(cast.maya, talk, 500)
    page = as_admin.get(at).content.decode()
    assert "Upgrade, €5.00" in page and "waiting" in page
    assert not any(word in page for word in (WHY, "Maya", "Linh"))
    delivery = HookDelivery.objects.get()
    HookDelivery.objects.update(state="failed", tries=6, status=503, trouble="<b>")
    page = as_admin.get(at).content.decode()
    assert "Send again" in page and "answer 503" in page and "<b>" not in page
    for minutes in (-1, 1):
        Hook.objects.update(rests_until=clock.now() + timedelta(minutes=minutes))
        assert ("nothing is tried until" in as_admin.get(at).content.decode()) == (minutes > 0)
    assert as_admin.post(f"{at}/again/{delivery.pk}").status_code == 302
    assert HookDelivery.objects.get().state == "waiting"
    as_admin.post(f"{at}/renew")
    renewed = as_admin.get(at).content.decode()
    assert renewed.split("whsec_")[1][:40] != saved.split("whsec_")[1][:40]
    as_admin.post(at, {"url": ""})
    assert not Hook.objects.exists() and as_lead.get(at).status_code == 403
