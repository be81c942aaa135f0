"""Texts of the measured cases. `XWORTX` and `XNUMMERX` become another word and number in every case."""

from random import Random

WORD, NUMBER = "XWORTX", "XNUMMERX"
_FIRST = (
    "Antriebs Auftrags Blech Dichtungs Druck Eingangs Fahrzeug Förder Gehäuse Getriebe Hallen Heizungs "
    "Kabel Kälte Kessel Ketten Kunden Lager Leitungs Liefer Luft Maschinen Material Mess Motor Muster "
    "Netz Paletten Platten Pressen Prüf Pumpen Rahmen Regal Rohr Rollen Schalt Schicht Schleif Schrauben "
    "Schweiß Sensor Signal Spann Stahl Steuer Strom Tank Tor Transport Ventil Versand Vorrats Wasser "
    "Wellen Werkzeug Zähler Zahlungs Zeichnungs Zoll Zubehör Zylinder"
)
_SECOND = (
    "ablauf anlage antrag anzeige ausweis bericht bestand blatt bogen dose element fehler fläche form "
    "freigabe gruppe halter kanal karte kasten klemme kopf korb lager leiste liste lösung mappe meldung "
    "menge nachweis nummer ordner paket plan platz probe prüfung rahmen raum rechnung regler ring satz "
    "schein schlauch schlüssel schrank station stelle störung stück tafel technik termin träger "
    "übersicht verlust vertrag waage wagen wechsel zelle zettel"
)
_ASKED = (
    "wir brauchen Hilfe mit XWORTX",
    "seit gestern fehlt uns XWORTX für Auftrag XNUMMERX",
    "die Angaben zu XWORTX passen nicht zur Bestellung XNUMMERX",
    "bitte schicken Sie uns die Unterlagen zu XWORTX",
    "beim letzten Mal ging es mit XNUMMERX schneller",
    "können Sie das bis zum Ende der Woche klären",
    "die Kollegin in der Halle wartet darauf",
    "wir haben es zweimal geprüft und kommen nicht weiter",
    "im Anhang der früheren Nachricht steht die Nummer XNUMMERX",
    "der Kunde fragt jeden Tag nach dem Stand",
    "die Maschine läuft seitdem nur mit halber Leistung",
)
_ANSWERED = (
    "wir haben XWORTX geprüft",
    "die Ursache lag bei der Buchung XNUMMERX",
    "ich kümmere mich noch heute darum",
    "der Ersatz ist unterwegs und kommt morgen früh",
    "bitte melden Sie sich, wenn noch etwas offen ist",
    "die Rechnung ist berichtigt",
    "ein Kollege ruft Sie am Nachmittag an",
    "wir haben den Eintrag geändert und die Halle verständigt",
    "für XWORTX gilt ab jetzt der neue Plan",
)


def vocabulary() -> list[str]:
    """Return some 4,000 compound words."""
    return [first + second for second in _SECOND.split() for first in _FIRST.split()]


def subject(random: Random) -> str:
    """Return what a request is called."""
    return random.choice((f"{WORD} fehlt", f"Frage zu {WORD}", f"{WORD} prüfen, Auftrag {NUMBER}", f"Störung: {WORD}"))


def asked(random: Random) -> str:
    """Return what a customer writes."""
    return _letter(random, _ASKED)


def answered(random: Random) -> str:
    """Return what the team writes."""
    return _letter(random, _ANSWERED)


def _letter(random: Random, phrases: tuple[str, ...]) -> str:
    said = random.sample(phrases, random.randint(3, 5))
    return "Guten Tag,\n\n" + " ".join(f"{phrase[0].upper()}{phrase[1:]}." for phrase in said)
