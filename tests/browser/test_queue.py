"""The queue in a real browser: keys, taking in place, the refresh that moves nothing; without script; for everybody."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kundenkreis.cases.models import Case
from kundenkreis.flow import work
from tests.browser.test_portal import sign_in
from tests.cast import Cast
from tests.web.portal import hands, tannhof

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["hands", "tannhof"]


@pytest.fixture
def cases(tannhof: Cast, context: BrowserContext, live_server: Any) -> list[Case]:
    """Three cases in the order of the queue; Aylin has signed in."""
    sign_in(context, tannhof, "aylin", live_server.url)
    return [tannhof.ask("sandra", now=tannhof.now + timedelta(minutes=minute)) for minute in range(3)]


def taken(cases: list[Case]) -> list[bool]:
    return [Case.objects.get(pk=case.pk).taken_by_id is not None for case in cases]


def refresh(page: Page) -> None:
    """Let the next refresh come at once, by the clock of the page."""
    with page.expect_response(lambda answer: "/queue" in answer.url and answer.request.method == "GET"):
        page.clock.run_for(21_000)


def test_keys_move_select_take_and_open(page: Page, cases: list[Case]):
    page.goto("/queue")

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-current]")).to_have_id(f"row-{cases[1].pk}")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("u")
    expect(page.locator(".toast")).to_contain_text("Sie haben 2 Anfragen übernommen.")
    assert taken(cases) == [False, True, True]
    page.keyboard.press("Control+z")
    expect(page.locator(".toast")).to_contain_text("2 Anfragen liegen wieder beim Team.")
    assert taken(cases) == [False, False, False]
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{page.url.split('/queue')[0].split('/cases')[0]}/cases/{cases[0].pk}")


def test_take_without_selection_takes_the_current_row(page: Page, cases: list[Case]):
    page.goto("/queue")

    page.keyboard.press("j")
    page.dispatch_event("[data-current] a", "keydown", {"key": "ü", "bubbles": True})

    expect(page.locator(".toast")).to_contain_text(f"Sie haben {cases[0].pk} übernommen.")
    assert taken(cases) == [True, False, False]


@pytest.mark.parametrize(("key", "heading"), [("z", "promises"), ("r", "rest")])
def test_promise_and_rest_open_their_forms(page: Page, cases: list[Case], key: str, heading: str):
    page.goto("/queue")

    page.keyboard.press("j")
    page.keyboard.press(key)

    page.wait_for_url(f"**/cases/{cases[0].pk}/{heading}*")


def test_slash_searches_and_question_mark_explains(page: Page, cases: list[Case]):
    page.goto("/queue")

    page.keyboard.press("/")
    expect(page.get_by_label("In dieser Ansicht suchen")).to_be_focused()
    page.keyboard.type("gibtesnicht")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Nichts in dieser Ansicht")
    page.goto("/queue")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Alle Tasten")).to_contain_text("Anfrage übernehmen, oder alle ausgewählten")


def test_circle_takes_in_place_and_row_says_who_was_faster(page: Page, cases: list[Case], tannhof: Cast):
    page.goto("/queue")
    work.take(cases[1].pk, by=tannhof.viewer("jonas"), now=tannhof.now)

    page.get_by_role("button", name=f"Noch niemand. {cases[0].pk} übernehmen").click()
    expect(page.locator(f"#row-{cases[0].pk}").get_by_label("Aylin Demir")).to_be_visible()
    page.get_by_role("button", name=f"Noch niemand. {cases[1].pk} übernehmen").click()
    expect(page.locator(f"#row-{cases[1].pk}").get_by_label("Jonas Brandl")).to_be_visible()
    expect(page.locator("#toasts")).to_contain_text(f"Jonas Brandl war schneller und hat {cases[1].pk}.")
    assert page.url.endswith("/queue")


def test_refresh_never_moves_the_row_under_the_pointer(page: Page, cases: list[Case], tannhof: Cast):
    page.clock.install()
    page.goto("/queue")
    row = page.locator(f"#row-{cases[1].pk}")
    row.hover()
    before = row.bounding_box()
    urgent = tannhof.ask("uwe", impact=2, pressure=3, now=tannhof.now + timedelta(minutes=5))
    work.take(cases[2].pk, by=tannhof.viewer("jonas"), now=tannhof.now)

    refresh(page)

    expect(page.locator("#queue-news")).to_have_text("1 neue Anfrage zeigen")
    expect(page.locator(f"#row-{cases[2].pk}").get_by_label("Jonas Brandl")).to_be_visible()
    assert row.bounding_box() == before
    page.locator("#queue-news").click()
    expect(page.locator("[data-row]").first).to_have_id(f"row-{urgent.pk}")


def test_refresh_brings_new_rows_when_nobody_uses_the_list(page: Page, cases: list[Case], tannhof: Cast):
    page.clock.install()
    page.goto("/queue")
    urgent = tannhof.ask("uwe", impact=2, pressure=3, now=tannhof.now + timedelta(minutes=5))

    refresh(page)

    expect(page.locator("[data-row]").first).to_have_id(f"row-{urgent.pk}")
    expect(page.locator("#queue-news")).to_be_hidden()


def test_everything_works_without_script(browser: Browser, cases: list[Case], tannhof: Cast, live_server: Any):
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    sign_in(plain, tannhof, "aylin", live_server.url)
    page = plain.new_page()
    page.goto("/queue")

    page.get_by_label(f"Wählen: {cases[2].pk}").check()
    page.get_by_role("button", name="übernehmen", exact=True).click()
    expect(page.locator(".toast")).to_contain_text(f"Sie haben {cases[2].pk} übernommen.")
    page.get_by_role("link", name="Mit mir").click()
    expect(page.locator("[data-row]")).to_have_count(1)
    page.get_by_role("link", name="Ansicht speichern").click()
    page.get_by_label("Name der Ansicht").fill("Bei mir")
    page.get_by_role("button", name="Ansicht speichern").click()
    expect(page.get_by_role("link", name="Bei mir")).to_be_visible()
    page.goto("/today")
    page.get_by_role("button", name="Übernehmen").first.click()
    expect(page.locator(".toast")).to_contain_text(f"Sie haben {cases[0].pk} übernommen.")
    plain.close()
