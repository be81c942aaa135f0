"""Letters are written: once for each fact, kind and person, and stored before anything is sent."""

from datetime import datetime

from django.conf import settings

from kundenkreis.cases.models import Case
from kundenkreis.ledger.models import Fact
from kundenkreis.mail.addresses import reply_address
from kundenkreis.mail.letters.story import Story, stories_of
from kundenkreis.mail.letters.words import words_of
from kundenkreis.mail.models import Letter
from kundenkreis.mail.threads import earlier_ids, letter_id
from kundenkreis.people.models import Person

MOST_ENCLOSED = 10 * 1024 * 1024
_State = Letter.State


def write(fact_id: int, now: datetime) -> list[Letter]:
    """Write the letters that follow from a fact, and return those that are new.

    Writing again finds them written. Opens no transaction: the caller
    stores letters and the jobs that send them together.
    """
    fact = Fact.objects.filter(pk=fact_id).first()
    if fact is None:
        return []
    told = [(story, story.reader or story.case.person) for story in stories_of(fact)]
    written = [_write(fact, story, person, now) for story, person in told if person.is_active and person.email]
    return [letter for letter, is_new in written if is_new]


def _write(fact: Fact, story: Story, person: Person, now: datetime) -> tuple[Letter, bool]:
    found = Letter.objects.filter(fact_id=fact.pk, kind=story.kind, person=person).first()
    if found is not None:
        return found, False
    _name_files(story)
    words = words_of(story, person, now)
    before = earlier_ids(story.case.pk, person.pk)
    return Letter.objects.get_or_create(
        fact_id=fact.pk,
        kind=story.kind,
        person=person,
        defaults={
            "case": story.case,
            "message": story.message,
            "sender_name": words.sender,
            "address": person.email or "",
            "reply_to": reply_address(story.case.pk, person.pk),
            "subject": words.subject,
            "text": words.text,
            "html": words.html,
            "mail_id": letter_id(fact.pk, story.kind, person.pk),
            "in_reply_to": before[-1] if before else "",
            "references": " ".join(before),
            "automatic": _automatic(story),
            "state": _State.QUEUED if settings.MAIL.host else _State.SHOWN,
            "written_at": now,
        },
    )


def _automatic(story: Story) -> str:
    """Return the value of Auto-Submitted (RFC 3834); empty for what a person wrote."""
    if story.kind == Letter.Kind.REPLY:
        return ""
    came_by_mail = story.kind == Letter.Kind.RECEIPT and story.case.channel == Case.Channel.MAIL
    return "auto-replied" if came_by_mail else "auto-generated"


def _name_files(story: Story) -> None:
    """Say which files go with a reply, and whether they are small enough to come along."""
    if story.message is None:
        return
    files = list(story.message.attachments.filter(is_internal=False).values_list("name", "size"))
    story.values["files"] = [name for name, _size in files]
    story.values["enclosed"] = sum(size for _name, size in files) <= MOST_ENCLOSED
