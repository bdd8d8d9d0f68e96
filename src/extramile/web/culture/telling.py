"""Telling a story in a minute: from a conversation of one's own or without, looked at before the team reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from extramile.base.ids import uuid7
from extramile.culture import access
from extramile.culture.actions import stories as actions
from extramile.culture.models import Story
from extramile.culture.queries import own_talks
from extramile.culture.queries.stories import quote_of
from extramile.customers.models import Act
from extramile.desk.anonymous import anonymous
from extramile.desk.models import Conversation
from extramile.desk.queries.gestures import made_in
from extramile.people.models import Agent
from extramile.web.culture.doors import or_404, place
from extramile.web.fields import AreaField, WholeField
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of


class StoryForm(forms.Form):
    """A story on its way: what happened, what it taught, and who helped."""

    title = WholeField(
        label=gettext_lazy("In one line"), max_length=actions.TITLE,
        help_text=gettext_lazy("Such as “A tent for Saturday, by night train”."),
    )  # fmt: skip
    words = AreaField(
        label=gettext_lazy("What happened, and what you did"), rows=6, required=True, max_length=actions.WORDS,
        help_text=gettext_lazy("In your words. A few sentences are enough."),
    )  # fmt: skip
    taught = AreaField(
        label=gettext_lazy("What this taught us"), rows=2, max_length=actions.TAUGHT,
        help_text=gettext_lazy("What would make the extra mile unnecessary next time, or what others can do too."),
    )  # fmt: skip
    quote = forms.ChoiceField(label=gettext_lazy("The customer’s words"), required=False)
    helpers = forms.MultipleChoiceField(label=gettext_lazy("Who helped"), required=False)
    row = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, about: About, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quote"].choices = [("", ""), *((str(act.pk), act.about) for act in about.quotes)]  # type: ignore[attr-defined]
        self.fields["helpers"].choices = [(str(one.pk), one.name) for one in about.helpers]  # type: ignore[attr-defined]

    @property
    def telling(self) -> actions.Telling:
        """What the form says, once it is valid."""
        given = self.cleaned_data
        return actions.Telling(
            given["title"], given["words"], given["taught"], int(given["quote"]) if given["quote"] else None,
            {int(one) for one in given["helpers"]},
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """The conversation that a story is of, and what may be told of it; all empty without one."""

    conversation: Conversation | None = None
    quotes: list[Act] = field(default_factory=list)
    helpers: list[Agent] = field(default_factory=list)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What was said, as it may be passed on: by whom, and the words."""
        if self.conversation is None:
            return []
        said = own_talks.messages_of(self.conversation)
        clean = anonymous([one.text for one in said], own_talks.known_of(self.conversation.customer))
        return [(one.by, words) for one, words in zip(said, clean.lines, strict=True)]


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
@or_404
def new(request: HttpRequest) -> HttpResponse:
    """Tell a story: write it, look at it, tell it."""
    agent = agent_of(request)
    number = place(request, "conversation")
    about = _about(agent, access.held(agent, number) if number else None)
    first = {"row": uuid7(), "helpers": [one.pk for one in about.helpers], "taught": _taught(agent, about.conversation)}
    form = StoryForm(about, request.POST or None, initial=first)
    shown = {"about": about, "lately": [] if number else own_talks.lately(agent)}
    answer = _looked_at(request, form, shown)
    if answer is not None:
        return answer
    row = form.cleaned_data["row"] or uuid7()
    made = actions.tell(agent, form.telling, conversation=number, name=row, day=timezone.localdate())
    messages.success(request, _("Told. The team reads it from now on."))
    return redirect(f"/team/stories/{made.pk}")


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
@or_404
def edit(request: HttpRequest, story: int) -> HttpResponse:
    """Word one's own story anew."""
    agent, found = agent_of(request), access.story_for(story)
    if not access.may_change(agent, found):
        raise access.NotThere(story)
    about = _about(agent, found.conversation)
    form = StoryForm(about, request.POST or None, initial=_written(found))
    answer = _looked_at(request, form, {"about": about, "lately": [], "story": found})
    if answer is not None:
        return answer
    actions.change(agent, story, form.telling)
    return redirect(f"/team/stories/{story}")


def _about(agent: Agent, held: Conversation | None) -> About:
    if held is None:
        return About()
    return About(held, own_talks.shareable(held.customer_id), own_talks.helpers_in(held, but=agent.pk))


def _taught(agent: Agent, held: Conversation | None) -> str:
    """What somebody wrote already on why they had to give something there."""
    made = made_in(agent, held.pk) if held else []
    return "\n".join(one.lesson for one in made if one.own and one.lesson and not one.undone)


def _written(story: Story) -> dict[str, object]:
    return {
        "title": story.title, "words": story.words, "taught": story.taught, "quote": story.quote_id or "",
        "helpers": [one.pk for one in story.helpers.all()],
    }  # fmt: skip


def _looked_at(request: HttpRequest, form: StoryForm, shown: dict[str, Any]) -> HttpResponse | None:
    """The form, or the story as the team would read it; None when its writer has looked at it and tells it."""
    asked = {"story": None, **shown, "form": form}
    if not form.is_valid():
        return render(request, "team/telling.html", asked, status=422 if form.is_bound else 200)
    about: About = shown["about"]
    try:
        made = actions.draft(form.telling, about.conversation)
    except actions.NothingTold:
        form.add_error("words", _("Say in a sentence or two what happened."))
        return render(request, "team/telling.html", asked, status=422)
    except actions.Borrowed as error:
        form.add_error("words", _borrowed(str(error)))
        return render(request, "team/telling.html", asked, status=422)
    if "tell" in request.POST:
        return None
    if "change" in request.POST:
        return render(request, "team/telling.html", asked)
    quote = next((act for act in about.quotes if act.pk == made.telling.quote), None)
    preview = {"draft": made, "quote": quote_of(Story(quote=quote)), "helped": _with(about, made.telling)}
    return render(request, "team/preview.html", asked | preview)


def _with(about: About, telling: actions.Telling) -> list[Agent]:
    return [one for one in about.helpers if one.pk in telling.helpers]


def _borrowed(words: str) -> str:
    sentence = _(
        "“%(words)s …” are the customer’s own words, and they have not said that we may share them. "
        "Tell it in yours, or ask them and write their yes down under “What they did for us”."
    )
    return sentence % {"words": words}
