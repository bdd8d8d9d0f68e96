"""What gives somebody away by its shape: contacts, numbers, addresses, and names where people say whose they are. Pure.

In a pattern, the group `n` is what is taken out of it, or `a_day`, which elsewhere would stay, and a group `as_written`
asks for capitals as they stand; all others are looked for in small letters without accents.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

_STREETS = (
    "street|st|road|rd|avenue|ave|lane|ln|drive|square|court|place|close|crescent|terrace|boulevard|blvd|gardens|grove"
)
_DAY = r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
STAYS = re.compile(rf"\[(?!(?i:at|dot)\])[^\]\n]{{1,40}}\]|(?<![\w.])(?:{_DAY})(?!\w|[./]\d)")
_MEASURES = "€|euro|eur|usd|gbp|dollar|pound|metre|meter|m|km|mm|cm|kg|g|ml|l|w|steps|people|times|hours|days|words|%"

_MAIL = re.compile(r"(?:mailto:)?[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_ENDS = "com|org|net|de|fr|eu|uk|info|biz|example"
_DOT = r"(?: ?[(\[{]dot[)\]}] ?| dot )"
_MAIL_SPELT = re.compile(
    rf"(?<!\w)[\w+%-]{{1,40}}(?:(?:\.|{_DOT})[\w+%-]{{1,40}}){{0,4}}"
    rf"(?: ?[(\[{{]at[)\]}}] ?[\w-]{{1,40}}(?:(?:\.|{_DOT})[\w-]{{2,20}}){{1,3}}"
    rf"| at [\w-]{{1,40}}(?:{_DOT}[\w-]{{2,20}}|\.(?:co\.)?(?:{_ENDS}))+)(?!\w)"
)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"”’)]{2,500}")
_LINK_BARE = re.compile(
    rf"(?<![\w@.-])(?:[\w-]{{1,63}}\.){{1,4}}(?:[a-z]{{2,12}}/@?\w(?:[^\s<>\"”’)]{{0,500}}[\w/])?|(?:{_ENDS})(?![\w-]))"
)
_HANDLE = re.compile(r"(?<![\w@])@\w[\w.]{1,38}\w")

_IBAN = re.compile(r"(?<!\w)[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,7}(?: ?[a-z0-9]{1,3})?(?!\w)")
_CARD = re.compile(r"(?<!\w)(?:\d{4}[ -]){3}\d{1,7}(?!\w)")
_CARD_CODE = re.compile(r"(?<!\w)cv[vc]2?[ :]{0,2}(?P<n>\d{3,4})(?!\w)")
_PHONES = (
    re.compile(r"(?<![\w.,])(?:\+|\(?0)[\d ()/-]{6,20}\d(?!\w)"),
    re.compile(r"(?<![\w.,])(?:\+[\d ()/.-]{6,20}\d|0\d{1,4}(?:\.\d{2,4}){2,5})(?!\w)"),
    re.compile(r"(?<![\w.,])(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?!\w)"),
)
_ADDRESSES = (
    re.compile(rf"(?<!\w)\d{{1,5}}[a-z]?,? (?:[\w'’.-]{{2,20}} ){{1,3}}(?:{_STREETS})\b\.?"),
    re.compile(r"(?<!\w)[\w-]{3,25}(?:strasse|straße|str\.|platz|gasse|allee|weg) ?\d{1,4}[a-z]?(?!\w)"),
    re.compile(r"(?<!\w)(?:rue|avenida|av\.|calle|rua|plaza|praca|via|piazza) (?:[\w'’.-]{1,20},? ){1,4}\d{1,4}(?!\w)"),
    re.compile(
        r"(?<!\w)\d{1,4}(?: bis| ter)?,? (?:rue|avenue|boulevard|bd|chemin|impasse|quai|allee) "
        r"(?:(?:de|du|des|la|le|les) |[ld]['’]){0,3}[\w'’-]{2,20}"
    ),
    re.compile(r"(?<!\w)[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}(?!\w)"),
    re.compile(r"(?<!\w)(?P<as_written>\d{5} [A-Z][\w-]{2,25})(?!\w)"),
)
_PLATE = re.compile(r"(?<!\w)(?P<as_written>[A-Z]{2}\d{2} ?[A-Z]{3})(?!\w)")
_OF_A_NET = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
_NUMBERED = re.compile(
    r"(?<!\w)(?:order|ref|reference|ticket|invoice|no\.|number|nr\.?|#)[ :#]{0,3}(?P<n>\d[\d-]{1,20})(?!\w)"
)
_LONG_NUMBER = re.compile(
    r"(?<![\w$€£.,#])#?(?!(?:19|20)\d\d(?![\w-]))(?=(?:[a-z-]{0,12}\d){4})[a-z0-9]{1,40}(?:-[a-z0-9]{1,20}){0,4}"
    rf"(?![\w€$£]| ?(?:{_MEASURES})s?(?!\w))"
)

_MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
# Days stay, but for the one that few share.
_BORN = re.compile(
    r"(?<!\w)(?:born|birthday|date of birth|birth ?date|d\.?o\.?b\.?)(?:(?: is| on|,|:) ?| ){0,3}"
    rf"(?P<a_day>{_DAY}|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?)(?![\w]|[./]\d)"
)

_A_NAME = r"[^\W\d_a-z][\w'’-]{1,30}(?:\s+[^\W\d_a-z][\w'’-]{1,30}){0,2}"
# As a name is written, and no line in capitals.
_PART = r"(?:[A-Z]['’])?[^\W\d_a-z][^\W\d_A-Z][\w'’-]{0,30}"
_KIN = (
    "husband|wife|partner|son|daughter|mother|mum|mom|father|dad|brother|sister|friend|boyfriend|girlfriend|fiancée?"
    "|uncle|aunt|cousin|neighbour|neighbor|colleague|boss|flatmate"
)
_FAREWELL = (
    "regards|cheers|thanks|thank you|many thanks|best wishes|best|all the best|sincerely|yours|faithfully|greetings"
    "|love|grüße|gruß|cordialement|saludos"
)
_NO_NAME = (
    "a|an|the|on|in|at|of|not|no|still|also|spelled|spelt|written|wrong|missing|and|but|i|from|with|my|here|order|as|is"
)
_NAMES = tuple(
    re.compile(rf"(?P<as_written>{before})(?P<n>{name}){after}", re.M)
    for before, name, after in (
        (r"(?i:\bthis is|\bDear|\bMr|\bMrs|\bMs|\bMiss|\bDr|\bHerr|\bFrau)\.?\s+", _A_NAME, ""),
        (
            r"(?i:\bmy name(?: is|['’]s)|\bI am called|\bI['’]m called)\s+",
            rf"(?!(?i:{_NO_NAME})\b)[^\W\d_][\w'’-]{{1,30}}(?:\s(?!(?i:{_NO_NAME})\b)[^\W\d_][\w'’-]{{1,30}}){{0,2}}",
            "",
        ),
        (r"(?i:\bI am|\bI['’]m)\s+", rf"{_PART}(?:\s+{_PART}){{1,2}}", ""),
        (
            r"(?i:\bit is|\bit['’]s)\s+(?!\w+day\b)",
            rf"{_PART}(?:\s+{_PART}){{0,2}}",
            r"(?=\s+(?i:here|again|speaking)\b)",
        ),
        (rf"(?i:\bmy (?:{_KIN}))\s+", rf"{_PART}(?:\s+{_PART}){{0,2}}", ""),
        (rf"(?i:\b(?:{_FAREWELL}))[,.]?\s{{1,6}}", rf"{_PART}(?: +{_PART}){{0,2}}", r"(?=[.]?\s*$)"),
    )
)


def sure() -> list[tuple[re.Pattern[str], str]]:
    """What holds names in itself, and so comes before them: addresses of mail, links, names as networks write them."""
    mail, link = _("[mail address]"), _("[link]")
    return [(_MAIL, mail), (_LINK, link), (_MAIL_SPELT, mail), (_LINK_BARE, link), (_HANDLE, _("[name]"))]


def shapes() -> list[tuple[re.Pattern[str], str]]:
    """What gives somebody away by its shape, the surest first. Amounts of money, measures, years and days stay."""
    number, phone, address, name = _("[number]"), _("[phone number]"), _("[address]"), _("[name]")
    return [
        (_BORN, _("[date of birth]")),
        (_IBAN, number), (_CARD, number), (_OF_A_NET, number), *((one, phone) for one in _PHONES),
        *((one, address) for one in _ADDRESSES), (_CARD_CODE, number), (_PLATE, number), (_NUMBERED, number),
        (_LONG_NUMBER, number), *((one, name) for one in _NAMES),
    ]  # fmt: skip
