"""Settings: tags."""

from __future__ import annotations

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from extramile.desk.actions import settings as desk
from extramile.desk.queries import settings as queries
from extramile.web.policy import Who, allow
from extramile.web.setup.fields import LineField
from extramile.web.setup.pages import Asking, Question, confirm, edit, there
from extramile.web.viewer import agent_of

BACK = "/settings/tags"


class TagForm(forms.Form):
    """A word for conversations."""

    name = LineField(label=gettext_lazy("Name"), max_length=40)


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def tags(request: HttpRequest) -> HttpResponse:
    """Every tag, and room for another one."""
    viewer, form = agent_of(request), TagForm(request.POST or None)
    page = Asking(title=_("Tags"), back=BACK, said=_("The tag is there."))
    shown = {"tags": queries.tags()}
    save = partial(desk.save_tag, viewer)
    return edit(request, form, save, page, template="setup/tags.html", shown=shown)


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def tag(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a tag."""
    found, viewer = there(queries.tag, pk), agent_of(request)
    page = Asking(
        title=found.name,
        back=BACK,
        said=_("Saved."),
        about=_("Every conversation that has the tag shows its new name."),
        remove=f"{BACK}/{pk}/remove",
    )
    form = TagForm(request.POST or None, initial={"name": found.name})
    return edit(request, form, partial(desk.save_tag, viewer, tag=pk), page)


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a tag, after asking."""
    found = there(queries.tag, pk)
    question = Question(
        title=_("Remove the tag %(name)s?") % {"name": found.name},
        about=_("It goes from every conversation that has it."),
        button=_("Remove the tag"),
        back=BACK,
        said=_("The tag is removed."),
    )
    return confirm(request, lambda: desk.remove_tag(agent_of(request), pk), question)
