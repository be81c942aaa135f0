"""Addresses of the own day."""

from django.urls import path

from kundenkreis.web.today import absences, pages

urlpatterns = [
    path("today", pages.index, name="today"),
    path("today/absences", absences.index, name="today.absences"),
    path("today/absences/<int:absence_id>/removal", absences.remove, name="today.absence.removal"),
]
