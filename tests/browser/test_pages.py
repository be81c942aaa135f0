"""Every page can be used by everybody: WCAG 2.2 AA in both themes on phone and desk, and nothing to push sideways."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import Browser, Page

from kundenkreis.flow import intake, pledge, work
from kundenkreis.flow.pledge import NewPromise
from kundenkreis.ledger.models import Fact
from kundenkreis.mail.models import Letter
from kundenkreis.mail.tasks import letter
from kundenkreis.teams.models import Skill
from tests.browser.test_portal import sign_in
from tests.cast import Cast, berlin
from tests.web.desk import reply
from tests.web.portal import hands, link, tannhof

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["hands", "tannhof"]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The theme changes colours and nothing else.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}}
# So tall that nothing lies under the bar at the bottom of a phone, from where one would scroll it up.
TALL = 8000
# Colours that are still turning into those of the other theme are waited for.
LOOK = """async options => {
    await Promise.all(document.getAnimations().map(one => one.finished));
    return (await axe.run(options)).violations;
}"""
LOOKS = (
    (1440, "light", EVERYTHING),
    (1440, "dark", COLOURS),
    (390, "dark", COLOURS),
    (390, "light", EVERYTHING),
)
# By who looks: the pages, each with what its address needs from the story; a query may follow the name.
PAGES: dict[str, list[str]] = {
    "aylin": [
        "today",
        "today.absences",
        "queue",
        "queue?view=resting",
        "queue?q=nichts",
        "queue.customers",
        "queue.views",
        "search",
        "search?q=kupplung",
        "entry",
        "entry?q=k",
        "entry?person={person_id}",
        "case",
        "case?write=call",
        "case.history",
        "case.promises",
        "case.promise",
        "case.steps",
        "case.rest",
        "case.urgency",
        "case.hand_overs",
        "case.requests",
        "case.followers",
        "case.reopening",
        "customers",
        "customer.new",
        "customer",
        "customer.data",
        "person.new",
        "person",
        "person.data",
        "parity",
        "parity.method",
        "catalogue",
        "account",
        "nowhere",
    ],
    "admin": [
        "settings",
        "settings.company",
        "settings.hours",
        "settings.team_hours",
        "settings.teams",
        "settings.new_team",
        "settings.team",
        "settings.skills",
        "settings.skill",
        "settings.people",
        "settings.person",
        "settings.types",
        "settings.new_type",
        "settings.type",
        "settings.log",
        "outbox",
        "outbox.incoming",
        "outbox.letter",
    ],
    "uwe": ["portal", "portal.colleague", "portal.asked", "portal.asked_case", "queue"],
    "sandra": [
        "portal",
        "portal.requests",
        "portal.requests?show=done",
        "portal.request",
        "portal.new",
        "portal.received",
        "portal.withdrawal",
    ],
    "nobody": [
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "link.request",
        "link.withdrawal",
        "no link",
    ],
}
# Answers to GET that are no page of ours: they lead on, hand out a file or a piece, or show what somebody else wrote.
NO_PAGES = {"start", "portal.file", "link.file", "case.file", "case.hours", "parity.strata", "outbox.html"}
# A kept promise can be disputed for five days; its page is that of the withdrawal with another question.
ALIKE = {"portal.dispute", "link.dispute"}


# Addresses behind which there is nothing (any more).
NOTHING = {"nowhere": "/cases/99999999", "no link": "/s/x"}


@pytest.fixture
def story(tannhof: Cast) -> dict[str, Any]:
    """A company in which every page has something to show; the values for addresses."""
    aylin, now = tannhof.viewer("aylin"), tannhof.now
    case = tannhof.ask("sandra")
    work.take(case.pk, by=aylin, now=now)
    no = pledge.give(case.pk, NewPromise("milestone", "Liefertermin nennen", berlin(11, 18, 12)), by=aylin, now=now)
    work.note(case.pk, "Nur für uns.", by=tannhof.viewer("jonas"), now=now)
    reply(tannhof, case, "aylin", "Guten Tag Frau Kunz, morgen wissen wir mehr.", now + timedelta(minutes=5))
    tannhof.ask("uwe", impact=2, pressure=3, now=now - timedelta(hours=20))
    asked = intake.ask_colleague(tannhof.people["uwe"].pk, "Wo ist der Plan?", None, by=aylin, now=now)
    letter(Fact.objects.get(thing="case", thing_id=case.pk, kind="case.opened").pk)
    return {
        "case_id": case.pk,
        "asked_id": asked.pk,
        "no": no,
        "team_id": tannhof.teams["sued"].pk,
        "skill_id": Skill.objects.values_list("pk", flat=True).first(),
        "type_id": tannhof.types["auskunft"].pk,
        "organisation_id": tannhof.organisations["weidach"].pk,
        "person_id": tannhof.people["sandra"].pk,
        "letter_id": Letter.objects.values_list("pk", flat=True).first(),
        "token": link(case).removeprefix("/s/"),
    }


def address(page: str, story: dict[str, Any]) -> str:
    """Return the address of a page, with the numbers of the story in it."""
    name, _, query = page.partition("?")
    if name in NOTHING:
        return NOTHING[name]
    if name == "portal.asked_case":
        return reverse(name, kwargs={"case_id": story["asked_id"]})
    wanted = next(iter(get_resolver().reverse_dict.getlist(name)))[0][0][1]
    path = reverse(name, kwargs={key: story[key] for key in wanted})
    return f"{path}?{query.format(**story)}" if query else path


def pages_of(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    """Yield the name of every address of ours that answers to GET."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from pages_of(one.url_patterns)
        elif "GET" in getattr(one.callback, "methods", ()):
            yield str(one.name)


def test_no_page_is_forgotten():
    visited = {page.partition("?")[0] for pages in PAGES.values() for page in pages}

    assert set(pages_of(get_resolver().url_patterns)) - visited == NO_PAGES | ALIKE


@contextmanager
def signed_in(browser: Browser, tannhof: Cast, name: str, root: str) -> Iterator[Page]:
    """Open a page for somebody who has signed in, or for nobody."""
    context = browser.new_context(base_url=root, locale="de-DE", reduced_motion="reduce")
    if name != "nobody":
        sign_in(context, tannhof, name, root)
    yield context.new_page()
    context.close()


def problems(page: Page) -> Iterator[str]:
    """Yield what is wrong with the page that is open, in every look."""
    page.evaluate(AXE_SCRIPT)
    for width, scheme, rules in LOOKS:
        page.set_viewport_size({"width": width, "height": TALL})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = page.evaluate(LOOK, rules)
        yield from (f"{width} {scheme}: {one['id']} {one['nodes'][0]['html'][:200]}" for one in found)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{width}: can be pushed sideways"


@pytest.mark.parametrize("name", list(PAGES))
def test_everybody_can_use_every_page(
    browser: Browser, tannhof: Cast, story: dict[str, Any], live_server: Any, name: str
):
    found: dict[str, list[str]] = {}
    with signed_in(browser, tannhof, name, live_server.url) as page:
        for one in PAGES[name]:
            page.goto(address(one, story))
            found[one] = list(problems(page))

    assert found == {one: [] for one in PAGES[name]}
