"""The addresses: our own pages, the sign-in pages of django-allauth, and the one for monitoring."""

from django.urls import include, path

from kundenkreis.web.health import health

handler400 = "kundenkreis.web.gate.unreadable"
urlpatterns = [
    path("health", health, name="health"),
    path("accounts/", include("allauth.urls")),
    path("", include("kundenkreis.web.urls")),
]
