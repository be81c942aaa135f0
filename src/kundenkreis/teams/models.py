"""The company, its teams, who is in them and what they can do."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kundenkreis.people.models import Organisation, Person


class Company(models.Model):
    """The company that runs this installation. There is one row.

    `version` grows with every change of reference data (teams, request
    types, targets, calendars), so that processes know when to read anew.
    """

    name = models.CharField(_("name"), max_length=120)
    state = models.CharField(_("federal state"), max_length=2, blank=True)
    zone = models.CharField(_("time zone"), max_length=40, default="Europe/Berlin")
    purpose = models.TextField(_("purpose"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_demo = models.BooleanField(default=False)
    version = models.BigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_company")]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A customer team: cross-functional, serving its customers from one place.

    `organisation` is the department it belongs to; when the team asks
    another team for something, that department is the customer.
    """

    name = models.CharField(_("name"), max_length=80, unique=True)
    purpose = models.TextField(_("purpose"), blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person working in a team, or coaching it."""

    class Part(models.TextChoices):
        """A coach helps but cannot assign, close or move dates."""

        MEMBER = "member", pgettext_lazy("membership", "member")
        COACH = "coach", pgettext_lazy("membership", "coach")

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    part = models.CharField(max_length=6, choices=Part, default=Part.MEMBER)
    function = models.CharField(_("function"), max_length=80, blank=True)

    class Meta:
        ordering = ["person__name_key"]
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.person} ({self.team})"


class Skill(models.Model):
    """Something one can be good at, as far as requests need it."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PersonSkill(models.Model):
    """What a person says she can do. Self-declared; nothing measures it."""

    class Level(models.IntegerChoices):
        """Quarters of the skill circle."""

        NOT_YET = 0, pgettext_lazy("skill", "not yet")
        LEARNING = 1, pgettext_lazy("skill", "learning")
        WITH_HELP = 2, pgettext_lazy("skill", "with help")
        ALONE = 3, pgettext_lazy("skill", "alone")
        TEACHES = 4, pgettext_lazy("skill", "guides others")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="holders")
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.ALONE)
    wants_practice = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "skill"], name="skill_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.skill}"


class Absence(models.Model):
    """A time in which a person is not at work, with the words she chose for it.

    With `here` she is at work all the same and only tells her team something,
    for example that she needs help or has time to give. Nobody else writes it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    start = models.DateTimeField()
    end = models.DateTimeField()
    here = models.BooleanField(_("at work all the same"), default=False)
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["start"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="absence_has_length")]
        indexes = [models.Index(fields=["person", "end"], name="absence_by_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.start:%d.%m.}"


class Responsibility(models.Model):
    """The one team that answers all concerns of a customer."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="responsibility")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="responsibilities")

    def __str__(self) -> str:
        return f"{self.organisation}: {self.team}"
