"""How signing in differs from what django-allauth does by itself."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Accounts(DefaultAccountAdapter):
    """Accounts are made by the company; nobody opens one from outside."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always closed: requesters without an account use a signed link."""
        return False
