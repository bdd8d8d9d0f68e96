"""Websites: the pages that carry the widget."""

from __future__ import annotations

import secrets

from django.db import models

from extramile.desk.models.inbox import Inbox


def new_key() -> str:
    """A public key for the embed snippet."""
    return "site_" + secrets.token_hex(8)


class Website(models.Model):
    """A website with the widget. `key` is public; `origins` lists who may embed it, as `https://shop.example`."""

    name = models.CharField(max_length=80)
    inbox = models.ForeignKey(Inbox, on_delete=models.PROTECT, related_name="websites")
    key = models.CharField(max_length=40, unique=True, default=new_key)
    origins = models.JSONField(default=list)
    colour = models.CharField(max_length=7, default="#0f6f67")
    greeting = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=12, default="auto")
    position = models.CharField(max_length=5, default="right", choices=[("right", "right"), ("left", "left")])

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
