"""People's seals: made at the first sign-in, wrapped anew with each password, and lost when nothing opens them."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction

from extramile.base import clock, sealing
from extramile.base.sealing import CannotOpen, Key
from extramile.people import access
from extramile.people.models import Agent, Closing, Keyring, Sealed, Wrap
from extramile.people.models.sealed import Opener
from extramile.people.seal import Seal, Shelf, bound_to, ours, tag_of

_SALT = 16
LEFT = timedelta(days=30)


def ready(agent: Agent, password: str) -> Key | None:
    """The data key of somebody who has just proved this password; made, when they have none yet.

    None when the password does not open what is there: it was set by somebody else, or without the recovery code.
    """
    with transaction.atomic():
        # Two browsers that sign in for the first time at once wait for each other here: there is one key.
        held = access.agent_for(agent.pk)
        if not Keyring.objects.filter(agent=held).exists():
            return _begin(held, password)
    try:
        return unlock(agent, password, by=Opener.PASSWORD)
    except CannotOpen:
        return None


def unlock(agent: Agent, words: str, *, by: Opener) -> Key:
    """The data key, opened by a password, a journal passphrase or the recovery code. Raises CannotOpen."""
    wrap = Wrap.objects.select_related("keyring").filter(keyring=agent.pk, opener=by).first()
    if wrap is None:
        raise CannotOpen
    wrapping = Key.remembered(words, salt=bytes(wrap.salt))
    key = Key(wrapping.open(wrap.box, bound=bound_to(agent.pk, by)))
    _under_our_secret(wrap.keyring, key)
    return key


def wrap(agent: Agent, key: Key, words: str, *, by: Opener) -> None:
    """Let these words open the seal from now on, in place of those of the same kind. In the caller's transaction."""
    salt = secrets.token_bytes(_SALT)
    box = Key.remembered(words, salt=salt).seal(key.secret, bound=bound_to(agent.pk, by))
    Wrap.objects.update_or_create(keyring_id=agent.pk, opener=by, defaults={"salt": salt, "box": box})


def new_recovery_code(agent: Agent, key: Key) -> str:
    """A recovery code that opens the seal, in place of the one before. It is told this once and stored nowhere."""
    code = sealing.recovery_code()
    wrap(agent, key, code, by=Opener.RECOVERY)
    return code


def begin_with_passphrase(agent: Agent, words: str) -> Key:
    """A first seal for somebody whom no password signs in. Raises CannotOpen when they have one already."""
    with transaction.atomic():
        held = access.agent_for(agent.pk)
        if Keyring.objects.filter(agent=held).exists():
            raise CannotOpen
        return _begin(held, words, by=Opener.PASSPHRASE)


def lose(agent: Agent) -> None:
    """Destroy everything that a person has sealed, and every wrap of their key. Nothing brings it back."""
    with transaction.atomic():
        keyring = Keyring.objects.select_for_update().filter(agent=agent.pk).first()
        if keyring is None:
            return
        keyring.delete()
        try:
            index = ours().open(keyring.index, bound=bound_to(agent.pk, "index"))
        except CannotOpen:
            # Restored beside another secret, and never opened since: the rows are noise now that their key is gone.
            return
        Sealed.objects.filter(shelf__in=[tag_of(index, shelf) for shelf in Shelf]).delete()


def destroy_what_was_left() -> None:
    """Lose the seals of those who left LEFT ago. May run in several processes at once."""
    for closing in Closing.objects.filter(day__lte=clock.now().date() - LEFT, agent__keyring__isnull=False):
        lose(closing.agent)


def _begin(agent: Agent, words: str, *, by: Opener = Opener.PASSWORD) -> Key:
    key = Key.fresh()
    Keyring.objects.create(agent=agent, **_known(agent.pk, key))
    wrap(agent, key, words, by=by)
    return key


def _under_our_secret(keyring: Keyring, key: Key) -> None:
    # A data folder that was restored beside another secret: only the person's own key can name their shelves again.
    try:
        for place in ("index", "public"):
            ours().open(getattr(keyring, place), bound=bound_to(keyring.pk, place))
    except CannotOpen:
        Keyring.objects.filter(pk=keyring.pk).update(**_known(keyring.pk, key))


def _known(agent: int, key: Key) -> dict[str, bytes]:
    seal = Seal(key)
    return {
        place: ours().seal(part, bound=bound_to(agent, place))
        for place, part in (("index", seal.index), ("public", seal.public))
    }
