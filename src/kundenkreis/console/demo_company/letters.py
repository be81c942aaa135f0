"""Putting messages together: how one begins, what is said, how one ends."""

from datetime import datetime
from typing import Any

from kundenkreis.console.demo_company.gaps import BERLIN, Gaps
from kundenkreis.console.demo_company.reading import table
from kundenkreis.console.demo_company.situations import Decks
from kundenkreis.people.models import Person

MORNING = ("Guten Morgen,", "Good morning,")
# From this hour on nobody says good morning any more.
NOON = 11


class Letters:
    """Writes what persons send to each other, in the language of the one who asks."""

    def __init__(self, decks: Decks) -> None:
        self._decks = decks
        self._phrases = table("texts/phrases")

    def phrase(self, group: str, name: str, gaps: Gaps, known: dict[str, str], language: str) -> str:
        """Return one of several phrasings of the "customer" or the "team", its gaps filled.

        `known` are words for gaps of this phrase only. Customer teams have
        some phrases of their own.
        """
        words = self._words(group, language)
        own = words.get(f"desk_{name}") if gaps.at_customer_desk else None
        return self._decks.word(own or words[name]).format_map(_With(gaps, known))

    def from_customer(self, writer: Person, body: str, gaps: Gaps, *, inside: bool) -> str:
        """Return a message of somebody who asks; colleagues are shorter with each other."""
        words = self._words("customer", gaps.language)
        kind = "colleague_" if inside and gaps.language == "de" else ""
        greeting = self._decks.word(words[f"{kind}greetings"])
        if greeting in MORNING and gaps.at.astimezone(BERLIN).hour >= NOON:
            greeting = words["afternoon"]
        return _letter(greeting, gaps.fill(body), self._signed(words[f"{kind}closings"], writer))

    def from_team(self, writer: Person, reader: Person, body: str, at: datetime, gaps: Gaps) -> str:
        """Return a reply; in the morning it says so."""
        words = self._words("team", gaps.language)
        early = at.astimezone(BERLIN).hour < NOON
        greeting = self._decks.word(words["morning_greetings" if early else "greetings"])
        dear = self._phrases[gaps.language]["dear"][reader.salutation]
        dear = dear.format(family=reader.family_name, name=reader.name)
        return _letter(greeting.format(dear=dear), gaps.fill(body), self._signed(words["closings"], writer))

    def _words(self, group: str, language: str) -> dict[str, Any]:
        words: dict[str, Any] = self._phrases[language][group]
        return words

    def _signed(self, closings: list[str], writer: Person) -> str:
        return self._decks.word(closings).format(me=writer.name, given=writer.given_name)


class _With(dict[str, str]):
    """Gaps of a phrase: what is known here, and everything else left for the gaps of the request."""

    def __init__(self, gaps: Gaps, known: dict[str, str]) -> None:
        super().__init__(known)
        self._gaps = gaps

    def __missing__(self, name: str) -> str:
        return self._gaps[name]


def _letter(greeting: str, body: str, closing: str) -> str:
    """Join the parts. After a greeting with a comma German goes on with a small letter, otherwise it begins one."""
    body = body if greeting else body[:1].upper() + body[1:]
    return "\n\n".join(part for part in (greeting, body, closing) if part)
