"""Addresses of the outbox."""

from django.urls import path

from kundenkreis.web.outbox import pages

urlpatterns = [
    path("outbox", pages.index, name="outbox"),
    path("outbox/incoming", pages.incoming, name="outbox.incoming"),
    path("outbox/<int:letter_id>", pages.show, name="outbox.letter"),
    path("outbox/<int:letter_id>/html", pages.html, name="outbox.html"),
]
