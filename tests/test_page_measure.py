"""The measure of pages measures rightly: pages that were set to have known holes, lines, edges and breaks."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pikepdf
import pymupdf_fonts
import pytest
import weasyprint
from page_measure import Page, main, measure
from weasyprint.text.fonts import FontConfiguration

FACE = base64.b64encode(pymupdf_fonts.fontbuffers["figo"]()).decode()  # the machine's may be any
STYLE = """
@font-face { font-family: Face; src: url(data:font/ttf;base64,%s) }
@page { size: 200mm 200mm; margin: 20mm; @bottom-left { content: "running foot" } }
body { margin: 0; font: 10pt/14pt Face } p, h1, h2, table { margin: 0 } ul { margin: 0; padding-left: 8mm }
table { border-collapse: collapse; width: 160mm } th { width: 46mm; text-align: left } td, th { padding: 0 }
"""
FULL, LONG = "n" * 71, "n" * 45  # as many letters as a full line has here


def pages(folder: Path, body: str, *, tags: bool = True) -> list[Page]:
    """Return what is measured of a file made of this, the sum first; a blockquote is tagged as a note."""
    file = folder / "made.pdf"
    html = f"<html lang=en><head><title>Made</title><style>{STYLE % FACE}</style></head><body>{body}</body></html>"
    weasyprint.HTML(string=html).write_pdf(
        file, pdf_variant="pdf/ua-1" if tags else None, font_config=FontConfiguration()
    )
    if "<blockquote" in body:
        with pikepdf.open(file, allow_overwriting_input=True) as pdf:
            for each in pdf.objects:
                if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/BlockQuote":
                    each["/S"] = pikepdf.Name("/Note")
            pdf.save(file)
    measured = measure(file)
    assert measured.tagged == tags
    return [measured.all, *measured.pages]


def test_holes_are_as_high_as_they_were_made(tmp_path: Path) -> None:
    body = f"""<p>{FULL}</p><p style="margin-top: 50mm">{FULL}</p><p style="break-before: page">{FULL}</p>
    <p style="height: 100mm">{FULL}</p><p style="break-before: page">{FULL}</p>"""
    found = pages(tmp_path, body)
    line = 14 / 72 * 25.4
    assert found[1].hole_mm == pytest.approx(200 - 40 - 50 - 2 * line, abs=7)  # the foot: larger than the one between
    assert found[1].foot == pytest.approx(found[1].hole_mm / 157, abs=0.03)
    assert found[3].hole_mm < 3, "the last page may end anywhere"
    assert found[3].foot > 0.9
    between = pages(
        tmp_path, f"""<p>{FULL}</p><p style="margin-top: 90mm">{FULL}</p><p style="break-before: page">a</p>"""
    )
    assert between[1].hole_mm == pytest.approx(90, abs=3)
    assert (between[0].hole_mm, between[0].foot, between[0].page) == (between[1].hole_mm, between[1].foot, 2)


def test_what_stands_between_text_and_notes_is_empty_and_so_is_what_is_under_them(tmp_path: Path) -> None:
    note = f"""<p>{FULL}</p><blockquote style="position: absolute; bottom: %smm; margin: 0">1. A note</blockquote>
    <p style="break-before: page">a</p>"""
    low, high = pages(tmp_path, note % 0)[1], pages(tmp_path, note % 60)[1]
    assert low.foot == pytest.approx(0.94, abs=0.03)
    assert high.foot == pytest.approx(low.foot, abs=0.03)
    assert low.hole_mm > 140 > high.hole_mm > 60


def test_full_lines_are_counted_by_kind_and_last_ones_are_not(tmp_path: Path) -> None:
    body = f"""<h1>A head<br>of two lines</h1><p>{FULL}<br>mm mm</p><ul><li>{FULL[:61]}<br>and so on</li></ul>
    <table><tr><th scope=row>Label<br>of two lines</th><td>{LONG}<br>{LONG[:35]}<br>the end</td></tr></table>
    <blockquote style="margin: 0">1. {FULL}<br>so far.</blockquote>"""
    assert pages(tmp_path, body)[1].chars == {"text": 66, "table": 40, "note": 74}


def test_edges_of_text_and_of_labels_are_told_apart(tmp_path: Path) -> None:
    item = f"<li>{LONG}</li>"
    row = f"<tr><th scope=row>Label</th><td>{LONG}</td></tr>"
    body = f"<h1>Head</h1><p>{FULL}<br>mm mm</p><ul>{item * 3}</ul><table>{row * 4}</table>"
    found = pages(tmp_path, body)[1]
    assert found.edges == {"20.0": 2, "28.0": 3, "66.0": 4}
    assert found.other_edges == {"20.0": 5}
    assert found.left_mm == 20
    assert 15 < found.right_mm < 45


def test_the_number_of_a_paragraph_is_a_label(tmp_path: Path) -> None:
    number = '<span style="display: inline-block; width: 46mm; margin-left: -46mm">%s</span>'
    shown = "".join(f"<p style='margin-left: 46mm'>{number % n}{LONG}<br>10 years</p>" for n in (9, "10."))
    found = pages(tmp_path, f"{shown}<p>2030 was a year</p>")[1]
    assert (found.edges, found.other_edges, found.chars) == ({"20.0": 1, "66.0": 4}, {"20.0": 2}, {"text": 45})


def test_breaks_that_hurt_are_named(tmp_path: Path) -> None:
    body = """<p>It was on 5<br>June 2021 and on 6 June 2021, and on 2021 წლის<br>7 ივნისს, too<br>late.</p>
    <p>One</p><p>Two words<br>at last.</p><h2 style="margin-top: 100mm">A lone head</h2>
    <p style="break-before: page">a</p><h2>A head</h2><p>with one line</p><p style="break-before: page">b</p>"""
    found = pages(tmp_path, body)[0]
    assert found.broken_dates == ["5 ↵ June 2021", "2021 წლის ↵ 7 ივნისს"]
    assert found.lone_words == ["late."]
    assert found.lone_heads == ["A lone head"]


def test_a_head_over_one_line_is_alone_if_the_paragraph_goes_on(tmp_path: Path) -> None:
    body = """<h2 style="margin-top: 146mm">A head</h2><p style="orphans: 1; widows: 1">one<br>two</p>"""
    assert pages(tmp_path, body)[0].lone_heads == [], "two paragraphs, as WeasyPrint tags it"
    file = tmp_path / "made.pdf"
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        kids = pdf.Root.StructTreeRoot.K[0].K
        kids[-1].S = pikepdf.Name("/Span")
        kids[-2].K.append(kids[-1])
        del kids[-1]
        pdf.save(file)
    found = measure(file).all
    assert found.lone_heads == ["A head"]
    assert found.lone_lines == ["one", "two"]


@pytest.mark.parametrize(("display", "lost"), [("table-header-group", []), ("table-row-group", ["Date | Event"])])
def test_a_table_that_goes_on_needs_its_head(tmp_path: Path, display: str, lost: list[str]) -> None:
    row = "<tr><th scope=row>2021</th><td>It began<br>and went on<br>for long</td></tr>"
    head = f"""<thead style="display: {display}"><tr><th>Date</th><th>Event</th></tr></thead>"""
    found = pages(tmp_path, f"<table>{head}<tbody>{row * 12}</tbody></table>")
    assert len(found) == 3, "the sum, and two pages"
    assert found[0].lost_heads == lost == found[2].lost_heads


def test_text_over_text_is_seen(tmp_path: Path) -> None:
    found = pages(tmp_path, """<p>One line of text</p><p style="margin-top: -12pt">another</p><p>a third</p>""")
    assert found[1].overlaps == ["One line of text / another"]


def test_without_tags_there_are_holes_and_edges(tmp_path: Path) -> None:
    found = pages(tmp_path, f"""<p>{FULL}</p><p style="margin-top: 90mm">{FULL}</p>""", tags=False)[1]
    assert (found.chars, found.edges) == ({}, {"20.0": 3})  # the running foot with them
    assert found.hole_mm == pytest.approx(90, abs=3)


def test_the_command_prints_a_row_a_page_or_all_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages(tmp_path, "<p>One<br>word.</p>")
    monkeypatch.setattr("sys.argv", ["page_measure.py", str(tmp_path), "--faults"])
    main()
    head, total, page, fault = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["page", "hole", "mm"]
    assert total.startswith("made.pdf, 1 p. ")
    assert page.split()[0] == "1"
    assert fault == "made.pdf 1 lone_words: word."
    monkeypatch.setattr("sys.argv", ["page_measure.py", str(tmp_path / "made.pdf"), "--json"])
    main()
    assert json.loads(capsys.readouterr().out)[0]["pages"][0]["lone_words"] == ["word."]


def test_another_table_without_a_head_has_none_to_lose(tmp_path: Path) -> None:
    row = "<tr><td>It began</td><td>and went on</td></tr>"
    head = "<thead><tr><th>Date</th><th>Event</th></tr></thead>"
    found = pages(tmp_path, f"<table>{head}<tbody>{row * 40}</tbody></table><table>{row * 40}</table>")
    assert [page.lost_heads for page in found] == [[]] * 4
