"""The fair queue: one list for everybody, in the order of what is due."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.cases.models import Case, RequestType
from kundenkreis.people.models import Organisation, Person
from kundenkreis.teams.models import Team


class Place(models.Model):
    """The place of one case in the queue. It exists while something is owed.

    The order is (parked, due_at, received_at, case). The table does not
    hold the customer class, so nothing that reads it can prefer one.
    `due_at` is the earliest due of what is owed, and `risk_at` the moment
    from which that promise is at risk; a parked case waits for the
    requester or rests until `parked_until`. `dated` says that a callback or
    a date is owed.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="place")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    parked = models.BooleanField(default=False)
    waiting = models.BooleanField(default=False)
    parked_until = models.DateTimeField(null=True)
    rest_until = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    risk_at = models.DateTimeField(null=True)
    dated = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    type = models.ForeignKey(RequestType, on_delete=models.CASCADE, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+", db_index=False)
    is_confidential = models.BooleanField(default=False)

    class Meta:
        ordering = ["parked", "due_at", "received_at", "case"]
        indexes = [
            models.Index(
                fields=["team", "parked", "due_at", "received_at", "case"],
                name="place_order",
                include=["taken_by", "type", "organisation", "is_confidential", "risk_at", "dated"],
            ),
            models.Index(
                fields=["taken_by", "parked", "due_at", "received_at", "case"],
                name="place_taken",
                include=["team", "type", "organisation", "is_confidential", "risk_at", "dated"],
                condition=~Q(taken_by=None),
            ),
            models.Index(fields=["parked_until"], name="place_wakes", condition=Q(parked_until__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class View(models.Model):
    """A saved view of the queue, of one person or of a whole team."""

    name = models.CharField(_("name"), max_length=60)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="views")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="views")
    filters = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
