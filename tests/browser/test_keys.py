"""A morning without a mouse: from anywhere to the queue, take, answer, take the answer back, and go on."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kundenkreis.cases.models import Case
from tests.browser.test_portal import sign_in
from tests.cast import Cast
from tests.web.portal import hands, tannhof

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["hands", "tannhof"]

TEXT = "Guten Tag Frau Kunz, die neue Kupplung kommt am Donnerstag."


@pytest.fixture
def case(tannhof: Cast, context: BrowserContext, live_server: Any) -> Case:
    """One request; Aylin has signed in."""
    sign_in(context, tannhof, "aylin", live_server.url)
    return tannhof.ask("sandra")


def test_take_answer_and_take_back_by_keys_alone(page: Page, case: Case):
    page.goto("/today")

    page.keyboard.press("g")
    page.keyboard.press("w")
    page.wait_for_url("**/queue")
    page.keyboard.press("j")
    page.keyboard.press("u")
    expect(page.locator(".toast")).to_contain_text(f"Sie haben {case.pk} übernommen.")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{case.pk}")
    page.keyboard.press("w")
    expect(page.get_by_label("Antworttext")).to_be_focused()
    page.keyboard.type(TEXT)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toast")).to_contain_text("Zurücknehmen")
    page.keyboard.press("Control+z")

    expect(page.get_by_label("Antworttext")).to_have_value(TEXT)
    assert not case.messages.filter(by="team").exists()


PLACES = {"gh": "/today", "gt": "/today", "gq": "/queue", "gk": "/customers", "gp": "/parity", "n": "/cases/new"}


@pytest.mark.parametrize(("keys", "path"), PLACES.items())
def test_keys_go_to_every_place(page: Page, case: Case, keys: str, path: str):
    page.goto("/account")

    for key in keys:
        page.keyboard.press(key)

    page.wait_for_url(f"**{path}")


def test_a_caller_is_found_while_her_number_is_typed_and_her_request_entered(page: Page, case: Case, tannhof: Cast):
    tannhof.people["sandra"].phone = "+49 821 4550-17"
    tannhof.people["sandra"].save()
    page.goto("/today")

    page.keyboard.press("n")
    expect(page.get_by_label("Für wen?")).to_be_focused()
    page.keyboard.type("550 17")
    page.get_by_role("link", name="Sandra Kunz").click()
    expect(page.get_by_role("complementary")).to_contain_text(case.subject)
    page.get_by_label("Worum geht es?").fill("Die Rechnung fehlt.")
    page.get_by_label("Die Arbeit steht still").check()
    expect(page.locator("#before")).to_contain_text("Antwort bis heute 11:18 Uhr")
    page.get_by_label("Was für eine Anfrage ist es?").select_option("Rechnung")
    expect(page.locator("#before")).to_contain_text("Es geht an: Buchhaltung")
    page.get_by_label("Was für eine Anfrage ist es?").select_option("Auskunft")
    expect(page.locator("#before")).to_contain_text("Es geht an: Kundenteam Süd")
    page.get_by_role("button", name="Anfrage aufnehmen").click()

    expect(page.locator("#toasts")).to_contain_text("Die Anfrage hat die Nummer")
    entered = Case.objects.latest("pk")
    assert (entered.subject, entered.channel, entered.pressure) == ("Die Rechnung fehlt", "phone", 3)
