"""Mail as it came in and as it goes out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from kundenkreis.cases.models import Case, Message
from kundenkreis.people.models import Person


class Incoming(models.Model):
    """One mail as received. The raw bytes are stored before anything else.

    `sender` and `subject` are copies for lists, filled when it has been
    read; `reason` says why nothing became of it.
    """

    class State(models.TextChoices):
        """What became of it."""

        STORED = "stored", pgettext_lazy("incoming", "stored")
        ACCEPTED = "accepted", pgettext_lazy("incoming", "accepted")
        IGNORED = "ignored", pgettext_lazy("incoming", "ignored")
        UNUSABLE = "unusable", pgettext_lazy("incoming", "cannot be used")

    received_at = models.DateTimeField()
    raw = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    mail_id = models.CharField(max_length=255, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.STORED)
    reason = models.CharField(max_length=300, blank=True)
    message = models.OneToOneField(Message, on_delete=models.SET_NULL, null=True, related_name="incoming")

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["-id"], name="incoming_unused", condition=~Q(state="accepted")),
            models.Index(fields=["sender", "received_at"], name="incoming_by_sender"),
        ]

    def __str__(self) -> str:
        return self.mail_id or str(self.pk)


class Letter(models.Model):
    """One mail to one person, written because of one fact, sent once.

    Everything that goes out is stored here, so that a second attempt sends
    the same mail under the same id. `message` is the reply it carries.
    """

    class Kind(models.TextChoices):
        """What it tells."""

        RECEIPT = "receipt", pgettext_lazy("letter", "Receipt")
        REPLY = "reply", pgettext_lazy("letter", "Reply")
        PROMISE = "promise", pgettext_lazy("letter", "Promise")
        MOVED = "moved", pgettext_lazy("letter", "New date")
        BROKEN = "broken", pgettext_lazy("letter", "Promise not kept")
        WITHDRAWN = "withdrawn", pgettext_lazy("letter", "Request withdrawn")
        ASKED = "asked", pgettext_lazy("letter", "Asked personally")

    class State(models.TextChoices):
        """Where it is. Without a mail server it is only shown here, and never sent later."""

        QUEUED = "queued", pgettext_lazy("letter", "waiting")
        SENDING = "sending", pgettext_lazy("letter", "being sent")
        SENT = "sent", pgettext_lazy("letter", "sent")
        FAILED = "failed", pgettext_lazy("letter", "not delivered")
        SHOWN = "shown", pgettext_lazy("letter", "only shown here")

    fact_id = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="letters")
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, related_name="letters")
    sender_name = models.CharField(max_length=160)
    address = models.EmailField(max_length=254)
    reply_to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    mail_id = models.CharField(max_length=255, unique=True)
    in_reply_to = models.CharField(max_length=255, blank=True)
    references = models.TextField(blank=True)
    automatic = models.CharField(max_length=14, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.QUEUED)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["fact_id", "kind", "person"], name="letter_once")]
        indexes = [
            models.Index(fields=["-id"], name="letter_unsent", condition=Q(state__in=["queued", "sending", "failed"])),
            models.Index(fields=["case", "-id"], name="letter_of_case"),
        ]

    def __str__(self) -> str:
        return self.subject
