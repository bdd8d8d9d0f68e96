"""The way to a model: OpenAI's /chat/completions, as most servers speak it. One question, one answer, within bounds."""

from __future__ import annotations

import asyncio
import json
import ssl
from functools import cache
from typing import Any

import httpx

from extramile.base.patience import within

PATIENCE = 8.0  # seconds for all of it, from the name of the host to the last byte
_MOST_BYTES = 64 * 1024
_TOKENS = 300
_LEEWAY = 0.5  # seconds


class Unusable(Exception):
    """No answer that can be used; what the exception says names no word of it."""


def ask(url: str, *, model: str, key: str, messages: list[dict[str, str]], patience: float) -> str:
    """What the model at `url` answers. Raises Unusable, within `patience` seconds."""
    try:
        # Cancelling does not end the look-up of a name: asyncio waits for it, and so is waited for no longer itself.
        asked = within(patience + _LEEWAY, lambda: asyncio.run(_within(patience, url, model, key, messages)))
        return _content(asked)
    except TimeoutError as error:
        raise Unusable("it took too long") from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        raise Unusable(f"it does not answer ({type(error).__name__})") from error


async def _within(patience: float, url: str, model: str, key: str, messages: list[dict[str, str]]) -> bytes:
    # A server that sends its answer one byte at a time outlives any timeout of a single read.
    async with asyncio.timeout(patience):
        return await _posted(url, model, key, messages)


async def _posted(url: str, model: str, key: str, messages: list[dict[str, str]]) -> bytes:
    sent: dict[str, Any] = {"messages": messages, "max_tokens": _TOKENS, "temperature": 0.7, "stream": False}
    if model:
        sent["model"] = model
    headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {key}"} if key else {})
    # Neither a proxy of the environment nor another address that an answer names is where an admin sent it.
    async with (
        httpx.AsyncClient(verify=_certificates(), trust_env=False, follow_redirects=False) as client,
        client.stream("POST", f"{url.rstrip('/')}/chat/completions", json=sent, headers=headers) as response,
    ):
        if response.status_code != httpx.codes.OK:
            raise Unusable(f"it answers with status {response.status_code}")
        held = bytearray()
        # As it came: a small packed answer may unfold into more than memory holds.
        async for part in response.aiter_raw():
            held += part
            if len(held) > _MOST_BYTES:
                raise Unusable("it answers without end")
    return bytes(held)


def _content(held: bytes) -> str:
    try:
        choice = json.loads(held)["choices"][0]
        said, ended = choice["message"], choice.get("finish_reason")
        content = said["content"]
    except (KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise Unusable("its answer has another form") from error
    if ended not in (None, "stop") or said.get("refusal"):
        raise Unusable("it refused, or was cut short")
    if not isinstance(content, str) or not content.strip():
        raise Unusable("it says nothing")
    return content


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()
