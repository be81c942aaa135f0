"""Events out of XES, piece by piece. What a log has no use for, and what only fills memory, is not read."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import ParseError, XMLParser

MOST_WITHOUT_ELEMENT = 4_000_000
MOST_DEPTH = 200
_OF_TRACE = "case:"


class UnusableXesError(ValueError):
    """The file is no XES, or one that we do not read; the message says why."""


class XesReader:
    """Takes bytes and gives back the events of the traces that have ended in them."""

    def __init__(self) -> None:
        self._log = _Log()
        self._parser = XMLParser(target=self._log)
        self._waiting = 0

    def feed(self, chunk: bytes) -> list[dict[str, str]]:
        """Return the events that are complete. Raises UnusableXesError.

        The parser reads an element again from its beginning with every
        piece, so one that never ends would take ever longer.
        """
        before = self._log.elements
        self._attempt(lambda: self._parser.feed(chunk))
        self._waiting = self._waiting + len(chunk) if self._log.elements == before else 0
        if self._waiting > MOST_WITHOUT_ELEMENT:
            raise UnusableXesError(f"one element is longer than {MOST_WITHOUT_ELEMENT} bytes")
        found, self._log.events = self._log.events, []
        return found

    def close(self) -> None:
        """Say that there is no more. Raises UnusableXesError if there should be."""
        self._attempt(self._parser.close)

    def _attempt(self, read: Callable[[], object]) -> None:
        try:
            read()
        except (ParseError, LookupError, ValueError) as error:
            raise UnusableXesError(str(error)) from error


class _Log:
    """What the parser tells about: traces with events, both with attributes that have a key and a value."""

    def __init__(self) -> None:
        self.elements = 0
        self.events: list[dict[str, str]] = []
        self._path: list[str] = []
        self._shared: dict[str, str] = {}
        self._own: dict[str, str] = {}
        self._of_trace: list[dict[str, str]] = []

    def doctype(self, name: str, public: str, system: str) -> None:
        """Refuse: a log has no use for entities of its own, and they can fill any memory."""
        raise UnusableXesError("it defines its own document type or entities, which an event log does not need")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition("}")[2]
        self.elements += 1
        inside = self._path[-1] if self._path else ""
        if name == "trace":
            self._shared, self._of_trace = {}, []
        elif name == "event":
            self._own = {}
        elif inside == "event":
            self._own[attributes.get("key", "")] = attributes.get("value", "")
        elif inside == "trace":
            self._shared[_OF_TRACE + attributes.get("key", "")] = attributes.get("value", "")
        self._path.append(name)
        if len(self._path) > MOST_DEPTH:
            raise UnusableXesError(f"its elements are nested more than {MOST_DEPTH} deep")

    def end(self, tag: str) -> None:
        """An element ends; with a trace its events are complete."""
        name = self._path.pop()
        if name == "event":
            self._of_trace.append(self._own)
        elif name == "trace":
            self.events += [{**self._shared, **own} for own in self._of_trace]
            self._of_trace = []
