"""Who may do what, address by address: the one table that the walk of `test_rights.py` and the documentation read.

A line names an address, a method, the right that decides, and the roles
that may. `world` is everybody, also without signing in; `all` is everybody
who has signed in. A line that ends in `own` is narrower than its right: the
thing must be one's own as well.
"""

from dataclasses import dataclass

ROLES = (
    "anonymous",
    "requester",
    "other_requester",
    "asked_colleague",
    "member",
    "other_member",
    "coach",
    "management",
    "hr",
    "works_council",
    "admin",
)
WORLD, SIGNED_IN = frozenset(ROLES), frozenset(ROLES) - {"anonymous"}
_GROUPS = {
    "world": WORLD,
    "all": SIGNED_IN,
    "employees": SIGNED_IN - {"requester", "other_requester"},
    "desk": frozenset({"member", "other_member", "coach"}),
    "teams": frozenset({"member", "other_member"}),
}
TABLE = """
health                     GET   -                 world
language                   POST  -                 world
start                      GET   portal.use        all
account                    GET   account.own       all
account                    POST  account.own       all
queue.density              POST  account.own       all

portal                     GET   portal.use        all
portal.requests            GET   portal.use        all
portal.new                 GET   request.ask       all
portal.new                 POST  request.ask       all
portal.colleague           GET   colleague.ask     employees
portal.colleague           POST  colleague.ask     employees
portal.asked               GET   portal.use        all
portal.asked_case          GET   case.answer       asked_colleague
portal.reply               POST  case.answer       asked_colleague
portal.reply_undo          POST  case.answer       asked_colleague
portal.received            GET   request.act       requester
portal.request             GET   case.see          requester member coach
portal.message             POST  request.act       requester
portal.confirmation        POST  request.act       requester
portal.reopening           POST  request.act       requester
portal.withdrawal          GET   request.act       requester
portal.withdrawal          POST  request.act       requester
portal.agreement           POST  request.act       requester
portal.dispute             GET   request.act       requester
portal.dispute             POST  request.act       requester
portal.file                GET   case.see          requester member coach
link.request               GET   request.act       world
link.message               POST  request.act       world
link.confirmation          POST  request.act       world
link.reopening             POST  request.act       world
link.withdrawal            GET   request.act       world
link.withdrawal            POST  request.act       world
link.agreement             POST  request.act       world
link.dispute               GET   request.act       world
link.dispute               POST  request.act       world
link.file                  GET   request.act       world

today                      GET   today.see         desk
today.absences             GET   absence.set       desk
today.absences             POST  absence.set       desk
today.absence.removal      POST  absence.set       member own
queue                      GET   queue.see         desk
queue.customers            GET   queue.see         desk
queue.takings              POST  queue.see         desk
queue.takings.undo         POST  queue.see         desk
queue.next_step            POST  queue.see         desk
queue.taking               POST  case.take         member
queue.views                GET   views.save        desk
queue.views                POST  views.save        desk
queue.view.name            POST  views.save        member own
queue.view.deletion        POST  views.save        member own
search                     GET   search.use        desk
entry                      GET   case.enter        teams
entry                      POST  case.enter        teams

case                       GET   case.see          requester member coach
case.file                  GET   case.see          requester member coach
case.history               GET   case.read_notes   member coach
case.presence              POST  case.read_notes   member coach
case.promise               GET   case.read_notes   member coach
case.replies               POST  case.answer       member
case.taking_back           POST  case.answer       member own
case.notes                 POST  case.note         member
case.calls                 POST  case.note         member
case.drafts                POST  case.note         member
case.hours                 GET   promise.give      member
case.promises              GET   promise.give      member
case.promises              POST  promise.give      member
case.keeping               POST  promise.keep      member
case.attempts              POST  promise.keep      member
case.moves                 POST  promise.move      member
case.withdrawal            POST  promise.move      member
case.steps                 GET   case.steps        member
case.steps                 POST  case.steps        member
case.step                  POST  case.steps        member
case.step_completion       POST  case.steps        member
case.step_removal          POST  case.steps        member
case.taking                POST  case.take         member
case.release               POST  case.take         member
case.rest                  GET   case.rest         member
case.rest                  POST  case.rest         member
case.waking                POST  case.rest         member
case.urgency               GET   case.urgency      member
case.urgency               POST  case.urgency      member
case.reopening             GET   case.reopen       requester member
case.reopening             POST  case.reopen       requester member
case.hand_overs            GET   case.hand_over    member
case.hand_overs            POST  case.hand_over    member
case.requests              GET   case.ask_team     member
case.requests              POST  case.ask_team     member
case.followers             GET   case.hand_over    member
case.followers             POST  case.hand_over    member
case.follower              POST  case.hand_over    member
case.note_confirmation     POST  customers.note    member

customers                  GET   customers.see     desk admin
customer                   GET   customers.see     desk admin
person                     GET   customers.see     desk admin
customer.new               GET   customers.change  teams admin
customer.new               POST  customers.change  teams admin
customer.data              GET   customers.change  teams admin
customer.data              POST  customers.change  teams admin
customer.team              POST  customers.change  teams admin
person.new                 GET   customers.change  teams admin
person.new                 POST  customers.change  teams admin
person.data                GET   customers.change  teams admin
person.data                POST  customers.change  teams admin
customer.notes             POST  customers.note    teams
note.confirmation          POST  customers.note    teams
note.removal               POST  customers.note    teams
note.return                POST  customers.note    teams

parity                     GET   parity.see        desk management
parity.strata              GET   parity.see        desk management
parity.method              GET   catalogue.see     desk management hr works_council admin
catalogue                  GET   catalogue.see     desk management hr works_council admin

settings                   GET   settings.see      works_council admin
settings.company           GET   settings.see      works_council admin
settings.company           POST  settings.change   admin
settings.hours             GET   settings.see      works_council admin
settings.hours             POST  settings.change   admin
settings.team_hours        GET   settings.see      works_council admin
settings.team_hours        POST  settings.change   admin
settings.teams             GET   settings.see      works_council admin
settings.new_team          GET   settings.see      works_council admin
settings.new_team          POST  settings.change   admin
settings.team              GET   settings.see      works_council admin
settings.team              POST  settings.change   admin
settings.members           POST  settings.change   admin
settings.skills            GET   settings.see      works_council admin
settings.skills            POST  settings.change   admin
settings.skill             GET   settings.see      works_council admin
settings.skill             POST  settings.change   admin
settings.people            GET   settings.see      works_council admin
settings.person            GET   settings.see      works_council admin
settings.person            POST  settings.change   admin
settings.types             GET   settings.see      works_council admin
settings.new_type          GET   settings.see      works_council admin
settings.new_type          POST  settings.change   admin
settings.type              GET   settings.see      works_council admin
settings.type              POST  settings.change   admin
settings.log               GET   settings.log      works_council admin
outbox                     GET   outbox.see        admin
outbox.incoming            GET   outbox.see        admin
outbox.letter              GET   outbox.see        admin
outbox.html                GET   outbox.see        admin own
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    name: str
    method: str
    right: str
    who: frozenset[str]
    own: bool

    @property
    def is_by_link(self) -> bool:
        """Whether the address itself says who acts, so that it does not matter who opens it."""
        return self.name.startswith("link.")


def _read(text: str) -> Line:
    name, method, right, *who = text.split()
    roles = frozenset[str]().union(*(_GROUPS.get(one, frozenset({one})) for one in who if one != "own"))
    return Line(name, method, "" if right == "-" else right, roles, "own" in who)


LINES = [_read(text) for text in TABLE.splitlines() if text]
