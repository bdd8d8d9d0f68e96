"""A conversation at the desk: a visitor, two agents, and what each of them sees."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Wrote
from tests.browser.desk_talk import box, bubble, line, new_talk, open_talk, row, say
from tests.browser.widget_talk import messages

Open = Callable[..., Page]


def test_a_visitor_writes_and_an_agent_answers(agent: Page, visit: Open) -> None:
    box(agent, "unassigned")
    panel, said = new_talk(visit, "My tent has a torn seam, see https://shop.example/p <b>now</b>")
    expect(row(agent, "(")).not_to_have_count(0)
    row(agent, said).locator("a").click()
    expect(bubble(agent, said)).to_be_visible()
    expect(agent.locator("#entries a[href='https://shop.example/p']")).to_have_attribute(
        "rel", "noopener noreferrer nofollow"
    )
    panel.locator("textarea").press_sequentially("and")
    expect(agent.locator("#typed")).to_contain_text("is typing")
    say(agent, "I am sorry. A new one is on its way.")
    expect(panel.locator(".them .msg").last).to_contain_text("A new one is on its way.")
    expect(line(agent, "Maya Reyes took the conversation")).to_be_visible()
    expect(agent.locator("#entries .us .meta").last).to_contain_text("seen")
    expect(row(agent, said)).to_have_count(0)
    box(agent, "mine")
    expect(row(agent, "A new one is on its way.")).to_be_visible()


def test_two_agents_see_the_same_at_the_same_time(agent: Page, sign_in: Open, visit: Open) -> None:
    panel, said = new_talk(visit, "Where is my parcel?")
    sam = sign_in("Sam Okafor")
    open_talk(agent, said)
    open_talk(sam, said)
    expect(agent.locator("#viewers")).to_contain_text("Sam Okafor")
    expect(sam.locator("#viewers")).to_contain_text("Maya Reyes")
    sam.locator("[data-mode=note]").click()
    sam.locator("#words").press_sequentially("It is in ")
    expect(agent.locator("#typed")).to_contain_text("Sam Okafor is writing a note")
    say(sam, "It is in Leeds.")
    expect(bubble(agent, "It is in Leeds.")).to_be_visible()
    say(agent, "It is on its way from Leeds.")
    expect(bubble(sam, "It is on its way from Leeds.")).to_be_visible()
    expect(panel.locator(".them .msg").last).to_contain_text("It is on its way from Leeds.")
    assert not any("It is in Leeds." in text for text in messages(panel))
    seen = [
        page.locator("#entries .line[data-seq]").evaluate_all("all => all.map(one => one.dataset.seq)")
        for page in (agent, sam)
    ]
    assert seen[0] == seen[1] == [str(n + 1) for n in range(len(seen[0]))]


def test_what_comes_in_does_not_move_what_is_being_read(agent: Page, wrote: Wrote) -> None:
    talk = wrote("A long story")
    said = talk.said
    open_talk(agent, said)
    for n in range(14):
        talk.write(f"Part {n} of it, " + "with many words in it " * 8)
    expect(bubble(agent, "Part 13 of it")).to_be_visible()
    agent.locator("#talk").evaluate("talk => talk.scrollTo(0, 0)")
    expect(bubble(agent, said)).to_be_in_viewport()
    bubble(agent, "Part 5 of it").evaluate("part => part.scrollIntoView({ block: 'center' })")
    expect(agent.locator("#search")).to_be_in_viewport(ratio=1)
    agent.locator("#talk").evaluate("talk => talk.scrollTo(0, 0)")
    expect(bubble(agent, said)).to_be_in_viewport()
    assert agent.evaluate(
        "[...document.querySelectorAll('main, #desk, #thread')].every(one => one.scrollHeight <= innerHeight)"
    )
    talk.write("And the end")
    expect(agent.get_by_role("button", name="New messages")).to_be_visible()
    expect(bubble(agent, said)).to_be_in_viewport()
    agent.get_by_role("button", name="New messages").click()
    expect(bubble(agent, "And the end")).to_be_in_viewport()


def test_resolving_snoozing_and_what_takes_them_back(agent: Page, wrote: Wrote) -> None:
    talk = wrote("That would be all")
    said = talk.said
    open_talk(agent, said)
    agent.locator("[data-do=resolve]").click()
    expect(row(agent, said)).to_have_count(0)
    expect(line(agent, "Maya Reyes resolved")).to_be_visible()
    agent.locator("#toasts button").click()
    expect(row(agent, said)).to_be_visible()
    expect(line(agent, "Maya Reyes reopened")).to_be_visible()
    agent.locator("[data-menu=snooze]").click()
    agent.get_by_role("option", name="Until the customer writes").click()
    expect(row(agent, said)).to_have_count(0)
    expect(agent.locator("[data-do=wake]")).to_be_visible()
    talk.write("One more thing")
    expect(row(agent, "One more thing")).to_be_visible()
    expect(line(agent, "the customer wrote")).to_be_visible()


def test_giving_away_and_tagging(agent: Page, sign_in: Open, wrote: Wrote) -> None:
    said = wrote("Who can help?").said
    sam = sign_in("Sam Okafor")
    box(sam, "mine")
    open_talk(agent, said)
    agent.locator("[data-menu=assign]").click()
    agent.keyboard.type("sam")
    agent.keyboard.press("Enter")
    expect(row(sam, said)).to_be_visible()
    expect(agent.locator("[data-menu=assign]")).to_contain_text("Sam")
    agent.locator("[data-menu=tags]").click()
    agent.keyboard.type("Zipper")
    agent.keyboard.press("Enter")
    expect(agent.locator("#head .tag", has_text="Zipper")).to_be_visible()
    agent.get_by_role("button", name="Remove the tag Zipper").click()
    expect(agent.locator("#head .tag", has_text="Zipper")).to_have_count(0)


def test_a_customers_contacts(agent: Page, wrote: Wrote) -> None:
    said = wrote("I am Rosa").said
    open_talk(agent, said)
    agent.get_by_role("button", name="Edit").click()
    agent.get_by_label("Name").fill("Rosa Diaz")
    agent.get_by_label("Email").fill("rosa")
    agent.get_by_role("button", name="Save", exact=True).click()
    expect(agent.locator("#side .wrong")).to_be_visible()
    agent.get_by_label("Email").fill("rosa@example.org")
    agent.get_by_role("button", name="Save", exact=True).click()
    expect(agent.locator("#side a[href^='mailto:']")).to_have_text("rosa@example.org")
    expect(agent.locator("#head h2")).to_have_text("Rosa Diaz")
    expect(row(agent, said).locator(".who")).to_have_text("Rosa Diaz")
    long = "Wolfeschlegelsteinhausenbergerdorff " * 2
    agent.get_by_role("button", name="Edit").click()
    agent.get_by_label("Name").fill(long)
    agent.get_by_role("button", name="Save", exact=True).click()
    expect(agent.locator("#head h2")).to_have_text(long.strip())
    edges = "ids => ids.map(id => Math.round(document.getElementById(id).getBoundingClientRect().right))"
    thread, *within = agent.evaluate(edges, ["thread", "head", "composer", "talk"])
    assert max(within) <= thread
