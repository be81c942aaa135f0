"""Steps about customers: who they are, which team answers for them, what is good to know."""

from datetime import timedelta

import pytest

from kundenkreis.flow import customers
from kundenkreis.flow.errors import NotAllowed, NotFound, Refused
from kundenkreis.ledger.queries import facts_of
from kundenkreis.people.models import Note, Organisation, Person
from kundenkreis.teams.queries import responsible_team
from tests.cast import NOW, Cast

LATER = NOW + timedelta(days=200)


def _facts(thing: str, thing_id: int) -> list[tuple[str, dict[str, object]]]:
    return [(fact.kind, fact.data) for fact in facts_of(thing, thing_id)]


def test_a_note_has_its_author_and_is_confirmed_by_being_written(tannhof: Cast):
    weidach = tannhof.organisations["weidach"]

    note = customers.add_note(weidach.pk, "Rückrufe vormittags.\x00", by=tannhof.viewer("aylin"), now=NOW)

    assert (note.text, note.author, note.written_at, note.confirmed_at) == (
        "Rückrufe vormittags.",
        tannhof.people["aylin"],
        NOW,
        NOW,
    )
    assert _facts("organisation", weidach.pk) == [("note.added", {"note": note.pk})]


def test_confirming_a_note_keeps_its_author_and_age(tannhof: Cast):
    note = customers.add_note(
        tannhof.organisations["weidach"].pk, "Rückrufe vormittags.", by=tannhof.viewer("aylin"), now=NOW
    )

    confirmed = customers.confirm_note(note.pk, by=tannhof.viewer("jonas"), now=LATER)

    assert (confirmed.author, confirmed.written_at, confirmed.confirmed_at) == (tannhof.people["aylin"], NOW, LATER)


def test_a_removed_note_can_be_put_back_as_it_was_and_the_facts_never_hold_its_text(tannhof: Cast):
    weidach = tannhof.organisations["weidach"]
    note = customers.add_note(weidach.pk, "Rückrufe vormittags.", by=tannhof.viewer("aylin"), now=NOW)

    gone = customers.remove_note(note.pk, by=tannhof.viewer("jonas"), now=LATER)
    assert not Note.objects.exists()
    back = customers.put_back_note(gone, by=tannhof.viewer("jonas"), now=LATER)

    assert (back.text, back.author, back.written_at, back.confirmed_at) == (
        "Rückrufe vormittags.",
        tannhof.people["aylin"],
        NOW,
        NOW,
    )
    assert [kind for kind, _ in _facts("organisation", weidach.pk)] == ["note.added", "note.removed", "note.put_back"]
    assert "Rückrufe" not in str(_facts("organisation", weidach.pk))


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 2001])
def test_a_note_needs_a_text_that_fits(tannhof: Cast, text: str):
    with pytest.raises(Refused) as refusal:
        customers.add_note(tannhof.organisations["weidach"].pk, text, by=tannhof.viewer("aylin"), now=NOW)

    assert refusal.value.field == "text"


def test_a_note_about_a_person_belongs_to_her_organisation(tannhof: Cast):
    montage, sandra = tannhof.organisations["montage"], tannhof.people["sandra"]

    with pytest.raises(NotFound):
        customers.add_note(montage.pk, "Hallo", by=tannhof.viewer("aylin"), now=NOW, person_id=sandra.pk)


def test_a_note_that_is_gone_is_not_confirmed_or_removed_twice(tannhof: Cast):
    for act in (customers.confirm_note, customers.remove_note):
        with pytest.raises(NotFound):
            act(4711, by=tannhof.viewer("aylin"), now=NOW)


@pytest.mark.parametrize("who", ["coach", "management", "works_council", "uwe", "sandra"])
def test_only_members_write_notes_and_assign_teams(tannhof: Cast, who: str):
    weidach = tannhof.organisations["weidach"].pk

    with pytest.raises(NotAllowed):
        customers.add_note(weidach, "Hallo", by=tannhof.viewer(who), now=NOW)
    with pytest.raises(NotAllowed):
        customers.assign_team(weidach, None, by=tannhof.viewer(who), now=NOW)
    with pytest.raises(NotAllowed):
        customers.change_organisation(weidach, {"name": "Neu"}, by=tannhof.viewer(who), now=NOW)


def test_a_customer_gets_one_team_and_the_change_is_a_fact(tannhof: Cast):
    haegele, sued = tannhof.organisations["haegele"], tannhof.teams["sued"]

    before = customers.assign_team(haegele.pk, sued.pk, by=tannhof.viewer("aylin"), now=NOW)
    again = customers.assign_team(haegele.pk, sued.pk, by=tannhof.viewer("aylin"), now=NOW)

    assert (before, again, responsible_team(haegele.pk)) == (None, sued.pk, sued.pk)
    assert _facts("organisation", haegele.pk) == [("organisation.team_changed", {"before": None, "after": sued.pk})]


