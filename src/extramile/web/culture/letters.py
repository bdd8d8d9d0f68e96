"""Whether somebody has Monday's idea by mail: switched in the app, or by the link in each mail."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from extramile.culture.actions import letters, mondays
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of


@allow(Who.AGENT)
@require_POST
def want(request: HttpRequest) -> HttpResponse:
    """Have it by mail, or not any more."""
    on = "off" not in request.POST
    mondays.want_letters(agent_of(request).pk, on=on, day=timezone.localdate())
    messages.success(request, _("It comes by mail again.") if on else _("No more mail. It stays on Today and here."))
    return redirect("/team/monday/")


@allow(Who.LINK)
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail. Its page has one button, since programs that look for harm open links, and press nothing;
    a mail program's own “unsubscribe” sends the POST at once (RFC 8058)."""
    agent = letters.agent_of_token(token)
    if agent is None:
        raise Http404
    if request.method == "POST":
        mondays.want_letters(agent, on="on" in request.POST, day=timezone.localdate())
    done = None if request.method == "GET" else "on" not in request.POST
    return render(request, "team/stop.html", {"done": done})
