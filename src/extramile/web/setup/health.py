"""Settings: how the install is, and what to do when something is not well."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from extramile import __version__
from extramile.base import state
from extramile.base.backup import record
from extramile.base.backup.record import Last
from extramile.base.kept import try_all_again as follow_again
from extramile.base.live import now
from extramile.base.live.broker import State
from extramile.base.live.now import Now
from extramile.web.policy import Who, allow

_MANY = 1_000


@dataclass(frozen=True)
class Line:
    """One thing that was looked at: how it is, and what to do when `advice` is not empty."""

    name: str
    says: str
    advice: str = ""
    urgent: bool = True


@allow(Who.ADMIN)
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """How the install is now."""
    jobs = state.jobs()
    lines = [*_rooms(now.now()), *_kept(), *_jobs(jobs), _mail(), _runs()]
    failed = [(_job(path), _at(at), kind.rpartition(".")[2]) for path, at, kind in state.failed_jobs()]
    shown: dict[str, Any] = {"lines": lines, "failed": failed, "unfollowed": jobs.unfollowed}
    shown["urgent"] = sum(bool(line.advice) and line.urgent for line in lines)
    return render(request, "setup/health.html", shown)


@allow(Who.ADMIN)
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Follow the kept events that failed, now that somebody has mended the cause."""
    tried = follow_again()
    said = ngettext("%(n)s is being tried again.", "%(n)s are being tried again.", tried) % {"n": tried}
    messages.success(request, said if tried else _("There is nothing to try again."))
    return redirect("/settings/health")


def _rooms(live: Now | None) -> Iterator[Line]:
    if live is None:
        return
    visitors = ngettext("%(n)s chat", "%(n)s chats", live.visitors) % {"n": live.visitors}
    desks = ngettext("%(n)s desk", "%(n)s desks", live.desks) % {"n": live.desks}
    yield Line(
        _("Open now"), _("%(visitors)s and %(desks)s, with this process") % {"visitors": visitors, "desks": desks}
    )
    waiting = ngettext("%(n)s message waits to be stored", "%(n)s messages wait to be stored", live.waiting)
    slow = _("The disk or the database is slow. See what else keeps it busy; messages are kept, and sent again.")
    yield Line(_("Messages"), waiting % {"n": live.waiting}, slow if live.waiting > _MANY else "")
    yield _processes(live)


def _processes(live: Now) -> Line:
    if live.broker is State.ALONE:
        return Line(_("Processes"), _("One serves everybody"))
    if live.broker is State.AWAY:
        return Line(
            _("Processes"),
            _("They do not hear of each other: Redis does not answer"),
            _("Start Redis, or look at EXTRAMILE_REDIS_URL. Until then messages arrive a few seconds later."),
        )
    others = ngettext("This one and %(n)s other", "This one and %(n)s others", live.others) % {"n": live.others}
    return Line(_("Processes"), others)


def _kept() -> Iterator[Line]:
    size, disk, last = state.database_bytes(), state.disk(state.data()), record.last(state.data())
    yield Line(_("Database"), filesizeformat(size))
    room = _("Make room, or move the data folder to a larger disk, before it is full.")
    says = _("%(free)s of %(total)s are free") % {
        "free": filesizeformat(disk.free),
        "total": filesizeformat(disk.total),
    }
    yield Line(_("Disk"), says, room if state.little_room(disk, size) else "")
    if last is None and settings.CONFIG.redis_url:
        says = _("None that this computer, %(name)s, knows of: each knows its own") % {"name": socket.gethostname()}
    elif last is None:
        says = _("None that this computer knows of")
    elif settings.CONFIG.redis_url:
        says = _("%(at)s, %(size)s, at %(place)s on %(name)s") % {**_made(last), "name": socket.gethostname()}
    else:
        says = _("%(at)s, %(size)s, at %(place)s") % _made(last)
    advice = _("Let a timer make one each night: bin/extramile backup FOLDER --keep 14, onto another disk.")
    yield Line(_("Last backup"), says, advice if state.old(last) else "")


def _made(last: Last) -> dict[str, str]:
    return {"at": _at(last.at), "size": filesizeformat(last.bytes), "place": last.to}


def _jobs(jobs: state.Jobs) -> Iterator[Line]:
    waiting = ngettext("%(n)s waits", "%(n)s wait", jobs.waiting) % {"n": jobs.waiting}
    failed = ngettext("%(n)s failed in the last day", "%(n)s failed in the last day", jobs.failed) % {"n": jobs.failed}
    advice = ""
    if jobs.failed:
        advice = _("Below is which. Mend the cause, then do again at its page what asked for it.")
    elif state.stuck(jobs):
        advice = _("Nobody does them. With several processes, start a worker: bin/extramile worker")
    yield Line(_("Jobs, such as mail"), f"{waiting}, {failed}", advice)
    if jobs.unfollowed:
        says = ngettext("%(n)s could not be followed yet", "%(n)s could not be followed yet", jobs.unfollowed)
        advice = _("They are tried again for half a day, and kept. Mend the cause, then try them again below.")
        yield Line(_("Facts for customers’ accounts, and the like"), says % {"n": jobs.unfollowed}, advice)


def _mail() -> Line:
    if settings.CONFIG.mail_url:
        return Line(_("Mail"), _("Sent by %(server)s") % {"server": settings.EMAIL_HOST})
    advice = _("Set EXTRAMILE_MAIL_URL to send invitations and new passwords. Until then copy their links at People.")
    return Line(_("Mail"), _("No mail server is set"), advice, urgent=False)


def _runs() -> Line:
    return Line(
        _("Version"), _("%(version)s, running for %(time)s") % {"version": __version__, "time": _lasting(state.up())}
    )


def _at(moment: datetime | None) -> str:
    return formats.date_format(timezone.localtime(moment), "j F Y, H:i") if moment else ""


def _lasting(time: timedelta) -> str:
    hours = time.seconds // 3600
    if time.days:
        return ngettext("%(n)s day", "%(n)s days", time.days) % {"n": time.days}
    if hours:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    minutes = time.seconds // 60
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}


def _job(path: str) -> str:
    known = {"mail_reset": _("Mail with a link for a new password"), "mail_invitation": _("Mail with an invitation")}
    name = path.rpartition(".")[2]
    return known.get(name, re.sub(r"_|(?<=[a-z])(?=[A-Z])", " ", name).capitalize())
