"""Addresses of one's own account, and of the language for everybody."""

from django.urls import path

from kundenkreis.web.account import pages

urlpatterns = [
    path("account", pages.index, name="account"),
    path("language/", pages.language, name="language"),
]
