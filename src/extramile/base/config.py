"""The install's settings: from the environment, one optional file, or the default. A wrong one refuses to start."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any

from extramile.base import readings

FILE = "extramile.toml"


class WrongSetting(Exception):
    """A setting cannot be used; the message says which, why, and what to set."""


@dataclass(frozen=True)
class Setting:
    """One setting: its name without the EXTRAMILE_ prefix, how it is read, its default, and what it is for."""

    name: str
    read: Callable[[str], Any]
    default: str
    about: str
    expects: str


SETTINGS = (
    Setting(
        "URL",
        readings.address,
        "",
        "The address people use to reach this install.",
        "an address like https://desk.example.com",
    ),
    Setting(
        "SECRET_KEY",
        str,
        "",
        "Signs sessions and visitor tokens. Made and kept in the data folder when not set.",
        "text",
    ),
    Setting(
        "DATABASE_URL",
        readings.database,
        "",
        "A PostgreSQL database for everything that is kept, instead of the SQLite file in the data folder.",
        "an address like postgres://user:password@localhost:5432/extramile",
    ),
    Setting(
        "REDIS_URL",
        readings.redis,
        "",
        "A Redis or Valkey, by which several processes on one PostgreSQL database hear of each other.",
        "an address like redis://:password@localhost:6379",
    ),
    Setting(
        "TRUST_PROXY",
        readings.switch,
        "no",
        "Believe X-Forwarded-For and X-Forwarded-Proto: set it behind your own proxy only.",
        "yes or no",
    ),
    Setting(
        "MAIL_URL",
        readings.mail,
        "",
        "The server that sends mail. Without it, mail is kept as files in the data folder.",
        "smtp://user:password@host:587",
    ),
    Setting(
        "MAIL_FROM",
        readings.sender,
        "Extramile <desk@localhost>",
        "The sender of mail that the install itself writes.",
        "an address like Example <desk@example.com>",
    ),
    Setting(
        "METRICS_TOKEN",
        readings.token,
        "",
        "Who shows it may read /metrics, from anywhere. Without it only this computer may.",
        "at least 16 random letters and digits",
    ),
    Setting(
        "LLM_URL",
        readings.model,
        "",
        "A language model that words what customers of rehearsals say. The lines of takes are sent to it.",
        "an address like http://localhost:11434/v1",
    ),
    Setting("LLM_MODEL", str, "", "Which of the models at that address is asked.", "the name of a model"),
    Setting("LLM_KEY", readings.key, "", "The key that the model's address asks for.", "letters and digits"),
    Setting(
        "HOOK_NETWORKS",
        readings.networks,
        "",
        "Networks beyond the public internet that the webhook may reach, such as that of your own servers.",
        "networks like 10.0.0.0/8, 192.168.1.20",
    ),
    Setting("LOG_LEVEL", readings.level, "info", "How much is logged.", "debug, info, warning or error"),
    Setting(
        "THREADS", readings.threads, "4", "How many pages are made at the same time.", "a whole number from 1 to 64"
    ),
    Setting(
        "LIMIT_SENDS",
        readings.whole,
        "20",
        "Messages a visitor may send in 10 seconds.",
        "a whole number of 1 or more",
    ),
    Setting(
        "LIMIT_FRAMES",
        readings.whole,
        "120",
        "Frames of any kind a visitor's connection may send in 10 seconds; a desk's 1,200 at least.",
        "a whole number of 1 or more",
    ),
    Setting(
        "LIMIT_CONVERSATIONS",
        readings.whole,
        "60",
        "New conversations that one network address may open in an hour.",
        "a whole number of 1 or more",
    ),
    Setting(
        "LIMIT_CONNECTIONS",
        readings.whole,
        "60",
        "Visitors' connections one network address may hold.",
        "a whole number of 1 or more",
    ),
    Setting(
        "LIMIT_AGENT_SENDS",
        readings.whole,
        "100",
        "Messages an agent may send in 10 seconds.",
        "a whole number of 1 or more",
    ),
)


@dataclass(frozen=True)
class Config:
    """Every setting as read, and the data folder."""

    data: Path
    url: str
    secret_key: str
    database_url: str
    redis_url: str
    trust_proxy: bool
    mail_url: str
    mail_from: str
    metrics_token: str
    llm_url: str
    llm_model: str
    llm_key: str
    hook_networks: tuple[IPv4Network | IPv6Network, ...]
    log_level: str
    threads: int
    limit_sends: int
    limit_frames: int
    limit_conversations: int
    limit_connections: int
    limit_agent_sends: int


def load(environ: Mapping[str, str], data: Path | None = None) -> Config:
    """Read the settings and prepare the data folder.

    `data` wins over EXTRAMILE_DATA, which wins over ./data. Raises WrongSetting with what to set.
    """
    folder = folder_of(environ, data)
    _prepare(folder)
    given = as_given(environ, folder)
    known = {setting.name for setting in SETTINGS}
    for name in given:
        if name not in known:
            raise WrongSetting(f"EXTRAMILE_{name} is not a setting. See docs/configuration.md for those there are.")
    values = {setting.name.lower(): _value(setting, given) for setting in SETTINGS}
    if values["redis_url"] and not values["database_url"]:
        raise WrongSetting(
            "EXTRAMILE_REDIS_URL is for several processes, and they cannot share an SQLite file. "
            "Set EXTRAMILE_DATABASE_URL to a PostgreSQL database too, or leave EXTRAMILE_REDIS_URL out."
        )
    values["secret_key"] = values["secret_key"] or _kept_secret(folder / "secret-key")
    if len(values["secret_key"]) < 32:
        raise WrongSetting("EXTRAMILE_SECRET_KEY is too short. Set at least 32 random characters, or leave it out.")
    return Config(data=folder, **values)


def folder_of(environ: Mapping[str, str], data: Path | None = None) -> Path:
    """The data folder: `data`, or EXTRAMILE_DATA, or ./data. It need not be there."""
    return (data or Path(environ.get("EXTRAMILE_DATA") or "data")).expanduser().resolve()


def as_given(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """What is set, in the folder's file and the environment, by names without the prefix. Raises WrongSetting."""
    return _from_file(folder / FILE) | _from_environment(environ)


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise WrongSetting(
            f"The data folder {folder} cannot be made ({error.strerror}). "
            "Set EXTRAMILE_DATA or --data to a folder that can be written."
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise WrongSetting(f"The data folder {folder} cannot be written. Set EXTRAMILE_DATA or --data to one that can.")


def _from_file(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongSetting(f"{path} is not a TOML file: {error}. Mend that line, or move the file away.") from error
    except OSError as error:
        raise WrongSetting(
            f"{path} cannot be read ({error.strerror}). Let this account read it, or move it away."
        ) from error
    return {name.upper(): _text(value) for name, value in read.items()}


def _text(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    prefix = "EXTRAMILE_"
    return {
        name[len(prefix) :]: value
        for name, value in environ.items()
        if name.startswith(prefix) and name != "EXTRAMILE_DATA"
    }


def _value(setting: Setting, given: Mapping[str, str]) -> Any:
    text = given.get(setting.name, setting.default)
    try:
        return setting.read(text)
    except ValueError:
        # This sentence ends up in logs, and what stands before an @ may be a password.
        hidden = setting.name.endswith(("_TOKEN", "_KEY"))
        shown = "…" if hidden else f"…@{text.rpartition('@')[2]}" if "@" in text else text
        raise WrongSetting(f"EXTRAMILE_{setting.name} is “{shown}”. Set {setting.expects}.") from None


def _kept_secret(path: Path) -> str:
    try:
        if not path.exists():
            _keep(secrets.token_urlsafe(48), path)
        return path.read_text().strip()
    except OSError as error:
        raise WrongSetting(
            f"{path} cannot be kept or read ({error.strerror}). "
            "Give this account the data folder, or set EXTRAMILE_SECRET_KEY."
        ) from error


def _keep(secret: str, path: Path) -> None:
    # Two commands may meet in an empty folder: the name appears with the whole secret behind it, once.
    descriptor, made = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(made, path)
    finally:
        os.unlink(made)
