"""Static files from WhiteNoise's index, served on the event loop without a thread or Django."""

from __future__ import annotations

from wsgiref.headers import Headers

from whitenoise.responders import Response

from extramile.web import assets
from extramile.web.bridge import plain
from extramile.web.door import Receive, Scope, Send


class Shelf:
    """The static files as an ASGI application. WhiteNoise picks the encoding, answers conditions and ranges."""

    def __init__(self) -> None:
        self._library = assets.library()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._answer(scope)
        if answer is None:
            await plain(send, 404, "There is no such file.")
            return
        headers = Headers(list(answer.headers))
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": answer.status.value, "headers": raw})
        body = b""
        if answer.file is not None:
            with answer.file as file:
                body = file.read()
        await send({"type": "http.response.body", "body": body})

    def _answer(self, scope: Scope) -> Response | None:
        found = self._library.files.get(scope["path"])
        if found is None:
            return None
        asked = {f"HTTP_{name.decode('latin-1').upper().replace('-', '_')}": value.decode("latin-1")
                 for name, value in scope["headers"]}  # fmt: skip
        try:
            return found.get_response(scope["method"], asked)
        except FileNotFoundError:
            # An old build that another process has cleared away since.
            return None
