"""The addresses of the desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from extramile.web.agent import (
    acts,
    chances,
    ending,
    facts,
    find,
    gameplans,
    mood,
    pages,
    parts,
    plans,
    promising,
    told,
)

_C = "desk/c/<int:conversation>"
_P = "practice/plans/<int:plan>"

urlpatterns: list[URLPattern] = [
    path("desk/", pages.home),
    path("desk/rows", parts.rows),
    path("desk/search", find.find),
    path(_C, pages.conversation),
    path(f"{_C}/older", parts.older),
    path(f"{_C}/head", parts.head),
    path(f"{_C}/customer", parts.customer),
    path(f"{_C}/contacts-form", parts.contacts_form),
    path(f"{_C}/account", facts.account),
    path(f"{_C}/account/dispute", facts.dispute),
    path(f"{_C}/assign-menu", parts.assign_menu),
    path(f"{_C}/snooze-menu", parts.snooze_menu),
    path(f"{_C}/tags-menu", parts.tags_menu),
    path(f"{_C}/replies", parts.replies),
    path(f"{_C}/plans-menu", plans.menu),
    path(f"{_C}/mood", mood.gauge),
    path(f"{_C}/mood-menu", mood.menu),
    path(f"{_C}/assign", acts.assign),
    path(f"{_C}/snooze", acts.snooze),
    path(f"{_C}/wake", acts.wake),
    path(f"{_C}/resolve", acts.resolve),
    path(f"{_C}/reopen", acts.reopen),
    path(f"{_C}/tag", acts.tag),
    path(f"{_C}/untag", acts.untag),
    path(f"{_C}/contacts", acts.contacts),
    path(f"{_C}/mood-reading", acts.mood_reading),
    path(f"{_C}/did", told.did),
    path(f"{_C}/undid", told.undid),
    path(f"{_C}/block", acts.block),
    path(f"{_C}/unblock", acts.unblock),
    path(f"{_C}/end", ending.end),
    path(f"{_C}/end-undo", ending.undo),
    path(f"{_C}/chance", chances.answer),
    path(f"{_C}/chance-undo", chances.undo),
    path(f"{_C}/promise-found", promising.found),
    path(f"{_C}/promise-reading", promising.reading),
    path(f"{_C}/promises", promising.make),
    path("practice/plans/", gameplans.plans),
    path("practice/plans/new", gameplans.new),
    path(_P, gameplans.plan),
    path(f"{_P}/edit", gameplans.edit),
    path(f"{_P}/publish", gameplans.publish),
    path(f"{_P}/withdraw", gameplans.withdraw),
    path(f"{_P}/still-good", gameplans.still_good),
    path(f"{_P}/answer", gameplans.answer),
    path(f"{_P}/delete", gameplans.delete),
]
