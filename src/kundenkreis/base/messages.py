"""Collect the marked texts of code and templates into the `.po` files: `make messages`."""

import io
import re
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.pofile import write_po

from kundenkreis.base.catalogues import PACKAGE, compile_all, folders, joined, read

Key = tuple[str, str | None]

# Where rooms stand in the row, see ARCHITECTURE.md; the first that uses a text keeps it.
ROW = [
    *("base", "worktime", "wording", "measures", "ledger", "people", "teams", "cases", "promises", "queue"),
    *("replies", "feedback", "reports", "improve", "learning", "staffing", "flow", "mail", "web", "api", "console"),
]
_LAZY = {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")}
_KEYWORDS = {**DEFAULT_KEYWORDS, **_LAZY, "gettext_noop": None}
# As in `web/jinja.py`; a template that cannot be read is an error.
_JINJA = {"extensions": "jinja2.ext.do", "trimmed": "true", "silent": "false"}
_CHANGING = "POT-Creation-Date|Report-Msgid-Bugs-To|PO-Revision-Date|Last-Translator|Language-Team|Generated-By"
_DATES = re.compile(rf'^"({_CHANGING}).*\n', re.M)


def marked(package: Path = PACKAGE) -> dict[str, dict[Key, Message]]:
    """Every marked text by room and by (text, context); a text appears in one room only."""
    rooms: dict[str, dict[Key, Message]] = {}
    seen: set[Key] = set()
    for room in ROW:
        texts = {key_of(message): message for message in _extract(package / room, package)}
        rooms[room] = {key: message for key, message in texts.items() if key not in seen}
        seen |= texts.keys()
    return rooms


def collect(package: Path = PACKAGE) -> None:
    """Write the `.po` files anew: new texts are empty, translations stay, also when a text moved.

    Texts that are not used any more stay as comments, and come back with their
    translation when they are used again.
    """
    rooms = marked(package)
    used = {key for texts in rooms.values() for key in texts}
    for folder in folders(package):
        parts = {file.stem: read(file) for file in folder.glob("*.po")}
        known = {key: message for part in parts.values() for key, message in _all_of(part)}
        for room, texts in rooms.items():
            unused = [message for key, message in _all_of(parts.get(room, Catalog())) if key not in used]
            _write(folder / f"{room}.po", texts, known, unused)


def gaps(folder: Path, package: Path = PACKAGE) -> list[str]:
    """What is wrong with a language, one line a text: missing, doubtful, or no longer used."""
    texts = {key: message for room in marked(package).values() for key, message in room.items()}
    known = {key_of(message): message for message in joined(folder) if message.id}
    found = [f"no text for {key[0]!r}" for key in texts if key not in known or not _is_filled(known[key])]
    found += [f"not used any more: {key[0]!r}" for key in known.keys() - texts.keys()]
    found += [f"marked as doubtful: {key[0]!r}" for key, message in known.items() if message.fuzzy]
    found += [
        f"placeholders differ in {key[0]!r}: {error}" for key, message in known.items() for error in message.check()
    ]
    return sorted(found)


def key_of(message: Message) -> Key:
    """A text is itself and its context; the plural does not count."""
    text = message.id if isinstance(message.id, str) else message.id[0]
    return text, message.context


def _all_of(catalogue: Catalog) -> Iterator[tuple[Key, Message]]:
    """Every text that has a translation, the commented ones first, so that the living win."""
    for message in [*catalogue.obsolete.values(), *catalogue]:
        if message.id and _is_filled(message):
            yield key_of(message), message


def _is_filled(message: Message) -> bool:
    strings = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    return all(strings)


def _extract(folder: Path, package: Path) -> Iterator[Message]:
    """The marked texts below a folder, in the order of files and lines."""
    method: list[tuple[str, Any]] = [
        ("**.py", "python"),
        ("templates_allauth/**.*", _django_template),
        ("**.html", "jinja2"),
        ("**.txt", "jinja2"),
    ]
    options = {pattern: _JINJA for pattern in ("**.html", "**.txt")}
    found = extract_from_dir(
        folder, method, options, keywords=_KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for name, line, text, comments, context in found:
        place = (folder / name).relative_to(package).as_posix()
        yield Message(text, locations=[(place, line)], auto_comments=comments, context=context)


def _django_template(file: BinaryIO, keywords: Any, comment_tags: Collection[str], options: Any) -> Iterator[Any]:
    """Babel reads what Django's own preparation makes of a template."""
    from django.utils.translation.template import templatize

    source = templatize(file.read().decode())
    yield from extract_python(io.BytesIO(source.encode()), keywords, comment_tags, options)


def _write(file: Path, texts: dict[Key, Message], known: dict[Key, Message], unused: list[Message]) -> None:
    """Write one file, in the order of the code, without dates that would change with every run."""
    if not texts and not unused:
        file.unlink(missing_ok=True)
        return
    catalogue = Catalog(locale=file.parent.parent.name, charset="utf-8", fuzzy=False, project="Kundenkreis")
    catalogue.header_comment = f"# Texts of {file.stem}."
    for key, message in texts.items():
        if key in known:
            message.string = known[key].string
        message.locations = [(place, 0) for place, _ in message.locations]
        catalogue[message.id] = message
    for message in unused:
        catalogue.obsolete[str(key_of(message)[0])] = message
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, include_lineno=False)
    text = _DATES.sub("", buffer.getvalue().decode())
    if not file.exists() or file.read_text() != text:
        file.write_text(text)


if __name__ == "__main__":
    collect()
    compile_all()
    for language in folders():
        missing = gaps(language)
        sys.stdout.writelines(f"{language.parent.name}: {gap}\n" for gap in missing[:20])
        sys.stdout.write(f"{language.parent.name}: {len(missing)} to do\n")
