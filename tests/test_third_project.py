"""German, Ukrainian and Azerbaijani: whole briefs of languages that are data alone, in PDF and Word."""

from __future__ import annotations

import re
from pathlib import Path

from briefgen.document.tree import unbind
from briefgen.making.judge import check
from briefgen.making.press import build
from briefgen.project.folder import find_project
from tests.formats.docx_reading import read_docx
from tests.pdf_reading import page_text

PROJECT = Path(__file__).parent / "data" / "third_project"
STEM = "2024-03-muster_full"

PHRASES = {
    "de": [
        "Vermerk · Beispielkasse für Müllerinnen und Müller",
        "Forum der Beispielmühlen · Musterstadt, 28. März – 1. April 2024",
        "Fassung 2 · Stand: 1. März 2024",
        "3. Oktober 1908",
        "etwa 1250 (Stand: 31. Dezember 2023)",
        "mindestens 12 500",
        "Mahlsteine, Flügel und Ölmühlen",
        "„Internationale Vereinigung der Beispielmühlen“",
        "Das 31. Forum der Beispielmühlen findet vom 28. März bis 1. April 2024 in Musterstadt statt.",
        "Erwartet werden mehr als 2000 Teilnehmende.",
        "assoziiertes Mitglied",
        "fand vom 30. Dezember 2021 bis 2. Januar 2022 in Beispielbucht mit 21 Teilnehmenden statt "
        "(Ukraine, Aserbaidschan und Deutschland); sie nahm „Stein und Wind“ an.",
        "Wir besuchten im September 2023 die 1. Beispielmühle",
        "Wir schrieben einander in den Jahren 2017 bis 2019 Briefe.",
        "Vorsitz – Erste Beispielin (Ukraine)",
    ],
    "uk": [
        "Довідка · Зразкова каса мірошників",
        "Форум зразкових млинів · Зразківськ, 28 березня – 1 квітня 2024 року",
        "28.03–01.04.2024",
        "Версія 2 · Станом на 1 березня 2024 року",
        "3 жовтня 1908 року",
        "близько 1250 (станом на 31 грудня 2023 року)",
        "Жорна, Крила та Їзди та ґрунтові дороги",
        "«Міжнародна асоціація зразкових млинів»",
        "31-й Форум зразкових млинів відбудеться 28 березня – 1 квітня 2024 року у м. Зразківськ.",
        "рішення ухвалено у грудні 2021 року",
        "(Україна, Азербайджан та Німеччина). Він ухвалив «Камінь і вітер».",
        "Ми відвідали у вересні 2023 року 1-й зразковий млин",
        "Ми листувалися у 2017–2019 роках.",
        "2017–2019 роки",
    ],
    "az": [
        "Arayış · Dəyirmançıların nümunə fondu",
        "Nümunəvi dəyirmanlar forumu · Nümunəşəhər, 28 mart – 1 aprel 2024-cü il",
        "Versiya 2 · 1 mart 2024-cü il vəziyyətinə görə",
        "3 oktyabr 1908-ci il",
        "təxminən 1250 (31 dekabr 2023-cü il vəziyyətinə görə)",
        "Dəyirman daşları, Qanadlar və İşıq və ıldırım",
        "“Nümunəvi dəyirmanların beynəlxalq assosiasiyası”",
        "31-ci Nümunəvi dəyirmanlar forumu 28 mart – 1 aprel 2024-cü il tarixlərində keçiriləcək (Nümunəşəhər).",
        "2000 rəqəmindən çox",
        "Fond 2021-ci ilin dekabr ayında assosiativ üzv olub",
        "Assambleyanın iclası (30-cu) 30 dekabr 2021-ci il – 2 yanvar 2022-ci il tarixlərində keçirildi",
        "(Ukrayna, Azərbaycan və Almaniya)",
        "2017–2019-cu illərdə məktublaşdıq.",
    ],
}


def test_whole_briefs_say_what_the_content_says(tmp_path: Path) -> None:
    build(find_project(PROJECT), out=tmp_path)
    for code, phrases in PHRASES.items():
        stem = tmp_path / "2024-03-muster" / f"{STEM}_{code}"
        pdf = re.sub(r"(?<=\w)– ", "–", unbind(page_text(stem.with_suffix(".pdf"))))
        words = read_docx(stem.with_suffix(".docx").read_bytes())
        docx = " ".join(" ".join([*words.header, *words.body, *words.footnotes, *words.footer]).split())
        for text in (pdf, unbind(docx)):
            plain = text.replace("\u00a0", " ").replace("– ", "–").replace(" –", "–")
            missing = [each for each in phrases if each.replace("– ", "–").replace(" –", "–") not in plain]
            assert missing == [], (code, plain)


def test_the_check_finds_nothing_in_them_but_what_no_dictionary_read() -> None:
    assert {problem.code for problem in check(find_project(PROJECT)) if not problem.acknowledged} <= {
        "spelling-unchecked",
        "translations-untracked",
    }
