"""The head place: motivation, belief, commitment.

Of research: own goals in Bradshaw et al. 2022, seeing it anew and suppressing in Webb, Miles and Sheeran 2012, surface
acting in Hülsheger and Schewe 2011, if-then plans in Gollwitzer and Sheeran 2006.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from extramile.growth.practice.programme.modules import Beside, Module, Part


def head() -> list[Module]:
    """Its modules, in their order."""
    return [_motivation(), _belief(), _commitment()]


def _motivation() -> Module:
    text = _("""There are two kinds of reason for doing a job well. Some come from outside: the rota, the figures, \
somebody looking. Others are your own: you like to see a knot come undone, you cannot leave a person stranded, you \
want to become really good at something. Both get you to your desk. Only the second kind is still there at twenty to \
five on a Thursday.

Research on goals points the same way, with modest figures. People who go after what they care about for its own sake \
tend to fare better than those who mostly chase pay or standing. That is a tendency and not a law, and it says \
nothing about you. For that you have something better: your own days to look at.

So begin with what you already know. In the last few weeks there was a conversation that you were glad to have had. \
It need not have been a triumph. Perhaps somebody only stopped sounding alone with their trouble. What in you was \
glad? The answer is usually one of your values at work. It is worth knowing by name, because what has a name can be \
brought along on purpose.""")
    exercise = _("""Choose one of your values, and one conversation that you were glad to have had. What did the \
value do in it? Two or three sentences are enough. End with a line that begins “I do this because …”.""")
    return Module(
        "head-motivation", Part.HEAD, _("Why you do this"),
        _("Reasons of your own carry further than reasons you were given."), text, exercise,
        (Beside.VALUES, Beside.TALKS),
        _("a conversation opens and I feel nothing in particular"), _("look for the one thing in it that I care about"),
        (
            (_("Two kinds of reason bring people to their desk. Which are they, and which one stays?"),
             _("Reasons from outside, such as figures and being watched, and reasons of one’s own. One’s own are "
               "still there when nobody looks.")),
            (_("How do you find out which of your values was at work in a good conversation?"),
             _("Ask what in you was glad about it, and give that a name.")),
        ),
    )  # fmt: skip


def _belief() -> Module:
    text = _("""You never meet the customer. You meet a few lines of text, and your head does the rest: it gives them \
a face, a tone, a reason. That picture decides how your first sentence sounds, before you have chosen a single word \
of it.

Some pictures make the work heavy. “They are trying it on.” “They think I am stupid.” “Here comes another one.” Now \
and then one of them is true. But see what they have in common: nobody said them. They were added. And what you added \
can be exchanged for something else that fits the same lines and leaves you more room. Somebody is tired. Somebody \
has paid, and is afraid that the money is gone. Somebody wrote three times, was not heard, and you are simply the \
fourth door they knock at.

To take the other person’s view, and to read a moment anew, are among the better tested ways of dealing with a \
feeling. Pressing it down and smiling over it is not one of them, and it wears people out. So nobody here asks you to \
feel cheerful, or to look as if you did. What helps is a guess about the other person with which you can work.

The same holds for what you believe of yourself. “I am no good with angry people” is a sentence about always. “I have \
not found my first line for angry people yet” is about next week.""")
    exercise = _("""Take a conversation that annoyed you. Write down the sentence that your head added about the \
person. Then write two others that fit the very same words of theirs. Which of the three would you like to answer?""")
    return Module(
        "head-belief", Part.HEAD, _("Whom you believe you are writing to"),
        _("You answer the person you imagine. So imagine somebody likely."), text, exercise, (Beside.TALKS,),
        _("I catch myself knowing what a customer is like"), _("name one other reason that fits the same words"),
        (
            (_("A message annoys you. What are the three steps back to a clear head?"),
             _("Find the sentence that your head added. Find two others that fit the same words. Answer the one that "
               "lets you help.")),
            (_("Why is it no use to press annoyance down and smile?"),
             _("It does not make the feeling go, and it wears people out. Reading the moment anew does more.")),
        ),
    )  # fmt: skip


def _commitment() -> Module:
    text = _("""To be good to people is easy at nine in the morning. The difficulty comes later, and in small shapes \
that you know: the eleventh question about the same parcel, a rule that you would not have made, a muddle of somebody \
else’s that is now yours to tidy. Commitment is not a mood that outlives all this. It is having decided beforehand \
what you will do when it comes.

There is a plain way to do that, and few things in psychology have been tested as often: tie what you want to do to \
the moment in which you will need it. Not “I will be more patient”, but “if somebody asks what I have just explained, \
then I will say it again in other words”. The first is a wish. The second has a handle: when the moment comes, it \
brings the act along by itself.

Choose few, and make them yours. One is plenty. It should be small enough for your worst hour, since that is the hour \
it is for. And let it be about what you do, never about how they take it. You can hold out a hand every time; not \
every time will somebody take it.

Now and then you will miss it. That is no verdict, and nobody counts. Look at what the moment was really like, and \
make the “if” fit it better.""")
    exercise = _("""Which hour, or which kind of conversation, costs you most? Write one sentence for it: if …, then \
I will …. And one line on which of your values it keeps alive.""")
    return Module(
        "head-commitment", Part.HEAD, _("What you will do anyway"),
        _("What is decided beforehand needs no strength at the moment."), text, exercise, (Beside.VALUES,),
        _("somebody asks what I have just explained"), _("say it again in other words, and shorter"),
        (
            (_("What turns “I will be more patient” into a plan?"),
             _("A moment and an act: if this happens, then I will do that.")),
            (_("What do you decide beforehand: what you do, or how they take it?"),
             _("Only what you do. How they take it is theirs.")),
        ),
    )  # fmt: skip
