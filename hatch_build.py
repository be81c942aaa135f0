"""While the package is built: compile the texts, so that the wheel holds them."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTexts(BuildHookInterface[Any]):
    """Runs before hatchling collects the files, also for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what is missing or old."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        from kundenkreis.base.catalogues import compile_all

        compile_all()
