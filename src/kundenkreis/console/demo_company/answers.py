"""Filling in the form of a request type, as stored with the request."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from kundenkreis.console.demo_company.gaps import Gaps

_SINCE = ("seit heute früh", "seit gestern", "seit dem Wochenende", "seit etwa einer Woche", "nach dem letzten Umbau")
_WHO = ("für mich", "für eine neue Kollegin", "für das Team der Frühschicht", "für zwei Personen, Namen folgen")
# Optional fields are left empty by about a third.
_LEFT_OUT = 0.35


def answers_for(form: Sequence[Mapping[str, Any]], gaps: Gaps) -> dict[str, Any]:
    """Return answers to the fields of a form, which speak of the same things as the text."""
    answers: dict[str, Any] = {}
    for field in form:
        condition = field.get("show_when")
        if condition and _spoken(answers.get(condition["field"])) != condition["value"]:
            continue
        if field.get("required") or gaps.rng.random() > _LEFT_OUT:
            answers[field["name"]] = _ANSWERS.get(field["name"], _BY_KIND[field["kind"]])(gaps, field)
    return answers


def _spoken(answer: object) -> object:
    return {True: "yes", False: "no"}.get(answer, answer) if isinstance(answer, bool) else answer


def _plain_amount(gaps: Gaps) -> str:
    """Return an amount of the text as forms store it: "1284.60"."""
    written = gaps.get("small") or gaps.get("amount") or gaps["small"]
    return written.removesuffix(" €").replace(".", "").replace(",", ".")


Writer = Callable[[Gaps, Mapping[str, Any]], Any]
_ANSWERS: dict[str, Writer] = {
    "machine": lambda gaps, _field: f"Anlage {gaps['plant']}",
    "since": lambda gaps, _field: gaps.rng.choice(_SINCE),
    "part": lambda gaps, _field: gaps.get("kg") or gaps.get("fu") or gaps["kr"],
    "who": lambda gaps, _field: gaps.rng.choice(_WHO),
    "nr": lambda gaps, _field: f"Platz {gaps['nr']}",
}
_BY_KIND: dict[str, Writer] = {
    "text": lambda gaps, field: gaps[field["name"]],
    "number": lambda gaps, field: int(gaps[field["name"]]),
    "amount": lambda gaps, _field: _plain_amount(gaps),
    "date": lambda gaps, _field: (gaps.today + timedelta(days=gaps.rng.randint(20, 200))).isoformat(),
    "choice": lambda gaps, field: gaps.rng.choice(field["choices"])["value"],
    "yes_no": lambda gaps, _field: gaps.rng.random() < 0.25,
    "phone": lambda gaps, _field: f"+49 30 23125 {gaps.rng.randint(0, 999):03d}",
}
