from __future__ import annotations

import pytest
from django.test import Client

from extramile.desk.models import Inbox, Website
from extramile.people.models import Agent, Company
from tests.cast import Cast

GIVEN = {
    "company": "Northfold",
    "name": "Ines Duarte",
    "email": "Ines@Northfold.example",
    "password": "moss-and-granite",
    "time_zone": "Europe/Lisbon",
    "website": "Northfold shop",
    "address": "HTTPS://Shop.Northfold.example:443/returns?x=1",
}


@pytest.mark.django_db
def test_an_empty_install_leads_to_the_first_page(stranger: Client) -> None:
    for address in ("/", "/sign-in", "/settings/people", "/desk/"):
        assert stranger.get(address).headers["Location"] in ("/setup", "/desk/")
    assert stranger.get("/sign-in").headers["Location"] == "/setup"
    assert b"Welcome to your desk" in stranger.get("/setup").content


@pytest.mark.django_db
def test_it_founds_the_company_signs_in_and_shows_the_snippet(stranger: Client) -> None:
    answer = stranger.post("/setup", GIVEN)
    website = Website.objects.get()
    assert answer.headers["Location"] == f"/settings/websites/{website.pk}/embed"
    page = stranger.get(answer.headers["Location"]).content.decode()
    assert f"&lt;script async src=&#34;http://testserver/w/{website.key}.js&#34;&gt;&lt;/script&gt;" in page
    assert (website.origins, website.inbox.name) == (["https://shop.northfold.example"], "Northfold shop")
    ines = Agent.objects.get()
    assert (ines.role, ines.email, ines.time_zone) == ("admin", "ines@northfold.example", "Europe/Lisbon")


@pytest.mark.django_db
@pytest.mark.parametrize("field", sorted(GIVEN))
def test_all_of_it_or_nothing(stranger: Client, field: str) -> None:
    answer = stranger.post("/setup", {**GIVEN, field: ""})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"'.encode() in answer.content
    for table in (Company, Agent, Website, Inbox):
        assert not table._default_manager.exists()


def test_a_second_first_run_changes_nothing(cast: Cast, stranger: Client) -> None:
    assert stranger.get("/setup").headers["Location"] == "/desk/"
    assert stranger.post("/setup", {**GIVEN, "email": "second@a.example"}).headers["Location"] == "/desk/"
    assert not Agent.objects.filter(email="second@a.example").exists()
