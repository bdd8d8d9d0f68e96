"""Who may use a page. Each view declares it; one that declares nothing answers nobody."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from extramile.people.models import Agent, Right, Role
from extramile.people.queries import is_founded
from extramile.web import bearer


class Who(Enum):
    """The audiences of pages. Each one admits those above it in the company: admins may what leads may.

    KEY is no person: a program that shows a key, wherever its request comes from. LINK is whoever holds a signed link,
    such as a mail program that stops a letter with one request: what the link says is all that it may do.
    """

    FIRST_RUN = "first run"
    PUBLIC = "public"
    AGENT = "agent"
    LEAD = "lead"
    ADMIN = "admin"
    KEY = "key"
    LINK = "link"


_ADMITS = {
    Who.AGENT: {Role.AGENT, Role.LEAD, Role.ADMIN},
    Who.LEAD: {Role.LEAD, Role.ADMIN},
    Who.ADMIN: {Role.ADMIN},
}

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def allow(who: Who, right: Right | None = None) -> Callable[[View], View]:
    """Declare who may use a view; `right` is what a key has to allow."""

    def declare(view: View) -> View:
        view.policy, view.right = who, right  # type: ignore[attr-defined]
        if who in (Who.KEY, Who.LINK):
            # The secret of a form proves that our page sent it along with a browser's cookies. Here no cookie counts,
            # and no browser adds a key or makes up a link by itself.
            view.csrf_exempt = True  # type: ignore[attr-defined]
        return view

    return declare


def policy_of(view: Callable[..., Any]) -> Who:
    """What a view declared. Raises ImproperlyConfigured when it declared nothing."""
    who = getattr(view, "policy", None)
    if not isinstance(who, Who):
        raise ImproperlyConfigured(f"{view} does not say who may use it: add @allow(Who.…)")
    return who


class PolicyMiddleware:
    """Asks each view's declaration before it runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        who = policy_of(view)
        if who is Who.KEY:
            return bearer.refused(request, view.right)
        founded = is_founded()
        if who is Who.FIRST_RUN:
            return redirect("/desk/") if founded else None
        if not founded:
            return redirect("/setup")
        if who in (Who.PUBLIC, Who.LINK):
            return None
        person = request.user
        if not isinstance(person, Agent):
            return _sign_in(request)
        return None if person.role in _ADMITS[who] else render(request, "error.html", _forbidden(), status=403)


def _sign_in(request: HttpRequest) -> HttpResponse:
    if "X-Part" in request.headers or request.method != "GET":
        return HttpResponse("Please sign in.", status=401, content_type="text/plain")
    return redirect("/sign-in?" + urlencode({"next": request.get_full_path()}))


def _forbidden() -> dict[str, int]:
    return {"status": 403}
