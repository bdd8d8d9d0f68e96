"""The game plan: listening, plain and positive words, delivery, please and thanks, and knowing the product.

Of research: concrete words in Packard and Berger, "I" in Packard, Moore and McFerran, what comes back apart in
Latimier et al. 2021.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from extramile.growth.practice.programme.modules import Beside, Module, Part


def plan() -> list[Module]:
    """Its modules, in their order."""
    return [_listening(), _words(), _delivery(), _please(), _product()]


def _listening() -> Module:
    text = _("""In writing nobody sees you nod. Whether you have listened shows only in what you write back, and most \
replies do not show it. They begin with an answer. It may be the right one, and still the person looks at it and \
wonders whether anybody read the rest.

Read to the end before you touch the keyboard. Then look for three things. What happened, as facts. What it did to \
their plans: the wedding on Saturday, the child at the window, the lost morning. And what they would like you to do, \
which is often the one thing they have not written.

Then say it back, once, in a sentence or two, and in their words. “The zip went on the second day, and you leave on \
Thursday” is listening. “I understand that you have an issue with your product” is a noise. If something is missing, \
ask one question: the one whose answer changes what you do next. Five questions at once are a form, and they came to \
you to be spared a form.

Saying it back is no trick for sounding kind. It is how you find out that you had understood something else.""")
    exercise = _("""Open a conversation of yours from this week and read the customer’s first message, nothing else. \
Write the sentence with which you would say it back today. What in the reply you sent showed that you had read it \
all?""")
    return Module(
        "plan-listening", Part.PLAN, _("Listening in writing"),
        _("It is easier to be calm with somebody who has plainly read what one wrote."),
        text, exercise, (Beside.TALKS,),
        _("a long message comes in"), _("read it to its end, and say back what happened before I answer"),
        (
            (_("Which three things do you look for in a message before you answer?"),
             _("What happened, what it did to their plans, and what they would like you to do.")),
            (_("Something is missing in what they wrote. How many questions do you ask?"),
             _("One: that whose answer changes what you do next.")),
            (_("“I understand that you have an issue with your product.” What is wrong with it?"),
             _("It could be sent to anybody. Say back what happened to this person, in their own words.")),
        ),
    )  # fmt: skip


def _words() -> Module:
    text = _("""Three small habits do more for a reply than any polish.

Be concrete. “Your boots”, not “the item”; “on Friday before noon”, not “shortly”; “I have sent 89 to your card \
ending in 21”, not “the refund has been processed”. In studies of real service conversations customers were more \
satisfied with people who spoke concretely, perhaps because only somebody who is looking at your case can do it.

Say “I”. What you will do yourself, you can own: “I will ask the workshop and write to you by four.” There is nobody \
in “we are looking into it”. The same line of research found that “I” served customers better than “we”, though most \
of us were taught the opposite. “We” is for what the company does.

Begin with what can be done. “I can send it on Thursday” and “we cannot send it before Thursday” are one fact, and \
only one of them opens a door. Positive does not mean sweet: no superlatives, and no joy that is not there. When the \
answer is no, say so in one plain sentence, say why, and then what there is instead. A no can be forgiven. It is \
harder to forgive that one had to look for it in a paragraph that was dressed as a yes.""")
    exercise = _("""Write these three so that anybody can see who does what, and until when: “Your request has been \
forwarded.” “Unfortunately this is not possible under our terms.” “You will hear from us shortly.”""")
    return Module(
        "plan-words", Part.PLAN, _("Plain and positive words"),
        _("Say what will happen, who does it, and what can be done."), text, exercise, (),
        _("I have written “we”, “shortly” or “unfortunately”"), _("put myself, a day or what I can do in its place"),
        (
            (_("“You will hear from us shortly.” How do you say it better?"),
             _("With a person and a time: “I will write to you by four, whether I have the answer or not.”")),
            (_("How do you say no?"), _("In one plain sentence, with the reason; and then what there is instead.")),
            (_("When do you write “I”, and when “we”?"),
             _("“I” for what you do yourself, “we” for what the company does.")),
        ),
    )  # fmt: skip


def _delivery() -> Module:
    text = _("""A voice has warmth, pace and pauses. A written reply has only its shape: how long it is, where the \
answer stands, what the eye meets first. And it is read on a phone, at a bus stop, with one thought: is it solved?

So put the answer first and the story after it. One thought to a paragraph. Steps as steps, one to a line, in the \
order in which hands will take them. Then fit it to the person: two lines for somebody who wrote two lines, a little \
time for somebody who told you about their dog. To those in a hurry be quick rather than formal. For those who write \
in a language that is not their first, use short words and no figures of speech.

