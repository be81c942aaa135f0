"""Addresses of the catalogue of evaluations."""

from django.urls import path

from kundenkreis.web.catalogue import pages

urlpatterns = [path("catalogue", pages.index, name="catalogue")]
