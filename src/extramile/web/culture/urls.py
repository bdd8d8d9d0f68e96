"""The addresses of what the team shares."""

from __future__ import annotations

from django.urls import URLPattern, path

from extramile.web.culture import (
    around,
    cards,
    ideas,
    letters,
    mile,
    mondays,
    saying,
    slips,
    stories,
    team,
    telling,
    thanks,
)

_S = "team/stories/<int:story>"

urlpatterns: list[URLPattern] = [
    path("team/", team.team),
    path("team/stories/", stories.stories),
    path("team/stories/new", telling.new),
    path(_S, stories.story),
    path(f"{_S}/edit", telling.edit),
    path(f"{_S}/remove", stories.remove),
    path(f"{_S}/print", stories.printed),
    path(f"{_S}/cheer", stories.cheer),
    path(f"{_S}/choose", stories.choose),
    path(f"{_S}/say", saying.on_story),
    path("team/thanks/", thanks.thanks),
    path("team/thanks/<int:thanks>/share", thanks.share),
    path("team/thanks/<int:thanks>/take-back", thanks.take_back),
    path("team/thanks/words/<int:act>", thanks.pass_on),
    path("team/monday/", mondays.newest),
    path("team/monday/mail", letters.want),
    path("team/monday/<int:monday>", mondays.monday),
    path("team/monday/<int:monday>/say", saying.on_monday),
    path("team/monday/ideas", ideas.ideas),
    path("team/monday/ideas/new", ideas.new),
    path("team/monday/ideas/move", ideas.move),
    path("team/monday/ideas/schedule", ideas.schedule),
    path("team/monday/ideas/<int:idea>/edit", ideas.edit),
    path("team/monday/ideas/<int:idea>/remove", ideas.remove),
    path("monday/stop/<str:token>", letters.stop),
    path("team/slips/", slips.slips),
    path("team/slips/new", slips.new),
    path("team/slips/<int:slip>", slips.slip),
    path("team/slips/<int:slip>/remove", slips.remove),
    path("team/slips/<int:slip>/say", saying.on_slip),
    path("team/slips/changes/<int:change>/done", slips.done),
    path("team/around/", around.around),
    path("team/around/<int:post>", around.post),
    path("team/around/<int:post>/remove", around.remove),
    path("team/around/<int:post>/say", saying.on_post),
    path("team/cards/", cards.cards),
    path("team/cards/talk", cards.talk),
    path("team/cards/add", cards.add),
    path("team/cards/<int:card>/remove", cards.remove),
    path("team/comments/<int:comment>", saying.where),
    path("team/extra-mile/", mile.lessons),
    path("team/extra-mile/budget", mile.budget),
    path("team/comments/<int:comment>/take-back", saying.take_back),
]
