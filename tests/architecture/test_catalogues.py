"""Every text a person can see is there in German."""

import shutil

import pytest

from kundenkreis.base import messages
from kundenkreis.base.catalogues import PACKAGE, folders


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.parent.name)
def test_every_marked_text_is_translated(folder):
    assert messages.gaps(folder) == []


def test_german_is_there():
    assert [folder.parent.name for folder in folders()] == ["de"]


@pytest.fixture
def package(tmp_path):
    """A copy of the catalogues with one small room."""
    shutil.copytree(PACKAGE / "locale", tmp_path / "locale")
    room = tmp_path / "cases"
    room.mkdir()
    (room / "words.py").write_text('from x import gettext as _\n_("A text nobody has translated yet")\n')
    return tmp_path


def test_a_text_without_german_is_noticed(package):
    folder = package / "locale" / "de" / "LC_MESSAGES"

    assert "no text for 'A text nobody has translated yet'" in messages.gaps(folder, package)


def test_a_translation_survives_while_its_text_is_gone(package):
    folder = package / "locale" / "de" / "LC_MESSAGES"
    source = package / "cases" / "words.py"
    marked = source.read_text()
    messages.collect(package)
    file = folder / "cases.po"
    text = 'msgid "A text nobody has translated yet"\nmsgstr '
    file.write_text(file.read_text().replace(text + '""', text + '"Ein Text"'))

    source.write_text("")
    messages.collect(package)
    source.write_text(marked)
    messages.collect(package)

    assert text + '"Ein Text"' in file.read_text()


def test_a_doubtful_translation_is_noticed(package):
    folder = package / "locale" / "de" / "LC_MESSAGES"
    messages.collect(package)
    file = folder / "cases.po"
    text = 'msgid "A text nobody has translated yet"\nmsgstr '
    file.write_text(file.read_text().replace(text + '""', "#, fuzzy\n" + text + '"Ein Text"'))

    assert "marked as doubtful: 'A text nobody has translated yet'" in messages.gaps(folder, package)
