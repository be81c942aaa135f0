"""The history of a case in sentences: one line a fact, in the reader's language.

Pure: names and the way to write a date come in from outside. Every kind
of fact a case can have has one line in `_SENTENCES`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from kundenkreis.cases.models import Case, Step, Urgency


@dataclass(frozen=True, slots=True)
class Happening:
    """One fact of a case. `actor` and `other` are names; `other` is the person the fact is about, if any."""

    id: int
    kind: str
    at: datetime
    actor_id: int | None
    data: dict[str, Any]
    actor: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What a sentence needs to know besides its fact: teams by id, promises by number, and how to write a date."""

    when: Callable[[datetime], str]
    teams: Mapping[int, str] = field(default_factory=dict)
    promises: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history: when, an icon's name, and a whole sentence."""

    kind: str
    at: datetime
    icon: str
    text: str


def line(happening: Happening, names: Names) -> Line:
    """Return the line of one fact. A kind this version does not know is named as it is, so nothing is hidden."""
    icon, sentence = _SENTENCES.get(happening.kind, ("circle", _unknown))
    return Line(happening.kind, happening.at, icon, sentence(happening, names))


def _actor(h: Happening) -> str:
    return h.actor or pgettext("history", "Kundenkreis")


def _promise(h: Happening, names: Names) -> str:
    """Return what a promise is called: from its own fact, else by its number."""
    return h.data.get("text") or names.promises.get(h.data.get("no", 0), "") or pgettext("history", "a promise")


def _day(h: Happening, names: Names, key: str) -> str:
    return names.when(datetime.fromisoformat(h.data[key]))


def _said(text: object, h: Happening, **more: str) -> str:
    return str(text) % {"name": _actor(h), **more}


def _with_reason(sentence: str, h: Happening) -> str:
    reason = h.data.get("reason") or h.data.get("note")
    return _("%(sentence)s Reason: %(reason)s") % {"sentence": sentence, "reason": reason} if reason else sentence


def _unknown(h: Happening, _names: Names) -> str:
    return _("%(kind)s, by %(name)s") % {"kind": h.kind, "name": _actor(h)}


def _opened(h: Happening, names: Names) -> str:
    team = names.teams.get(h.data.get("team") or 0, "")
    if team:
        return _said(_("%(name)s asked. The request went to %(team)s."), h, team=team)
    return _said(_("%(name)s asked."), h)


def _replied(h: Happening, _names: Names) -> str:
    if h.data.get("question"):
        return _said(_("%(name)s replied and asked a question. Promises that may wait stand still."), h)
    return _said(_("%(name)s replied."), h)


def _handed_over(h: Happening, names: Names) -> str:
    team = names.teams.get(h.data.get("team") or 0, "")
    if team and h.other:
        return _said(_("%(name)s handed over to %(other)s in %(team)s. No date changed."), h, other=h.other, team=team)
    if team:
        return _said(_("%(name)s handed over to %(team)s. No date changed."), h, team=team)
    if h.other:
        return _said(_("%(name)s handed over to %(other)s. No date changed."), h, other=h.other)
    return _said(_("%(name)s gave it back to the team."), h)


def _rested(h: Happening, names: Names) -> str:
    return _said(_("%(name)s lets it rest until %(day)s."), h, day=_day(h, names, "until"))


def _urgency(h: Happening, _names: Names) -> str:
    urgency = str(Urgency(h.data["urgency"]).label)
    if h.data.get("agreed"):
        return _said(_("%(name)s changed the urgency to %(urgency)s, agreed with the customer."), h, urgency=urgency)
    return _said(_("%(name)s changed the urgency to %(urgency)s."), h, urgency=urgency)


def _given(h: Happening, names: Names) -> str:
    promise = _promise(h, names)
    if not h.data.get("due"):
        return _("%(promise)s was promised by the rule for this kind of request.") % {"promise": promise}
    return _said(_("%(name)s promised: %(promise)s, by %(day)s."), h, promise=promise, day=_day(h, names, "due"))


def _moved(h: Happening, names: Names) -> str:
    if h.data.get("agreed"):
        text = _("%(name)s moved “%(promise)s” to %(day)s, agreed with the customer.")
    else:
        text = _("%(name)s moved “%(promise)s” to %(day)s without agreement.")
    return _with_reason(_said(text, h, promise=_promise(h, names), day=_day(h, names, "due")), h)


def _withdrew_promise(h: Happening, names: Names) -> str:
    text = _("“%(promise)s” is no longer needed, noted by %(name)s.")
    return _with_reason(_said(text, h, promise=_promise(h, names)), h)


def _attempted(h: Happening, names: Names) -> str:
    if h.data.get("reached"):
        text = _("%(name)s called and reached the customer (%(promise)s).")
    else:
        text = _("%(name)s called and did not reach the customer (%(promise)s).")
    sentence = _said(text, h, promise=_promise(h, names))
    note = h.data.get("note")
    return f"{sentence} {note}" if note else sentence


def _disputed(h: Happening, names: Names) -> str:
    text = _("%(name)s says that “%(promise)s” was not kept.")
    return _with_reason(_said(text, h, promise=_promise(h, names)), h)


