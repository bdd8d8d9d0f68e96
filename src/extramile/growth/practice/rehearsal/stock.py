"""Lines of a customer whose scenario has none for the moment. Scenarios are in English, and so are these."""

from __future__ import annotations

from extramile.growth.practice.rehearsal.scenario import Writes
from extramile.growth.practice.rehearsal.take import Heard

CALMER, SAME, ANGRIER, THANKS, LEAVES, ABUSED = "calmer", "same", "angrier", "thanks", "leaves", "abused"

LINES: dict[str, dict[Writes, tuple[str, ...]]] = {
    CALMER: {
        Writes.PLAIN: ("Okay. So what happens now?", "Right. That helps.", "Good, somebody read it. And next?"),
        Writes.SHORT: ("ok", "ok. and now", "fine. go on"),
        Writes.LONG: (
            "Okay, that is the first answer that fits what I wrote, so thank you for that. What happens now?",
            "All right, I can follow that, and I am glad that somebody has read all of it. What is left to do?",
        ),
        Writes.SECOND_LANGUAGE: ("Ok, I understand. What is next please?", "Good, this is more clear for me."),
        Writes.SARCASTIC: ("Look at that, an answer. And then?", "A miracle: somebody can read. Go on."),
    },
    SAME: {
        Writes.PLAIN: ("And what does that mean for me?", "That does not help me yet.", "So what happens with it?"),
        Writes.SHORT: ("and?", "so?", "still waiting"),
        Writes.LONG: (
            "I have read that twice now and I still do not know what it means for the thing I wrote to you about.",
            "That may all be so, but it leaves me exactly where I was when I began to write this.",
        ),
        Writes.SECOND_LANGUAGE: ("Sorry, and what I must do now?", "I don't understand what happens with my problem."),
        Writes.SARCASTIC: ("Fascinating. And my problem?", "Lovely. And in the real world?"),
    },
    ANGRIER: {
        Writes.PLAIN: ("Are you serious?", "That is not what I asked.", "This is exactly what I mean."),
        Writes.SHORT: ("no.", "seriously", "unbelievable"),
        Writes.LONG: (
            "I cannot believe that I have taken the time to write all of this and that is what I get back.",
            "That is precisely the kind of answer for which I wrote to you in the first place, and it is no answer.",
        ),
        Writes.SECOND_LANGUAGE: ("No, this is not correct! Please read what I write.", "Why you say this to me?"),
        Writes.SARCASTIC: ("Oh, wonderful. Is there a prize for that?", "Great. I will frame that."),
    },
    THANKS: {
        Writes.PLAIN: ("Thank you. That is all I wanted.", "Good. Thank you."),
        Writes.SHORT: ("great thx", "ok good. thanks"),
        Writes.LONG: ("Thank you, that settles it, and I am glad that it was you who picked this up.",),
        Writes.SECOND_LANGUAGE: ("Thank you very much, now I am quiet.", "Thank you, it is all good now."),
        Writes.SARCASTIC: ("Well. That worked. Thank you, and I mean it.",),
    },
    LEAVES: {
        Writes.PLAIN: ("Forget it. I will take my business elsewhere.", "I have had enough. Goodbye."),
        Writes.SHORT: ("forget it", "bye"),
        Writes.LONG: ("I have spent long enough on this, so I will stop here and tell others how it went.",),
        Writes.SECOND_LANGUAGE: ("I stop now. I go to another shop.",),
        Writes.SARCASTIC: ("It was a pleasure. Never again.",),
    },
    ABUSED: {
        Writes.PLAIN: ("What did you just say to me?", "I do not have to read that. Who is your manager?"),
        Writes.SHORT: ("excuse me??", "wow. bye"),
        Writes.LONG: ("I came here with a problem that you made, and now I am insulted for it. I have kept a copy.",),
        Writes.SECOND_LANGUAGE: ("Why you insult me? I was polite with you.",),
        Writes.SARCASTIC: ("Charming. Is that in the handbook?",),
    },
}

PUZZLED = {
    Heard.EMPTY: ("?", "Hello? Are you there?"),
    Heard.OTHER_LANGUAGE: (
        "Sorry, I only read English. What does that mean?",
        "I do not speak that. In English?",
    ),
    Heard.NONSENSE: ("What?", "I do not follow. What do you mean?"),
    Heard.KEYWORDS: ("Is that a sentence? What do you mean?", "What are you telling me?"),
    Heard.TEMPLATE: (
        "You have sent me a form with the blanks still in it.",
        "Is that a template? It has a gap.",
    ),
    Heard.SAME_AGAIN: ("You wrote that already.", "That is the same line again."),
}
