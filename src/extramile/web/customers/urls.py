"""The addresses of customers: the ladder, and each of those who stand on it."""

from __future__ import annotations

from django.urls import URLPattern, path

from extramile.web.customers import account, bringing, ladder, lists, merging, profile, promises, written

_C = "customers/<int:customer>"
_P = "customers/promises/<int:promise>"

urlpatterns: list[URLPattern] = [
    path("customers/", ladder.ladder),
    path("customers/lists/<slug:name>", lists.customers),
    path("customers/import", bringing.home),
    path("customers/import/<int:pk>", bringing.delivery),
    path("customers/import/<int:pk>/progress", bringing.progress),
    path("customers/import/<int:pk>/rejects.csv", bringing.rejects),
    path(_C, profile.profile),
    path(f"{_C}/further", profile.further),
    path(f"{_C}/account", account.account),
    path(f"{_C}/about", written.about),
    path(f"{_C}/purchase", written.purchase),
    path(f"{_C}/act", written.act),
    path(f"{_C}/attribute", written.attribute),
    path(f"{_C}/preferences", written.preferences),
    path(f"{_C}/take-back/<str:table>/<int:row>", written.take_back),
    path(f"{_C}/put-back/<int:taken>", written.put_back),
    path(f"{_C}/merge", merging.find),
    path(f"{_C}/merge/<int:other>", merging.merge),
    path(f"{_C}/apart/<int:other>", merging.told_apart),
    path(f"{_C}/alike/<int:other>", merging.alike),
    path(f"{_C}/unmerge/<int:merge>", merging.undo),
    path("customers/promises", promises.promises),
    path(f"{_P}/keep", promises.keep),
    path(f"{_P}/not-kept", promises.not_kept),
    path(f"{_P}/move", promises.move),
    path(f"{_P}/hand-over", promises.hand_over),
    path(f"{_P}/withdraw", promises.withdraw),
    path(f"{_P}/undo/<int:step>", promises.undo),
]
