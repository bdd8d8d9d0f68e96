"""Plain abuse is recognised, and what only sounds like it is left alone."""

from __future__ import annotations

import time

import pytest

from extramile.desk.abuse import is_abusive

ABUSE = """
you stupid bitch
You are a fucking idiot
You’re such a useless cunt, all of you
fuck you and your shop
F*CK OFF
go fuck yourself
Kill yourself.
I hope you die
I hope you get cancer
I'm going to kill you
I’ll find you and you will be sorry
I will hunt you down
i know where you live
suck my dick
show me your tits
you faggot
fucking faggots, the lot of you
dirty paki
bunch of niggers
kys
"""
NONE = """
This damn tent is shit and it cost £400
What the fuck is wrong with your courier
The zip is fucking broken again
I am an idiot, I ordered the wrong size
You must think I am an idiot
You are not an idiot, sorry, I was rude
If you are a bitch about refunds I shall go elsewhere
My neighbour shouted “you stupid bitch” at me when I put up the tent
He wrote "I will kill you" on my parcel
I'll shoot you an email with the photos
We will kill you with kindness
This rucksack is killing me
I could kill for a cup of tea
I hope you don't die of boredom reading this
I hope you get this in time
The dog is a bitch, three years old, and needs a harness
Do you deliver to Scunthorpe?
Do you sell faggots and peas as a camping meal?
There is a chink in the seam
The cabin was spic and span
We stayed with the Dykes family in Cwmcarn
You will pay for this, it is on my other card
You are useless
You have been fucking brilliant
Can you show me your new boots?
fuck your returns policy
You cows of a company logo is lovely
Where do you live on the site, I mean your depot?
أنتم رائعون
"""


@pytest.mark.parametrize("text", ABUSE.strip().splitlines())
def test_plain_abuse_is_recognised(text: str) -> None:
    assert is_abusive(text)
    assert is_abusive(f"Hello.\n{text.upper()}\nAnswer me")


@pytest.mark.parametrize("text", NONE.strip().splitlines())
def test_what_only_sounds_like_it_is_left_alone(text: str) -> None:
    assert not is_abusive(text)


@pytest.mark.parametrize("piece", ["you are all ", "you fucking ", "fuck", '"', "i will ", "u "])
def test_no_text_makes_it_slow(piece: str) -> None:
    began = time.process_time()
    is_abusive(piece * 10_000)
    assert time.process_time() - began < 0.5
