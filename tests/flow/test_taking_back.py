"""A reply that is taken back leaves nothing behind: no file, and no news for those who read before."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kundenkreis.cases.models import Attachment, Case
from kundenkreis.flow import answer, work
from kundenkreis.flow.errors import Meanwhile
from kundenkreis.replies.queries import unread
from tests.cast import NOW, Cast, cast


def _at(tannhof: Cast, name: str) -> dict[str, Any]:
    return {"by": tannhof.viewer(name), "now": NOW}


# A step is a transaction of its own, and what follows it happens when it is stored.
@pytest.mark.django_db(transaction=True)
def test_files_of_a_reply_taken_back_are_removed_and_named():
    tannhof = cast()
    case = tannhof.ask("sandra")
    files = [SimpleUploadedFile("angebot.pdf", b"%PDF-1.7 Angebot"), SimpleUploadedFile("plan.pdf", b"%PDF-1.7 Plan")]
    held = answer.send(case.pk, "Hier ist es", 1, files=files, **_at(tannhof, "aylin"))
    paths = [Path(one.file.path) for one in Attachment.objects.all()]

    taken = answer.take_back(held.pk, **_at(tannhof, "aylin"))

    assert taken.files == ["angebot.pdf", "plan.pdf"]
    assert Attachment.objects.count() == 0
    assert len(paths) == 2
    assert [path for path in paths if path.exists()] == []


def test_reply_taken_back_is_no_news_for_a_colleague_who_read_before(tannhof: Cast):
    case = tannhof.ask("sandra")
    held = answer.send(case.pk, "Doch nicht", 1, **_at(tannhof, "aylin"))
    answer.take_back(held.pk, **_at(tannhof, "aylin"))

    case.refresh_from_db()
    assert unread(case, 1) == 0
    assert answer.send(case.pk, "Ich antworte", 1, **_at(tannhof, "jonas")).text == "Ich antworte"


def test_what_came_beside_a_reply_taken_back_is_still_news(tannhof: Cast):
    case = tannhof.ask("sandra")
    held = answer.send(case.pk, "Doch nicht", 1, **_at(tannhof, "aylin"))
    answer.take_back(held.pk, **_at(tannhof, "aylin"))
    work.note(case.pk, "Frau Kunz rief an", **_at(tannhof, "aylin"))

    with pytest.raises(Meanwhile) as stopped:
        answer.send(case.pk, "Ich antworte", 1, **_at(tannhof, "jonas"))

    assert [one.text for one in stopped.value.since] == ["Frau Kunz rief an"]


def test_reply_pressed_after_a_taking_back_is_news_for_who_saw_the_first_one(tannhof: Cast):
    case = tannhof.ask("sandra")
    held = answer.send(case.pk, "Doch nicht", 1, **_at(tannhof, "aylin"))
    seen = Case.objects.values_list("changed", flat=True).get(pk=case.pk)
    answer.take_back(held.pk, **_at(tannhof, "aylin"))
    answer.send(case.pk, "Jetzt aber", seen, **_at(tannhof, "aylin"))

    with pytest.raises(Meanwhile) as stopped:
        answer.send(case.pk, "Ich antworte", seen, **_at(tannhof, "jonas"))

    assert [one.text for one in stopped.value.since] == ["Jetzt aber"]
