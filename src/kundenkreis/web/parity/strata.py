"""The table behind the plot of parity, for the page and for the file."""

from django.utils.translation import pgettext

from kundenkreis.cases.models import Urgency
from kundenkreis.cases.reference import types
from kundenkreis.reports.shapes import StratumData
from kundenkreis.web.numbers import number


def heads(*, with_team: bool) -> list[str]:
    """Return the heads of the page's table."""
    return [
        *_first_heads(with_team=with_team),
        pgettext("column", "internal, kept / due"),
        pgettext("column", "external, kept / due"),
        pgettext("column", "difference in points"),
    ]


def rows(strata: list[StratumData], language: str, *, with_team: bool) -> list[list[str]]:
    """Return the page's table: kind, urgency, for the company the team, and both classes."""
    return [
        [
            *_first_cells(row, language, with_team=with_team),
            _share(row["internal_kept"], row["internal_due"]),
            _share(row["external_kept"], row["external_due"]),
            _points(row),
        ]
        for row in strata
    ]


def file_heads(*, with_team: bool) -> list[str]:
    """Return the heads of the file, one figure a column."""
    return [
        *_first_heads(with_team=with_team),
        pgettext("column", "internal kept"),
        pgettext("column", "internal due"),
        pgettext("column", "external kept"),
        pgettext("column", "external due"),
    ]


def file_rows(strata: list[StratumData], language: str, *, with_team: bool) -> list[list[str]]:
    """Return the rows of the file; groups too small to be shown have empty cells."""
    return [
        [
            *_first_cells(row, language, with_team=with_team),
            *(
                "" if value is None else str(value)
                for value in (row["internal_kept"], row["internal_due"], row["external_kept"], row["external_due"])
            ),
        ]
        for row in strata
    ]


def _first_heads(*, with_team: bool) -> list[str]:
    team = [pgettext("column", "Team")] if with_team else []
    return [pgettext("column", "Type"), pgettext("column", "Urgency"), *team]


def _first_cells(row: StratumData, language: str, *, with_team: bool) -> list[str]:
    known = types().get(row["type"])
    label = known.title(language) if known else row["type_name"]
    return [label, str(Urgency(row["urgency"]).label), *([row["team_name"] or "–"] if with_team else [])]


def _share(kept: int | None, due: int | None) -> str:
    if due is None or kept is None:
        return pgettext("small group", "not shown")
    return f"{number(kept)} / {number(due)}"


def _points(row: StratumData) -> str:
    """Return the difference of the kept shares in points, where both sides have promises."""
    inside_due, outside_due = row["internal_due"], row["external_due"]
    if not inside_due or not outside_due:
        return "–"
    difference = (row["internal_kept"] or 0) / inside_due - (row["external_kept"] or 0) / outside_due
    return number(100 * difference, 1, sign=True)
