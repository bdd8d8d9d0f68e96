"""Saying something from outside: customers, after a conversation or at any time, and partners by their link.

Whoever asks, the answer is the same: it neither tells whether an address or a conversation is known, nor whether this
was said before, nor that a program filled in what people do not see.
"""

from __future__ import annotations

from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from extramile.base import text
from extramile.base.limits import Counted
from extramile.culture.actions import feedback as actions
from extramile.culture.actions.partner_links import link_of
from extramile.culture.models import Kind, PartnerLink
from extramile.culture.told import names_of_kinds
from extramile.people.queries import company
from extramile.web.door import asked_from
from extramile.web.fields import AreaField, WholeField
from extramile.web.policy import Who, allow

MOST, SECONDS = 10, 3600
_said = Counted("feedback", MOST, SECONDS)


class SayingForm(forms.Form):
    """What somebody from outside says."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), widget=forms.RadioSelect, initial=Kind.IDEA)
    words = AreaField(
        label=gettext_lazy("Your words"), rows=6, required=True, max_length=actions.WORDS,
        help_text=gettext_lazy("4,000 characters at most."),
        error_messages={"required": gettext_lazy("Write what you would like to say.")},
    )  # fmt: skip
    called = WholeField(label=gettext_lazy("Your name"), max_length=actions.CALLED, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Your mail address"), max_length=254, required=False,
        help_text=gettext_lazy("If you would like an answer. It is used for nothing else."),
    )  # fmt: skip
    # People do not see it; programs fill in whatever there is.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"}))
    row = forms.UUIDField(widget=forms.HiddenInput, required=False)
    c = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["kind"].choices = list(names_of_kinds().items())  # type: ignore[attr-defined]
        self.fields["called"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"


@allow(Who.PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def customer(request: HttpRequest) -> HttpResponse:
    """The page for everybody; `c` is the conversation that the chat led here from."""
    return _page(request, None)


@allow(Who.PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def partner(request: HttpRequest, key: str) -> HttpResponse:
    """The page of one partner."""
    link = link_of(key)
    return _page(request, link) if link else render(request, "public/closed.html", status=404)


@allow(Who.PUBLIC)
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """What everybody gets who said something."""
    return render(request, "public/thanks.html", {"company": company().name})


def _page(request: HttpRequest, link: PartnerLink | None) -> HttpResponse:
    form = SayingForm(request.POST or None, initial={"row": uuid4(), "c": _uuid(request.GET.get("c", ""))})
    status = 200
    if request.method == "POST":
        status = _hear(request, form, link)
        if not status:
            return redirect("/feedback/thanks")
    shown = {"form": form, "company": company().name, "partner": link}
    return render(request, "public/feedback.html", shown, status=status)


def _hear(request: HttpRequest, form: SayingForm, link: PartnerLink | None) -> int:
    """Keep what was said; 0, or the status of the page that says what is missing."""
    if not form.is_valid():
        return 422
    given = form.cleaned_data
    if given["website"]:
        return 0
    if _said.take(asked_from(request.META, settings.CONFIG)):
        form.add_error(None, _("Much was said from here in the last hour. Your words are still here: try again later."))
        return 429
    saying = actions.Saying(given["kind"], given["words"], given["called"], given["email"], given["c"], link)
    try:
        actions.hear(saying, name=given["row"] or uuid4(), day=timezone.now().date())
    except (text.EmptyText, text.TextTooLong):
        form.add_error("words", _("Say it in 4,000 characters or fewer."))
        return 422
    return 0


def _uuid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None
