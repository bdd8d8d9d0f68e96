"""The debrief of a real conversation, which its agent picks."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from extramile.desk.queries.mine import NotMine, lately, mine
from extramile.growth.practice import debriefs as kept
from extramile.growth.practice.debriefs import QUESTIONS
from extramile.growth.skills import Skill, names_of_skills
from extramile.people.seal import Seal
from extramile.web.growth.words import refusal, words_of
from extramile.web.policy import Who, allow
from extramile.web.seal import sealed
from extramile.web.viewer import agent_of


@allow(Who.AGENT)
@require_GET
@sealed
def listed(request: HttpRequest, seal: Seal) -> HttpResponse:
    """One's own debriefs, and conversations to choose from."""
    found = kept.debriefs(seal)
    done = {one.conversation for one in found}
    shown = {"debriefs": found, "talks": [one for one in lately(agent_of(request)) if one.pk not in done]}
    return render(request, "practice/debriefs.html", shown)


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
@sealed
def debrief(request: HttpRequest, seal: Seal, talk: int) -> HttpResponse:
    """Three questions beside the record."""
    before = kept.debrief_of(seal, talk)
    try:
        found, said = mine(agent_of(request), talk)
    except NotMine as error:
        # What one made of it stays readable when the conversation is gone, or another team's.
        if before is None:
            raise Http404 from error
        found, said = None, []
    refused = None
    if request.method == "POST":
        answers = {name: words_of(request, name) for name in QUESTIONS}
        day, about = timezone.localdate(), _about(request)
        refused = refusal("happened", answers, lambda: kept.keep(seal, talk, answers, day=day, skills=about))
        if refused is None:
            messages.success(request, _("Kept, for you alone."))
            return redirect(f"/practice/rehearsal/debriefs/{talk}")
    shown = {
        "number": talk, "talk": found, "said": said, "before": before, "refused": refused,
        "questions": names_of_questions(), "skills": names_of_skills(),
        "about": _about(request) if refused else before.skills if before else (),
    }  # fmt: skip
    return render(request, "practice/debrief.html", shown, status=422 if refused else 200)


@allow(Who.AGENT)
@require_POST
@sealed
def drop(request: HttpRequest, seal: Seal, talk: int) -> HttpResponse:
    """Destroy what one made of a conversation."""
    kept.drop(seal, talk)
    messages.success(request, _("The debrief is destroyed."))
    return redirect("/practice/rehearsal/debriefs/")


def _about(request: HttpRequest) -> list[Skill]:
    chosen = set(request.POST.getlist("skill"))
    return [skill for skill in Skill if skill.value in chosen]


def names_of_questions() -> dict[str, tuple[str, str]]:
    """The three questions, and what helps to answer each."""
    return {
        "happened": (_("What happened"), _("Only what the record shows.")),
        "moved": (_("What moved it"), _("The line after which it went another way, theirs or yours.")),
        "next_time": (_("What I try next"), _("One sentence that you could say tomorrow.")),
    }
