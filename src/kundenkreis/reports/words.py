"""What the numbers of parity mean, in the reader's language. The legal words are those of DOMAIN, section 3."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from kundenkreis.reports.shapes import ClassData, ParityData, VerdictData
from kundenkreis.reports.windows import Window, last_months

VERDICTS: dict[str, Lazy] = {
    "too_little_data": pgettext_lazy("parity", "too little data"),
    "parity_shown": pgettext_lazy("parity", "Parity shown"),
    "small_but_systematic": pgettext_lazy("parity", "small but systematic"),
    "internal_disadvantaged": pgettext_lazy("parity", "Internal customers disadvantaged"),
    "external_disadvantaged": pgettext_lazy("parity", "External customers disadvantaged"),
    "open": pgettext_lazy("parity", "open"),
}
WAITING: dict[str, Lazy] = {
    "internal_wait_longer": pgettext_lazy("parity", "Internal customers wait longer"),
    "external_wait_longer": pgettext_lazy("parity", "External customers wait longer"),
    "no_difference_visible": pgettext_lazy("parity", "no difference visible"),
}
REFUSED_MORE: Lazy = pgettext_lazy("parity", "Internal customers refused more often")
NO_PROOF: Lazy = gettext_lazy("This is no proof of parity.")
_SENTENCES: dict[tuple[str, str], Lazy] = {
    ("too_little_data", "nobody"): gettext_lazy(
        "Too few promises are due, or too few can be compared, to say anything yet."
    ),
    ("parity_shown", "nobody"): gettext_lazy(
        "Promises to internal customers are kept as reliably as those to external ones, and both wait alike."
    ),
    ("small_but_systematic", "internal"): gettext_lazy(
        "Promises to colleagues and suppliers are kept a little less often. The difference is small, but it is "
        "hardly chance."
    ),
    ("small_but_systematic", "external"): gettext_lazy(
        "Promises to paying customers are kept a little less often. The difference is small, but it is hardly chance."
    ),
    ("internal_disadvantaged", "internal"): gettext_lazy(
        "Promises to colleagues and suppliers are kept less often. Chance hardly explains it."
    ),
    ("external_disadvantaged", "external"): gettext_lazy(
        "Promises to paying customers are kept less often. Chance hardly explains it."
    ),
    ("open", "nobody"): gettext_lazy("The numbers show neither a disadvantage nor that there is none."),
}


def headline(verdict: VerdictData) -> str:
    """Return the verdict in the agreed words; who is refused more often belongs into it, whatever else it says."""
    said = str(VERDICTS[verdict["headline"]])
    if verdict["headline"] == "small_but_systematic":
        said = f"{said}: {VERDICTS[verdict['disadvantaged'] + '_disadvantaged']}"
    return f"{said}; {REFUSED_MORE}" if verdict["internal_refused_more"] else said


def sentences(verdict: VerdictData) -> list[str]:
    """Return what the verdict means, in one or two sentences."""
    worse_off = verdict["disadvantaged"] if verdict["headline"] not in ("open", "too_little_data") else "nobody"
    said = [str(_SENTENCES[verdict["headline"], worse_off])]
    if verdict["headline"] == "open":
        said.append(str(NO_PROOF))
    return said


def display_line(data: ParityData) -> str:
    """Return everything in one line, as reports and the command line show it."""
    parity = data["parity"]
    interval = parity["ci95"]
    values = {
        "verdict": headline(data["verdict"]),
        "internal": count(parity["internal"]),
        "external": count(parity["external"]),
        "period": period(data),
        "share": round(100 * parity["comparability"]),
    }
    if parity["index"] is None or interval is None:
        return (
            _("Parity – %(verdict)s – %(internal)s internal, %(external)s external promises due, %(period)s") % values
        )
    values |= {"index": round(parity["index"]), "low": round(interval[0]), "high": round(interval[1])}
    return (
        _(
            "Parity %(index)s (%(low)s–%(high)s) – %(verdict)s – %(internal)s internal, %(external)s external "
            "promises due, %(period)s, comparable %(share)s %%"
        )
        % values
    )


def count(group: ClassData) -> str:
    """Return how many there are, or that they are too few to be counted out loud."""
    if group["total"] is None:
        return pgettext("count", "(too few people)")
    return number_format(group["total"], use_l10n=True, force_grouping=True)


def period(data: ParityData) -> str:
    """Return "3 months" for a rolling window, else its first and last day."""
    window = Window(date.fromisoformat(data["first"]), date.fromisoformat(data["last"]))
    months = (window.last.year - window.first.year) * 12 + window.last.month - window.first.month
    for number in (months, months + 1):
        if number > 0 and last_months(number, window.last) == window:
            return ngettext("%(number)d month", "%(number)d months", number) % {"number": number}
    return _("%(first)s to %(last)s") % {"first": day(window.first), "last": day(window.last)}


def day(that: date) -> str:
    """Return a date in figures: 17.11.2026, 17/11/2026."""
    return date_format(that, pgettext("date format of Django", "d/m/Y"))
