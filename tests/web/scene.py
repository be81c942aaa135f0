"""A company in which every address leads to something: what the walks through all addresses stand on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from kundenkreis.base import reference
from kundenkreis.cases.models import Attachment, Case, Step
from kundenkreis.flow import answer, customers, intake, pledge, presence, views
from kundenkreis.flow.pledge import NewPromise
from kundenkreis.ledger.models import Fact
from kundenkreis.mail.models import Letter
from kundenkreis.mail.tasks import letter
from kundenkreis.people.models import Account, Person
from kundenkreis.teams.models import Membership, Skill
from kundenkreis.web.customers.notes import packed
from tests.cast import Cast, berlin
from tests.web.addresses import Address
from tests.web.desk import changed
from tests.web.portal import link

# Who plays which role, by the names of the cast.
OPEN_ROLES = {
    "requester": "sandra",
    "other_requester": "marlies",
    "asked_colleague": "uwe",
    "member": "aylin",
    "other_member": "mareike",
    "coach": "coach",
    "management": "management",
    "hr": "hr",
    "works_council": "works_council",
    "admin": "admin",
}
# Of a confidential case, the member is named for its type; the other member and the coach work in its team unnamed.
CONFIDENTIAL_ROLES = OPEN_ROLES | {"member": "mareike", "other_member": "paul", "coach": "petra"}


@dataclass
class Scene:
    """Who plays which role, the case of the walk, the one a colleague was asked, and what stands in addresses."""

    tannhof: Cast
    roles: dict[str, str]
    case: Case
    asked: Case
    own: dict[str, Any] = field(default_factory=dict)
    of_asked: dict[str, Any] = field(default_factory=dict)

    def path(self, address: Address) -> str:
        """Return an address that leads to something in this scene."""
        special = {
            "settings.person": {"person_id": self.tannhof.people["uwe"].pk},
            "case.follower": {"person_id": self.tannhof.people["jonas"].pk},
            "portal.dispute": {"no": self.own["kept"]},
            "link.dispute": {"no": self.own["kept"]},
            "case.attempts": {"no": self.own["callback"]},
        }
        values = self.of_asked if address.name in ASKED else self.own
        queries = {"queue.takings.undo": f"?case={self.case.pk}", "parity.strata": "?team=all"}
        return address.filled({**values, **special.get(address.name, {})}) + queries.get(address.name, "")

    def typed(self, address: Address) -> dict[str, Any]:
        """Return something sensible for every input there is on the pages of a case."""
        everything = self._typed()
        # The same names mean something else there: a person of the customer, where to go with a row.
        special = {"customer.notes": {"person": ""}, "queue.next_step": {"step": "rest"}}
        return {**everything, **special.get(address.name, {})}

    def _typed(self) -> dict[str, Any]:
        people = self.tannhof.people
        return {
            **{"text": "Guten Tag, wir sind dran.", "seen": "999", "what": "Zeichnung", "kind": "milestone"},
            **{"day": "2026-11-20", "clock": "10:30", "agreed": "yes", "reached": "yes", "reason": "Lieferung fehlt"},
            **{
                "impact": "2",
                "pressure": "3",
                "title": "Teil bestellen",
                "owner": "0",
                "state": "skipped",
                "after": "0",
            },
            **{"to": f"p{people['jonas'].pk}", "type": str(self.tannhof.types["rechnung"].pk), "name": "Meine Ansicht"},
            **{"person": str(people["jonas"].pk), "case": str(self.case.pk), "step": "", "writing": "1"},
            **{"reopening": "Es fehlt noch etwas.", "subject": "Eine Frage", "callback": str(self.own["callback"])},
        }


ASKED = ("portal.asked_case", "portal.reply", "portal.reply_undo")


def extras(tannhof: Cast) -> None:
    """Bring in a second member and a coach of accounting, who are named for nothing."""
    home = tannhof.organisations["rechnungswesen"]
    for key, name, part in [("paul", "Unnamed", Membership.Part.MEMBER), ("petra", "Kraus", Membership.Part.COACH)]:
        person = Person.objects.create(email=f"{key}@tannhof.example", given_name=key.title(), family_name=name)
        Account.objects.create(person=person, organisation=home)
        Membership.objects.create(team=tannhof.teams["buchhaltung"], person=person, part=part)
        tannhof.people[key] = person


def open_scene(tannhof: Cast) -> Scene:
    """A request of Sandra's with the team in the south."""
    extras(tannhof)
    return _scene(tannhof, OPEN_ROLES, tannhof.ask("sandra", files=_files()))


