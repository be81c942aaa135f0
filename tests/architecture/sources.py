"""The package's own source text, for checks that read it."""

from collections.abc import Iterator
from pathlib import Path

import kundenkreis

PACKAGE = Path(kundenkreis.__file__).parent


def python_sources() -> Iterator[tuple[str, str]]:
    """Yield path inside the package and text of every module, migrations aside."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")
