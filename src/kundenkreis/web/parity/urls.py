"""Addresses of parity."""

from django.urls import path

from kundenkreis.web.parity import method, pages, table

urlpatterns = [
    path("parity", pages.index, name="parity"),
    path("parity/strata.csv", table.download, name="parity.strata"),
    path("parity/method", method.method, name="parity.method"),
]
