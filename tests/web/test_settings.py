"""An administrator sets the company up in plain pages; everything is logged."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from kundenkreis.cases.models import RequestType
from kundenkreis.flow.settings.company import CompanyFacts, affected, change_company, recalendar
from kundenkreis.ledger.models import Fact
from kundenkreis.people.models import Person
from kundenkreis.promises.models import CalendarVersion, Promise
from kundenkreis.teams.models import Company, Membership, Skill, Team
from kundenkreis.web.settings.log_values import value
from kundenkreis.web.settings.log_words import detail, told
from tests.cast import Cast, berlin, cast
from tests.web.portal import words

PAGES = ["", "company/", "hours/", "teams/", "teams/new/", "people/", "skills/", "types/", "types/new/", "log/"]


@pytest.fixture
def tannhof(db: None) -> Cast:
    return cast()


def client(tannhof: Cast, name: str) -> Client:
    opened = Client()
    opened.force_login(tannhof.people[name])
    return opened


def changes() -> list[Fact]:
    return list(Fact.objects.filter(kind="setting.changed").order_by("pk"))


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_settings_page_opens_in_both_languages(tannhof: Cast, language: str):
    Person.objects.filter(pk=tannhof.people["admin"].pk).update(language=language)
    admin = client(tannhof, "admin")
    team, kind = tannhof.teams["sued"].pk, tannhof.types["auskunft"].pk

    for page in [*PAGES, f"teams/{team}/", f"hours/{team}/", f"types/{kind}/", f"people/{tannhof.people['uwe'].pk}/"]:
        assert admin.get(f"/settings/{page}").status_code == 200, page


def test_the_company_is_changed_and_the_change_is_logged(tannhof: Cast):
    data = {"name": "Tannhof Getriebe", "state": "BW", "zone": "Europe/Berlin", "purpose": "Weiter."}

    answer = client(tannhof, "admin").post("/settings/company/", data)

    assert answer.status_code == 302
    assert Company.objects.get().name == "Tannhof Getriebe"
    assert changes()[-1].data["changed"]["state"] == ["BY", "BW"]
    assert "Tannhof Getriebe" in client(tannhof, "works_council").get("/settings/log/").content.decode()


def test_a_wrong_zone_is_named_and_what_was_typed_stays(tannhof: Cast):
    answer = client(tannhof, "admin").post("/settings/company/", {"name": "Neuer Name", "zone": "Mars/Olympus"})

    assert answer.status_code == 422
    assert "Neuer Name" in answer.content.decode()
    assert "Europe/Berlin" in answer.content.decode()
    assert Company.objects.get().name == "Tannhof Antriebstechnik"


def hours(**more: str) -> dict[str, str]:
    days = {f"day_{day}": "08:00–12:00, 13:00–17:00" for day in range(5)}
    return {**days, "zone": "Europe/Berlin", "state": "BY", "closings": "24.12.2026", **more}


def test_new_hours_count_for_what_is_owed_and_not_for_what_is_settled(tannhof: Cast):
    case = tannhof.ask("uwe")
    before = case.promises.get(kind="first_answer").due_at

    client(tannhof, "admin").post("/settings/hours/", hours())
    version = CalendarVersion.objects.order_by("-pk").first()
    assert version is not None
    assert affected(version) == [case.pk]
    recalendar(case.pk, berlin(11, 17, 10))

    promise = Promise.objects.get(case=case, kind="first_answer")
    assert (before, promise.due_at) == (berlin(11, 17, 13, 18), berlin(11, 17, 14, 18))
    assert promise.calendar == version
    assert affected(version) == []


@pytest.mark.parametrize(
    "wrong", [{"day_0": "8 to late"}, {"closings": "Christmas"}, {"day_0": "08:00-12:00, 11:00-13:00"}, {"state": "XX"}]
)
def test_hours_that_cannot_be_are_refused(tannhof: Cast, wrong: dict[str, str]):
    assert client(tannhof, "admin").post("/settings/hours/", hours(**wrong)).status_code == 422
    assert CalendarVersion.objects.count() == 1


def test_a_team_is_added_and_gets_members(tannhof: Cast):
    admin = client(tannhof, "admin")
    admin.post(
        "/settings/teams/new/",
        {"name": "Recht", "organisation": tannhof.organisations["montage"].pk, "is_active": "on"},
    )
    team = Team.objects.get(name="Recht")

    admin.post(f"/settings/teams/{team.pk}/members/", {"email": "uwe@tannhof.example", "part": "member"})

    assert Membership.objects.get(team=team).person == tannhof.people["uwe"]
    assert [fact.data["what"] for fact in changes()] == ["team", "membership"]


def test_an_unknown_member_is_named(tannhof: Cast):
    answer = client(tannhof, "admin").post(
        f"/settings/teams/{tannhof.teams['sued'].pk}/members/", {"email": "nobody@nowhere.example", "part": "member"}
    )
    assert answer.status_code == 422
    assert 'value="nobody@nowhere.example"' in answer.content.decode()


def test_somebody_stays_administrator(tannhof: Cast):
    answer = client(tannhof, "admin").post(f"/settings/people/{tannhof.people['admin'].pk}/", {})

    assert answer.status_code == 422
    assert Person.objects.get(pk=tannhof.people["admin"].pk).roles == ["admin"]


def a_type(tannhof: Cast, **more: str) -> dict[str, str]:
    targets = {f"{kind}_{u}": str(9 - u) for u in range(1, 5) for kind in ("first_answer", "next_answer", "solution")}
    return {
        "name": "Zugang",
        "name_en": "Access",
        "purpose": "Türen öffnen.",
        "team": str(tannhof.teams["sued"].pk),
        "is_active": "on",
        "process": "Prüfen = Check | 4 h\nFreischalten",
        "form": "door | text | Tür = Door | required\nwhy | choice | Warum? = Why? | new: Neu = New; lost: Verloren",
        **targets,
        **more,
    }


def test_a_request_type_with_form_steps_and_targets_is_added_and_can_be_edited(tannhof: Cast):
    admin = client(tannhof, "admin")

    assert admin.post("/settings/types/new/", a_type(tannhof)).status_code == 302

    made = RequestType.objects.get(name="Zugang")
    assert made.process == [{"title": "Prüfen", "title_en": "Check", "target": 14400}, {"title": "Freischalten"}]
    assert made.form[0] == {"name": "door", "kind": "text", "label": "Tür", "label_en": "Door", "required": True}
    assert made.targets.get(urgency=4).first_answer == 5 * 3600
    page = admin.get(f"/settings/types/{made.pk}/").content.decode()
    assert "Prüfen = Check | 4 h" in page
    assert "door | text | Tür = Door | required" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": "door"},
        {"form": "door | colour | Tür"},
        {"process": "Prüfen | bald"},
        {"is_confidential": "on"},
        {"readers": "nobody@nowhere.example"},
        {"first_answer_4": "20"},
        {"solution_1": "-3"},
        {"name": ""},
    ],
)
def test_a_request_type_that_cannot_be_is_refused_and_nothing_typed_is_lost(tannhof: Cast, wrong: dict[str, str]):
    answer = client(tannhof, "admin").post("/settings/types/new/", a_type(tannhof, **wrong))

    assert answer.status_code == 422
    assert "Türen öffnen." in answer.content.decode()
    assert not RequestType.objects.filter(purpose="Türen öffnen.").exists()


def test_skills_are_added_and_renamed(tannhof: Cast):
    admin = client(tannhof, "admin")
    admin.post("/settings/skills/", {"name": "Zoll", "name_en": "Customs"})
    skill = Skill.objects.get(name="Zoll")

    admin.post(f"/settings/skills/{skill.pk}/", {"name": "Zollrecht", "name_en": "Customs law"})

    skill.refresh_from_db()
    assert skill.name == "Zollrecht"


@pytest.mark.parametrize("name", ["aylin", "coach", "uwe", "sandra", "management", "hr"])
def test_only_administrators_and_the_works_council_see_settings(tannhof: Cast, name: str):
    assert client(tannhof, name).get("/settings/").status_code == 403


def test_the_works_council_reads_and_changes_nothing(tannhof: Cast):
    reader = client(tannhof, "works_council")

    assert reader.get("/settings/company/").status_code == 200
    assert reader.post("/settings/company/", {"name": "X", "zone": "Europe/Berlin"}).status_code == 403
    assert Company.objects.get().name == "Tannhof Antriebstechnik"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Unternehmen Tannhof Getriebe Name Tannhof Antriebstechnik → Tannhof Getriebe"),
        ("en", "Company Tannhof Getriebe Name Tannhof Antriebstechnik → Tannhof Getriebe"),
    ],
)
def test_the_log_says_in_words_what_was_changed(tannhof: Cast, language: str, said: str):
    Person.objects.filter(pk=tannhof.people["admin"].pk).update(language=language)
    facts = CompanyFacts("Tannhof Getriebe", "BY", Company.objects.get().zone, purpose="Wir halten in Bewegung.")
    change_company(facts, by=tannhof.viewer("admin"), now=tannhof.now)

    assert said in words(client(tannhof, "admin").get("/settings/log/"))


@pytest.mark.parametrize(
    ("key", "stored", "said"),
    [
        ("phone", None, "–"),
        ("form", [], "–"),
        ("is_active", True, "Yes"),
        ("position", 3, "3"),
        ("closings", ["2026-12-24", "2026-12-31"], "2026-12-24, 2026-12-31"),
        ("roles", ["admin", "works_council"], "administrator, works council"),
        ("part", "coach", "coach"),
        ("state", "BY", "Bayern"),
        (
            "windows",
            {"4": [["08:00", "15:00"]], "0": [["08:00", "12:00"], ["13:00", "17:00"]], "5": []},
            "Mon 08:00–12:00, 13:00–17:00; Fri 08:00–15:00",
        ),
        ("process", [{"title": "Klären", "title_en": "Clarify"}, {"title": "Liefern"}], "Clarify, Liefern"),
        ("form", [{"name": "part", "label": "Welches Teil?"}], "Welches Teil?"),
        (
            "targets",
            {"1": [28800, 28800, 144000], "4": [1800, 3600, 14400]},
            "urgent: 0.5 / 1 / 4 h; low: 8 / 8 / 40 h",
        ),
        ("process", "as it was once kept", "as it was once kept"),
    ],
)
def test_values_of_the_log_are_words(key: str, stored: Any, said: str):
    with translation.override("en"):
        assert value(key, stored) == said


def test_details_of_settings_have_a_name():
    with translation.override("en"):
        assert told({"phone": [None, ""], "zone": ["", "Europe/Berlin"], "unheard_of": 3}) == [
            ("Time zone", ("–", "Europe/Berlin")),
            ("unheard_of", ("–", "3")),
        ]
        assert (detail("short_name"), detail("unheard_of")) == ("Short name for the queue", "unheard_of")


def test_the_works_council_reads_settings_among_the_places_it_may_see(tannhof: Cast):
    page = client(tannhof, "works_council").get("/settings/").content.decode()

    assert 'href="/settings/" aria-current="page"' in page
    assert 'href="/catalogue"' in page
    assert 'href="/outbox"' not in page


def test_the_log_goes_back_page_by_page(tannhof: Cast):
    admin = client(tannhof, "admin")
    for number in range(60):
        admin.post("/settings/skills/", {"name": f"Skill {number:02d}"})

    first = admin.get("/settings/log/").content.decode()
    assert "Skill 59" in first
    assert "Skill 05" not in first
    assert admin.get("/settings/log/?before=99999999999999999999x").status_code == 400
    older = Fact.objects.order_by("-pk")[49].pk
    assert "Skill 05" in admin.get(f"/settings/log/?before={older}").content.decode()


def test_settings_made_now_are_seen_at_once(tannhof: Cast):
    assert Company.objects.get().version == 1
    client(tannhof, "admin").post("/settings/skills/", {"name": "Zoll"})
    assert Company.objects.get().version == 2
