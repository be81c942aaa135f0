"""How signing in differs from what django-allauth does by itself."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class Accounts(DefaultAccountAdapter):
    """Accounts are made by the company; nobody opens one from outside. Errors say what to do next."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is switched off. Your administrator can help."),
        "email_password_mismatch": _("Address and password do not belong together. Please try again."),
        "enter_current_password": _("Please enter your present password."),
        "incorrect_code": _("This code is not right. Please try again."),
        "incorrect_password": _("This password is not right. Please try again."),
        "invalid_or_expired_key": _("This link does not work any more. Please ask for a new one."),
        "invalid_login": _("Signing in did not work. Please try again."),
        "invalid_password_reset": _("This link does not work any more. Please ask for a new one."),
        "rate_limited": _("That was very often in a short time. Please wait a few minutes."),
        "same_as_current": _("Please choose another one than before."),
        "too_many_login_attempts": _("Too many attempts. Please wait a few minutes, then try again."),
        "unknown_email": _("There is no account with this address."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always closed: requesters without an account use a signed link."""
        return False
