"""What a browser calls the place that a page comes from."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext as _

from extramile.desk.actions.refused import Refused

_USUAL = {"https": 443, "http": 80}


class WrongOrigin(Refused):
    """The text is not an address from which the chat can be shown."""


def origin_from(text: str) -> str:
    """`https://shop.example` from what somebody pasted: a page's address, or a bare name. RFC 6454, section 6.2.

    Names are lower case and in their ASCII form, as browsers send them; http is for this very computer and for the
    numbers of private networks only.
    Raises WrongOrigin.
    """
    given = text.strip()
    parts = _split(given if "://" in given else f"https://{given}")
    host = _host(parts.hostname or "", given)
    if parts.scheme not in _USUAL or parts.username is not None:
        raise _wrong(given)
    if parts.scheme == "http" and not _is_near(host):
        sentence = _(
            "%(given)s: over http:// others on the way could read along, so please write it with https://. For a try "
            "in your own network, its number will do, such as http://192.168.1.20."
        )
        raise WrongOrigin(sentence % {"given": given})
    port = "" if parts.port in (None, _USUAL[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise _wrong(address) from error
    return parts


def _host(name: str, given: str) -> str:
    try:
        if ":" in name:
            return f"[{ipaddress.IPv6Address(name.partition('%')[0]).compressed}]"
        host = name.encode("idna").decode().lower().rstrip(".")
    except ValueError as error:
        raise _wrong(given) from error
    well_formed = host and all(part and part.replace("-", "").replace("_", "").isalnum() for part in host.split("."))
    if not well_formed or ("." not in host and host != "localhost"):
        raise _wrong(given)
    return host


def _is_near(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_private
    except ValueError:
        # A name, even one that begins like a number: 127.shop.example is somewhere else.
        return False


def _wrong(given: str) -> WrongOrigin:
    return WrongOrigin(_("%(given)s is not an address like https://shop.example.") % {"given": given or "–"})
