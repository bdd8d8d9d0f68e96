"""What happens to the people of the company."""

from __future__ import annotations

from dataclasses import dataclass

from extramile.base.crossing import AsItIs


@dataclass(frozen=True, slots=True)
class AgentChanged(AsItIs):
    """What others see of an agent, or what the agent may see, has changed: ask again."""

    agent: int


@dataclass(frozen=True, slots=True)
class SignedOut(AsItIs):
    """A browser has signed out. `session` is the digest of its session key (people.access.session_digest)."""

    agent: int
    session: str


@dataclass(frozen=True, slots=True)
class AccessLost(AsItIs):
    """What an agent may do has shrunk, or their password is another: their open connections close.

    `keep` is the digest of the one session whose connections stay; who is `gone` need not come back.
    """

    agent: int
    keep: str | None = None
    gone: bool = False
