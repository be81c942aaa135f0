"""Who wrote a mail: known people are found, new ones are added, strangers stay strangers."""

from datetime import UTC, datetime

import pytest

from kundenkreis.cases.models import Case
from kundenkreis.flow.by_mail import sender
from kundenkreis.ledger.models import Fact
from kundenkreis.people.models import Account, ContactPoint, Organisation, Person
from tests.cast import NOW, Cast
from tests.mail.post import post


def test_a_person_is_found_by_her_address_whatever_its_capitals(tannhof: Cast):
    found = sender("SANDRA@Tannhof.Example", "", "de", now=NOW)

    assert found.person == tannhof.people["sandra"]


def test_a_person_is_found_by_a_further_address(tannhof: Cast):
    ContactPoint.objects.create(person=tannhof.people["sandra"], kind="email", value="Kunz@privat.example")

    assert sender("kunz@privat.example", "", "de", now=NOW).person == tannhof.people["sandra"]


def test_the_mail_domain_says_for_whom_a_known_person_speaks(tannhof: Cast):
    firm = Organisation.objects.create(name="Zweitfirma", domain="Zweitfirma.example")
    second = Account.objects.create(person=tannhof.people["uwe"], organisation=firm, is_main=False)
    ContactPoint.objects.create(person=tannhof.people["uwe"], kind="email", value="uwe@zweitfirma.example")

    assert sender("uwe@zweitfirma.example", "", "de", now=NOW) == second
    assert sender("uwe@tannhof.example", "", "de", now=NOW).organisation == tannhof.organisations["montage"]


def test_a_new_person_joins_the_organisation_of_her_mail_domain(tannhof: Cast):
    Organisation.objects.filter(pk=tannhof.organisations["weidach"].pk).update(domain="weidach.example")

    came = post("Heike Lang <h.lang@weidach.example>")

    case = Case.objects.get()
    assert case.organisation == tannhof.organisations["weidach"]
    assert (case.person.given_name, case.person.family_name) == ("Heike", "Lang")
    assert not case.person.has_usable_password()
    assert case.person.language == "de"
    assert came.message.author == case.person
    assert Fact.objects.get(kind="person.added").data["by"] == "mail"


def test_a_new_person_is_answered_in_her_language(tannhof: Cast):
    post("Joe <joe@far.example>", "Hello, the coupling you sent us last week is broken. What can we do now?")

    assert Person.objects.get(email="joe@far.example").language == "en"


def test_strangers_with_one_provider_are_not_one_customer(tannhof: Cast):
    first = sender("a.meier@post.example", "Anna Meier", "de", now=NOW)
    second = sender("b.meier@post.example", "Anna Meier", "de", now=NOW)

    assert first.organisation != second.organisation
    assert first.organisation.name == "Anna Meier (a.meier@post.example)"
    assert first.organisation.customer_class == "external"


def test_a_domain_of_two_organisations_says_nothing(tannhof: Cast):
    for name in ("Nord", "Süd"):
        Organisation.objects.create(name=name, domain="gruppe.example")

    assert sender("x@gruppe.example", "X Y", "de", now=NOW).organisation.name == "X Y (x@gruppe.example)"


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Sandra Kunz", "Sandra", "Kunz"),
        ("Kunz, Sandra", "Sandra", "Kunz"),
        ("Dr. Eva von der Au", "Dr. Eva von der", "Au"),
        ("", "", "s.kunz"),
        ("s.kunz@firma.example", "", "s.kunz"),
        ("Einkauf", "", "Einkauf"),
        ("x" * 300, "", "x" * 79 + "…"),
    ],
)
def test_a_name_is_read_as_people_write_it(tannhof: Cast, name, given, family):
    person = sender("s.kunz@firma.example", name, "de", now=NOW).person

    assert (person.given_name, person.family_name) == (given, family)


def test_somebody_without_an_organisation_gets_one(tannhof: Cast):
    Account.objects.filter(person=tannhof.people["admin"]).delete()

    account = sender("admin@tannhof.example", "", "de", now=datetime(2026, 1, 1, tzinfo=UTC))

    assert account.person == tannhof.people["admin"]
    assert account.organisation.kind == "customer"