def confidential_scene(tannhof: Cast) -> Scene:
    """A confidential request of Sandra's, for which only Mareike is named."""
    extras(tannhof)
    return _scene(tannhof, CONFIDENTIAL_ROLES, tannhof.ask("sandra", "papiere", files=_files()))


def _files() -> list[Any]:
    return [SimpleUploadedFile("schaden.pdf", b"%PDF-1.7 Schaden")]


def _scene(tannhof: Cast, roles: dict[str, str], case: Case) -> Scene:
    colleague = tannhof.people["uwe"].pk
    asked = intake.ask_colleague(colleague, "Passt die Nabe?", None, by=tannhof.viewer("management"), now=tannhof.now)
    scene = Scene(tannhof, roles, case, asked)
    scene.own = {**_of_case(scene), **_of_company(scene)}
    sent = answer.send(asked.pk, "Ja", changed(asked), by=tannhof.viewer("uwe"), now=tannhof.now)
    scene.of_asked = {"case_id": asked.pk, "reply_id": sent.pk}
    return scene


def _of_case(scene: Scene) -> dict[str, Any]:
    tannhof, case, name = scene.tannhof, scene.case, scene.roles["member"]
    member, now = tannhof.viewer(name), tannhof.now
    at: dict[str, Any] = {"by": member, "now": now}
    no = pledge.give(case.pk, NewPromise("milestone", "Zeichnung", berlin(11, 19, 12)), **at)
    kept = pledge.give(case.pk, NewPromise("milestone", "Maße", berlin(11, 18, 12)), **at)
    callback = pledge.give(case.pk, NewPromise("callback", "", berlin(11, 17, 16)), **at)
    pledge.keep(case.pk, kept, **at)
    held = answer.send(case.pk, "Wir prüfen es.", changed(case), **at)
    step = Step.objects.filter(case=case, state=Step.State.TODO).last()
    return {
        **{"case_id": case.pk, "no": no, "kept": kept, "callback": callback, "reply_id": held.pk, "kind": "note"},
        "step_id": step.pk if step else _new_step(case),
        "file_id": Attachment.objects.get(case=case).pk,
        "token": link(case, now).removeprefix("/s/"),
        "letter_id": _letter(tannhof.ask("admin")),
    }


def _new_step(case: Case) -> int:
    return Step.objects.create(case=case, no=1, position=1, title="Prüfen").pk


def _letter(case: Case) -> int:
    letter(Fact.objects.get(thing="case", thing_id=case.pk, kind="case.opened").pk)
    return Letter.objects.filter(case=case).latest("pk").pk


def _of_company(scene: Scene) -> dict[str, Any]:
    tannhof, name = scene.tannhof, scene.roles["member"]
    at: dict[str, Any] = {"by": tannhof.viewer(name), "now": tannhof.now}
    team, supplier = at["by"].teams[0], tannhof.organisations["haegele"].pk
    note = customers.add_note(supplier, "Rampe bis 16 Uhr", **at)
    gone = customers.remove_note(customers.add_note(supplier, "Tor 3", **at).pk, **at)
    contact = customers.add_person(
        supplier, {"given_name": "Paula", "family_name": "Ried", "email": "paula@haegele.example"}, **at
    )
    away = presence.set_absence(tannhof.now + timedelta(days=3), tannhof.now + timedelta(days=4), **at)
    return {
        **{"type_id": tannhof.types["auskunft"].pk, "team_id": team, "skill_id": Skill.objects.get().pk},
        **{"organisation_id": supplier, "person_id": contact.pk, "note_id": note.pk, "gone": packed(gone)},
        **{"absence_id": away.pk, "view_id": views.save_view("Meine", team, {}, **at).pk},
    }


@contextmanager
def undone() -> Iterator[None]:
    """Let a request find the scene as it was, and take back what it did."""
    before = transaction.savepoint()
    yield
    transaction.savepoint_rollback(before)
    reference.forget()
