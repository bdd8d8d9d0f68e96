"""How every settings page goes: ask, say no in words, or do it and say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from extramile.desk.access import NotThere as NotAtTheDesk
from extramile.desk.actions.refused import Refused as RefusedByTheDesk
from extramile.people.access import NotThere, Refused

Thing = TypeVar("Thing")
Key = TypeVar("Key", int, str)


@dataclass(frozen=True)
class Asking:
    """A page with one form. `said` is told afterwards, unless it is empty; `remove` is the page that asks first."""

    title: str
    back: str
    said: str
    about: str = ""
    button: str = ""
    remove: str = ""


@dataclass(frozen=True)
class Question:
    """A page that asks before something is done that cannot be taken back."""

    title: str
    about: str
    button: str
    back: str
    said: str


def there(ask: Callable[[Key], Thing], pk: Key) -> Thing:
    """What `ask` finds, or the page that says there is nothing."""
    try:
        return ask(pk)
    except (NotThere, NotAtTheDesk) as error:
        raise Http404 from error


def edit(
    request: HttpRequest,
    form: forms.Form,
    save: Callable[..., object],
    page: Asking,
    *,
    template: str = "setup/edit.html",
    shown: Mapping[str, Any] | None = None,
    then: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Show a form; when it is sent, save it and go to `then(saved)`, or back to where the page came from."""
    if form.is_valid():
        try:
            saved = save(**form.cleaned_data)
        except (Refused, RefusedByTheDesk) as error:
            form.add_error(None, str(error))
        except (NotThere, NotAtTheDesk) as error:
            raise Http404 from error
        else:
            if page.said:
                messages.success(request, page.said)
            return redirect(then(saved) if then else page.back)
    values = {"form": form, "page": page, **(shown or {})}
    return render(request, template, values, status=422 if form.is_bound else 200)


def confirm(request: HttpRequest, act: Callable[[], object], question: Question) -> HttpResponse:
    """Ask; when the answer is yes, act and say so."""
    if request.method != "POST":
        return render(request, "setup/confirm.html", {"question": question})
    try:
        act()
    except (Refused, RefusedByTheDesk) as error:
        messages.error(request, str(error))
    except (NotThere, NotAtTheDesk) as error:
        raise Http404 from error
    else:
        messages.success(request, question.said)
    return redirect(question.back)
