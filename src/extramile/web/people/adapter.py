"""Where allauth asks us how sign-in works here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import clear_authentication_records
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from extramile.people import actions
from extramile.people.access import session_digest
from extramile.people.models import Agent
from extramile.web.door import asked_from


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves, nothing leads off this install, and every end of a session is told."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy("That address and password do not go together."),
        "too_many_login_attempts": gettext_lazy("There were many tries. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        # A sign-in link in a forged mail may not end on somebody else's page that asks for the password again.
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request: HttpRequest) -> str:
        # A header that anybody can write would give each try at a password an address of its own.
        return asked_from(request.META, settings.CONFIG)

    def respond_user_inactive(self, request: HttpRequest, user: Agent) -> HttpResponse:
        messages.error(request, _("Your place here has been closed. Ask an admin of your company."))
        return redirect("/sign-in")

    def login(self, request: HttpRequest, user: Agent) -> None:
        super().login(request, user)
        # allauth keeps with the session when somebody signed in: a clock on people that nothing here reads.
        clear_authentication_records(request)

    def logout(self, request: HttpRequest) -> None:
        agent, key = request.user, request.session.session_key
        super().logout(request)
        if isinstance(agent, Agent) and key:
            actions.sign_out(agent, session_digest(key))

    def set_password(self, user: Agent, password: str) -> None:
        actions.set_password(user, password)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """What allauth would say by itself is left unsaid: the page that follows shows it."""
