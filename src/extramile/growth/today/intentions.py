"""Intentions as if-then plans: a good set to choose from.

Written as "if …, then I will …" because that form works (Gollwitzer and Sheeran 2006: d = .65 over 94 tests).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Plan:
    """What may happen, and what somebody will do then; `source` says which of their goals it serves, if any."""

    situation: str
    action: str
    source: str = ""

    @property
    def sentence(self) -> str:
        """The plan as one sentence."""
        return _("If %(situation)s, then I will %(action)s.") % {"situation": self.situation, "action": self.action}


def good_ones() -> list[Plan]:
    """Plans that serve most people on most days."""
    return [
        Plan(_("a customer sounds angry"), _("say back what went wrong before I offer anything")),
        Plan(_("I do not know the answer"), _("say when I will know it, and keep to that time")),
        Plan(_("somebody writes a second time"), _("begin with what I already know, so that they need not repeat it")),
        Plan(_("I am about to paste a saved reply"), _("change one line so that it speaks to this person")),
        Plan(_("I feel my shoulders rise"), _("breathe out slowly once before I type")),
        Plan(_("I want to write “we”"), _("write “I” and say what I will do myself")),
        Plan(_("a rule stands in the way"), _("tell them what I can do before what I cannot")),
        Plan(_("a question is unclear"), _("ask one short question instead of guessing")),
        Plan(_("somebody is in a hurry"), _("answer in two sentences, the result first")),
        Plan(_("somebody likes to chat"), _("give them one line of mine back")),
        Plan(_("I hand a conversation on"), _("leave a note, so that nobody has to tell it twice")),
        Plan(_("a conversation ends well"), _("stop for a moment and notice what I did")),
        Plan(_("a customer thanks me"), _("take it in before I open the next one")),
        Plan(_("I catch myself guessing what they think of me"), _("look at what they wrote, word by word")),
        Plan(_("I promise something"), _("name the day and the hour")),
        Plan(_("a message is in capitals"), _("read it once for the facts before I read the tone")),
        Plan(_("I am asked the same thing for the third time"), _("note it as something to put right")),
        Plan(_("a colleague looks stuck"), _("offer them one sentence they could use")),
        Plan(_("I made a mistake"), _("say so in one plain sentence, and what happens now")),
        Plan(_("somebody writes in a second language"), _("use short words and no figures of speech")),
    ]


def offered(day: date, own: list[Plan], *, turn: int = 0) -> Plan:
    """The plan that a day offers: first those of somebody's own goals, then good ones, another with each turn."""
    good = good_ones()
    start = day.toordinal()
    if turn < len(own):
        return own[(start + turn) % len(own)]
    return good[(start + turn - len(own)) % len(good)]
