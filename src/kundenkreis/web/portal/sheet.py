"""The form of a request as somebody fills it in: what was typed, what is wrong with it, and the request it becomes."""

import logging
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import blake2s

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from kundenkreis.base.text import clean
from kundenkreis.cases import uploads
from kundenkreis.cases.answers import plain_day, read
from kundenkreis.cases.asking import AskingFor
from kundenkreis.cases.forms import Field, FormError, fields_of
from kundenkreis.cases.models import Impact, Pressure
from kundenkreis.cases.reference import TypeFacts
from kundenkreis.flow.intake import NewRequest

MOST_SUBJECT, MOST_TEXT = 200, 20_000
_KEY = re.compile(r"[\w-]{8,40}", re.ASCII)
_FARTHEST = timedelta(days=3 * 366)

Files = MultiValueDict[str, "UploadedFile[bytes]"]
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Sheet:
    """A form being filled in. `given` holds what was typed into the type's own fields, `errors` a sentence by input.

    `key` is made once for a form, so that sending it twice asks once.
    """

    wanted: TypeFacts
    fields: Sequence[Field]
    accounts: Sequence[AskingFor]
    account: AskingFor
    key: str
    subject: str = ""
    text: str = ""
    needed_by: str = ""
    impact: int = Impact.ME
    pressure: int = Pressure.THIS_WEEK
    given: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: "Sequence[UploadedFile[bytes]]" = ()
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def needs_text(self) -> bool:
        """Whether the request cannot do without words: a type can that must be told something of its own."""
        return not any(one.required and one.show_when is None and one.kind != "yes_no" for one in self.fields)

    @property
    def team_id(self) -> int | None:
        """The team that would answer."""
        return self.account.team_for(self.wanted)


def own_name(name: str) -> str:
    """Return the name of the input of one of the type's own fields, apart from ours."""
    return f"f-{name}"


def fill(wanted: TypeFacts, accounts: Sequence[AskingFor], typed: QueryDict, files: Files | None = None) -> Sheet:
    """Return the form with what was typed, or chosen in the address; a choice that there is not is an error.

    There must be at least one account.
    """
    files = MultiValueDict() if files is None else files
    fields = _fields(wanted)
    choices = {"account": [a.id for a in accounts], "impact": Impact.values, "pressure": Pressure.values}
    odd = [name for name, known in choices.items() if typed.get(name, "") not in ("", *map(str, known))]
    return Sheet(
        wanted=wanted,
        fields=fields,
        accounts=accounts,
        account=next((a for a in accounts if str(a.id) == typed.get("account")), accounts[0]),
        key=key_of(typed),
        subject=clean(typed.get("subject", "")),
        text=clean(typed.get("text", "")),
        needed_by=clean(typed.get("needed_by", "")),
        impact=_one_of(Impact.values, typed.get("impact", ""), Impact.ME),
        pressure=_one_of(Pressure.values, typed.get("pressure", ""), Pressure.THIS_WEEK),
        given={f.name: _inputs(f, typed, files) for f in fields},
        files=[upload for name in files for upload in files.getlist(name)],
        errors={name: _("Please choose one of the answers.") for name in odd},
    )


def key_of(typed: QueryDict) -> str:
    """Return the key of a form that comes back, or a new one: sending the same form twice then asks once."""
    key = typed.get("key", "")
    return key if _KEY.fullmatch(key) else secrets.token_urlsafe(12)


def _fields(wanted: TypeFacts) -> list[Field]:
    """Return the type's own questions. A form that was spoilt in the database must not keep anybody from asking."""
    try:
        return fields_of(wanted.form)
    except FormError as error:
        log.warning("form of request type %s is not usable: %s", wanted.id, error)
        return []


def _inputs(one: Field, typed: QueryDict, files: Files) -> list[str]:
    name = own_name(one.name)
    return [upload.name or "" for upload in files.getlist(name)] if one.kind == "file" else typed.getlist(name)


def _one_of(values: Sequence[int], text: str, otherwise: int) -> int:
    return int(text) if text in {str(value) for value in values} else otherwise


def check(sheet: Sheet, person_id: int, language: str, today: date) -> NewRequest | None:
    """Return the request, or None with `sheet.errors` filled. `today` is the requester's own day."""
    own = read(sheet.fields, sheet.given, language)
    sheet.errors |= {own_name(name): problem for name, problem in own.problems.items()}
    _check_text(sheet)
    needed_by = _needed_by(sheet, today)
    checked = uploads.check(sheet.files, settings.UPLOAD_LIMIT)
    if checked.problems:
        sheet.errors["files"] = " ".join(checked.problems)
    if sheet.errors:
        return None
    return NewRequest(
        type_id=sheet.wanted.id,
        account_id=sheet.account.id,
        subject=sheet.subject,
        text=sheet.text,
        impact=sheet.impact,
        pressure=sheet.pressure,
        needed_by=needed_by,
        answers=own.answers,
        files=checked.files,
        source=source_of(
            sheet.key, person_id, sheet.wanted.id, sheet.account.id, sheet.subject, sheet.text, sheet.given
        ),
    )


def _check_text(sheet: Sheet) -> None:
    if sheet.needs_text and not sheet.text.strip():
        sheet.errors["text"] = _("Please write what it is about.")
    elif len(sheet.text) > MOST_TEXT:
        now = {"most": MOST_TEXT, "now": len(sheet.text)}
        sheet.errors["text"] = _("Please use at most %(most)s characters; these are %(now)s.") % now
    if len(sheet.subject) > MOST_SUBJECT:
        now = {"most": MOST_SUBJECT, "now": len(sheet.subject)}
        sheet.errors["subject"] = _("Please use at most %(most)s characters; these are %(now)s.") % now


def _needed_by(sheet: Sheet, today: date) -> datetime | None:
    try:
        return needed_by(sheet.needed_by, today)
    except ValueError as error:
        sheet.errors["needed_by"] = str(error)
        return None


def needed_by(typed: str, today: date) -> datetime | None:
    """Return the end of the day by which somebody needs something, in her own zone; None if she named no day.

    Raises ValueError with a sentence for her.
    """
    if not typed.strip():
        return None
    day = plain_day(typed.strip())
    if day < today:
        raise ValueError(_("This day is over. Please choose today or a later day."))
    if day > today + _FARTHEST:
        raise ValueError(_("This day is more than three years away. Please check the year."))
    return datetime.combine(day, time(23, 59), timezone.get_current_timezone())


def source_of(key: str, person_id: int, *said: object) -> str:
    """Return what makes the same form come in once: its key, who sent it, and what it says.

    Somebody who goes back and changes the text asks for something new.
    """
    return f"portal:{person_id}:{key}:{blake2s(repr(said).encode(), digest_size=6).hexdigest()}"
