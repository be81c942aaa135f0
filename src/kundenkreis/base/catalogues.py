"""The German texts: one `.po` file a room, compiled into the one `.mo` file Django reads.

A text that several rooms use stands in the file of the first of them. Files
are written by `make messages`, texts are filled in by people, `.mo` files are
made when they are needed and never kept in the repository.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent


def folders(package: Path = PACKAGE) -> list[Path]:
    """One folder a language."""
    return sorted((package / "locale").glob("*/LC_MESSAGES"))


def compiled_file(folder: Path) -> Path:
    """What Django reads of a language."""
    return folder / "django.mo"


def is_compiled(folder: Path) -> bool:
    """Whether the compiled file is there and no text is newer."""
    target = compiled_file(folder)
    return target.exists() and all(part.stat().st_mtime <= target.stat().st_mtime for part in folder.glob("*.po"))


def compile_all(package: Path = PACKAGE) -> list[Path]:
    """Compile what is missing or old; return what was written.

    The file appears complete or not at all, so that tests running meanwhile
    never read half of it.
    """
    written = []
    for folder in folders(package):
        if is_compiled(folder):
            continue
        target = compiled_file(folder)
        draft = target.with_suffix(".draft")
        with draft.open("wb") as handle:
            write_mo(handle, joined(folder))
        draft.replace(target)
        written.append(target)
    return written


def joined(folder: Path) -> Catalog:
    """All texts of a language in one catalogue."""
    whole = Catalog(locale=folder.parent.name, charset="utf-8", fuzzy=False)
    for part in sorted(folder.glob("*.po")):
        for message in read(part):
            if message.id:
                whole[message.id] = message
    return whole


def read(file: Path) -> Catalog:
    """One room's texts in one language."""
    with file.open("rb") as handle:
        return read_po(handle, locale=file.parent.parent.name, abort_invalid=True)
