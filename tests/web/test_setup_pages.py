from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from extramile.desk.models import Conversation, SavedReply, Tag, Tally
from extramile.people import actions, queries
from extramile.people.models import Agent, Invitation
from tests.cast import Cast, conversation, said

SignIn = Callable[[Agent], Client]
FOR_LEADS = ["people", "people/invite", "teams", "teams/new", "replies", "replies/new", "tags"]
FOR_ADMINS = ["inboxes", "inboxes/new", "websites", "websites/new", "company"]


def test_every_page_opens_for_whom_it_is_and_for_nobody_else(cast: Cast, sign_in: SignIn) -> None:
    agent, lead, admin = sign_in(cast.maya), sign_in(cast.jo), sign_in(cast.ines)
    for page in FOR_LEADS + FOR_ADMINS:
        statuses = [browser.get(f"/settings/{page}").status_code for browser in (agent, lead, admin)]
        assert statuses == [403, 200 if page in FOR_LEADS else 403, 200], page
        assert Client().get(f"/settings/{page}").status_code == 302


def test_empty_lists_say_what_to_do(cast: Cast, as_admin: Client) -> None:
    cast.website.delete()
    cast.inbox.delete()
    cast.care.delete()
    for page in ("teams", "inboxes", "websites", "replies", "tags"):
        assert b'class="empty"' in as_admin.get(f"/settings/{page}").content
    assert b"Make an inbox first" in as_admin.get("/settings/websites").content


def test_an_invitation_shows_its_link_once(cast: Cast, as_lead: Client) -> None:
    answer = as_lead.post("/settings/people/invite", {"role": "agent", "email": "", "teams": [cast.care.pk]})
    invitation = Invitation.objects.get()
    secret = queries.invitation_secret(invitation)
    assert secret in as_lead.get(answer.headers["Location"]).content.decode()
    assert as_lead.get(answer.headers["Location"]).headers["Location"] == "/settings/people"
    assert secret not in as_lead.get("/settings/people").content.decode()
    assert list(invitation.teams.all()) == [cast.care]


def test_a_lead_cannot_make_admins(cast: Cast, as_lead: Client) -> None:
    assert b'value="admin"' not in as_lead.get("/settings/people/invite").content
    assert as_lead.post("/settings/people/invite", {"role": "admin"}).status_code == 422
    as_lead.post(f"/settings/people/{cast.jo.pk}", {"role": "admin", "teams": []})
    as_lead.post(f"/settings/people/{cast.maya.pk}", {"role": "admin", "teams": []})
    assert not Invitation.objects.exists()
    assert list(Agent.objects.filter(role="admin")) == [cast.ines]
    for act in ("reset-link", "deactivate", "reactivate"):
        assert as_lead.post(f"/settings/people/{cast.ines.pk}/{act}").status_code == 403


def test_an_admin_changes_role_and_teams(cast: Cast, as_admin: Client) -> None:
    as_admin.post(f"/settings/people/{cast.sam.pk}", {"role": "lead", "teams": [cast.care.pk]})
    sam = Agent.objects.get(pk=cast.sam.pk)
    assert (sam.role, list(sam.teams.all())) == ("lead", [cast.care])


def test_the_last_admin_is_kept_and_told_why(cast: Cast, as_admin: Client) -> None:
    answer = as_admin.post(f"/settings/people/{cast.ines.pk}", {"role": "agent", "teams": []})
    assert b"is the only admin" in answer.content
    as_admin.post(f"/settings/people/{cast.ines.pk}/deactivate")
    assert b"is the only admin" in as_admin.get(f"/settings/people/{cast.ines.pk}").content
    assert Agent.objects.get(pk=cast.ines.pk).is_active


def test_deactivating_asks_first_and_reactivating_lets_in_again(cast: Cast, as_admin: Client) -> None:
    place = f"/settings/people/{cast.maya.pk}"
    assert b"Close the door to Maya Reyes?" in as_admin.get(f"{place}/deactivate").content
    assert Agent.objects.get(pk=cast.maya.pk).is_active
    as_admin.post(f"{place}/deactivate")
    assert not Agent.objects.get(pk=cast.maya.pk).is_active
    page = as_admin.get(place).content
    assert b"cannot sign in any more" in page and b"Reactivate" in page
    as_admin.post(f"{place}/reactivate")
    assert Agent.objects.get(pk=cast.maya.pk).is_active


