"""Requests as whole cases: what was asked, the steps, and the conversation."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kundenkreis.people.models import Account, CustomerClass, Organisation, Person
from kundenkreis.teams.models import Skill, Team


class Impact(models.IntegerChoices):
    """First urgency question: whom does it hit? (DOMAIN 2.1, rule 14)."""

    ME = 0, pgettext_lazy("impact", "me")
    TEAM = 1, pgettext_lazy("impact", "my team")
    MANY = 2, pgettext_lazy("impact", "many people, or a customer is waiting")


class Pressure(models.IntegerChoices):
    """Second urgency question: how long can it wait?"""

    CAN_WAIT = 0, pgettext_lazy("time", "it can wait")
    THIS_WEEK = 1, pgettext_lazy("time", "this week")
    TODAY = 2, pgettext_lazy("time", "today")
    STANDSTILL = 3, pgettext_lazy("time", "work stands still")


class Urgency(models.IntegerChoices):
    """Impact times time; there is no free priority and no VIP."""

    LOW = 1, pgettext_lazy("urgency", "low")
    NORMAL = 2, pgettext_lazy("urgency", "normal")
    HIGH = 3, pgettext_lazy("urgency", "high")
    URGENT = 4, pgettext_lazy("urgency", "urgent")


class RequestType(models.Model):
    """Something that can be asked for, with its form and its whole process.

    `form` is a list of fields and `process` a list of steps; their shape is
    checked by `cases.forms` and `cases.process`. `readers` are the named
    persons of a confidential type: nobody else sees its cases. A type
    without a team is asked of one colleague; one that goes to the
    customer's own team uses `team` for customers who have none.
    """

    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    purpose = models.CharField(_("what it is good for"), max_length=240)
    purpose_en = models.CharField(_("what it is good for, in English"), max_length=240, blank=True)
    short_name = models.CharField(_("short name"), max_length=24, blank=True)
    icon = models.CharField(max_length=30, default="message-square")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="request_types")
    to_customer_team = models.BooleanField(_("answered by the customer's own team"), default=False)
    form = models.JSONField(default=list, blank=True)
    process = models.JSONField(default=list, blank=True)
    skills = models.ManyToManyField(Skill, blank=True, related_name="request_types")
    is_confidential = models.BooleanField(_("confidential"), default=False)
    readers = models.ManyToManyField(Person, blank=True, related_name="readable_types")
    is_active = models.BooleanField(_("offered"), default=True)
    position = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Case(models.Model):
    """One request and the whole process around it. Its id is its number.

    The customer class is frozen when the request comes in; only reports
    compare it. `changed` grows with every step and is what a writer has
    seen last. Who may see a case is decided in `cases.queries`.
    """

    class State(models.TextChoices):
        """Where the case stands."""

        OPEN = "open", pgettext_lazy("case", "open")
        SOLVED = "solved", pgettext_lazy("case", "solved")
        WITHDRAWN = "withdrawn", pgettext_lazy("case", "withdrawn")

    class Outcome(models.TextChoices):
        """Did the customer get what was asked for? Compared by reports as the third hand."""

        GRANTED = "granted", pgettext_lazy("outcome", "done as asked")
        REFUSED = "refused", pgettext_lazy("outcome", "refused")
        NO_SOLUTION = "none", pgettext_lazy("outcome", "closed without a solution")

    class Channel(models.TextChoices):
        """How the request came in."""

        PORTAL = "portal", pgettext_lazy("channel", "by the portal")
        MAIL = "mail", pgettext_lazy("channel", "by e-mail")
        PHONE = "phone", pgettext_lazy("channel", "by phone")
        COLLEAGUE = "colleague", pgettext_lazy("channel", "by a colleague")
        IMPORT = "import", pgettext_lazy("channel", "imported")

    type = models.ForeignKey(RequestType, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="cases")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cases")
    customer_class = models.CharField(max_length=8, choices=CustomerClass)
    subject = models.CharField(_("subject"), max_length=200)
    answers = models.JSONField(default=dict, blank=True)
    channel = models.CharField(max_length=9, choices=Channel, default=Channel.PORTAL)
    impact = models.PositiveSmallIntegerField(choices=Impact, default=Impact.ME)
    pressure = models.PositiveSmallIntegerField(choices=Pressure, default=Pressure.THIS_WEEK)
    urgency = models.PositiveSmallIntegerField(choices=Urgency, default=Urgency.NORMAL)
    needed_by = models.DateTimeField(_("needed by"), null=True, blank=True)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="taken_cases")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    is_confidential = models.BooleanField(default=False)
    hand_overs = models.PositiveSmallIntegerField(default=0)
    changed = models.BigIntegerField(default=0)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["source"], name="case_source_once", condition=~Q(source="")),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None) | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="case_ended_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="case_of_person"),
            models.Index(fields=["organisation", "-id"], name="case_of_organisation"),
            models.Index(fields=["team", "ended_at"], name="case_ended_by_team", condition=~Q(state="open")),
            models.Index(fields=["parent"], name="case_of_parent", condition=Q(parent__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.subject}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about the request itself."""
        return self.state == self.State.OPEN


class Step(models.Model):
    """One step of the whole process, with owner and state.

    `no` is its name within the case and stays; `position` orders the path.
    """

    class State(models.TextChoices):
        """Stations of the path."""

        TODO = "todo", pgettext_lazy("step", "to do")
        NOW = "now", pgettext_lazy("step", "in progress")
        DONE = "done", pgettext_lazy("step", "done")
        SKIPPED = "skipped", pgettext_lazy("step", "not needed")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    no = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("step"), max_length=120)
    owner = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=7, choices=State, default=State.TODO)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["case", "position"], name="step_of_case")]

    def __str__(self) -> str:
        return self.title


class Message(models.Model):
    """One message of the conversation. A note is for the team and never leaves it."""

    class By(models.TextChoices):
        """Who speaks to whom."""

        CUSTOMER = "customer", pgettext_lazy("message", "from the customer")
        TEAM = "team", pgettext_lazy("message", "from the team")
        NOTE = "note", pgettext_lazy("message", "team only")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    by = models.CharField(max_length=8, choices=By)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=9, choices=Case.Channel, default=Case.Channel.PORTAL)
    at = models.DateTimeField()
    text = models.TextField()
    is_automatic = models.BooleanField(default=False)
    mail_id = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["case", "at", "id"], name="message_of_case"),
            models.Index(fields=["mail_id"], name="message_by_mail_id", condition=~Q(mail_id="")),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Attachment(models.Model):
    """A file that came with a message. Until it is sent it belongs to no message."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments")
    file = models.FileField(upload_to="attachments/%Y/%m/", max_length=300)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    content_type = models.CharField(max_length=100)
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_internal = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class SearchText(models.Model):
    """What a case is found by: its number, names, subject and messages.

    The vector holds German and English stems and the plain words, and one
    marker a team (`§t7`) and one for confidential types (`§c12`), so that
    a search looks only at what the reader may see.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="search_text")
    vector = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["vector"], name="search_vector", fastupdate=False)]

    def __str__(self) -> str:
        return str(self.case_id)


class Watcher(models.Model):
    """A person besides the requester who follows a case, for example a copied colleague."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="watchers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="watcher_once")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.person_id}"
