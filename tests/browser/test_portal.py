"""The portal in a real browser: what script adds, what works without it, and that everybody can read it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kundenkreis.cases.models import Attachment, Case, RequestType
from tests.cast import Cast
from tests.web.portal import hands, link, tannhof
from tests.web.test_portal import FORM

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["hands", "tannhof"]


def sign_in(context: BrowserContext, tannhof: Cast, name: str, address: str) -> None:
    """Give a browser the session of somebody, as signing in would."""
    client = Client()
    client.force_login(tannhof.people[name])
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])


@pytest.fixture
def form(tannhof: Cast, context: BrowserContext, live_server: Any) -> str:
    """The path of a form with a question that hangs on another one; Sandra has signed in."""
    RequestType.objects.filter(pk=tannhof.types["rechnung"].pk).update(form=FORM)
    sign_in(context, tannhof, "sandra", live_server.url)
    return f"/portal/requests/new/{tannhof.types['rechnung'].pk}"


def test_dates_and_questions_follow_at_once(page: Page, form: str):
    page.goto(form)
    expect(page.locator("#before")).to_contain_text("Antwort bis morgen 8:18 Uhr")
    expect(page.get_by_label("Richtiger Betrag")).to_be_hidden()

    page.get_by_label("die Arbeit steht still").check()
    page.get_by_label("Der Preis").check()

    expect(page.locator("#before")).to_contain_text("Antwort bis heute 11:18 Uhr")
    expect(page.get_by_label("Richtiger Betrag")).to_be_visible()
    page.get_by_label("Die Menge").check()
    expect(page.get_by_label("Richtiger Betrag")).to_be_hidden()


def test_chosen_files_survive_an_error_and_the_error_is_read_first(page: Page, form: str, tmp_path: Path):
    (tmp_path / "foto.jpg").write_bytes(b"\xff\xd8\xff")
    page.goto(form)
    page.locator("#files").set_input_files(tmp_path / "foto.jpg")
    page.get_by_label("Der Preis").check()

    page.get_by_role("button", name="Anfrage senden").click()
    expect(page.locator(".err-sum")).to_be_focused()
    page.get_by_label("Richtiger Betrag").fill("12,50")
    page.get_by_role("button", name="Anfrage senden").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Anfrage ist angekommen")
    assert Case.objects.get().answers == {"reason": "price", "right": "12.50"}
    assert Attachment.objects.get().name == "foto.jpg"


def test_form_works_without_script(browser: Browser, form: str, tannhof: Cast, live_server: Any):
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    sign_in(plain, tannhof, "sandra", live_server.url)
    page = plain.new_page()
    page.goto(form)

    page.get_by_label("Der Preis").check()
    page.get_by_role("button", name="Passende Fragen").click()
    page.get_by_label("Richtiger Betrag").fill("12,50")
    page.get_by_role("button", name="Anfrage senden").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Anfrage ist angekommen")
    plain.close()


def test_colleague_is_found_while_her_name_is_typed(
    page: Page, tannhof: Cast, context: BrowserContext, live_server: Any
):
    sign_in(context, tannhof, "uwe", live_server.url)
    page.goto("/portal/colleague")

    page.get_by_label("Wen bitten Sie?").press_sequentially("dem")
    expect(page.get_by_label("Aylin Demir")).to_be_checked()
    page.get_by_label("Was brauchen Sie?").fill("Bitte die Zeichnung")
    page.get_by_role("button", name="Bitten", exact=True).click()

    expect(page.get_by_role("main")).to_contain_text("Aylin Demir kümmert sich.")


def test_requester_writes_by_nothing_but_her_link(page: Page, tannhof: Cast):
    case = tannhof.ask("sandra")
    page.goto(link(case))

    page.get_by_label("Ihre Nachricht").fill("Es eilt jetzt doch.")
    page.get_by_role("button", name="Senden").click()

    expect(page.locator("#toasts")).to_contain_text("Ihre Nachricht ist angekommen.")
    assert case.messages.latest("pk").text == "Es eilt jetzt doch."
