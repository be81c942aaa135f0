"""Persons, organisations, and the accounts that join them."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Collate, Reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kundenkreis.base.text import clean, sort_key

if TYPE_CHECKING:
    from kundenkreis.people.sessions import SessionStore


def last_digits_first(field: str) -> Collate:
    """Return a phone number as `cases.callers` looks for it: its digits from the last one on, however it is written."""
    rule = (models.Value("[^0-9]"), models.Value(""), models.Value("g"))
    return Collate(Reverse(models.Func(models.F(field), *rule, function="regexp_replace")), "C")


class CustomerClass(models.TextChoices):
    """Internal customers are of the same standing as external ones."""

    INTERNAL = "internal", pgettext_lazy("customer", "internal")
    EXTERNAL = "external", pgettext_lazy("customer", "external")


class Role(models.TextChoices):
    """What a person may do beyond asking. Membership in teams is kept in `teams`."""

    MANAGEMENT = "management", pgettext_lazy("role", "management")
    HR = "hr", pgettext_lazy("role", "HR")
    WORKS_COUNCIL = "works_council", pgettext_lazy("role", "works council")
    ADMIN = "admin", pgettext_lazy("role", "administrator")


class Language(models.TextChoices):
    """The languages the product speaks."""

    GERMAN = "de", "Deutsch"
    ENGLISH = "en", "English"


class Organisation(models.Model):
    """A company, department, supplier or contractor whose people are our customers."""

    class Kind(models.TextChoices):
        """Only a paying customer is external (DOMAIN, section 1)."""

        CUSTOMER = "customer", pgettext_lazy("organisation", "paying customer")
        DEPARTMENT = "department", pgettext_lazy("organisation", "department")
        SUPPLIER = "supplier", pgettext_lazy("organisation", "supplier")
        CONTRACTOR = "contractor", pgettext_lazy("organisation", "contractor")

    name = models.CharField(_("name"), max_length=160)
    name_key = models.CharField(max_length=200, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.CUSTOMER)
    customer_class = models.CharField(max_length=8, choices=CustomerClass, editable=False)
    city = models.CharField(_("place"), max_length=80, blank=True)
    domain = models.CharField(_("mail domain"), max_length=120, blank=True)
    since = models.DateField(_("customer since"), null=True, blank=True)

    class Meta:
        ordering = ["name_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["name_key", "kind"], name="organisation_once")]
        indexes = [models.Index(fields=["name_key", "id"], name="organisation_by_name")]

    def __str__(self) -> str:
        return self.name

    def prepare(self) -> "Organisation":
        """Fill what follows from the name and the kind, and return itself."""
        self.name = clean(self.name).strip()
        self.name_key = sort_key(self.name)
        external = self.kind == self.Kind.CUSTOMER
        self.customer_class = CustomerClass.EXTERNAL if external else CustomerClass.INTERNAL
        return self

    def save(self, *args: object, **kwargs: object) -> None:
        """Store the organisation with its derived fields."""
        self.prepare()
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class PersonManager(BaseUserManager["Person"]):
    """Finds persons for signing in."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person with this mail address, whatever its capitals."""
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """Somebody we know: a colleague, a customer, a supplier's employee.

    One person is one row, however many organisations she speaks for. A
    person without a usable password signs in with a signed link only.
    """

    email = models.EmailField(_("e-mail"), max_length=254, unique=True, null=True, blank=True)
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    family_name = models.CharField(_("family name"), max_length=80)
    name_key = models.CharField(max_length=200, editable=False)
    salutation = models.CharField(
        _("salutation"),
        max_length=6,
        blank=True,
        choices=[("frau", pgettext_lazy("salutation", "Ms")), ("herr", pgettext_lazy("salutation", "Mr"))],
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.GERMAN)
    zone = models.CharField(_("time zone"), max_length=40, default="Europe/Berlin")
    is_active = models.BooleanField(_("active"), default=True)
    roles = ArrayField(models.CharField(max_length=16, choices=Role), default=list, blank=True)
    dense = models.BooleanField(_("dense lists"), default=True)
    single_keys = models.BooleanField(_("single-key shortcuts"), default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        ordering = ["name_key", "pk"]
        indexes = [
            models.Index(fields=["name_key", "id"], name="person_by_name"),
            models.Index(last_digits_first("phone"), name="person_by_phone"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name as one says it."""
        return f"{self.given_name} {self.family_name}".strip()

    def prepare(self) -> "Person":
        """Fill what follows from the name, and return itself."""
        self.given_name = clean(self.given_name).strip()
        self.family_name = clean(self.family_name).strip()
        self.name_key = sort_key(f"{self.family_name} {self.given_name}")
        self.email = self.email.strip().lower() if self.email else None
        return self

    def save(self, *args: object, **kwargs: object) -> None:
        """Store the person with the derived fields."""
        self.prepare()
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class ContactPoint(models.Model):
    """One more way to reach a person: a further mail address or phone number."""

    class Kind(models.TextChoices):
        """Ways we know."""

        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("phone")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=5, choices=Kind)
    value = models.CharField(max_length=254)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["value"], name="contact_email_once", condition=Q(kind="email")),
        ]
        indexes = [
            models.Index(last_digits_first("value"), name="contact_by_phone", condition=Q(kind="phone")),
        ]

    def __str__(self) -> str:
        return self.value


class Account(models.Model):
    """A person asking on behalf of an organisation.

    The customer class comes from the account used, not from the person:
    an employee can also be a paying customer (DOMAIN 2.1, rule 15).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="accounts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="accounts")
    function = models.CharField(_("function"), max_length=80, blank=True)
    is_main = models.BooleanField(_("main account"), default=True)

    class Meta:
        ordering = ["-is_main", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "organisation"], name="account_once")]

    def __str__(self) -> str:
        return f"{self.person}, {self.organisation}"


class Note(models.Model):
    """Something the team should know about a customer, with its author and age."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="notes")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="notes_about")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notes_written")
    text = models.TextField(_("note"), max_length=2000)
    written_at = models.DateTimeField()
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["-confirmed_at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Session(AbstractBaseSession):
    """Somebody's browser that is signed in, or one that nobody has signed in with yet."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        """Return what reads and writes sessions."""
        from kundenkreis.people.sessions import SessionStore

        return SessionStore
