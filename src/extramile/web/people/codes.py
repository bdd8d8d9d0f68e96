"""Recovery codes as people type them."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from extramile.base.sealing import CannotOpen, Key, as_written
from extramile.people.actions import sealing
from extramile.people.models import Agent
from extramile.people.models.sealed import Opener


class CodeField(forms.CharField):
    """A recovery code, in capitals or not, with its dashes or without."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": gettext_lazy("Recovery code"), "max_length": 80, **options})
        self.widget.attrs |= {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        written = as_written(typed)
        if typed and not written:
            raise ValidationError(_("A code has 25 letters and digits, in five groups. Look at it once more."))
        return written


def key_by_code(request: HttpRequest, agent: Agent, code: str) -> Key:
    """The data key behind a recovery code. Raises ValidationError when the code is wrong, or there were many tries."""
    held_up(request, agent)
    try:
        return sealing.unlock(agent, code, by=Opener.RECOVERY)
    except CannotOpen as error:
        raise ValidationError(_("This is not your recovery code. A newer one replaces those before it.")) from error


def held_up(request: HttpRequest, agent: Agent) -> None:
    """Count a try at this person's seal. Raises ValidationError after a few."""
    if not ratelimit.consume(request, action="open_seal", user=agent):
        raise ValidationError(_("There were many tries. Wait ten minutes, then try again."))
