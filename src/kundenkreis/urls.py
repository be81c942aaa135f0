"""The addresses: our own pages, and the sign-in pages of django-allauth."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("kundenkreis.web.urls")),
]