def _solved(h: Happening, _names: Names) -> str:
    outcome = str(Case.Outcome(h.data["outcome"]).label) if h.data.get("outcome") else ""
    return _said(_("%(name)s closed it: %(outcome)s."), h, outcome=outcome)


def _withdrawn(h: Happening, _names: Names) -> str:
    return _with_reason(_said(_("%(name)s withdrew the request."), h), h)


def _asked_team(h: Happening, names: Names) -> str:
    team = names.teams.get(h.data.get("team") or 0, "") or pgettext("history", "another team")
    return _said(_("%(name)s asked %(team)s for its part (request %(case)s)."), h, team=team, case=str(h.data["case"]))


def _plain(text: object) -> Callable[[Happening, Names], str]:
    """Return a sentence that needs the actor's name only; `text` is a lazy translation."""
    return lambda h, _names: _said(text, h)


def _about_promise(text: object) -> Callable[[Happening, Names], str]:
    """Return a sentence about a promise; `text` is a lazy translation."""
    return lambda h, names: _said(text, h, promise=_promise(h, names))


def _about_other(text: object) -> Callable[[Happening, Names], str]:
    """Return a sentence about another person; `text` is a lazy translation."""
    return lambda h, _names: _said(text, h, other=h.other)


def _step(text: object) -> Callable[[Happening, Names], str]:
    """Return a sentence about a step of the process; `text` is a lazy translation."""
    return lambda h, _names: _said(text, h, step=h.data.get("title", ""))


def _step_changed(h: Happening, _names: Names) -> str:
    text = {
        Step.State.DONE: _("%(name)s finished the step “%(step)s”."),
        Step.State.NOW: _("The step “%(step)s” is in progress, noted by %(name)s."),
        Step.State.SKIPPED: _("%(name)s marked the step “%(step)s” as not needed."),
    }.get(h.data.get("state", ""), _("%(name)s changed the step “%(step)s”."))
    return _said(text, h, step=h.data.get("title", ""))


def _merged(h: Happening, _names: Names) -> str:
    text = _("%(name)s joined it with request %(case)s. What was promised here is owed there now.")
    return _said(text, h, case=str(h.data["into"]))


_SENTENCES: dict[str, tuple[str, Callable[[Happening, Names], str]]] = {
    "case.opened": ("inbox", _opened),
    "message.received": ("message-square", _plain(gettext_lazy("%(name)s wrote."))),
    "reply.sent": ("send", _replied),
    "note.written": ("eye-off", _plain(gettext_lazy("%(name)s wrote a note for the team."))),
    "case.taken": ("hand", _plain(gettext_lazy("%(name)s took this case."))),
    "case.released": ("undo-2", _plain(gettext_lazy("%(name)s gave it back to the team."))),
    "case.handed_over": ("repeat", _handed_over),
    "case.rested": ("pause", _rested),
    "case.woken": ("repeat", _plain(gettext_lazy("The rest is over."))),
    "question.closed": (
        "repeat",
        _plain(gettext_lazy("%(name)s no longer waits for an answer; promises run again.")),
    ),
    "urgency.changed": ("flag", _urgency),
    "promise.given": ("handshake", _given),
    "promise.moved": ("calendar-clock", _moved),
    "promise.fulfilled": ("check", _about_promise(gettext_lazy("%(name)s did what was promised: %(promise)s."))),
    "promise.withdrawn": ("x", _withdrew_promise),
    "promise.broken": ("triangle-alert", _about_promise(gettext_lazy("“%(promise)s” was not kept in time."))),
    "promise.disputed": ("triangle-alert", _disputed),
    "promise.recalendared": (
        "calendar",
        _about_promise(gettext_lazy("“%(promise)s” follows a new work calendar.")),
    ),
    "promise.taken_over": (
        "git-merge",
        _plain(gettext_lazy("A promise came over from a request joined with this one.")),
    ),
    "callback.attempted": ("phone-outgoing", _attempted),
    "step.added": ("git-branch", _step(gettext_lazy("%(name)s added the step “%(step)s”."))),
    "step.changed": ("git-branch", _step_changed),
    "step.removed": ("git-branch", _step(gettext_lazy("%(name)s removed the step “%(step)s”."))),
    "team.asked": ("git-branch", _asked_team),
    "watcher.added": ("user-round-plus", _about_other(gettext_lazy("%(name)s brought in %(other)s."))),
    "watcher.removed": ("x", _about_other(gettext_lazy("%(other)s no longer follows this request."))),
    "case.solved": ("check", _solved),
    "case.confirmed": ("check", _plain(gettext_lazy("%(name)s confirmed that it is solved."))),
    "case.reopened": ("undo-2", _plain(gettext_lazy("%(name)s reopened it. A new solution is promised."))),
    "case.withdrawn": ("x", _withdrawn),
    "case.merged": ("git-branch", _merged),
}

KINDS = frozenset(_SENTENCES)
# Not shown between the messages: the messages themselves, and what follows from them by rule.
IN_CONVERSATION = KINDS - {"case.opened", "message.received", "reply.sent", "note.written", "promise.recalendared"}
