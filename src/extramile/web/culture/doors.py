"""What the pages of the team share: a thing that is not there answers as any page that is not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse

from extramile.culture.access import NotThere


def or_404(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that answers 404 for what is not there, or not its viewer's to change."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except NotThere as error:
            raise Http404 from error

    return guarded
