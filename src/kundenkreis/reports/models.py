"""Stored results of evaluations, and who looked at what."""

from django.db import models

from kundenkreis.people.models import Person


class Snapshot(models.Model):
    """The result of one catalogue entry for one scope, as computed at a time."""

    entry = models.CharField(max_length=40)
    scope = models.CharField(max_length=80)
    computed_at = models.DateTimeField()
    data = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "scope"], name="snapshot_once")]

    def __str__(self) -> str:
        return f"{self.entry} {self.scope}"


class Access(models.Model):
    """Somebody ran an evaluation or opened something confidential. Kept 12 months."""

    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=60)
    scope = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["at"], name="access_by_time")]

    def __str__(self) -> str:
        return f"{self.what} {self.scope}"
