"""Invented projects in Hebrew, with an Armenian and a Chinese name, and in Arabic: built, proved, read by others.

Each is what an agency would bring: content, a file of data and a catalogue, which `briefgen language new` began.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from briefgen.cli import main
from tests.formats.docx_reading import read_docx
from tests.libreoffice import to_pdf
from tests.look.test_letters import GOOD, NAME, otf
from tests.pdf_reading import mupdf_text, pdfium_heard, squeeze
from tests.validators import verapdf

PROJECT = Path(__file__).parent / "data" / "hebrew_project"
ARABIC = PROJECT.with_name("arabic_project")
PHRASES = [
    "האיגוד הבין־לאומי של מגדלורי הדוגמה (IAEL)",
    "הפורום העולמי של מגדלורי הדוגמה · נמל הדוגמה, 14–16 במאי 2031",
    "נכון ל־31 בדצמבר 2030",
    "מנהלת הרשות – ישראלה ישראלי (ישראל)",
    "מספר הוועדות 3: ועדת הנורות (LED), ועדת המגדלים וועדת צופרי הערפל.",
    "הוא פועל לפי תקן ISO 9001 ומפרסם את הקובץ",
    "IAEL Handbook",
    "(IAEL Forum 2031), ה־12 במספר, ייערך ב־14–16 במאי 2031",
    "דמי החבר: 2,500 אירו (12.5%) לשנה.",
    "מושב המועצה ה־11 נערך מ־30 בדצמבר 2028 עד 2 בינואר 2029",
    "(יוון, גאורגיה וצרפת); הוא אישר את המדריך ״אור לכול״.",
    "ישראלה ישראלי ו־Jean Exemple נפגשו לראשונה ב־2 בנובמבר 2025",
    "הרשות תומכת ב־Jean Exemple (צרפת).",
]
IN_ARABIC = [
    "الشبكة الدولية للآبار المثالية (INEW)",
    "اجتماع الشركاء · ميناء المثال، 14–16 مايو 2031",
    "اجتماع الشركاء، ميناء المثال، 14–16 مايو 2031",
    "منسّقة الشبكة – آلاء المثال (المغرب)",
    "نحو 1,250 (حتى 31 ديسمبر 2030)",
    "وهو الـ12، من 14 إلى 16 مايو 2031 في ميناء المثال باليونان.",
    "ماءٌ نقيٌّ في كل قرية؛",
    "فلانة الفلانية، Jean Exemple وآلاء المثال",
    "من اليونان، جورجيا وفرنسا؛ وأقرّ الدليل «الماء للجميع».",
    "2,500 يورو (12.5%) في السنة.",
]
# What pdftotext puts round words that run either way.
_MARKS = dict.fromkeys(range(0x202A, 0x202F))


def words_of(text: str, *, foreign: bool) -> Counter[str]:
    """Return the words in letters of one kind, and how often each stands there."""
    return found(r"[A-Za-z]+" if foreign else r"[א-ת]+", text)


def found(pattern: str, text: str) -> Counter[str]:
    return Counter(re.findall(pattern, unicodedata.normalize("NFC", text.translate(_MARKS))))


def seen_of(page: str) -> str:
    """Return what a page shows, of its HTML."""
    seen = re.sub(r"<title>.*?</title>|</?(?:span|strong|em|small|a|bdi|sup)\b[^>]*>", "", page.partition("<body")[2])
    return re.sub("<[^>]*>", " ", seen)


def readings(pdf: Path) -> tuple[str, str, str]:
    """Return what poppler, PDFium and MuPDF read."""
    poppler = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode()
    pdfium = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return poppler.translate(_MARKS), pdfium, mupdf_text(pdf)


def told_instead(element: pikepdf.Object) -> Iterator[str]:
    """Yield what is told in the place of letters, in the order of the tags."""
    for kid in element.K if isinstance(element.K, pikepdf.Array) else [element.K]:
        if isinstance(kid, pikepdf.Dictionary) and "/ActualText" in kid:
            yield str(kid.ActualText)
        elif isinstance(kid, pikepdf.Dictionary) and "/K" in kid:
            yield from told_instead(kid)


@pytest.mark.slow
def test_a_project_in_hebrew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "project"
    shutil.copytree(PROJECT, project)
    monkeypatch.chdir(project)
    people = project / "content" / "people.yaml"
    people.write_text(people.read_text(encoding="utf-8").replace("פלוני אלמוני", f"פלוני אלמוני {NAME} 王小"), "utf-8")
    theme = project / "templates/themes/own"
    (theme / "own").mkdir(parents=True)
    (theme / "theme.toml").write_text(f'extends = "plain"\n{GOOD}', encoding="utf-8")
    (theme / "own" / "signs.otf").write_bytes(otf(" 王小"))
    with (project / "briefgen.toml").open("a", encoding="utf-8") as settings:
        settings.write('theme = "own"\n')
    done = CliRunner().invoke(main, ["build"])  # each file is proved
    assert done.exit_code == 0, done.output
    (folder,) = (path for path in Path("output").iterdir() if path.is_dir())
    (made,) = folder.glob("*.pdf")
    assert sorted(json.loads((folder / "manifest.json").read_text())["faces"]) == ["DejaVu Sans", "Own Signs"]
    assert set().union(*verapdf.failures([made]).values()) == set()
    # Who hears the page, and who opens Word, has all of it in reading order.
    (word,) = folder.glob("*.docx")
    docx = read_docx(word.read_bytes())
    with pikepdf.open(made) as pdf:
        heard = "".join(told_instead(pdf.Root.StructTreeRoot))
    in_chrome = "".join(pdfium_heard(made))
    for told in (heard, in_chrome, " ".join([*docx.header, *docx.body, *docx.footnotes])):
        plain = squeeze(told).replace("\u2060", "")
        assert [phrase for phrase in PHRASES if squeeze(phrase) not in plain] == []
    # Who copies from the page has every word whole, the right way round, and as often as the page shows it. In what
    # order a line's words come is each reader's guess; poppler turns no brackets.
    page = next(folder.glob("*.html")).read_text(encoding="utf-8")
    shown = words_of(seen_of(page), foreign=False)
    all_read = readings(made)
    poppler = all_read[0]
    for read in all_read:
        assert NAME in read
        assert "王小" in read
        assert "ישראלה ישראלי" in read
        assert shown - words_of(read, foreign=False) == Counter()
        assert words_of(read, foreign=False) == words_of(poppler, foreign=False)
        assert words_of(read, foreign=True) == words_of(poppler, foreign=True)
    # PDFium turns a line piece by piece, and a space is a piece of its own: of a name in other letters it says the
    # words in turn, in whatever way they are stored; but not in a line with a word of Hebrew on each side. It does so
    # with LibreOffice's page of the same words, too.
    to_pdf([word], tmp_path)
    for one, other, third in (all_read, readings(tmp_path / f"{word.stem}.pdf")):
        assert [read.count("Jean Exemple") for read in (one, other, third)] == [7, 1, 7]
        assert other.count("Exemple Jean") == 6
    # Time runs from right to left in pictures, and each text stands as a line of Hebrew.
    page = page.partition("<body")[2]
    years = {text: float(x) for x, text in re.findall(r'<text x="([\d.]+)"[^>]*direction="rtl"[^>]*>([^<]*)', page)}
    assert years["2026"] > years["2028"] > years["2030"]
    assert page.count('direction="rtl"') == page.count("<text ")


# Vowels and the like, above letters and below: who copies a word with them has them apart from it.
_VOWELS = re.compile("[\u064b-\u0652]")


@pytest.mark.slow
def test_a_project_in_arabic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ARABIC, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    done = CliRunner().invoke(main, ["build"])  # each file is proved
    assert done.exit_code == 0, done.output
    assert "warning" not in done.output
    (made,) = Path("output").glob("*/*.pdf")
    assert set().union(*verapdf.failures([made]).values()) == set()
    docx = read_docx(made.with_suffix(".docx").read_bytes())
    page = made.with_suffix(".html").read_text(encoding="utf-8")
    shown = seen_of(page)
    with pikepdf.open(made) as pdf:
        heard = "".join(told_instead(pdf.Root.StructTreeRoot))
    in_chrome = "".join(pdfium_heard(made))
    for told in (heard, in_chrome, " ".join([*docx.header, *docx.body, *docx.footnotes]), shown):
        plain = squeeze(told).replace("\u2060", "")
        assert [phrase for phrase in IN_ARABIC if squeeze(phrase) not in plain] == []
    assert "," not in re.sub(r"\d,\d|[A-Za-z]+ 1, ", "", shown)  # Arabic has a comma of its own
    assert "<bdi>02-\u2060555-\u20600100</bdi>" in page
    vowelled = {word for word in re.findall(r"[ء-ْ]+", shown) if _VOWELS.search(word)}
    whole = found("[ء-ي]+", " ".join(word for word in re.findall(r"[ء-ْ]+", shown) if word not in vowelled))
    for read in readings(made):
        assert whole - found("[ء-ي]+", _VOWELS.sub("", read)) == Counter()
        assert found("[A-Za-z]+|[0-9]+", read) == found("[A-Za-z]+|[0-9]+", readings(made)[0])
