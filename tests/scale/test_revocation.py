"""Access that is taken back at one process takes the sockets with it that are open at another."""

from __future__ import annotations

from extramile.demo import northfold
from tests.scale.conftest import Visit
from tests.scale.test_talk import Begin
from tests.web.live.conftest import SHOP, House
from tests.web.live.test_revocation import ADMIN, another, post, revoked


async def test_signing_out_closes_that_browser_everywhere(houses: list[House], desk: Visit) -> None:
    here, there = houses
    priya, other = await another(here, "Priya Raman"), await another(here, "Priya Raman")
    one, two = await desk(here, browser=priya), await desk(there, browser=priya)
    stays = await desk(there, browser=other)
    await post(priya, "/sign-out")
    await revoked(one, None)
    await revoked(two, None)
    await stays.alive()


async def test_another_password(houses: list[House], desk: Visit) -> None:
    here, there = houses
    # Not Maya: her browsers are shared with tests that come after, and this ends each of them.
    priya = await another(here, "Priya Raman")
    other = await another(there, "Priya Raman")
    own, theirs = await desk(there, browser=priya), await desk(there, browser=other)
    changed = {"password-current": northfold.PASSWORD, "password-new": "another-long-walk-home"}
    await post(priya, "/profile/password", "/profile", **changed)
    for talk in (own, theirs):
        await talk.closed()
        assert talk.got[-1]["code"] == "revoked"
    changed = {"password-current": "another-long-walk-home", "password-new": northfold.PASSWORD}
    await post(priya, "/profile/password", "/profile", **changed)


async def test_role_team_and_deactivation(houses: list[House], desk: Visit) -> None:
    here, there = houses
    priya, admin, number = await another(here, "Priya Raman"), here.browser(ADMIN), here.agent("Priya Raman")
    (inbox,) = here.rows("SELECT id FROM desk_inbox WHERE name = 'Repairs'")[0]
    (workshop,) = here.rows("SELECT id FROM people_team WHERE name = 'Workshop'")[0]
    talk, jo = await desk(there, browser=priya), await desk(there, "Jo Lind")
    await post(admin, f"/settings/people/{number}", role="lead", teams=[workshop])
    await revoked(talk, 1)
    talk = await desk(there, browser=priya)
    assert talk.all("welcome")[0]["agent"]["role"] == "lead"
    await post(admin, f"/settings/people/{number}", role="agent", teams=[])
    await revoked(talk, 1)
    talk = await desk(there, browser=priya)
    assert str(inbox) not in talk.all("welcome")[0]["tallies"]
    await post(admin, f"/settings/people/{number}", role="agent", teams=[workshop])
    await talk.until(lambda: any(str(inbox) in one["tallies"] for one in talk.all("tallies")))
    await post(admin, f"/settings/people/{number}/deactivate")
    await revoked(talk, None)
    gone = {"id": number, "name": "Priya Raman", "initials": "PR", "state": "off"}
    await jo.hears("presence", agents=[gone])
    await post(admin, f"/settings/people/{number}/reactivate")


async def test_an_inbox_given_to_a_team(houses: list[House], desk: Visit, begin: Begin) -> None:
    here, there = houses
    (inbox,) = here.rows("SELECT id FROM desk_inbox WHERE name = 'Shop'")[0]
    (workshop,) = here.rows("SELECT id FROM people_team WHERE name = 'Workshop'")[0]
    visitor, conversation, number = await begin(here)
    maya = await desk(there, watch=[{"conversation": number, "seq": 0}])
    admin = here.browser(ADMIN)
    await post(admin, f"/settings/inboxes/{inbox}", name="Shop", teams=[workshop])
    await revoked(maya, 1)
    maya = await desk(there, watch=[{"conversation": number, "seq": 0}])
    await maya.hears("error", code="not_yours")
    await visitor.send(conversation, "for the workshop alone")
    await post(admin, f"/settings/inboxes/{inbox}", name="Shop", teams=[])
    await maya.until(lambda: any(str(inbox) in one["tallies"] for one in maya.all("tallies")))
    assert "workshop alone" not in str(maya.got)


async def test_a_blocked_customer_and_a_website(houses: list[House], begin: Begin, desk: Visit, visit: Visit) -> None:
    here, there = houses
    visitor, _, number = await begin(there)
    bystander, maya = await visit(there), await desk(there, watch=[{"conversation": number, "seq": 0}])
    await maya.hears("resumed")
    admin = here.browser(ADMIN)
    await post(admin, f"/desk/c/{number}/block", f"/desk/c/{number}")
    bye = await visitor.bye()
    assert (bye["code"], bye["retry"], visitor.code) == ("refused", None, 4403)
    await maya.hears("customer", conversation=number)
    await bystander.alive()
    guest = await visit(there, origin="https://other.example")
    website, name, inbox = here.rows("SELECT id, name, inbox_id FROM desk_website ORDER BY id")[0]
    form = {"name": name, "inbox": inbox, "colour": "#0f6f67", "greeting": "", "language": "auto", "position": "right"}
    await post(admin, f"/settings/websites/{website}", origins=SHOP, **form)
    assert (await guest.bye())["code"] == "refused"
    await bystander.alive()


def about(name: str) -> dict[str, str]:
    """The form in which somebody says what they are called."""
    return {"about-name": name, "about-time_zone": "UTC"}


async def test_what_an_agent_is_called(houses: list[House], desk: Visit) -> None:
    here, there = houses
    jo, witness = await another(here, "Jo Lind"), await desk(there, "Sam Okafor")
    await desk(here, browser=jo)
    await witness.until(lambda: "Jo Lind" in str(witness.all("presence") + witness.all("welcome")))
    await post(jo, "/profile/about", "/profile", **about("Jo Lindqvist"))
    await witness.until(lambda: any(agent["name"] == "Jo Lindqvist" for one in witness.all("presence")
                                    for agent in one["agents"]))  # fmt: skip
    await post(jo, "/profile/about", "/profile", **about("Jo Lind"))
