"""Which case a mail belongs to, and who may add what to it."""

import pytest

from kundenkreis.cases.models import Case, Message
from kundenkreis.flow import followers
from kundenkreis.flow.by_mail import Proof, Side, side_of
from kundenkreis.ledger.models import Fact
from kundenkreis.mail.addresses import case_of, is_own, reply_address
from kundenkreis.mail.models import Letter
from kundenkreis.mail.tasks import letter
from kundenkreis.mail.threads import is_own_id, kept_id
from kundenkreis.people.models import Account, Person
from tests.cast import NOW, Cast
from tests.mail.post import UWE, post

JONAS, MAREIKE = "Jonas Brandl <jonas@tannhof.example>", "Mareike Vogt <mareike@tannhof.example>"
STRANGER = "Kim Fremd <kim@fremd.example>"


@pytest.fixture
def own_address(settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Tannhof <Service@tannhof.example>"
    settings.MAIL_PLUS = True


def receipt_of(case: Case) -> Letter:
    letter(Fact.objects.get(thing="case", thing_id=case.pk, kind="case.opened").pk)
    return Letter.objects.get(case=case)


def colleague_of(cast: Cast, name: str, organisation: str) -> Person:
    person = Person.objects.create(email=f"{name.lower()}@tannhof.example", given_name=name, family_name="Neu")
    Account.objects.create(person=person, organisation=cast.organisations[organisation])
    return person


def test_the_requester_finds_her_case_by_its_number(tannhof: Cast):
    case = tannhof.ask("sandra")

    came = post(subject=f"Noch etwas [{case.pk}]")

    assert came.message.case == case
    assert (came.message.by, came.message.channel) == ("customer", "mail")


def test_the_number_helps_nobody_who_has_nothing_to_do_with_the_case(tannhof: Cast):
    case = tannhof.ask("sandra")

    came = post(STRANGER, subject=f"Re: [{case.pk}]")

    assert came.message.case != case
    assert case.messages.count() == 1


@pytest.mark.parametrize("number", ["999999999999", "999999999999999999999999", "0", "007"])
def test_a_number_that_is_none_makes_a_new_case(tannhof: Cast, number):
    assert post(subject=f"Frage [{number}]").state == "accepted"
    assert Case.objects.count() == 1


def test_an_answer_to_our_letter_finds_the_case_whatever_the_subject(tannhof: Cast):
    case = tannhof.ask("sandra")

    came = post(subject="Danke", In_Reply_To=receipt_of(case).mail_id)

    assert came.message.case == case


def test_an_answer_to_ones_own_first_mail_finds_the_case(tannhof: Cast):
    first = post(Message_ID="<first@weidach.example>")

    came = post(text="PS: es eilt.", subject="Nachtrag", References="<x@y> <first@weidach.example>")

    assert came.message.case == first.message.case


def test_a_colleague_of_the_requester_answers_to_all(tannhof: Cast):
    colleague_of(tannhof, "Heike", "weidach")
    first = post(Message_ID="<first@weidach.example>")

    came = post("Heike <heike@tannhof.example>", "Wir brauchen zwei.", "AW: x", In_Reply_To="<first@weidach.example>")

    assert came.message.case == first.message.case
    assert (came.message.by, came.message.author.given_name) == ("customer", "Heike")


def test_a_stranger_who_quotes_an_id_gets_a_case_of_her_own(tannhof: Cast):
    first = post(Message_ID="<first@weidach.example>")

    came = post(STRANGER, "Hallo", "AW: x", In_Reply_To="<first@weidach.example>")

    assert came.message.case != first.message.case


def test_who_got_the_token_may_answer_from_another_address(tannhof: Cast, own_address):
    case = tannhof.ask("sandra")
    token = receipt_of(case).reply_to
    assert token.startswith("service+c")

    came = post("Sandra privat <sandra.kunz@privat.example>", "Von zu Hause: ja.", "AW:", To=token.upper())

    assert came.message.case == case
    assert came.message.author.email == "sandra.kunz@privat.example"


@pytest.mark.parametrize("change", [lambda t: t.replace("+c", "+cz"), lambda t: t[:-20] + "a" + t[-19:], str.swapcase])
def test_only_a_token_of_ours_counts(tannhof: Cast, own_address, change):
    token = reply_address(1296, 4711)

    assert case_of(token) == 1296
    changed = change(token)
    assert case_of(changed) == (1296 if changed.lower() == token.lower() else None)


def test_without_plus_addresses_there_is_no_token(tannhof: Cast, settings):
    settings.DEFAULT_FROM_EMAIL = "service@tannhof.example"
    settings.MAIL_PLUS = False

    assert reply_address(1, 2) == ""
    assert is_own("SERVICE+irgendwas@tannhof.example")
    assert not is_own("service@anders.example")


def test_a_token_survives_a_change_of_key(own_address, settings):
    token = reply_address(36, 35)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"

    assert case_of(token) == 36


@pytest.mark.parametrize("writer", [JONAS, "Aylin <aylin@tannhof.example>"])
def test_a_mail_of_the_team_is_a_note_and_never_reaches_the_customer(tannhof: Cast, writer):
    case = tannhof.ask("sandra")

    came = post(writer, "Ich kümmere mich.", f"Re: [{case.pk}]")

    assert (came.message.case, came.message.by, came.message.channel) == (case, "note", "mail")
    assert case.promises.get(kind="first_answer").verdict == "open"


def test_a_follower_from_another_team_writes_a_note(tannhof: Cast):
    case = tannhof.ask("sandra")
    mareike = tannhof.people["mareike"]
    assert post(MAREIKE, "x", f"Re: [{case.pk}]").message.case != case
    followers.bring_in(case.pk, mareike.pk, by=tannhof.viewer("aylin"), now=NOW)

    came = post(MAREIKE, "Die Rechnung ist bezahlt.", f"Re: [{case.pk}]")

    assert (came.message.case, came.message.by) == (case, "note")


def test_a_coach_adds_nothing_to_a_case(tannhof: Cast):
    case = tannhof.ask("sandra")

    came = post("Claudia Kern <coach@tannhof.example>", "Bitte schneller.", f"Re: [{case.pk}]")

    assert came.message.case != case


def test_a_confidential_case_takes_mail_of_its_requester_and_gives_nothing(tannhof: Cast):
    case = tannhof.ask("uwe", "papiere")

    came = post(UWE, "Hier das Formular.", f"Re: [{case.pk}]")
    other = post(JONAS, "Was ist das?", f"Re: [{case.pk}]")

    assert came.message.case == case
    assert other.message.case != case


@pytest.mark.parametrize("proof", list(Proof))
def test_sides_of_a_case(tannhof: Cast, proof):
    case = tannhof.ask("sandra")

    sides = {name: side_of(tannhof.viewer(name), case, proof) for name in ("sandra", "aylin", "uwe", "admin")}

    assert sides["sandra"] is Side.REQUESTER
    assert sides["aylin"] is Side.TEAM
    assert sides["uwe"] is sides["admin"] is (Side.CUSTOMER if proof is Proof.TOKEN else None)


def test_ids_of_our_letters_cannot_be_made_by_others(tannhof: Cast):
    own = receipt_of(tannhof.ask("sandra")).mail_id

    assert is_own_id(own)
    assert not is_own_id(own.replace("receipt", "reply"))
    assert not is_own_id("<ä.ö@x.de>")
    assert not is_own_id("")


def test_an_id_that_is_too_long_for_the_table_still_threads(tannhof: Cast):
    long = f"<{'a' * 400}@weidach.example>"
    first = post(Message_ID=long)

    came = post(text="Nachtrag", subject="x", In_Reply_To=long)

    assert len(kept_id(long)) < 255
    assert came.message.case == first.message.case
    assert Message.objects.filter(case=first.message.case).count() == 2
