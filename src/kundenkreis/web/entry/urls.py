"""The address of requests entered for somebody."""

from django.urls import path

from kundenkreis.web.entry import pages

urlpatterns = [path("cases/new", pages.new, name="entry")]
