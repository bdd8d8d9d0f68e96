"""Addresses of the first run and of settings."""

from __future__ import annotations

from django.urls import path

from extramile.web.setup import (
    company,
    first_run,
    health,
    inboxes,
    invitations,
    mood,
    people,
    replies,
    tags,
    teams,
    trying,
    websites,
)

urlpatterns = [
    path("setup", first_run.first_run),
    path("settings", people.settings),
    path("settings/", people.settings),
    path("settings/people", people.people),
    path("settings/people/invite", invitations.invite),
    path("settings/people/invitations/<int:pk>", invitations.invitation),
    path("settings/people/invitations/<int:pk>/withdraw", invitations.withdraw),
    path("settings/people/<int:pk>", people.person),
    path("settings/people/<int:pk>/reset-link", people.reset_link),
    path("settings/people/<int:pk>/deactivate", people.deactivate),
    path("settings/people/<int:pk>/reactivate", people.reactivate),
    path("settings/teams", teams.teams),
    path("settings/teams/new", teams.new),
    path("settings/teams/<int:pk>", teams.team),
    path("settings/teams/<int:pk>/remove", teams.remove),
    path("settings/inboxes", inboxes.inboxes),
    path("settings/inboxes/new", inboxes.new),
    path("settings/inboxes/<int:pk>", inboxes.inbox),
    path("settings/inboxes/<int:pk>/remove", inboxes.remove),
    path("settings/websites", websites.websites),
    path("settings/websites/new", websites.new),
    path("settings/websites/<int:pk>", websites.website),
    path("settings/websites/<int:pk>/embed", websites.embed),
    path("settings/websites/<int:pk>/try", trying.try_it),
    path("settings/websites/<int:pk>/remove", websites.remove),
    path("settings/replies", replies.replies),
    path("settings/replies/new", replies.new),
    path("settings/replies/<int:pk>", replies.reply),
    path("settings/replies/<int:pk>/remove", replies.remove),
    path("settings/tags", tags.tags),
    path("settings/tags/<int:pk>", tags.tag),
    path("settings/tags/<int:pk>/remove", tags.remove),
    path("settings/company", company.company),
    path("settings/mood", mood.mood),
    path("settings/health", health.health),
    path("settings/health/again", health.again),
]
