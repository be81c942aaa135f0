"""A letter in words: subject, plain text and HTML from one template, in the reader's language and time zone."""

import html
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from kundenkreis.base.links import case_link
from kundenkreis.base.text import one_line
from kundenkreis.mail.letters.story import Story
from kundenkreis.people.models import Person
from kundenkreis.teams.reference import TeamFacts, company, teams

_MOST_SUBJECT = 240
_GAP = re.compile(r"\n{3,}")
_NO_TEAM = TeamFacts(0, "", 0, "", "", False)


@dataclass(frozen=True, slots=True)
class Words:
    """What is sent: the name of the sender, the subject line, and the text in two forms."""

    sender: str
    subject: str
    text: str
    html: str


def words_of(story: Story, person: Person, now: datetime) -> Words:
    """Write a letter to one person. A confidential one says nothing but that there is news."""
    name = "confidential" if story.case.is_confidential else str(story.kind)
    with translation.override(person.language), timezone.override(_zone(person.zone)):
        values = _values(story, person, now)
        return Words(
            sender=_sender(values),
            subject=one_line(_plain(name, "subject", values), _MOST_SUBJECT),
            text=_plain(name, "layout", values),
            html=_rendered(name, "layout/mail.html", "parts/mail.html", values).strip() + "\n",
        )


def _values(story: Story, person: Person, now: datetime) -> dict[str, Any]:
    team = teams().get(story.case.team_id or 0, _NO_TEAM)
    speaks = story.author.name if story.author and not story.case.is_confidential else ""
    holder = story.case.taken_by.name if story.case.taken_by else ""
    return {
        **story.values,
        "person": person,
        "case": story.case,
        "author": speaks,
        "holder": holder,
        "team": team if not story.case.is_confidential else _NO_TEAM,
        "company": company(),
        "link": settings.PUBLIC_URL + _path(story, person, now),
    }


def _path(story: Story, person: Person, now: datetime) -> str:
    """Return where a letter leads: by signed link to the requester's page, or to that of the colleague who is asked."""
    return f"/portal/asked/{story.case.pk}" if story.reader else case_link(story.case.pk, person.pk, now)


def _sender(values: dict[str, Any]) -> str:
    """Return who speaks: a person or a team of the company, or the company alone."""
    names = [values["author"] or values["team"].name, values["company"].name]
    return one_line(", ".join(name for name in names if name), 150)


def _plain(name: str, layout: str, values: dict[str, Any]) -> str:
    """Return a rendering as plain text: all that templates write is escaped, so taking that back is exact."""
    text = html.unescape(_rendered(name, f"mail/{layout}.txt", "mail/parts.txt", values))
    return _GAP.sub("\n\n", text).strip() + "\n"


def _rendered(name: str, layout: str, parts: str, values: dict[str, Any]) -> str:
    return str(render_to_string(f"mail/{name}.html", {**values, "layout": layout, "parts": parts}))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)
