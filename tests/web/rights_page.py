"""Writes `docs/reference/rights.md` from the table of rights and the table of addresses.

python -m tests.web.rights_page
"""

import os
from collections.abc import Iterable
from pathlib import Path

import django

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "rights.md"
_HEAD = """# Rights

A person stands in one or more relations to a thing: she asked for it, works in its team, coaches that team, or holds
a role in the company. A right is given to relations. Towards one case, the relations to that case count; towards
everything else, whether she is a member or a coach of any team.

- **anyone**: everybody who has signed in. **employee**: somebody who speaks for a department of the company.
- **requester**: the person who asked. A signed link makes its reader the requester of that one case and nothing else.
- **member**: works in the team of the case, or was asked personally. **coach**: sees what the team sees, and changes
  nothing about a case.
- **management**, **hr**, **works_council**, **admin**: roles in the company. None of them reads cases.
- A confidential case knows its requester and, in its team, the persons named for its kind. For all others it does
  not exist: not in lists, counts, search, suggestions or files either.
- A colleague who was brought in reads the conversation of a case that is not confidential.

This page is written by `python -m tests.web.rights_page` from `flow/rights.py` and from the addresses that the tests
walk with every role; a test compares.
"""


def written() -> str:
    """Return the whole page."""
    from kundenkreis.flow.rights import RELATIONS, RIGHTS

    rights = [[f"`{name}`", *("●" if one in has else "" for one in RELATIONS)] for name, has in RIGHTS.items()]
    return "\n".join(
        [
            _HEAD,
            "## Who has which right\n",
            *_table(["right", *RELATIONS], rights),
            "\n## Which right an address asks for\n",
            "“Own” is narrower than the right: the thing must be one's own as well.\n",
            *_table(["address", "method", "right", ""], _addresses()),
            "",
        ]
    )


def _addresses() -> Iterable[list[str]]:
    from tests.web.access import LINES
    from tests.web.addresses import addresses

    for address in addresses():
        for line in LINES:
            if line.name == address.name:
                right = f"`{line.right}`" if line.right else "none, not even a sign-in"
                note = "by link" if line.is_by_link else "own" if line.own else ""
                yield [f"`{address.path}`", line.method, right, note]


def _table(head: list[str], rows: Iterable[list[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    PAGE.write_text(written(), encoding="utf-8")
