"""Offering a hand with a promise whose time has passed. Taking it over is a door of the promise itself."""

from __future__ import annotations

from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from extramile.base import text
from extramile.customers.promises.rules import OWED
from extramile.desk.access import NotThere
from extramile.desk.actions.write import write
from extramile.desk.queries.promises import promise_for
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_HIGHEST = 2**63 - 1


@allow(Who.LEAD)
@require_POST
def offer(request: HttpRequest, promise: int) -> HttpResponse:
    """A note in the conversation in which it was promised: whoever holds it reads it there, and decides."""
    agent = agent_of(request)
    try:
        found = promise_for(agent, min(promise, _HIGHEST))
        if found.conversation is None:
            raise NotThere(promise)
        if found.state not in OWED:
            messages.success(request, _("It is settled by now."))
            return redirect("/lead/#promises")
        words = _("%(name)s could help with “%(promise)s”: say so here, or hand it over.")
        said = words % {"name": text.first_name(agent.name), "promise": found.what}
        # Named by the page and the promise, so that a second click leaves no second note, and another promise does.
        name = uuid5(_named(request), str(promise))
        write(agent, found.conversation, name=name, text=said, note=True)
    except NotThere as error:
        raise Http404 from error
    messages.success(request, _("Offered. It stands as a note in the conversation."))
    return redirect("/lead/#promises")


def _named(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("name", ""))
    except ValueError:
        return uuid4()