def test_a_customer_can_be_left_without_a_team_and_go_to_another(tannhof: Cast):
    weidach, buchhaltung = tannhof.organisations["weidach"], tannhof.teams["buchhaltung"]

    customers.assign_team(weidach.pk, buchhaltung.pk, by=tannhof.viewer("aylin"), now=NOW)
    assert responsible_team(weidach.pk) == buchhaltung.pk
    customers.assign_team(weidach.pk, None, by=tannhof.viewer("aylin"), now=NOW)

    assert responsible_team(weidach.pk) is None


def test_a_team_that_does_not_exist_is_refused(tannhof: Cast):
    with pytest.raises(Refused) as refusal:
        customers.assign_team(tannhof.organisations["weidach"].pk, 4711, by=tannhof.viewer("aylin"), now=NOW)

    assert refusal.value.field == "team"


def test_a_new_customer_gets_the_class_of_its_kind(tannhof: Cast):
    supplier = customers.add_organisation(
        {"name": " Weiß  Stahl ", "kind": "supplier", "city": "Ulm"}, by=tannhof.viewer("aylin"), now=NOW
    )
    paying = customers.add_organisation({"name": "Ott", "kind": "customer"}, by=tannhof.viewer("aylin"), now=NOW)

    assert (supplier.customer_class, paying.customer_class) == ("internal", "external")
    assert _facts("organisation", paying.pk) == [("organisation.added", {"name": "Ott"})]


def test_a_change_says_what_was_and_what_is_and_nothing_changed_is_no_fact(tannhof: Cast):
    haegele = tannhof.organisations["haegele"]

    customers.change_organisation(haegele.pk, {"city": "Ulm"}, by=tannhof.viewer("aylin"), now=NOW)
    customers.change_organisation(haegele.pk, {"city": "Ulm"}, by=tannhof.viewer("aylin"), now=NOW)

    assert _facts("organisation", haegele.pk) == [("organisation.changed", {"changes": {"city": ["", "Ulm"]}})]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "papierfabrik WEIDACH", "kind": "customer"}, "name"),
        ({"name": "", "kind": "customer"}, "name"),
        ({"name": "x" * 161, "kind": "customer"}, "name"),
        ({"name": "Ott", "kind": "king"}, "kind"),
        ({"name": "Ott", "kind": "customer", "city": "x" * 81}, "city"),
    ],
)
def test_what_no_field_holds_is_refused_by_name(tannhof: Cast, values: dict[str, object], field: str):
    with pytest.raises(Refused) as refusal:
        customers.add_organisation(values, by=tannhof.viewer("aylin"), now=NOW)

    assert refusal.value.field == field
    assert not Organisation.objects.filter(kind="king").exists()


def test_a_new_person_speaks_for_her_organisation_and_has_no_password(tannhof: Cast):
    values = {"given_name": "Ina", "family_name": "Ott", "email": "INA@Weidach.example"}

    ina = customers.add_person(
        tannhof.organisations["weidach"].pk, values, "Einkauf", by=tannhof.viewer("aylin"), now=NOW
    )

    account = ina.accounts.get()
    assert (ina.email, ina.has_usable_password()) == ("ina@weidach.example", False)
    assert (account.organisation, account.function, account.is_main) == (
        tannhof.organisations["weidach"],
        "Einkauf",
        True,
    )


def test_an_address_belongs_to_one_person(tannhof: Cast):
    values = {"family_name": "Ott", "email": "sandra@tannhof.example"}

    with pytest.raises(Refused) as refusal:
        customers.add_person(tannhof.organisations["weidach"].pk, values, by=tannhof.viewer("aylin"), now=NOW)

    assert refusal.value.field == "email"


def test_a_member_changes_a_customers_person_and_the_facts_name_fields_only(tannhof: Cast):
    ina = customers.add_person(
        tannhof.organisations["weidach"].pk, {"family_name": "Ott"}, by=tannhof.viewer("aylin"), now=NOW
    )

    customers.change_person(ina.pk, {"phone": "0731 9"}, "Einkauf", by=tannhof.viewer("aylin"), now=NOW)

    ina.refresh_from_db()
    assert (ina.phone, ina.accounts.get().function) == ("0731 9", "Einkauf")
    assert _facts("person", ina.pk)[-1] == ("person.changed", {"fields": ["phone", "function"]})


@pytest.mark.parametrize("whom", ["jonas", "management", "uwe", "sandra"])
def test_whoever_signs_in_is_changed_by_administrators_only(tannhof: Cast, whom: str):
    person = tannhof.people[whom]

    with pytest.raises(NotAllowed):
        customers.change_person(person.pk, {"email": "thief@example.org"}, by=tannhof.viewer("aylin"), now=NOW)
    customers.change_person(person.pk, {"phone": "07351 20"}, by=tannhof.viewer("admin"), now=NOW)

    assert Person.objects.get(pk=person.pk).phone == "07351 20"


def test_colleagues_are_added_by_administrators_only(tannhof: Cast):
    montage = tannhof.organisations["montage"].pk

    with pytest.raises(NotAllowed):
        customers.add_person(montage, {"family_name": "Ott"}, by=tannhof.viewer("aylin"), now=NOW)
    assert customers.add_person(montage, {"family_name": "Ott"}, by=tannhof.viewer("admin"), now=NOW).pk
