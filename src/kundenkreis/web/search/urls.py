"""The address of the search."""

from django.urls import path

from kundenkreis.web.search import pages

urlpatterns = [path("search", pages.index, name="search")]
