"""Inventing people: names that fit together, addresses, and telephone numbers that nobody owns."""

import re
from random import Random

from kundenkreis.base.text import sort_key
from kundenkreis.console.demo_company.reading import table
from kundenkreis.people.models import Person

# A password that can never be right: these people sign in with a signed link, if at all.
NO_PASSWORD = "!"
# Prefixes of ranges that the Bundesnetzagentur and Ofcom keep free for fiction; three digits follow.
OUR_PHONE = "+49 89 99998 "
_PHONES = ("+49 30 23125 ", "+49 69 90009 ", "+49 40 66969 ", "+49 221 4710 ")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ł": "l", "ı": "i", "ø": "o", "đ": "d"})


class Names:
    """Gives out names and mail addresses, each only once."""

    def __init__(self, rng: Random, taken: set[str]) -> None:
        self._rng = rng
        self._taken = taken
        self._data = table("data/names")
        self._numbers = 0

    def employee(self, domain: str) -> Person:
        """Return a colleague who is not stored yet, with a telephone of our own."""
        person = self._somebody(domain)
        person.phone = f"{OUR_PHONE}{200 + self._numbers % 800}"
        self._numbers += 1
        return person

    def contact(self, domain: str) -> Person:
        """Return somebody who works for a customer or supplier in this country."""
        person = self._somebody(domain)
        person.phone = self.phone()
        return person

    def known(self, name: str, salutation: str, domain: str, language: str) -> Person:
        """Return a person whose name is given."""
        given, _space, family = name.rpartition(" ")
        person = self._person(given, family, salutation, domain)
        person.language = language
        person.phone = "" if language == "en" else self.phone()
        return person

    def phone(self) -> str:
        """Return the next free number outside our house."""
        self._numbers += 1
        return f"{self._rng.choice(_PHONES)}{self._numbers % 1000:03d}"

    def _somebody(self, domain: str) -> Person:
        while True:
            salutation = self._rng.choice(("frau", "herr"))
            given, family = self._rng.choice(self._data[salutation]), self._rng.choice(self._data["families"])
            if address(given, family, domain) not in self._taken:
                return self._person(given, family, salutation, domain)

    def _person(self, given: str, family: str, salutation: str, domain: str) -> Person:
        email = address(given, family, domain)
        self._taken.add(email)
        named = {"given_name": given, "family_name": family, "salutation": salutation}
        return Person(email=email, password=NO_PASSWORD, **named).prepare()


def address(given: str, family: str, domain: str) -> str:
    """Return a mail address: "Jörg Tiedemann" is joerg.tiedemann."""
    words = [word for word in f"{given} {family}".split() if not word.endswith(".")]
    local = ".".join(re.sub(r"[^a-z-]", "", sort_key(word.casefold().translate(_UMLAUTS))) for word in words)
    return f"{local}@{domain}"
