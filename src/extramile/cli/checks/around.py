"""What is around an install: its address and proxy, its mail server, its Redis, and whether it runs."""

from __future__ import annotations

import fcntl
import smtplib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from redis import Redis
from redis.exceptions import RedisError

from extramile.base import log
from extramile.base.config import Config
from extramile.cli.checks.finding import Finding, mend, note, well
from extramile.web.door import is_local

_PATIENCE = 5.0


def look(settings: Config) -> Iterator[Finding]:
    """Everything around it."""
    yield _address(settings)
    yield _mail(settings)
    yield from _redis(settings)
    yield _running(settings.data)


def _address(settings: Config) -> Finding:
    parts = urlsplit(settings.url)
    if not settings.url:
        says = "EXTRAMILE_URL is not set: only localhost and addresses in numbers are answered."
        if settings.trust_proxy:
            return mend(
                "address", says, "Set EXTRAMILE_URL to the address that people use, such as https://desk.example.com"
            )
        return note("address", says)
    if parts.scheme == "https" and not settings.trust_proxy:
        return mend(
            "address", "The address is https, so a proxy is in front, and EXTRAMILE_TRUST_PROXY is not set: "
            "all visitors would count as one.", "Set EXTRAMILE_TRUST_PROXY=yes.",
        )  # fmt: skip
    if parts.scheme == "http" and not is_local(parts.hostname or ""):
        return mend(
            "address", "Passwords and conversations travel in the open over http.",
            "Put a proxy with a certificate in front (deploy/ has examples), and set EXTRAMILE_URL to its address.",
        )  # fmt: skip
    return well("address", f"{settings.url}, {'behind a proxy' if settings.trust_proxy else 'without a proxy'}.")


def _mail(settings: Config) -> Finding:
    if not settings.mail_url:
        return note(
            "mail", "No mail server is set: mail is kept in the data folder for a day. Links can be copied instead."
        )
    parts = urlsplit(settings.mail_url)
    secure = parts.scheme == "smtps"
    kind = smtplib.SMTP_SSL if secure else smtplib.SMTP
    try:
        with kind(parts.hostname or "", parts.port or (465 if secure else 587), timeout=_PATIENCE) as server:
            if parts.username and not secure:
                server.starttls()
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        kind_of = (
            "it does not take the password"
            if isinstance(error, smtplib.SMTPAuthenticationError)
            else log.reason_of(error)
        )
        return mend("mail", f"The mail server does not answer ({kind_of}).", "Change EXTRAMILE_MAIL_URL, or start it.")
    return well("mail", "The mail server answers.")


def _redis(settings: Config) -> Iterator[Finding]:
    if not settings.redis_url:
        return
    client = Redis.from_url(settings.redis_url, socket_connect_timeout=_PATIENCE, socket_timeout=_PATIENCE)
    try:
        client.ping()
        yield well("redis", "It answers.")
    except (RedisError, OSError) as error:
        yield mend("redis", f"It does not answer ({type(error).__name__}).", "Start it, or change EXTRAMILE_REDIS_URL.")
    finally:
        client.close()


def _running(folder: Path) -> Finding:
    if (folder / "lock").exists():
        with (folder / "lock").open() as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return well("server", "It runs.")
    return note("server", "None runs from this data folder now.", "bin/extramile serve")
