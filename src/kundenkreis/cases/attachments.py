"""Finding one file of a case for somebody who may read its conversation."""

from kundenkreis.cases.models import Attachment, Case, Message

_LAST_ID = 2**63 - 1


def sent_file(case: Case, file_id: int) -> Attachment | None:
    """Return a file that the requester may have: one of a message, never of a note and never one not sent yet.

    `case` is one that `queries.find` or `head` gave the person who asks.
    """
    if file_id > _LAST_ID:
        return None
    found = Attachment.objects.filter(pk=file_id, case_id=case.pk, is_internal=False, message__isnull=False)
    return found.exclude(message__by=Message.By.NOTE).first()
