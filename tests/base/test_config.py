"""A wrong setting refuses to start, and says what to set."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from extramile.base import config
from extramile.base.config import WrongSetting, load

SECRET = "s" * 32


def test_an_empty_folder_needs_nothing(tmp_path: Path) -> None:
    read = load({}, tmp_path / "new" / "folder")
    assert (read.data, read.url, read.trust_proxy, read.limit_sends) == (tmp_path / "new" / "folder", "", False, 20)
    assert stat.S_IMODE(read.data.stat().st_mode) == 0o700


def test_each_setting_is_read_by_its_name(tmp_path: Path) -> None:
    given = {
        "URL": "https://Desk.Example.com/", "SECRET_KEY": SECRET, "TRUST_PROXY": "Yes",
        "DATABASE_URL": "postgres://a:b@localhost/desk", "REDIS_URL": "rediss://:b@localhost:6380/1",
        "MAIL_URL": "smtps://a:b@mail.example.com:465", "MAIL_FROM": "us@example.com", "LOG_LEVEL": "WARNING",
        "METRICS_TOKEN": "0123456789abcdef",
        "LLM_URL": "http://localhost:11434/v1", "LLM_MODEL": "small", "LLM_KEY": "abc",
        "HOOK_NETWORKS": "10.0.0.0/8, fd00::/8",
        "THREADS": "2", "LIMIT_SENDS": "1", "LIMIT_FRAMES": "2", "LIMIT_CONVERSATIONS": "3", "LIMIT_CONNECTIONS": "4",
        "LIMIT_AGENT_SENDS": "5",
    }  # fmt: skip
    assert given.keys() == {setting.name for setting in config.SETTINGS}
    read = load({f"EXTRAMILE_{name}": value for name, value in given.items()}, tmp_path)
    assert (read.url, read.trust_proxy, read.log_level, read.limit_agent_sends) == (
        "https://desk.example.com", True, "warning", 5,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("URL", "desk.example.com", "https://desk.example.com"),
        ("URL", "ftp://desk.example.com", "https://desk.example.com"),
        ("URL", "https://desk.example.com/help", "https://desk.example.com"),
        ("URL", "https://desk.example.com?x=1", "https://desk.example.com"),
        ("URL", "https://desk.example.com#x", "https://desk.example.com"),
        ("URL", "https://user@desk.example.com", "https://desk.example.com"),
        ("URL", "https://desk.example.com:99999", "https://desk.example.com"),
        ("URL", "https://[", "https://desk.example.com"),
        ("URL", "https://", "https://desk.example.com"),
        ("URL", "https://*.example.com", "https://desk.example.com"),
        ("URL", "https://desk example.com", "https://desk.example.com"),
        ("MAIL_FROM", "Northfold", "desk@example.com"),
        ("MAIL_FROM", "", "desk@example.com"),
        ("SECRET_KEY", "short", "32"),
        ("TRUST_PROXY", "maybe", "yes or no"),
        ("HOOK_NETWORKS", "10.0.0.0/33", "10.0.0.0/8"),
        ("MAIL_URL", "mail.example.com", "smtp://"),
        ("MAIL_URL", "smtp://mail.example.com:port", "smtp://"),
        ("DATABASE_URL", "mysql://localhost/desk", "postgres://"),
        ("DATABASE_URL", "postgres://localhost", "postgres://"),
        ("DATABASE_URL", "postgres:///desk", "postgres://"),
        ("DATABASE_URL", "postgres://localhost:port/desk", "postgres://"),
        ("REDIS_URL", "http://localhost", "redis://"),
        ("REDIS_URL", "redis://", "redis://"),
        ("REDIS_URL", "unix:", "redis://"),
        ("LLM_URL", "localhost:11434", "http://localhost:11434/v1"),
        ("LLM_URL", "http://user@localhost/v1", "http://localhost:11434/v1"),
        ("LLM_URL", "http://localhost/v1?key=1", "http://localhost:11434/v1"),
        ("LLM_URL", "http://localhost:0/v1", "http://localhost:11434/v1"),
        ("LLM_KEY", "two words", "letters and digits"),
        ("LOG_LEVEL", "loud", "debug, info, warning or error"),
        ("THREADS", "0", "a whole number from 1 to 64"),
        ("THREADS", "two", "a whole number from 1 to 64"),
        ("THREADS", "65", "a whole number from 1 to 64"),
        ("LIMIT_SENDS", "-1", "a whole number of 1 or more"),
        ("LIMIT_FRAMES", "1.5", "a whole number of 1 or more"),
        ("LIMIT_CONVERSATIONS", "", "a whole number of 1 or more"),
        ("LIMIT_CONNECTIONS", "many", "a whole number of 1 or more"),
        ("LIMIT_AGENT_SENDS", "NaN", "a whole number of 1 or more"),
        ("LIMIT_SEND", "3", "docs/configuration.md"),
    ],
)
@pytest.mark.parametrize("where", ["environment", "file"])
def test_a_wrong_setting_says_what_to_set(tmp_path: Path, name: str, value: str, says: str, where: str) -> None:
    environ = {f"EXTRAMILE_{name}": value} if where == "environment" else {}
    if where == "file":
        (tmp_path / config.FILE).write_text(f'{name.lower()} = "{value}"\n')
    with pytest.raises(WrongSetting) as wrong:
        load(environ, tmp_path)
    assert f"EXTRAMILE_{name}" in str(wrong.value)
    assert says in str(wrong.value)


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://hilfe.M\u00fcller.example", "https://hilfe.xn--mller-kva.example"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("http://desk_1:80/", "http://desk_1"),
    ],
)
def test_an_address_as_browsers_write_it(tmp_path: Path, given: str, origin: str) -> None:
    assert load({"EXTRAMILE_URL": given}, tmp_path).url == origin


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / config.FILE).write_text("limit_sends = 7\ntrust_proxy = true\n")
    read = load({"EXTRAMILE_LIMIT_SENDS": "9"}, tmp_path)
    assert (read.limit_sends, read.trust_proxy) == (9, True)


@pytest.mark.parametrize("content", [b"limit_sends = ", b"\xff\xfe"])
def test_a_file_that_is_no_toml(tmp_path: Path, content: bytes) -> None:
    (tmp_path / config.FILE).write_bytes(content)
    with pytest.raises(WrongSetting, match="not a TOML file"):
        load({}, tmp_path)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / config.FILE).mkdir()
    with pytest.raises(WrongSetting, match=config.FILE):
        load({}, tmp_path)


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WrongSetting, match="EXTRAMILE_DATA or --data"):
        load({"EXTRAMILE_DATA": str(tmp_path / "file")})


def test_the_secret_is_made_once_and_kept_for_the_owner(tmp_path: Path) -> None:
    first = load({}, tmp_path).secret_key
    assert len(first) >= 32
    assert load({}, tmp_path).secret_key == first
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_two_commands_that_meet_in_an_empty_folder_have_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda _: load({}, tmp_path).secret_key, range(32)))
    assert len(set(read)) == 1