def test_nobody_waits_for_somebody_who_has_gone(cast: Cast, as_admin: Client) -> None:
    cast.inbox.teams.add(cast.care)
    open_, snoozed, done = (
        conversation(cast, assignee=cast.maya, status=status) for status in ("open", "snoozed", "resolved")
    )
    for made in (open_, snoozed, done):
        said(made, "Hello?")
    page = f"/settings/people/{cast.maya.pk}/deactivate"
    assert b"The 2 conversations that they hold go back" in as_admin.get(page).content
    as_admin.post(page)
    holders = [Conversation.objects.get(pk=made.pk).assignee for made in (open_, snoozed, done)]
    assert holders == [None, None, cast.maya]
    assert Tally.objects.get(inbox=cast.inbox, scope="none", status="open").n == 1
    assert Tally.objects.get(inbox=cast.inbox, scope=f"agent:{cast.maya.pk}", status="open").n == 0


def test_a_reset_link_made_by_an_admin_works(cast: Cast, as_admin: Client, stranger: Client) -> None:
    page = as_admin.post(f"/settings/people/{cast.maya.pk}/reset-link").content.decode()
    link = page.split('value="http://testserver', 1)[1].split('"', 1)[0]
    assert stranger.get(link).headers["Location"].endswith("set-password")


def test_an_open_invitation_is_withdrawn_after_asking(cast: Cast, as_admin: Client) -> None:
    invitation = actions.invite(cast.ines, role="agent", email="lea@northfold.example")
    page = f"/settings/people/invitations/{invitation.pk}/withdraw"
    assert b"Withdraw this invitation?" in as_admin.get(page).content
    assert as_admin.post(page).headers["Location"] == "/settings/people"
    assert b"lea@northfold.example" not in as_admin.get("/settings/people").content
    assert as_admin.post(page).status_code == 404


def test_teams_are_made_changed_and_removed(cast: Cast, as_lead: Client) -> None:
    as_lead.post("/settings/teams/new", {"name": "Returns", "members": [cast.sam.pk]})
    team = next(team for team in queries.teams() if team.name == "Returns")
    assert b"already" in as_lead.post("/settings/teams/new", {"name": "returns"}).content
    as_lead.post(f"/settings/teams/{team.pk}", {"name": "Returns desk", "members": []})
    assert [member.name for member in queries.team(team.pk).members.all()] == []
    assert b"Remove the team Returns desk?" in as_lead.get(f"/settings/teams/{team.pk}/remove").content
    as_lead.post(f"/settings/teams/{team.pk}/remove")
    assert [team.name for team in queries.teams()] == ["Care"]


def test_replies_and_tags_are_kept_by_leads(cast: Cast, as_lead: Client) -> None:
    given = {"shortcut": "Torn-Seam", "title": "A torn seam", "text": "Sorry, {customer.first}."}
    as_lead.post("/settings/replies/new", given)
    reply = SavedReply.objects.get()
    assert reply.shortcut == "torn-seam"
    assert b"this shortcut" in as_lead.post("/settings/replies/new", given).content
    assert b"Letters, digits" in as_lead.post("/settings/replies/new", {**given, "shortcut": "two words"}).content
    as_lead.post(f"/settings/replies/{reply.pk}/remove")
    assert not SavedReply.objects.exists()
    as_lead.post("/settings/tags", {"name": "torn seam"})
    tag = Tag.objects.get()
    assert b"already" in as_lead.post("/settings/tags", {"name": "Torn Seam"}).content
    as_lead.post(f"/settings/tags/{tag.pk}", {"name": "seams"})
    assert Tag.objects.get().name == "seams"
    as_lead.post(f"/settings/tags/{tag.pk}/remove")
    assert not Tag.objects.exists()


@pytest.mark.parametrize("page", ["people", "teams", "inboxes", "websites", "replies", "tags"])
def test_what_is_not_there_is_said(cast: Cast, as_admin: Client, page: str) -> None:
    assert as_admin.get(f"/settings/{page}/999").status_code == 404


def test_names_are_shown_as_text(cast: Cast, as_admin: Client) -> None:
    as_admin.post("/settings/company", {"name": "<b>North</b>", "time_zone": "UTC", "currency": "gbp"})
    as_admin.post("/settings/teams/new", {"name": "<script>alert(1)</script>"})
    for page in ("company", "teams"):
        content = as_admin.get(f"/settings/{page}").content
        assert b"&lt;" in content and b"<b>North" not in content and b"<script>alert" not in content


def test_names_do_not_turn_the_text_around_them(cast: Cast, as_admin: Client) -> None:
    as_admin.post("/settings/teams/new", {"name": " Re\u202eturns \u2066 desk "})
    assert [team.name for team in queries.teams()] == ["Care", "Returns desk"]
    assert as_admin.post("/settings/teams/new", {"name": "\u202e"}).status_code == 422
