"""Promises: what we owe a customer, and by when."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kundenkreis.cases.models import Case, RequestType, Urgency
from kundenkreis.people.models import Person
from kundenkreis.teams.models import Team


class CalendarVersion(models.Model):
    """A working calendar as it stood from `since` on. Rows are never changed.

    Without a team it is the company's. `windows` maps weekday ("0" is
    Monday) to pairs of times, as `worktime.office_hours` takes them.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="calendars")
    since = models.DateTimeField()
    zone = models.CharField(max_length=40)
    state = models.CharField(max_length=2, blank=True)
    windows = models.JSONField()
    closings = ArrayField(models.DateField(), default=list, blank=True)
    options = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return f"{self.team or '*'} {self.since:%Y-%m-%d}"


class Target(models.Model):
    """How long things may take, by request type and urgency only, in working seconds."""

    type = models.ForeignKey(RequestType, on_delete=models.CASCADE, related_name="targets")
    urgency = models.PositiveSmallIntegerField(choices=Urgency)
    first_answer = models.PositiveIntegerField()
    next_answer = models.PositiveIntegerField()
    solution = models.PositiveIntegerField()

    class Meta:
        ordering = ["type", "-urgency"]
        constraints = [models.UniqueConstraint(fields=["type", "urgency"], name="target_once")]

    def __str__(self) -> str:
        return f"{self.type} {self.urgency}"


class Promise(models.Model):
    """Something we owe a customer, and by when.

    The facts of the case are the truth. All columns from `due_at` on are a
    copy of their fold for lists and sorting; only `promises.actions` writes
    them. `no` counts the promises of a case and is their name in the facts.
    A promise is owed until it is settled, also after its time has run out.
    """

    class Kind(models.TextChoices):
        """DOMAIN, section 1."""

        FIRST_ANSWER = "first_answer", pgettext_lazy("promise", "First answer")
        NEXT_ANSWER = "next_answer", pgettext_lazy("promise", "Next answer")
        SOLUTION = "solution", pgettext_lazy("promise", "Solution")
        CALLBACK = "callback", pgettext_lazy("promise", "Callback")
        MILESTONE = "milestone", pgettext_lazy("promise", "Milestone")
        DUE_DATE = "due_date", pgettext_lazy("promise", "Date")

    class Verdict(models.TextChoices):
        """The only verdicts there are."""

        OPEN = "open", pgettext_lazy("verdict", "open")
        KEPT = "kept", pgettext_lazy("verdict", "kept")
        BROKEN = "broken", pgettext_lazy("verdict", "not kept")
        WITHDRAWN = "withdrawn", pgettext_lazy("verdict", "withdrawn")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="promises")
    no = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.CharField(_("what"), max_length=200, blank=True)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    calendar = models.ForeignKey(CalendarVersion, on_delete=models.PROTECT, related_name="+")
    urgency = models.PositiveSmallIntegerField(choices=Urgency, default=Urgency.NORMAL)
    step_no = models.PositiveSmallIntegerField(null=True, blank=True)
    target = models.PositiveIntegerField(_("target in working seconds"), null=True, blank=True)
    window_from = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField()
    anew_at = models.DateTimeField(null=True, blank=True)
    paused_since = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=9, choices=Verdict, default=Verdict.OPEN)
    settled_at = models.DateTimeField(null=True, blank=True)
    moves = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    announced = models.BooleanField(default=False)

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "no"], name="promise_once")]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="promise_unannounced",
                condition=Q(settled_at=None, announced=False, paused_since=None),
            ),
            models.Index(fields=["team", "due_at"], name="promise_due_by_team"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_at:%Y-%m-%d %H:%M}"
