"""Settings: the webhook, by which other systems carry out what was given, and what became of each telling."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from extramile.base import clock
from extramile.base.webhook import Answer, NoAnswer, WrongAddress
from extramile.desk.actions import mile
from extramile.desk.actions import settings as desk
from extramile.desk.queries import hooks
from extramile.web.policy import Who, allow
from extramile.web.setup.pages import Asking, Question, confirm, edit
from extramile.web.viewer import agent_of

BACK = "/settings/extra-mile/webhook"


class HookForm(forms.Form):
    """Where to."""

    url = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Such as https://shop.example.com/hooks/extramile. Leave it empty to tell nobody."),
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["url"].widget.attrs |= {"inputmode": "url", "spellcheck": "false", "autocomplete": "off"}


@allow(Who.ADMIN)
@require_http_methods(["GET", "POST"])
def webhook(request: HttpRequest) -> HttpResponse:
    """Where gestures are told, and what became of it."""
    now = hooks.hook()
    form = HookForm(request.POST if request.method == "POST" else None, initial={"url": now.url if now else ""})
    page = Asking(title=_("Webhook"), back=BACK, said=_("Saved."))
    shown = {
        "hook": now,
        "rests": now is not None and now.rests_until is not None and now.rests_until > clock.now(),
        "secret": hooks.written(hooks.secret_of(now)) if now else "",
        "deliveries": hooks.deliveries(),
    }
    save = partial(desk.save_hook, agent_of(request))
    return edit(request, form, save, page, template="setup/webhook.html", shown=shown)


@allow(Who.ADMIN)
@require_http_methods(["GET", "POST"])
def renew(request: HttpRequest) -> HttpResponse:
    """Sign with another secret, after asking."""
    question = Question(
        title=_("Make another secret?"),
        about=_("What was signed with the old one is refused from then on, until the other system has the new one."),
        button=_("Make another secret"),
        back=BACK,
        said=_("The secret is another one now."),
    )
    return confirm(request, lambda: desk.renew_hook(agent_of(request)), question)


@allow(Who.ADMIN)
@require_POST
def again(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """Try one that has failed once more."""
    mile.send_again(agent_of(request), delivery)
    messages.success(request, _("It is sent again in a moment."))
    return redirect(BACK)


@allow(Who.ADMIN)
@require_POST
def try_out(request: HttpRequest) -> HttpResponse:
    """Tell the other system that this is a try, and say what came back."""
    try:
        answer = mile.try_out(agent_of(request))
    except WrongAddress:
        messages.error(request, _("This address may not be told anything, as it lies in a private network."))
    except NoAnswer as error:
        messages.error(request, _("There was no answer (%(why)s). Is the other system there?") % {"why": error})
    else:
        _say(request, answer)
    return redirect(BACK)


def _say(request: HttpRequest, answer: Answer | None) -> None:
    if answer is None:
        messages.error(request, _("There is no address yet. Save one first."))
    elif answer.received:
        messages.success(request, _("It has heard us, and answered %(status)s.") % {"status": answer.status})
    else:
        messages.error(
            request,
            _("It answered %(status)s. It takes a message by any answer from 200 to 299.") % {"status": answer.status},
        )
