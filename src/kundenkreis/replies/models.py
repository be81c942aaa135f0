"""What is being written: drafts, replies held back for undo, and who is present."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from kundenkreis.cases.models import Case, Message
from kundenkreis.people.models import Person


class Draft(models.Model):
    """An unsent text. A note and a reply are two drafts and never change into each other."""

    class Kind(models.TextChoices):
        """What it will become."""

        REPLY = "reply", pgettext_lazy("draft", "reply")
        NOTE = "note", pgettext_lazy("draft", "note")
        REQUEST = "request", pgettext_lazy("draft", "message of the requester")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="drafts")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=7, choices=Kind)
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "author", "kind"], name="draft_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"


class Reply(models.Model):
    """A reply on its way out, held until `send_at` so that it can be taken back.

    `then` holds what goes with it in the same step: a question, promises
    given, an outcome. `message` is set when it has been sent. `changed` is
    what `Case.changed` became when it was pressed.
    """

    class State(models.TextChoices):
        """A reply leaves the held state exactly once."""

        HELD = "held", pgettext_lazy("reply", "being sent")
        SENT = "sent", pgettext_lazy("reply", "sent")
        TAKEN_BACK = "taken_back", pgettext_lazy("reply", "taken back")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    then = models.JSONField(default=dict)
    attachments = ArrayField(models.BigIntegerField(), default=list)
    state = models.CharField(max_length=10, choices=State, default=State.HELD)
    changed = models.PositiveIntegerField(default=0)
    pressed_at = models.DateTimeField()
    send_at = models.DateTimeField()
    message = models.OneToOneField(Message, on_delete=models.SET_NULL, null=True, related_name="reply")

    class Meta:
        indexes = [
            models.Index(fields=["send_at"], name="reply_held", condition=Q(state="held")),
            models.Index(fields=["case"], name="reply_held_of_case", condition=Q(state="held")),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.case_id}"


class Presence(models.Model):
    """Who has a case open, and who is writing. Rows grow old and mean nothing then."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()
    wrote_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.person_id}"
