"""The addresses of what people have for themselves."""

from __future__ import annotations

from django.urls import URLPattern, path

from extramile.web.growth import (
    charter,
    closing,
    compass,
    goals,
    journey,
    lists,
    own,
    pins,
    practice,
    recall,
    recall_cards,
    today,
)

_G = "journey/goals/<uuid:row>"

urlpatterns: list[URLPattern] = [
    path("today/", today.today),
    path("today/start", today.start),
    path("today/chip", today.chip),
    path("today/begin", today.begin),
    path("today/arriving", today.arriving),
    path("today/intention", today.intention),
    path("today/parts", today.parts),
    path("today/pins", pins.pin),
    path("today/pins/<int:pin>/down", pins.take_down),
    path("today/close", closing.closing),
    path("today/close/good", closing.good),
    path("today/close/hard", closing.hard),
    path("today/close/leave", closing.leave),
    path("practice/", practice.hub),
    path("practice/recall/", recall.recall),
    path("practice/recall/answer", recall.answer),
    path("practice/recall/undo", recall.undo),
    path("practice/recall/leave-out", recall.leave_out),
    path("practice/recall/cards", recall_cards.cards),
    path("practice/recall/cards/new", recall_cards.new),
    path("practice/recall/cards/<uuid:row>/edit", recall_cards.edit),
    path("practice/recall/cards/<uuid:row>/delete", recall_cards.delete),
    path("journey/", journey.journey),
    path("journey/goals/new", goals.new),
    path(_G, goals.goal),
    path(f"{_G}/edit", goals.edit),
    path(f"{_G}/check-in", goals.check_in),
    path(f"{_G}/milestone", goals.milestone),
    path(f"{_G}/reached", goals.reached),
    path(f"{_G}/share", goals.share),
    path(f"{_G}/drop", goals.drop),
    path("journey/values", compass.values),
    path("journey/skills", compass.skills),
    path("journey/meaning", compass.meaning),
    path("journey/heading", compass.heading),
    path("journey/craft", compass.craft),
    path("journey/company", charter.charter),
    path("journey/company/edit", charter.edit),
    path("journey/everything.md", own.everything),
    path("journey/destroy", own.destroy),
    path("journey/year/<int:number>", own.year),
    path("journey/<str:name>", lists.listed),
    path("journey/<str:name>/keep", lists.keep),
    path("journey/<str:name>/<uuid:row>/forget", lists.forget),
]
