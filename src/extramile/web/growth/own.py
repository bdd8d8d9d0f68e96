"""All that is one's own: as one file, as a year in pictures, and destroyed in one step."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from extramile.growth.coaching.queries import one_to_ones
from extramile.growth.journey import actions, queries
from extramile.growth.journey.compass import names_of_levels
from extramile.growth.practice.debriefs import debriefs
from extramile.growth.practice.takes.queries import takes
from extramile.growth.skills import names_of_skills
from extramile.growth.today.queries import days
from extramile.people.seal import Seal, Shelf
from extramile.web.growth.debriefs import names_of_questions
from extramile.web.growth.practised import practised
from extramile.web.growth.today import names_of_faces
from extramile.web.growth.year import months
from extramile.web.policy import Who, allow
from extramile.web.seal import sealed
from extramile.web.viewer import agent_of


@allow(Who.AGENT)
@require_GET
@sealed
def everything(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Everything own as one text that anybody can read."""
    own = {
        "name": agent_of(request).name,
        "day": formats.date_format(timezone.localdate(), "j F Y"),
        "goals": queries.goals(seal, whole=True),
        "compass": queries.compass(seal),
        "skills": names_of_skills(),
        "levels": names_of_levels(),
        "wins": queries.kept(seal, Shelf.WINS),
        "happy": queries.kept(seal, Shelf.HAPPY),
        "days": days(seal),
        "takes": takes(seal),
        "debriefs": debriefs(seal),
        "one_to_ones": one_to_ones(seal, agent_of(request)),
        "questions": names_of_questions(),
        "faces": names_of_faces(),
        "practised": practised(seal),
    }
    answer = HttpResponse(render_to_string("growth/everything.md", own), content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="my-journey.md"'
    return answer


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
@sealed
def destroy(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Destroy all of it in one step, once that is meant."""
    if request.method == "GET":
        return render(request, "growth/destroy.html")
    actions.delete_everything(seal, agent_of(request))
    messages.success(request, _("All that you had sealed is destroyed."))
    return redirect("/journey/")


@allow(Who.AGENT)
@require_GET
@sealed
def year(request: HttpRequest, seal: Seal, number: int) -> HttpResponse:
    """A year in pictures, to keep."""
    if not 1970 <= number <= timezone.localdate().year + 1:
        raise Http404
    begin, end = date(number, 1, 1), date(number, 12, 31)
    kept = [day for day in days(seal, since=begin) if day.day <= end]
    wins = [one for one in queries.kept(seal, Shelf.WINS) if one.day.year == number and one.words]
    found = queries.goals(seal)
    shown = {
        "year": number,
        "months": months(number, kept),
        "faces": names_of_faces(),
        "good": [day for day in kept if day.good],
        "wins": wins,
        "reached": [goal for goal in found.reached if goal.reached.startswith(str(number))],
        "this_year": timezone.localdate().year,
    }
    return render(request, "growth/year.html", shown)
