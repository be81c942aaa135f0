"""The page of a case in a real browser: keys, tabs, drafts, taking back; without script; and readable for everybody."""

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kundenkreis.cases.models import Case
from kundenkreis.replies.models import Draft, Reply
from tests.browser.test_portal import sign_in
from tests.cast import Cast
from tests.web.desk import sent
from tests.web.portal import hands, tannhof

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["hands", "tannhof"]

TEXT = "Guten Tag Frau Kunz, die neue Kupplung ist unterwegs."


@pytest.fixture
def case(tannhof: Cast, context: BrowserContext, live_server: Any) -> Case:
    """A case of Sandra's; Aylin has signed in."""
    sign_in(context, tannhof, "aylin", live_server.url)
    return tannhof.ask("sandra")


def leave(page: Page) -> None:
    """Go out of the field, so that single keys mean something again."""
    page.evaluate("document.activeElement.blur()")


def test_keys_take_write_promise_and_send(page: Page, case: Case):
    page.goto(f"/cases/{case.pk}")

    page.keyboard.press("u")
    expect(page.locator(".toast")).to_contain_text("Sie haben diesen Vorgang übernommen.")
    page.keyboard.press("w")
    expect(page.get_by_label("Antworttext")).to_be_focused()
    page.keyboard.type(TEXT)
    leave(page)
    page.keyboard.press("z")
    expect(page.get_by_label("Was zugesagt wird")).to_be_focused()
    page.keyboard.type("Neue Kupplung bei Ihnen")
    page.get_by_label("Bis", exact=True).fill("2026-11-19")
    page.locator("#w-clock").fill("10:00")
    expect(page.locator("#w-hours")).to_contain_text("Arbeitszeit.")
    expect(page.get_by_role("button", name="Senden und zusagen")).to_be_visible()
    page.keyboard.press("Control+Enter")

    expect(page.locator(".toast")).to_contain_text("Antwort unterwegs.")
    held = Reply.objects.get()
    assert held.text == TEXT
    assert held.then["promise"]["text"] == "Neue Kupplung bei Ihnen"


def test_ctrl_z_takes_a_reply_back_into_the_draft(page: Page, case: Case):
    page.goto(f"/cases/{case.pk}")
    page.get_by_label("Antworttext").fill(TEXT)
    page.get_by_role("button", name="Senden", exact=False).first.click()
    expect(page.locator(".toast")).to_contain_text("Antwort unterwegs.")

    page.keyboard.press("Control+z")

    expect(page.locator(".toast")).to_contain_text("Zurückgenommen.")
    expect(page.get_by_label("Antworttext")).to_have_value(TEXT)
    assert sent(case) == []


def test_closing_leads_to_the_reply_with_the_end_chosen_and_names_open_steps(page: Page, case: Case):
    page.goto(f"/cases/{case.pk}")
    expect(page.locator("[data-open-steps]")).to_be_hidden()

    page.get_by_role("link", name="Abschließen", exact=True).click()

    expect(page.locator("#w-outcome")).to_have_value("granted")
    expect(page.get_by_role("button", name="Senden und abschließen")).to_be_visible()
    expect(page.locator("[data-open-steps]")).to_contain_text("Klären")


def test_tabs_change_the_form_and_never_the_text(page: Page, case: Case):
    page.goto(f"/cases/{case.pk}")
    page.get_by_label("Antworttext").fill("Guten Tag")

    page.get_by_role("link", name="Notiz im Team").click()
    expect(page.get_by_label("Antworttext")).to_be_hidden()
    expect(page.locator("#w-note")).to_be_focused()
    expect(page.locator("#w-note")).to_have_value("")
    page.locator("#w-note").fill("Nur für uns")
    page.get_by_role("link", name="Antwort an Sandra Kunz").click()

    expect(page.get_by_label("Antworttext")).to_have_value("Guten Tag")
    leave(page)
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Anruf festhalten")).to_be_visible()


def test_draft_is_on_the_server_a_moment_after_the_last_stroke(page: Page, case: Case):
    page.goto(f"/cases/{case.pk}")

    page.get_by_label("Antworttext").press_sequentially("Guten Tag")

    expect(page.locator("#reply-state")).to_have_text("Entwurf gespeichert")
    assert list(Draft.objects.values_list("kind", "text")) == [("reply", "Guten Tag")]


def test_form_opens_in_the_page_and_gives_the_focus_back(page: Page, case: Case):
    page.goto(f"/cases/{case.pk}")

    page.keyboard.press("r")
    expect(page.locator("#panel").get_by_label("Bis", exact=True)).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.locator("#panel")).to_be_empty()
    expect(page.get_by_role("link", name="Ruhen lassen")).to_be_focused()


def test_callback_asks_for_its_beginning(page: Page, case: Case):
    page.goto(f"/cases/{case.pk}")
    page.locator("summary", has_text="Mit dieser Antwort zusagen").click()
    expect(page.get_by_label("Rückruf nicht vor")).to_be_hidden()

    page.get_by_label("Art", exact=True).select_option("callback")

    expect(page.get_by_label("Rückruf nicht vor")).to_be_visible()


def test_everything_works_without_script(browser: Browser, case: Case, tannhof: Cast, live_server: Any):
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    sign_in(plain, tannhof, "aylin", live_server.url)
    page = plain.new_page()
    page.goto(f"/cases/{case.pk}")

    page.get_by_role("link", name="Notiz im Team").click()
    page.locator("#w-note").fill("Eindeutig Transport.")
    page.get_by_role("button", name="Notiz speichern").click()
    expect(page.locator(".msg[data-by=note]")).to_contain_text("Eindeutig Transport.")
    page.get_by_role("link", name="Ruhen lassen").click()
    page.locator("#panel").get_by_label("Bis", exact=True).fill("2026-11-30")
    page.locator("#panel").get_by_role("button", name="Ruhen lassen").click()
    expect(page.get_by_role("main")).to_contain_text("Ruht bis 30.11. 8:00")
    page.get_by_label("Antworttext").fill(TEXT)
    page.get_by_role("button", name="Senden").click()
    page.get_by_role("button", name="Zurücknehmen").first.click()
    expect(page.get_by_label("Antworttext")).to_have_value(TEXT)
    plain.close()
