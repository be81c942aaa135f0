"""What a fact is worth telling, and whom: the values of letters, in no language yet."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kundenkreis.cases.models import Case, Message
from kundenkreis.ledger.models import Fact
from kundenkreis.mail.models import Letter
from kundenkreis.people.models import Person
from kundenkreis.promises.models import Promise

Kind = Letter.Kind


@dataclass(slots=True)
class Story:
    """One letter before it is written.

    `author` is the person who speaks, if one does; `values` is what the
    template of this kind needs besides what every letter has. It goes to
    the requester, unless `reader` is somebody else.
    """

    kind: Letter.Kind
    case: Case
    author: Person | None = None
    message: Message | None = None
    values: dict[str, Any] = field(default_factory=dict)
    reader: Person | None = None


def stories_of(fact: Fact) -> list[Story]:
    """Return what a fact tells the requester and a colleague; nothing if there is nothing to tell (any more)."""
    case = Case.objects.select_related("person", "taken_by", "organisation").filter(pk=fact.thing_id).first()
    if case is None or fact.thing != "case":
        return []
    told = (tell(fact, case) for tell in _STORIES.get(fact.kind, ()))
    return [story for story in told if story is not None]


def _received(fact: Fact, case: Case) -> Story:
    """A receipt names what was promised by rule; a promise that was moved since is told as it stands now."""
    promises = Promise.objects.filter(case=case, given_at=fact.at, given_by=None).order_by("due_at", "no")
    return Story(Kind.RECEIPT, case, case.taken_by, values={"promises": list(promises)})


def _asked(fact: Fact, case: Case) -> Story | None:
    """Whoever is asked in person, outside of a team, has no queue in which she would find it."""
    if case.team_id is not None or case.taken_by is None:
        return None
    first = case.messages.order_by("at", "pk").first()
    values = {"text": first.text if first else case.subject, "department": case.organisation.name}
    return Story(Kind.ASKED, case, case.person, values=_received(fact, case).values | values, reader=case.taken_by)


def _replied(fact: Fact, case: Case) -> Story | None:
    message = _message_of(fact, case)
    if message is None:
        return None
    along = Fact.objects.filter(thing="case", thing_id=case.pk, at=fact.at, actor_id=fact.actor_id, pk__gt=fact.pk)
    kinds = list(along.filter(kind__in=("promise.given", "case.solved")).order_by("pk").values_list("kind", "data"))
    given = [data["no"] for kind, data in kinds if kind == "promise.given"]
    values = {
        "text": message.text,
        "question": bool(fact.data.get("question")),
        "solved": any(kind == "case.solved" for kind, _data in kinds),
        "promises": list(Promise.objects.filter(case=case, no__in=given).order_by("due_at", "no")),
    }
    return Story(Kind.REPLY, case, message.author, message, values)


def _message_of(fact: Fact, case: Case) -> Message | None:
    """Return the message that a reply's fact stands for; the first for the first where two left in one moment."""
    same = Fact.objects.filter(
        thing="case", thing_id=case.pk, kind="reply.sent", at=fact.at, actor_id=fact.actor_id, pk__lt=fact.pk
    )
    sent = Message.objects.filter(case=case, by=Message.By.TEAM, author_id=fact.actor_id, at=fact.at)
    nth = same.count()
    return next(iter(sent.select_related("author").order_by("pk")[nth : nth + 1]), None)


def _promised(fact: Fact, case: Case) -> Story | None:
    promise = _promise(fact, case)
    if fact.actor_id is None or promise is None or promise.settled_at is not None:
        return None
    return Story(Kind.PROMISE, case, _actor(fact), values={"promises": [promise]})


def _moved(fact: Fact, case: Case) -> Story | None:
    promise = _promise(fact, case)
    if promise is None or promise.settled_at is not None:
        return None
    is_agreed = bool(fact.data.get("agreed")) and promise.verdict == Promise.Verdict.OPEN
    author = _actor(fact) if fact.actor_id != case.person_id else case.taken_by
    values = {"promise": promise, "agreed": is_agreed, "reason": fact.data.get("reason", "")}
    return Story(Kind.MOVED, case, author, values=values)


def _broken(fact: Fact, case: Case) -> Story | None:
    """The notice waits for the team's working hours: what was done meanwhile, or has a new date, was told before."""
    promise = _promise(fact, case)
    if promise is None or promise.settled_at is not None or promise.anew_at is not None:
        return None
    return Story(Kind.BROKEN, case, case.taken_by, values={"promise": promise, "reason": promise.reason})


def _withdrawn(fact: Fact, case: Case) -> Story:
    return Story(Kind.WITHDRAWN, case, case.taken_by)


def _promise(fact: Fact, case: Case) -> Promise | None:
    return Promise.objects.filter(case=case, no=fact.data["no"]).first()


def _actor(fact: Fact) -> Person | None:
    return Person.objects.filter(pk=fact.actor_id).first() if fact.actor_id else None


_STORIES: dict[str, tuple[Callable[[Fact, Case], Story | None], ...]] = {
    "case.opened": (_received, _asked),
    "reply.sent": (_replied,),
    "promise.given": (_promised,),
    "promise.moved": (_moved,),
    "promise.broken": (_broken,),
    "case.withdrawn": (_withdrawn,),
}
