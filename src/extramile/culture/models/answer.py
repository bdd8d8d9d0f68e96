"""Answers that go by mail to those who spoke and left an address."""

from __future__ import annotations

from django.db import models

from extramile.base.turned import Turned
from extramile.culture.models.feedback import Feedback, Step


class AnswerLetter(Turned):
    """One answer to one of those who said the same."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="letters")
    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "feedback"], name="answer_once")]

    def __str__(self) -> str:
        return f"answer {self.step_id}"
