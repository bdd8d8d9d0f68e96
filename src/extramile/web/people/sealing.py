"""Opening one's seal where the sign-in did not, and the recovery code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from extramile.base.sealing import CannotOpen, Key
from extramile.people.actions import sealing
from extramile.people.models.sealed import Opener
from extramile.people.queries.sealed import openers
from extramile.people.seal import Seal
from extramile.web.fields import PasswordField
from extramile.web.people.codes import CodeField, held_up, key_by_code
from extramile.web.people.profile import ProvedForm
from extramile.web.policy import Who, allow
from extramile.web.seal import hold, seal_of, sealed
from extramile.web.viewer import agent_of


class WordsForm(forms.Form):
    """The password, or the journal passphrase of somebody whom no password signs in; a first one, when it is new."""

    words = PasswordField(new=False, label=gettext_lazy("Password"))

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._request, self._agent = request, agent_of(request)
        self.has_password = self._agent.has_usable_password()
        self.first = not openers(self._agent.pk)
        self.key: Key | None = None
        if not self.has_password:
            self.fields["words"].label = _("Choose a journal passphrase") if self.first else _("Journal passphrase")

    def clean_words(self) -> str:
        words = str(self.cleaned_data["words"])
        held_up(self._request, self._agent)
        self.key = self._by_password(words) if self.has_password else self._by_passphrase(words)
        return words

    def _by_password(self, words: str) -> Key:
        if not self._agent.check_password(words):
            raise ValidationError(_("This is not your current password."))
        key = sealing.ready(self._agent, words)
        if key is None:
            raise ValidationError(_("Your password was set without your recovery code, and opens nothing from before."))
        return key

    def _by_passphrase(self, words: str) -> Key:
        try:
            if self.first:
                validate_password(words, self._agent)
                return sealing.begin_with_passphrase(self._agent, words)
            return sealing.unlock(self._agent, words, by=Opener.PASSPHRASE)
        except CannotOpen as error:
            raise ValidationError(_("This is not your journal passphrase.")) from error


class CodeForm(ProvedForm):
    """The recovery code, and the password that shall open the seal from now on."""

    code = CodeField()
    key: Key | None = None
    field_order = ("code", "current")

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        if not agent_of(request).has_usable_password():
            del self.fields["current"]

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        self.key = key_by_code(self.request, agent_of(self.request), code)
        return code


@allow(Who.AGENT)
@sensitive_post_parameters("words-words")
@require_http_methods(["GET", "POST"])
def opening(request: HttpRequest) -> HttpResponse:
    """Ask for what opens the seal in this browser."""
    if seal_of(request):
        return redirect(_next(request))
    form = WordsForm(request, request.POST or None, prefix="words")
    if form.is_valid() and form.key:
        hold(request, form.key)
        return redirect(_next(request))
    return _closed(request, words=form)


@allow(Who.AGENT)
@sensitive_post_parameters("code-code", "code-current")
@require_POST
def by_code(request: HttpRequest) -> HttpResponse:
    """Open the seal with the recovery code, and let the password open it from now on."""
    form = CodeForm(request, request.POST, prefix="code")
    if not (form.is_valid() and form.key):
        return _closed(request, code=form)
    if "current" in form.cleaned_data:
        sealing.wrap(agent_of(request), form.key, form.cleaned_data["current"], by=Opener.PASSWORD)
    hold(request, form.key)
    messages.success(request, _("Your seal is open again."))
    return redirect(_next(request))


@allow(Who.AGENT)
@sensitive_post_parameters("lose-current")
@require_POST
def begin_anew(request: HttpRequest) -> HttpResponse:
    """Destroy what nothing opens any more, and begin with an empty seal."""
    form = ProvedForm(request, request.POST, prefix="lose")
    agent = agent_of(request)
    if not form.is_valid():
        return _closed(request, lose=form)
    with transaction.atomic():
        sealing.lose(agent)
        key = sealing.ready(agent, form.cleaned_data["current"])
    if key:
        hold(request, key)
    messages.success(request, _("What was sealed is destroyed. You begin with an empty journal."))
    return redirect(_next(request))


@allow(Who.AGENT)
@require_GET
@sealed
def code_page(request: HttpRequest, seal: Seal) -> HttpResponse:
    """What the recovery code is for, and a way to a new one."""
    return _code_page(request)


@allow(Who.AGENT)
@sensitive_post_parameters("current")
@require_POST
@sealed
def new_code(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Show a new recovery code, this once: whoever finds an open browser does not take one along."""
    agent = agent_of(request)
    form = ProvedForm(request, request.POST)
    if agent.has_usable_password() and not form.is_valid():
        return _code_page(request, form=form)
    return _code_page(request, code=sealing.new_recovery_code(agent, seal.key))


def _code_page(request: HttpRequest, *, code: str = "", form: ProvedForm | None = None) -> HttpResponse:
    agent = agent_of(request)
    asked = (form or ProvedForm(request)) if agent.has_usable_password() else None
    values = {"code": code, "form": asked, "there": Opener.RECOVERY in openers(agent.pk)}
    return render(request, "people/recovery.html", values, status=422 if form else 200)


def _closed(request: HttpRequest, **given: forms.Form) -> HttpResponse:
    agent = agent_of(request)
    values: dict[str, Any] = {
        "words": WordsForm(request, prefix="words"),
        "code": CodeForm(request, prefix="code") if Opener.RECOVERY in openers(agent.pk) else None,
        "lose": ProvedForm(request, prefix="lose") if agent.has_usable_password() else None,
        "next": _next(request),
    }
    status = 422 if any(form.is_bound for form in given.values()) else 200
    return render(request, "people/closed.html", values | given, status=status)


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours else "/sealed/code"
