"""`kundenkreis mail`: what a mail server calls for every mail, and how a mail is read."""

import json
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from kundenkreis.console.exits import CommandError, Exit

app = typer.Typer(help="Mail that comes in, one message on standard input.", no_args_is_help=True)

MOST = 100 * 1024 * 1024


@app.command()
def deliver() -> None:
    """Make one mail a request, or a message of one. Ends with 0, 65 (kept, but of no use) or 75 (try again later)."""
    raw = _from_standard_input()
    try:
        line, is_usable = _deliver(raw)
    except CommandError as error:
        raise CommandError(str(error), Exit.TRY_LATER) from error
    except Exception as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise CommandError(f"Not now: {first}", Exit.TRY_LATER) from error
    if not is_usable:
        raise CommandError(line, Exit.BAD_DATA)
    typer.echo(line)


def _deliver(raw: bytes) -> tuple[str, bool]:
    """Hand the mail in; return what became of it in one line, and whether it was of use."""
    from kundenkreis.console.house import open_house

    with open_house():
        from kundenkreis.console.migrate import require_current
        from kundenkreis.mail.inbox import deliver as hand_in
        from kundenkreis.mail.models import Incoming

        require_current()
        incoming = hand_in(raw, datetime.now(UTC))
        if incoming.state == Incoming.State.UNUSABLE:
            return f"Kept as number {incoming.pk}, but of no use: {incoming.reason}", False
        if incoming.message is None:
            return f"Kept as number {incoming.pk}; nothing is done about it: {incoming.reason}", True
        return f"Request {incoming.message.case_id}", True


@app.command()
def parse(
    compact: Annotated[bool, typer.Option("--compact", help="All on one line.")] = False,
) -> None:
    """Read one mail and print it as JSON. Stores nothing and needs no database."""
    from kundenkreis.mail.reading import read

    mail = read(_from_standard_input())
    text = json.dumps(mail.as_dict(), ensure_ascii=False, indent=None if compact else 2)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def _from_standard_input() -> bytes:
    """Return the mail on standard input. Nothing, or far too much, is none."""
    raw = sys.stdin.buffer.read(MOST + 1)
    if not raw.strip():
        raise CommandError("There is no mail on standard input.", Exit.BAD_DATA)
    if len(raw) > MOST:
        raise CommandError(f"The mail is bigger than {MOST // 1024 // 1024} MB and was not taken.", Exit.BAD_DATA)
    return raw
