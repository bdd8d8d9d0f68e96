"""What gives somebody away is taken out of what they wrote, and what does not stays."""

from __future__ import annotations

import time

import pytest

from extramile.desk.anonymous import MOST, Known, anonymous

TOMAS = Known("Tomás Ortega", "the customer")


def one(line: str, *known: Known) -> str:
    return anonymous([line], known).lines[0]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Tomas ORTEGA here, it is Tomás’s tent", "the customer here, it is the customer’s tent"),
        ("write to Tomas@ortega.example", "write to [mail address]"),
        ("call +49 170 1234567 or 0800 123456", "call [phone number] or [phone number]"),
        ("order NF-20418, or 123? Order #123", "order [number], or 123? Order #[number]"),
        ("my card 4111 1111 1111 1111", "my card [number]"),
        ("IBAN DE89 3704 0044 0532 0130 00", "IBAN [number]"),
        ("parcel 1Z999AA10123456784", "parcel [number]"),
        ("I was born on 12.05.1984", "I was born on [date of birth]"),
        ("DOB: 1984-05-12, my birthday is the", "DOB: [date of birth], my birthday is the"),
        ("date of birth 3rd of March 1984, or March 3, 1984", "date of birth [date of birth], or March 3, 1984"),
        ("to 12 Oak Tree Road, SW1A 1AA", "to [address], [address]"),
        ("Hauptstraße 12, 10115 Berlin", "[address], [address]"),
        ("rue de la Paix 12", "[address]"),
        ("see https://shop.example/o/20418?who=tomas now", "see [link] now"),
        ("thanks @anna_b", "thanks [name]"),
        ("My name is Anna Bell and this is my order", "My name is [name] and this is my order"),
        ("my name's john smith, and I'm Sarah O'Connor", "my name's [name], and I'm [name]"),
        ("It’s Tom here. My husband Klaus rang", "It’s [name] here. My husband [name] rang"),
        ("Still nothing.\nKind regards,\nAnna-Lena Vogt", "Still nothing.\nKind regards,\n[name]"),
        ("Cheers, Bob.", "Cheers, [name]."),
        ("on +1.415.555.0132, (555) 123-4567, 06.12.34.56.78", "on [phone number], [phone number], [phone number]"),
        ("anna.vogt(at)web.de, b [at] c [dot] org", "[mail address], [mail address]"),
        ("anna dot vogt at gmail dot com or a.vogt at gmail.com", "[mail address] or [mail address]"),
        ("facebook.com/anna.vogt, t.me/annav, annavogt.com", "[link], [link], [link]"),
        ("my insta is @anna.vogt.92", "my insta is [name]"),
        ("12 rue de la Paix, 75002 Paris", "[address], [address]"),
        ("AB12 CDE, from 192.168.17.45, cvv 123", "[number], from [number], cvv [number]"),
    ],
)
def test_what_gives_somebody_away_is_replaced(said: str, kept: str) -> None:
    assert one(said, TOMAS) == kept
    assert one(kept, TOMAS) == kept, "said again, it changes nothing"


@pytest.mark.parametrize(
    "said",
    [
        "It cost $1299, or 1,299.00 € before 2024",
        "on 2024-05-03, or 12.05.2024, at 10:30",
        "the 45L pack weighs 1500 g and held for 1500 metres",
        "Ortegas are a family of birds",
        "It was born of need. A birthday present for 12 May, born in March 2020",
        "will you help?",
        "I am VERY ANGRY. My name is on the parcel, and my name is spelled wrong.",
        "It's Monday again, and I'm German. Thanks for looking at it.Today I'm at home.thanks",
        "Version 1.2 of 12.05.2024, and/or e.g. 0.12345 or 1.000.000 of them",
        "مرحبا، أين طلبي؟",
    ],
)
def test_what_says_nothing_of_anybody_stays(said: str) -> None:
    assert anonymous([said], [TOMAS, Known("Will Smith", "a colleague")]).lines == [said]


def test_what_was_taken_out_is_told_once_in_its_order() -> None:
    found = anonymous(["Will said: a@b.example", "will Will? a@b.example"], [Known("Will Smith", "a colleague")])
    assert found.lines == ["a colleague said: [mail address]", "will a colleague? [mail address]"]
    assert found.stripped == [Known("a@b.example", "[mail address]"), Known("Will", "a colleague")]


@pytest.mark.parametrize(
    "evil",
    [
        "1-",
        "a1",
        "(0",
        "a@",
        "Dear A",
        "12 aa ",
        "order ",
        "A1b2-",
        "rue a ",
        "@",
        "a.",
        "a at ",
        "a(at)",
        "Aa ",
        "I'm Aa ",
        "thanks ",
        "my name is a ",
        "1 rue de ",
        "0.11",
        "A dot ",
    ],
)
def test_no_line_takes_long(evil: str) -> None:
    """In CPU seconds, and a hundred times what it takes: one that backtracks takes minutes."""
    begun = time.process_time()
    anonymous([(evil * MOST)[:MOST]], [TOMAS])
    assert time.process_time() - begun < 10
