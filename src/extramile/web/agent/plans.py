"""Game plans at the desk: those that fit the conversation at hand, or what somebody types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from extramile.desk.models import Conversation
from extramile.desk.queries import talk
from extramile.desk.queries.plans import fitting
from extramile.web.agent.parts import of_conversation

_FEW = 3


@of_conversation
def menu(request: HttpRequest, found: Conversation) -> HttpResponse:
    """The cards that fit what the customer wrote last, or the words in `q`."""
    words = request.GET.get("q", "")[:200].strip()
    about = words or "\n".join(talk.last_words_of_customer(found, most=_FEW))
    shown = {"conversation": found, "plans": fitting(about, most=_FEW) if about else [], "words": words}
    return render(request, "desk/_plans.html", shown)
