"""Files that come with a request, a message or a reply."""

import mimetypes
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from kundenkreis.cases.models import Attachment, Case, Message
from kundenkreis.cases.uploads import check
from kundenkreis.flow.errors import Refused


def attach(
    files: Sequence["UploadedFile[Any]"], case: Case, message: Message | None, now: datetime, by: int | None
) -> list[Attachment]:
    """Check files and store them with a message. Raises Refused, with a sentence for each file that is not taken."""
    if not files:
        return []
    checked = check(files, settings.UPLOAD_LIMIT)
    if checked.problems:
        raise Refused(" ".join(checked.problems), "files")
    is_internal = message is not None and message.by == Message.By.NOTE
    return [_keep(upload, case, message, now, by, is_internal) for upload in checked.files]


def discard(ids: Sequence[int]) -> list[str]:
    """Remove files that were never sent, and return their names. The stored bytes go when the step is done."""
    gone = list(Attachment.objects.filter(pk__in=ids, message=None))
    for one in gone:
        transaction.on_commit(partial(one.file.delete, save=False))
        one.delete()
    return [one.name for one in gone]


def _keep(
    upload: "UploadedFile[Any]", case: Case, message: Message | None, now: datetime, by: int | None, is_internal: bool
) -> Attachment:
    """Store one file. Its type is told by its name, never by the sender."""
    name = upload.name or ""
    return Attachment.objects.create(
        case=case,
        message=message,
        file=upload,
        name=name,
        size=upload.size or 0,
        content_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        uploaded_by_id=by,
        is_internal=is_internal,
        at=now,
    )
