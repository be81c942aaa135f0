"""Addresses of customers."""

from django.urls import path

from kundenkreis.web.customers import lists, notes, organisations, people, teams

urlpatterns = [
    path("customers", lists.index, name="customers"),
    path("customers/new", organisations.create, name="customer.new"),
    path("customers/<int:organisation_id>", organisations.show, name="customer"),
    path("customers/<int:organisation_id>/data", organisations.change, name="customer.data"),
    path("customers/<int:organisation_id>/team", teams.assign, name="customer.team"),
    path("customers/<int:organisation_id>/notes", notes.create, name="customer.notes"),
    path("customers/<int:organisation_id>/people/new", people.create, name="person.new"),
    path("customers/people/<int:person_id>", people.show, name="person"),
    path("customers/people/<int:person_id>/data", people.change, name="person.data"),
    path("customers/notes/<int:note_id>/confirmation", notes.confirm, name="note.confirmation"),
    path("customers/notes/<int:note_id>/removal", notes.remove, name="note.removal"),
    path("customers/notes/return/<str:gone>", notes.put_back, name="note.return"),
]
