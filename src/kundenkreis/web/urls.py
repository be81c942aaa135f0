"""Every address of the product. Nouns, English, one line each; those that are asked for most come first."""

from django.urls import URLPattern, URLResolver, include, path

from kundenkreis.web.start import start

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start, name="start"),
    path("", include("kundenkreis.web.cases.urls")),
    path("", include("kundenkreis.web.queue.urls")),
    path("", include("kundenkreis.web.search.urls")),
    path("", include("kundenkreis.web.today.urls")),
    path("", include("kundenkreis.web.portal.urls")),
    path("", include("kundenkreis.web.customers.urls")),
    path("", include("kundenkreis.web.parity.urls")),
    path("", include("kundenkreis.web.entry.urls")),
    path("", include("kundenkreis.web.settings.urls")),
    path("", include("kundenkreis.web.catalogue.urls")),
    path("", include("kundenkreis.web.outbox.urls")),
    path("", include("kundenkreis.web.account.urls")),
]
