"""The situations in which people ask for something, read from `texts/`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any, Generic, TypeVar

from kundenkreis.console.demo_company.reading import table

GERMAN = (
    *("auskunft", "stoerung", "ersatzteil", "termin", "angebot", "reklamation", "zugang", "lieferung"),
    *("beschaffung", "rechnung", "reisekosten", "rechner", "personal", "vertraulich", "recht", "kollege"),
)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """What another team is asked for on the way."""

    type: str
    subject: str
    ask: str
    solution: str


@dataclass(frozen=True, slots=True)
class Situation:
    """Something people write about, and what is answered.

    `audience` says who would (see `demand.audience_of`), `departments`
    which colleagues, if not all. With `needs_reply` the solution speaks of
    what was answered to the question.
    """

    id: str
    type: str
    language: str
    audience: frozenset[str]
    subjects: tuple[str, ...]
    asks: tuple[str, ...]
    solutions: tuple[str, ...]
    first: str = ""
    question: str = ""
    reply: str = ""
    refusal: str = ""
    promise: str = ""
    note: str = ""
    part: Part | None = None
    departments: frozenset[str] = frozenset()
    needs_reply: bool = False


def _situation(item: dict[str, Any], type_key: str, language: str) -> Situation:
    lists: dict[str, Any] = {name: tuple(item.get(name, ())) for name in ("subjects", "asks", "solutions")}
    words = {name: item.get(name, "") for name in ("id", "first", "question", "reply", "refusal", "promise", "note")}
    part = Part(**item["part"]) if "part" in item else None
    groups = table("data/customers")["groups"]
    return Situation(
        **words,
        **lists,
        type=type_key,
        language=language,
        audience=frozenset(item["for"].split()),
        part=part,
        departments=frozenset(name for group in item.get("asked_by", "").split() for name in groups[group]),
        needs_reply=item.get("needs_reply", False),
    )


@cache
def situations() -> tuple[Situation, ...]:
    """Return all of them, in both languages."""
    german = [_situation(item, key, "de") for key in GERMAN for item in table(f"texts/{key}")["situation"]]
    english = [_situation(item, item["type"], "en") for item in table("texts/english")["situation"]]
    return (*german, *english)


@cache
def parts() -> tuple[Part, ...]:
    """Return what any customer team may need from another team."""
    return tuple(Part(**item) for item in table("texts/parts")["part"])


def by_id(name: str) -> Situation:
    """Return a situation that somebody speaks of by name. Raises LookupError."""
    found = next((s for s in situations() if s.id == name), None)
    if found is None:
        raise LookupError(f"No situation is called {name!r}.")
    return found


class Deck(Generic[T]):
    """Cards that are all drawn once before one comes again, so that the same never stands twice in a row."""

    def __init__(self, cards: Sequence[T], rng: Random) -> None:
        self._cards = list(cards)
        self._rng = rng
        self._left = self._shuffled()

    def __bool__(self) -> bool:
        return bool(self._cards)

    def draw(self) -> T:
        """Return the next card."""
        card = next(self._left, None)
        if card is None:
            self._left = self._shuffled()
            card = next(self._left)
        return card

    def _shuffled(self) -> Iterator[T]:
        return iter(self._rng.sample(self._cards, len(self._cards)))


class Decks:
    """One deck for each request type, audience and language, made when it is first needed."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._made: dict[tuple[str, str, str], Deck[Situation]] = {}
        self._words: dict[int, Deck[str]] = {}

    def of(self, type_key: str, audience: str, language: str) -> Deck[Situation]:
        """Return the deck; it is empty where nobody would ask for that."""
        key = (type_key, audience, language)
        if key not in self._made:
            fitting = [
                s for s in situations() if (s.type, s.language) == (type_key, language) and audience in s.audience
            ]
            self._made[key] = Deck(fitting, self._rng)
        return self._made[key]

    def word(self, words: Sequence[str]) -> str:
        """Return one of several phrasings, in turn."""
        deck = self._words.get(id(words))
        if deck is None:
            deck = self._words[id(words)] = Deck(words, self._rng)
        return deck.draw()
