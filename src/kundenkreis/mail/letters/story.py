"""What a fact is worth telling the requester: the values of a letter, in no language yet."""

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
    template of this kind needs besides what every letter has.
    """

    kind: Letter.Kind
    case: Case
    author: Person | None = None
    message: Message | None = None
    values: dict[str, Any] = field(default_factory=dict)


def story_of(fact: Fact) -> Story | None:
    """Return what a fact tells the requester; None if there is nothing to tell (any more)."""
    tell = _STORIES.get(fact.kind)
    case = Case.objects.select_related("person", "taken_by").filter(pk=fact.thing_id).first()
    if tell is None or case is None or fact.thing != "case":
        return None
    return tell(fact, case)


def _received(fact: Fact, case: Case) -> Story:
    """A receipt names what was promised by rule; a promise that was moved since is told as it stands now."""
    promises = Promise.objects.filter(case=case, given_at=fact.at, given_by=None).order_by("due_at", "no")
    return Story(Kind.RECEIPT, case, case.taken_by, values={"promises": list(promises)})


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


_STORIES: dict[str, Callable[[Fact, Case], Story | None]] = {
    "case.opened": _received,
    "reply.sent": _replied,
    "promise.given": _promised,
    "promise.moved": _moved,
    "promise.broken": _broken,
    "case.withdrawn": _withdrawn,
}
