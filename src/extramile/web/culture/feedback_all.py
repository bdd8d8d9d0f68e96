"""For leads: all feedback, found by words, kind, status and where it comes from; and the links for partners."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from extramile.culture.actions import partner_links as actions
from extramile.culture.models import OPEN
from extramile.culture.queries import feedback as queries
from extramile.web.culture.doors import or_404, place
from extramile.web.culture.feedback import named, query_of, wanted_of
from extramile.web.fields import WholeField
from extramile.web.origin import origin_of
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of


class LinkForm(forms.Form):
    """Whom a link is for."""

    name = WholeField(
        label=gettext_lazy("Which partner"), max_length=actions.NAME,
        help_text=gettext_lazy("Such as “Hull Forwarding”. It stands beside what comes by the link."),
    )  # fmt: skip


@allow(Who.LEAD)
@require_GET
def everything(request: HttpRequest) -> HttpResponse:
    """All of it that fits; what is open, unless one looks for something."""
    wanted, before = wanted_of(request), place(request)
    status = request.GET.get("status", "" if wanted.words else "open")
    mine = "mine" in request.GET
    wanted = replace(
        wanted, statuses=OPEN if status == "open" else wanted.statuses, owner=agent_of(request).pk if mine else None
    )
    found, more = queries.page(wanted, before=before)
    return render(request, "team/feedback_all.html", named() | {
        "found": found, "more": more, "wanted": wanted, "first": before is None, "query": query_of(request),
        "status": status, "mine": mine,
    })  # fmt: skip


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def links(request: HttpRequest) -> HttpResponse:
    """The links for partners and the public page, and the form for another."""
    form = LinkForm(request.POST or None)
    if form.is_valid():
        actions.make(agent_of(request), form.cleaned_data["name"], day=timezone.localdate())
        return redirect("/team/feedback/links")
    page = f"{origin_of(request)}/feedback"
    made = [(one, f"{page}/from/{actions.key_of(one)}") for one in queries.partner_links()]
    shown = {"form": form, "page": page, "links": made}
    return render(request, "team/feedback_links.html", shown, status=422 if form.is_bound else 200)


@allow(Who.LEAD)
@require_POST
@or_404
def renew(request: HttpRequest, link: int) -> HttpResponse:
    """Give a partner another link in the place of the old one."""
    actions.renew(agent_of(request), link)
    messages.success(request, _("There is a new link. The old one opens nothing any more."))
    return redirect("/team/feedback/links")


@allow(Who.LEAD)
@require_POST
@or_404
def close(request: HttpRequest, link: int) -> HttpResponse:
    """Close a link, or open it again."""
    actions.close(agent_of(request), link, on="off" not in request.POST, day=timezone.localdate())
    return redirect("/team/feedback/links")
