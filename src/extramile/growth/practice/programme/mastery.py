"""Mastery: anger, the extra mile, and learning from one's own work.

Of research: fix first in Little et al. 2013 (228 calls), effort from CEB, hours in Macnamara, Hambrick and Oswald 2014,
looking back in Tannenbaum and Cerasoli 2013 and Keiser and Arthur 2021, feedback in Kluger and DeNisi 1996.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from extramile.growth.practice.programme.modules import Beside, Module, Part


def mastery() -> list[Module]:
    """Its modules, in their order."""
    return [_anger(), _mile(), _craft()]


def _anger() -> Module:
    text = _("""Somebody shouts in capitals, and everything in you wants to defend yourself, or to soothe. Both make \
it about feelings, theirs or yours. Meanwhile the thing that made them angry is still there.

When researchers went through 228 recorded service calls, what calmed customers was work on the problem; attempts to \
manage the feeling tended to backfire. So this is the order: the fact, the part that is ours, the next step with a \
time. If there is room after that, the feeling.

It sounds like this. “You told us twice that the refund went to a closed card, and nobody acted on it. I am sending \
it to your new card now, and I will write to you at four with the bank’s reference.” There is no “calm down” in it \
and no “I understand your frustration”, and no word on how such a thing could happen. Explanations are for later, and \
for those who ask.

Expect the anger to last a message or two longer than its cause, as a kettle goes on singing when it is off the \
stove. Stay plain, stay with the next step, and let them be the one who says that it is better.

There is a limit, and it is yours to draw. Anger at what happened is part of the work. Abuse of you is not: say once \
where the line is, and end it when it is crossed again. Then take the break. Nobody asks why.""")
    exercise = _("""Take the hardest conversation you remember. Write the reply that you would send today: the fact, \
the part that was ours, the next step with a time. Four sentences at most.""")
    return Module(
        "mastery-anger", Part.MASTERY, _("Staying with anger"), _("Fix first. Feelings follow the facts."),
        text, exercise, (Beside.TALKS,),
        _("somebody is angry"), _("write the fact, our part and the next step before anything about feelings"),
        (
            (_("Somebody is angry. In which order do you write?"),
             _("The fact, the part that is ours, the next step with a time. The feeling after that, if there is "
               "room.")),
            (_("Why not begin with how such a thing could happen?"),
             _("While it is not mended, an explanation sounds like a defence. It is for later, and for those who "
               "ask.")),
            (_("Where does anger end and abuse begin, and what do you do then?"),
             _("When it is aimed at you and no longer at what happened. Say once where the line is, end it when it is "
               "crossed again, and take a break.")),
        ),
    )  # fmt: skip


def _mile() -> Module:
    text = _("""The extra mile is famous for flowers and handwritten cards. They come second. The first mile is \
effort: how often somebody had to write, to tell it all again, to wait, to look for the form. In one large survey 96 \
of 100 customers with much effort behind them grew less loyal, and 9 of 100 of those who had little. A gift on top of \
a hard time is a bow on a broken box.

So ask in every conversation: what would they have to do next? Then do it for them. Ring the courier yourself. Send \
the label along with the answer. Solve the question that comes after this one while you are there.

Once the way is clear, look for the moment. What makes one is seldom expensive: a detail that you kept in mind, news \
before it was due, a word to whoever packs the parcel, an honest “you do not need the larger one”. Where you may give \
something, let it fit what the trouble cost them, and give it before they have to ask.

And tell it. A mile that was needed because something is broken is also a lesson for whoever can mend it. Untold, you \
will walk it again next week. Not every mile is repaid, and none has to be; that is what makes it extra.""")
    exercise = _("""Walk through one conversation of this week in the customer’s shoes, from the moment something \
went wrong to the end. List all that they had to do. What of it could somebody have done for them, and who?""")
    return Module(
        "mastery-mile", Part.MASTERY, _("The extra mile, after the first"),
        _("Take effort away before you add anything."), text, exercise, (Beside.TALKS,),
        _("a problem is solved"), _("ask what they would have to do next, and do it for them"),
        (
            (_("What is the first mile, and what the extra one?"),
             _("The first is to take effort away. The extra one is what you add when the way is clear.")),
            (_("Which question finds effort that you can take away?"), _("What would they have to do next?")),
            (_("A mile was needed because something is broken. What else do you do?"),
             _("Tell it to whoever can mend it, or it has to be walked again.")),
        ),
    )  # fmt: skip


def _craft() -> Module:
    text = _("""Mastery takes ten thousand hours, they say. It is a good story and a small part of the truth: in most \
professions the hours alone explain very little of who becomes good. One can have the same year ten times. It matters \
more what is done in the hours.

What seems to help is a short look back, with the record before you; studies of it are among the more encouraging \
ones, and nobody else has to lead it. Take one conversation, neither your best nor your worst. Read it as if a friend \
had written it. What was I trying to do? What happened? What will I do next time, word for word?

Keep it about the work. “I answered before I had read the second half” can be done otherwise tomorrow. “I am \
careless” cannot. In a large review of studies on feedback, more than a third of it made the work worse, the more so \
the more it pointed at the person. So speak to yourself as you would to a colleague whom you like.

When something went wrong, say it early and plainly: what happened, what we learned, what we change. A slip that is \
told spares others the same one. And what annoys you every week is a routine that waits for somebody to improve it. \
You stand nearer to it than anybody who could.""")
    exercise = _("""Choose a conversation. What was I trying to do? What happened? What will I do next time, word for \
word? Write that next sentence as you would send it.""")
    return Module(
        "mastery-craft", Part.MASTERY, _("Learning from your own work"),
        _("Hours teach little by themselves. Looking closely teaches more."), text, exercise, (Beside.TALKS,),
        _("a conversation went otherwise than I wanted"),
        _("read it once more and write down one sentence for next time"),
        (
            (_("Which three questions look back at a conversation?"),
             _("What was I trying to do? What happened? What will I do next time, word for word?")),
            (_("“I am careless.” How do you say it so that it helps?"),
             _("About the work: what was done, and what will be done otherwise.")),
        ),
    )  # fmt: skip
