"""The secret key that signs sessions and links."""

import os
import secrets
from pathlib import Path


def kept_key(file: Path) -> str:
    """The key in `file`; made once, readable by its owner only.

    Two processes that start at the same moment agree: the file appears
    complete or not at all, and whoever comes second reads the first one's.
    """
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            handle.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text(encoding="ascii").strip()
