"""Settings: the websites that carry the chat."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from extramile.desk.actions import settings as desk
from extramile.desk.queries import settings as queries
from extramile.people.queries import company
from extramile.web.origin import origin_of
from extramile.web.policy import Who, allow
from extramile.web.setup.fields import LineField, OriginsField
from extramile.web.setup.pages import Asking, Question, confirm, edit, there
from extramile.web.setup.trying import loader_of
from extramile.web.viewer import agent_of

BACK = "/settings/websites"
LANGUAGES = [
    ("auto", gettext_lazy("The visitor’s own")),
    ("en", "English"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
    ("pt", "Português"),
    ("ar", "العربية"),
]
_colour = RegexValidator(r"^#[0-9a-fA-F]{6}\Z", gettext_lazy("Write a colour like #0f6f67."))


class WebsiteForm(forms.Form):
    """How the chat looks and where it may be shown."""

    name = LineField(label=gettext_lazy("Name"), max_length=80, help_text=gettext_lazy("For you and your colleagues."))
    origins = OriginsField(
        label=gettext_lazy("Addresses that may show the chat"),
        required=False,
        help_text=gettext_lazy("One on each line, such as https://shop.example. With www and without are two."),
    )
    inbox = forms.TypedChoiceField(label=gettext_lazy("Inbox for its conversations"), coerce=int)
    greeting = forms.CharField(
        label=gettext_lazy("Greeting"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("What a visitor reads first. Left empty, the chat greets in the visitor’s language."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    colour = forms.CharField(
        label=gettext_lazy("Colour"), validators=[_colour], widget=forms.TextInput(attrs={"type": "color"})
    )
    position = forms.ChoiceField(
        label=gettext_lazy("Corner"),
        choices=[("right", gettext_lazy("Bottom right")), ("left", gettext_lazy("Bottom left"))],
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inbox = self.fields["inbox"]
        assert isinstance(inbox, forms.TypedChoiceField)
        inbox.choices = [(found.pk, found.name) for found in queries.inboxes()]


@allow(Who.ADMIN)
@require_GET
def websites(request: HttpRequest) -> HttpResponse:
    """Every website."""
    return render(request, "setup/websites.html", {"websites": queries.websites(), "inboxes": queries.inboxes()})


@allow(Who.ADMIN)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a website; its snippet is on the page after."""
    viewer = agent_of(request)
    form = WebsiteForm(request.POST or None, initial={"colour": "#0f6f67", "position": "right", "language": "auto"})
    page = Asking(title=_("A new website"), back=BACK, said=_("The website is there."), button=_("Make the website"))
    return edit(
        request,
        form,
        partial(desk.save_website, viewer),
        page,
        template="setup/website.html",
        shown={"company": company(), "website": None},
        then=lambda made: f"{BACK}/{made.pk}/embed",
    )


@allow(Who.ADMIN)
@require_http_methods(["GET", "POST"])
def website(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a website."""
    found, viewer = there(queries.website, pk), agent_of(request)
    named = ("name", "origins", "greeting", "colour", "position", "language")
    form = WebsiteForm(
        request.POST or None, initial={"inbox": found.inbox_id, **{name: getattr(found, name) for name in named}}
    )
    page = Asking(title=found.name, back=BACK, said=_("Saved."), remove=f"{BACK}/{pk}/remove")
    return edit(
        request,
        form,
        partial(desk.save_website, viewer, website=pk),
        page,
        template="setup/website.html",
        shown={"company": company(), "website": found},
    )


@allow(Who.ADMIN)
@require_GET
def embed(request: HttpRequest, pk: int) -> HttpResponse:
    """The snippet that puts the chat on the website, and what to try first."""
    found = there(queries.website, pk)
    origin = origin_of(request)
    snippet = f'<script async src="{loader_of(found, origin)}"></script>'
    values = {"website": found, "snippet": snippet, "origin": origin, "socket": "ws" + origin.removeprefix("http")}
    return render(request, "setup/embed.html", values)


@allow(Who.ADMIN)
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a website, after asking."""
    found = there(queries.website, pk)
    question = Question(
        title=_("Remove the website %(name)s?") % {"name": found.name},
        about=_("Open chats close at once; the button goes within five minutes. Conversations stay in the inbox."),
        button=_("Remove the website"),
        back=BACK,
        said=_("The website is removed."),
    )
    return confirm(request, lambda: desk.remove_website(agent_of(request), pk), question)
