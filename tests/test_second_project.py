"""Another association in other languages builds from its content alone: nothing in the code is about ISSA."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import mammoth  # type: ignore[import-untyped]
import pytest

from briefgen.document.tree import unbind
from briefgen.language.catalogue import FOLDER, read_po
from briefgen.making.judge import check
from briefgen.making.press import build
from briefgen.project.folder import find_project
from tests.conftest import once_a_run
from tests.formats.docx_reading import read_docx
from tests.pdf_reading import page_text

PROJECT = Path(__file__).parent / "data" / "second_project"
STEM = "2024-03-port-example_full"

PHRASES = {
    "en": [
        "International Association of Example Lighthouses (IAEL)",
        "Congress of Example Lights · Port Example, 28 March–1 April 2024",  # a range across months
        "28 Mar–1 Apr 2024",
        "30 December 2021–2 January 2022",  # across years
        "September 2023",
        "1 May 1901",
        "about 1,250 (as of 31 December 2023)",
        "at least 10,000 in 41 countries",
        "up to 90",
        "more than 2,000 keepers",
        "Chair – First Example (Switzerland)",
        "There are two of them",
        "They are Oil Lamps and Lenses & Mirrors.",
        "its motto is “Light <first>, then rest”. Its rules stand in the handbook",
        "lighthouses.example.org/handbook",  # where it leads, in a note
        "The four-year programme, 2025–2028, replaces every wick.",
        "The 31st Congress",
        "an associate member, since December 2021",
        "The 30th Session of the Assembly of Keepers, held in Sample Bay with 21 keepers from Switzerland, Ireland and "
        "Canada, elected First Example and adopted “The Wick & the Flame”.",
        "each of them an aide-mémoire; then silence.",
        "Families may come on 1 April 2024.",
        "Staff only",
    ],
    "fr": [
        "Association internationale des phares d’exemple (IAEL)",
        "Congrès des feux d’exemple · Port-Exemple, 28 mars – 1er avril 2024",
        "28 mars – 1er avr. 2024",
        "30 décembre 2021 – 2 janvier 2022",
        "septembre 2023",
        "1er mai 1901",
        "environ 1 250 (situation : 31 décembre 2023)",
        "au moins 10 000 dans 41 pays",
        "jusqu’à 90",
        "plus de 2 000 gardiens",
        "Présidence – Prénom Exemple (Confédération suisse)",  # the project's own name for the country
        "Ce sont Lampes à huile et Lentilles et miroirs.",
        "sa devise : « Lumière d’abord ! » Ses règles figurent dans le manuel",
        "Le programme de quatre ans, 2025-2028, remplace toutes les mèches.",
        "Le 31e Congrès",
        "membre associé depuis décembre 2021",
        "21 gardiens (Confédération suisse, Irlande et Canada), a élu Prénom Exemple et adopté "
        "« La mèche et la flamme ».",
        "dont un reminder ; puis le silence.",
        "à 1 500 m de la côte",
        "se tiendra à Port-Exemple du 28 mars au 1er avril 2024",
        "Les familles sont admises le 1er avril 2024.",
        "Réservé au personnel",
    ],
}
LANGUAGES = list(PHRASES)

Read = Callable[[str, str], str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> Path:
        result = build(find_project(PROJECT), out=folder)
        assert {gap.path for gap in result.gaps} == {
            "agency.contact",
            "agency.offices[director]",
            "association.offices[keeper]",  # the one term has ended, the other hasn't begun
            "editions[2024-03-port-example].delegation",
            "editions[2024-03-port-example].objectives",
        }
        return folder / "2024-03-port-example"

    return once_a_run(tmp_path_factory, "second", make)


@pytest.fixture(scope="module")
def read(folder: Path) -> Read:
    """Return a function of language and format that gives all words of the file, white space collapsed."""

    @cache
    def text(language: str, format: str) -> str:
        path = folder / f"{STEM}_{language}.{format}"
        if format == "pdf":
            return re.sub(r"(?<=\w)– ", "–", unbind(page_text(path)))  # where a line ends with the dash of a range
        words = read_docx(path.read_bytes())
        return " ".join(" ".join([*words.header, *words.body, *words.footnotes, *words.footer]).split())

    return text


def test_french_has_a_no_break_space_at_each_sign_that_has_one(folder: Path) -> None:
    """In texts, templates' colons, lists' semicolons, interface words: whatever is written in the Word file."""
    with zipfile.ZipFile(folder / f"{STEM}_fr.docx") as package:
        parts = [
            name
            for name in package.namelist()
            if re.fullmatch(r"word/(document|footnotes|header\d|footer\d)\.xml", name)
        ]
        text = " ".join(html.unescape(re.sub(r"<[^>]+>", "", package.read(name).decode())) for name in parts)
    text = re.sub(r"\S*://\S+|\{[^}]*\}|[\w.]+\.org\S*", "", text)
    assert re.findall(r".{9} [;:!?»].|« .{9}|«[^\u00a0].{9}|.{9}\w[;!?»:](?=\s)", text) == []
    assert text.count("\u00a0;") > 2
    assert text.count("\u00a0:") > 2


def test_the_content_has_no_problems() -> None:
    assert [problem.code for problem in check(find_project(PROJECT)) if not problem.acknowledged] == []


@pytest.mark.parametrize("format", ["pdf", "docx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brief_says_what_the_content_says(language: str, format: str, read: Read) -> None:
    text = read(language, format)
    assert [phrase for phrase in PHRASES[language] if phrase not in text] == []


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_the_french_brief_has_no_english_interface_word(format: str, read: Read) -> None:
    text = read("fr", format)
    english = [
        words
        for message in read_po(FOLDER / "fr.po")
        for words in re.split(r"\{\w+\}|[,()]", str(message.id))
        if words.strip() and words.strip() not in str(message.string)
    ]
    assert len(english) > 20
    months = ["January", "March", "April", "May", "September", "December", "Switzerland", "Ireland"]
    shown = [words for words in [*english, *months] if re.search(rf"(?<!\w){re.escape(words.strip())}(?!\w)", text)]
    assert shown == []


@pytest.mark.parametrize("format", ["pdf", "docx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_issa_project_is_in_the_brief(language: str, format: str, read: Read) -> None:
    text = read(language, format)
    assert re.search("[\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f]|ISSA|Social|social|Georgia|Géorgie", text) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_file_speaks_the_languages_of_its_content(language: str, folder: Path) -> None:
    with zipfile.ZipFile(folder / f"{STEM}_{language}.docx") as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}
    tags = re.findall(r'<w:lang [^>]*w:val="([^"]+)"', "".join(parts.values()))
    assert set(tags) == {"en-GB", "fr-FR"}  # its own, and that of a foreign phrase
    default = re.search(r'<w:docDefaults>.*?<w:lang [^>]*w:val="([^"]+)"', parts["word/styles.xml"], re.DOTALL)
    assert default
    assert default[1] == {"en": "en-GB", "fr": "fr-FR"}[language]


def test_french_spaces_do_not_break(folder: Path) -> None:
    words = read_docx((folder / f"{STEM}_fr.docx").read_bytes())
    text = "\n".join([*words.body, *words.footnotes, *words.footer])
    assert re.search(r" [;:!?»%]|« ", text) is None
    bound = ["1\u00a0250", "60\u00a0%", "1\u00a0500\u00a0m", "«\u00a0Lumière d’abord\u00a0!\u00a0»", "1er\u00a0avril"]
    assert [phrase for phrase in bound if phrase not in text] == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "<strong>associate</strong>",
                "<em>The Wick &amp; the Flame</em>",
                '<a href="https://lighthouses.example.org/handbook?part=1&amp;page=2">handbook</a>',
                "<ul><li>courses<ol><li>for beginners</li>"
                "<li>for <strong>keepers</strong> of long standing</li></ol></li>"
                "<li>a regatta<ul><li>with sails</li></ul></li></ul>",
            ],
        ),
        (
            "fr",
            [
                "<strong>associé</strong>",
                "<em>La mèche et la flamme</em>",
                "<ul><li>des cours<ol><li>pour débutants</li>"
                "<li>pour <strong>gardiens</strong> confirmés</li></ol></li>"
                "<li>une régate<ul><li>à la voile</li></ul></li></ul>",
            ],
        ),
    ],
)
def test_marks_links_and_lists_reach_word(language: str, expected: list[str], folder: Path) -> None:
    data = (folder / f"{STEM}_{language}.docx").read_bytes()
    html = mammoth.convert_to_html(io.BytesIO(data), style_map="r[style-name='Emphasis'] => em").value
    html = re.sub(r'<a id="[^"]*"></a>', "", html)  # bookmarks
    assert [piece for piece in expected if piece not in html] == []
    assert len(re.findall(r'<li id="footnote-\d+">', html)) == 4  # one tells where the link leads
