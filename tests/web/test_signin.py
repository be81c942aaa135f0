"""Signing in: our look, our words, and nothing that tells strangers who has an account."""

from pathlib import Path

import pytest
from django.core import mail
from django.template import engines

from kundenkreis.base import reference
from kundenkreis.people.models import Person
from kundenkreis.teams.models import Company

PAGES = Path(__file__).resolve().parents[2] / "src" / "kundenkreis" / "web" / "templates_allauth"
PASSWORD = "Kupplung und Nabe"


@pytest.fixture
def company(db):
    made = Company.objects.create(pk=1, name="Tannhof", purpose="Wir halten in Bewegung, worauf andere sich verlassen.")
    reference.forget()
    yield made
    reference.forget()


@pytest.fixture
def aylin(company):
    person = Person(email="aylin@tannhof.example", given_name="Aylin", family_name="Demir")
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client, password):
    return client.post("/accounts/login/", {"login": "aylin@tannhof.example", "password": password})


@pytest.mark.parametrize(
    "name", [str(path.relative_to(PAGES)) for path in sorted(PAGES.rglob("*.*"))], ids=lambda name: name
)
def test_every_page_around_signing_in_compiles(name):
    assert engines["django"].get_template(name)


def test_the_page_says_what_the_company_is_for(client, company):
    shown = client.get("/accounts/login/").content.decode()

    assert "<h1>Anmelden bei Tannhof</h1>" in shown
    assert "Wir halten in Bewegung" in shown
    assert "Wozu es Tannhof gibt." in shown


def test_the_page_speaks_the_language_of_the_browser(client, company):
    shown = client.get("/accounts/login/", headers={"accept-language": "en"}).content.decode()

    assert "<h1>Sign in to Tannhof</h1>" in shown
    assert 'lang="en"' in shown


def test_without_a_company_the_page_still_stands(client, db):
    reference.forget()

    shown = client.get("/accounts/login/").content.decode()

    assert "<h1>Anmelden</h1>" in shown
    assert "Nicht bei" not in shown


def test_a_wrong_password_is_answered_in_plain_words(client, aylin):
    shown = sign_in(client, "geraten").content.decode()

    assert "Adresse und Passwort passen nicht zusammen." in shown
    assert 'value="aylin@tannhof.example"' in shown


def test_the_right_password_lets_in(client, aylin):
    answer = sign_in(client, PASSWORD)

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(aylin.pk)


def test_nobody_opens_an_account_from_outside(client, company):
    shown = client.get("/accounts/signup/").content.decode()

    assert "Konten legt das Unternehmen an" in shown


def test_a_forgotten_password_is_answered_alike_with_and_without_an_account(client, aylin):
    answers = [
        client.post("/accounts/password/reset/", {"email": address}, follow=True).content.decode()
        for address in ("aylin@tannhof.example", "nobody@tannhof.example")
    ]

    assert "Gibt es zu dieser Adresse ein Konto" in answers[0]
    assert answers[0].partition("<form")[0] == answers[1].partition("<form")[0]


def test_the_mail_for_a_new_password_is_ours_and_its_link_works(client, aylin):
    client.post("/accounts/password/reset/", {"email": "aylin@tannhof.example"})

    (letter,) = mail.outbox
    assert letter.subject.endswith("Neues Passwort setzen")
    assert "Für Ihr Konto wurde ein neues Passwort angefordert." in letter.body
    assert letter.body.rstrip().endswith("Tannhof")
    link = next(line for line in letter.body.splitlines() if line.startswith("http"))
    assert "Passwort speichern" in client.get(link, follow=True).content.decode()


def test_an_old_link_says_what_to_do(client, company):
    shown = client.get("/accounts/password/reset/key/1-gone/").content.decode()

    assert "Dieser Link gilt nicht mehr" in shown
    assert "Neuen Link anfordern" in shown
