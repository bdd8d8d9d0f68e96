"""The visitor's client and the desk's client of docs/live.md."""

from typing import Any

from .lines import Frame
from .session import Client
from .talk import Talk, name


class Visitor(Client):
    """A visitor of a website."""

    door_name, place = "visitor", "said"

    def __init__(self, address: str, key: str, *, token: str | None = None, way: str | None = None) -> None:
        """Know the website's public key and, from an earlier visit, the token."""
        super().__init__(address, way=way)
        self.key, self.token = key, token
        self.conversation: str | None = None

    def hello(self) -> Frame:
        """Ask for what comes after the last that I have of my conversation."""
        said = 0
        if talk := self.talks.get(self.conversation):
            talk.early.clear()
            said = talk.head
        return {
            "kind": "hello", "key": self.key, "token": self.token, "conversation": self.conversation, "said": said,
        }  # fmt: skip

    def ask(self, conversation: Any) -> Frame:
        """Everything after the last that I have."""
        return {"kind": "resume", "conversation": conversation, "said": self.talks[conversation].head}

    def keep(self, welcome: Frame) -> None:
        """Each welcome brings a token that replaces the old one."""
        super().keep(welcome)
        self.token = welcome["token"]

    async def on_welcome(self, frame: Frame) -> None:
        """Adopt the conversation that the server knows, unless messages wait in another."""
        told = frame["conversation"]
        for talk in self.talks.values():
            talk.asking = False
        if told and (told["id"] == self.conversation or not self.outbox or self.conversation is None):
            asked, self.conversation = self.conversation, told["id"]
            self.talks.setdefault(told["id"], Talk()).asking = True
            if asked not in (None, told["id"]):
                await self.post(self.ask(told["id"]))
        await super().on_welcome(frame)

    async def on_bye(self, frame: Frame) -> None:
        """A token that is no good is forgotten, and with it the conversation; what waits opens a new one."""
        if frame["code"] == "token":
            self.token = self.conversation = None
            if self.outbox:
                self.conversation = name()
                self.talks[self.conversation] = Talk()
                for waiting in self.outbox.values():
                    waiting["conversation"] = self.conversation
        await super().on_bye(frame)

    async def send(self, text: str) -> str:
        """Say something; the first message opens the conversation."""
        if self.conversation is None:
            self.conversation = name()
            self.talks[self.conversation] = Talk()
        return await self.say(self.conversation, text)

    async def older(self) -> None:
        """Up to 50 entries before the first that I have."""
        if self.conversation and (first := min(self.talk.entries, default=1)) > 1:
            await self.post({"kind": "older", "conversation": self.conversation, "before": first})

    @property
    def talk(self) -> Talk:
        """My conversation."""
        return self.talks.get(self.conversation) or Talk()


class Desk(Client):
    """A signed-in agent's desk."""

    door_name, place = "desk", "seq"

    def __init__(self, address: str, cookie: str, *, way: str | None = None) -> None:
        """Know the cookie of the agent's session."""
        super().__init__(address, cookie=cookie, way=way)
        self.rows: dict[int, Frame] = {}

    def hello(self) -> Frame:
        """These are open on my screen."""
        for talk in self.talks.values():
            talk.early.clear()
            talk.asking = True
        watch = [{"conversation": key, "seq": talk.head} for key, talk in self.talks.items()]
        return {"kind": "hello", "watch": watch}

    def ask(self, conversation: Any) -> Frame:
        """Everything after the last that I have, and what comes."""
        return {"kind": "watch", "conversation": conversation, "seq": self.talks[conversation].head}

    async def on_rows(self, frame: Frame) -> None:
        """Lines of the inbox."""
        self.rows.update({row["conversation"]: row for row in frame["rows"]})

    async def watch(self, conversation: int) -> Talk:
        """Open a conversation."""
        talk = self.talks.setdefault(conversation, Talk())
        talk.asking = True
        await self.post(self.ask(conversation))
        return talk

    async def unwatch(self, conversation: int) -> None:
        """Close it."""
        del self.talks[conversation]
        await self.post({"kind": "unwatch", "conversation": conversation})

    async def reply(self, conversation: int, text: str) -> str:
        """Answer the visitor."""
        return await self.say(conversation, text)

    async def note(self, conversation: int, text: str) -> str:
        """Write what only colleagues read."""
        return await self.say(conversation, text, note=True)

    async def presence(self, state: str) -> None:
        """Be `here`, `away` or `off`."""
        await self.post({"kind": "presence", "state": state})

    async def on_error(self, frame: Frame) -> None:
        """A conversation that is not there is not watched again."""
        if frame["code"] == "not_yours" and frame["of"] in ("watch", "hello"):
            self.talks.pop(frame.get("conversation"), None)
        await super().on_error(frame)
