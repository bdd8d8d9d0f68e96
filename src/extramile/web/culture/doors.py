"""What the pages of the team share: a thing that is not there answers as any page that is not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from extramile.culture.access import NotThere
from extramile.desk.access import NotThere as NoConversation
from extramile.desk.access import conversation_for
from extramile.people.models import Agent


def or_404(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that answers 404 for what is not there, or not its viewer's to change."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except NotThere as error:
            raise Http404 from error

    return guarded


def place(request: HttpRequest, name: str = "before") -> int | None:
    """A number that an address names, such as the place after which a list goes on; None without a good one."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else None


def to_conversation(agent: Agent, conversation: int | None) -> int | None:
    """A conversation that something is of, for those who may see it."""
    try:
        return conversation_for(agent, conversation).pk if conversation else None
    except NoConversation:
        return None