Saved replies and game plans are there to spare you the typing, never the reading. Change the first line and the \
last, so that they could be meant for nobody else. Then do the cheapest check there is: read it once as they will, \
from the top, knowing only what they know. Where you stumble, they would have asked again.

And when something takes time, write before they have to. “Nothing yet, and I have not forgotten you” is a whole \
message.""")
    exercise = _("""Find a reply of yours that was followed by another question, and write it again so that the \
question would not have come. What had you taken for granted that they could not know?""")
    return Module(
        "plan-delivery", Part.PLAN, _("How it reads on their side"),
        _("In writing, the shape of a reply is its tone of voice."), text, exercise, (Beside.TALKS,),
        _("I am about to send a saved reply"), _("change its first line and its last for this person"),
        (
            (_("What stands first in a reply, and what after it?"),
             _("The answer first, the story after it; steps one to a line, in the order in which they are done.")),
            (_("What is the cheapest check before you send?"),
             _("Read it once from the top, knowing only what they know. Where you stumble, they would ask again.")),
            (_("Something takes longer, and there is no news. What do you write?"),
             _("That there is nothing yet, that you have not forgotten them, and when you will write next.")),
        ),
    )  # fmt: skip


def _please() -> Module:
    text = _("""“Please” and “thank you” are the first manners that anybody learns, and the first that go when it \
gets busy. In a chat they look like padding. They are not. “Send me your order number” is an order. “Could you send \
me the order number, please? Then I need not search by your name” is a request with a reason, and it is easier to say \
yes to something that makes sense.

Thank people for what they really did. “Thank you for your patience” is a slap in a soft glove to somebody who has \
just said that they have none left. “Thank you for the photos, they show exactly where it tore” is true, and tells \
them that the trouble was worth it. Thank those who complain, too, when they showed you what others only shrugged at.

An apology belongs here as well. A good one is short and has three parts: what went wrong, that it was ours, what \
happens now. It has no “if” and no “but”, and it comes once. After the fifth, it is the customer who comforts you.

And their name: as they write it themselves, once, where you would say it aloud. In every line it sounds like \
selling.""")
    exercise = _("""Write a thank-you for something that a customer did this week and that nobody remarked on. Then \
an apology in three sentences for something that was ours. Read both aloud.""")
    return Module(
        "plan-please", Part.PLAN, _("Please, thank you, and their name"),
        _("Courtesy says: I see what this costs you."), text, exercise, (Beside.TALKS,),
        _("I ask a customer for something"), _("say please, and what it is good for"),
        (
            (_("What are the three parts of a good apology?"),
             _("What went wrong, that it was ours, and what happens now. No “if”, no “but”, and once.")),
            (_("When is “thank you for your patience” the wrong thanks?"),
             _("When they had none left. Thank people for what they really did.")),
            (_("How do you ask a customer for something?"), _("With please, and with what it is good for.")),
        ),
    )  # fmt: skip


def _product() -> Module:
    text = _("""Kindness without knowledge is company for somebody who is still stuck. Most people want one thing \
from you: that it works again. For that you have to know the thing itself, how it is used, where it fails, and what \
it looks like when it comes out of its box.

You need not know everything. Know the twenty questions of every week without looking them up, and of the rest know \
exactly where it is written and whom to ask. Take the thing into your hands when you can. Put up the tent. Place an \
order, and send one back. What you have once done, you can explain in the words of somebody who does it for the first \
time.

When you do not know, say so, and say when you will: “I do not know that yet. I will ask the workshop, and write to \
you before five.” It spares you both the confident guess that has to be taken back tomorrow.

Then make it the last time. What you had to look up becomes a game plan for the others, or a card for yourself. Two \
cards a day is a slow way to learn, and it lasts: what is called to mind at intervals holds better than the same \
learned in one afternoon.""")
    exercise = _("""Which three things did you have to look up this week? Write each with its answer, in a line or \
two, as you would say it to a customer. Make the best of them a card of your own.""")
    return Module(
        "plan-product", Part.PLAN, _("Knowing the thing"),
        _("Confidence in writing comes from having had it in your hands."), text, exercise, (),
        _("I do not know an answer"), _("say so, and say by when I will"),
        (
            (_("You do not know the answer. What do you write?"),
             _("That you do not know it yet, whom you will ask, and by when you write.")),
            (_("What do you need to know by heart, and what of the rest?"),
             _("The questions of every week. Of the rest: where it is written, and whom to ask.")),
        ),
    )  # fmt: skip
