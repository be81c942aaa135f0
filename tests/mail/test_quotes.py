"""What is new in a mail, and what only repeats earlier ones. In doubt it is new."""

import time

import pytest

from kundenkreis.mail.reading import read
from kundenkreis.mail.reading.quotes import new_part

OUTLOOK = """Ja, passt.

Mit freundlichen Grüßen
Sandra Kunz

Von: Kundenteam Süd <service@tannhof.example>
Gesendet: Dienstag, 17. November 2026 10:00
An: Kunz, Sandra
Betreff: AW: Kupplung [12]

Guten Tag Frau Kunz,
sollen wir tauschen?"""


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Nur neu.\n\nZwei Absätze.", "Nur neu.\n\nZwei Absätze."),
        ("Ja.\n\nAm 17.11.2026 um 10:00 schrieb Team <t@x.de>:\n> Tauschen?", "Ja."),
        ("Ja.\n\nAm Di., 17. Nov. 2026 um 10:00 Uhr schrieb Team <\nt@x.de>:\n\n> Tauschen?\n>\n> Gruß", "Ja."),
        ("Yes.\n\nOn Tue, Nov 17, 2026 at 10:00 AM Team <t@x.de> wrote:\n> Swap?", "Yes."),
        ("Yes.\nOn 17 Nov 2026, at 10:00, Team <t@x.de> wrote:\n\nSwap?", "Yes."),
        ("Ja.\n\n2026-11-17 10:00 GMT+01:00 Team <t@x.de>:\n> Tauschen?", "Ja."),
        ("Ja.\n\n-----Ursprüngliche Nachricht-----\nVon: Team\nTauschen?", "Ja."),
        ("Yes.\n-----Original Message-----\nFrom: Team\nSwap?", "Yes."),
        (OUTLOOK, "Ja, passt.\n\nMit freundlichen Grüßen\nSandra Kunz"),
        ("Ok\n________________________________\nFrom: T\nSent: x\nTo: y\nSubject: z\n\nalt", "Ok"),
        ("Danke!\n\nVon meinem iPhone gesendet\n\n> Am 17.11.2026 um 10:00 schrieb T <t@x.de>:\n>\n> alt", "Danke!"),
        ("Thanks\n\nSent from my Galaxy", "Thanks"),
        ("Gut\n-- \nMax\nFirma", "Gut"),
        ("> Tauschen?\n\nJa, bitte.", "Ja, bitte."),
        ("Am 17.11.2026 um 10:00 schrieb T <t@x.de>:\n> Tauschen?\n\nJa, bitte.", "Ja, bitte."),
    ],
)
def test_what_is_quoted_is_cut(text, new):
    assert new_part(text) == new


@pytest.mark.parametrize(
    "text",
    [
        "Siehe unten:\n\n> Frage 1?\nJa.\n> Frage 2?\nNein.",
        "Am 3.11. schrieb ich Ihnen:\nBitte liefern.",
        "Am 3.11.2026 um 10:00 schrieb ich Ihnen:\n\nBitte liefern.",
        "Hallo,\n\nVon: Berlin\nNach: Hamburg\nDatum: 3.4.\n\nbitte buchen.",
        "Sent from my desk, which is much easier than from a telephone.",
        "Er schrieb: das geht nicht.",
        "> nur ein Zitat",
        "-- \nnur eine Unterschrift",
        "Liste:\n- eins\n- zwei\n\n-----\nfertig",
    ],
)
def test_what_somebody_wrote_stays(text):
    assert new_part(text) == text


def test_a_forwarded_mail_is_new_as_a_whole():
    assert new_part("Bitte erledigen.\n\n" + OUTLOOK, "WG: Kupplung").endswith("sollen wir tauschen?")


@pytest.mark.parametrize(
    "quoted",
    [
        '<div class="gmail_quote">Alt</div>',
        '<div class="moz-cite-prefix">Am 17. schrieb T:</div><blockquote type="cite">Alt</blockquote>',
        '<div id="divRplyFwdMsg"><b>Von:</b> T</div><div>Alt</div>',
        '<div id="appendonsend"></div><hr><div>Alt</div>',
    ],
)
def test_what_mail_programs_mark_as_quoted_is_cut(quoted):
    raw = f"Content-Type: text/html; charset=utf-8\n\n<html><body><div>Ja, bitte.</div>{quoted}</body></html>"

    mail = read(raw.encode())

    assert mail.new_text == "Ja, bitte."
    assert "Alt" in mail.text


@pytest.mark.parametrize(
    "piece", ["\n", "> a\n\n", "> a\nb\n", "On ", "Am 1. schrieb \n", "From: a\n", "1:22<a@b>x:\n"]
)
def test_effort_grows_with_the_text_and_no_faster(piece):
    text = piece * (400_000 // len(piece)) + "neu"

    began = time.perf_counter()
    new_part(text)

    assert time.perf_counter() - began < 5
