"""Facts: what happened, to what, when, through whom. Append only."""

from django.db import models


class Fact(models.Model):
    """One thing that happened. It is never changed and never removed.

    `thing` and `thing_id` name what it happened to, for example
    ("case", 4812). What a fact means is known to the rooms further down;
    the ledger only keeps it in order.
    """

    thing = models.CharField(max_length=20)
    thing_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["thing", "thing_id", "id"], name="fact_of_thing"),
            models.Index(fields=["kind", "at"], name="fact_kind_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}:{self.thing_id}"
