"""Pages on sheets: each where it belongs, as large as it shall be, and marks where they are cut."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Operator

from briefgen.formats.pdf.imposing import SheetsError, impose, read_pages
from briefgen.making.formats import LAYOUTS
from tests.pdf_reading import info, pages

MM = 72 / 25.4
A4, A6 = (595.276, 841.89), (297.64, 419.53)


def brief(count: int, size: tuple[float, float] = A4, creator: str = "briefgen", password: str = "") -> bytes:
    """Return a PDF of pages that say which they are, near their upper left corner."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(1, count + 1):
        page = pdf.add_blank_page(page_size=size)
        page.Resources = Dictionary(Font=Dictionary(F=font))
        page.contents_add(f"BT /F 10 Tf 20 {size[1] - 30} Td (page{number}) Tj ET".encode())
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Creator=creator, Title="A brief"))
    out = io.BytesIO()
    locked = pikepdf.Encryption(owner=password, user=password) if password else False
    pdf.save(out, deterministic_id=not password, encryption=locked)
    return out.getvalue()


def sheets(tmp_path: Path, layout: str, count: int, size: tuple[float, float] = A4, **more: bool | str) -> Path:
    path = tmp_path / "sheets.pdf"
    with read_pages(brief(count, size), "a brief") as pdf:
        path.write_bytes(impose(pdf, layout, **more).data)  # type: ignore[arg-type]
    return path


def corners(path: Path) -> list[dict[str, tuple[float, float]]]:
    """Return for each side where the words stand, in points from the upper left corner, as poppler sees them."""
    told = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True).stdout.decode()
    word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(\w+)</word>')
    return [{name: (float(x), float(y)) for x, y, name in word.findall(page)} for page in told.split("<page ")[1:]]


@pytest.mark.parametrize(
    ("count", "order"),
    [
        (1, [["page1"]]),
        (4, [["page4", "page1"], ["page2", "page3"]]),
        (6, [["page1"], ["page2"], ["page6", "page3"], ["page4", "page5"]]),
        (8, [["page8", "page1"], ["page2", "page7"], ["page6", "page3"], ["page4", "page5"]]),
    ],
)
def test_the_pages_of_a_booklet_follow_each_other_once_it_is_folded(
    tmp_path: Path, count: int, order: list[list[str]]
) -> None:
    there = corners(sheets(tmp_path, "booklet", count))
    assert [sorted(side, key=lambda word: side[word][0]) for side in there if side] == order
    assert len(there) == -(-count // 4) * 2  # whole sheets, printed on both sides
    for side in there:
        for word, (x, _) in side.items():
            odd = int(word[4:]) % 2
            assert (x > A4[1] / 2) == odd  # a right page has an odd number, as in every book


def test_a_booklet_that_is_read_from_the_right_opens_on_the_other_side(tmp_path: Path) -> None:
    (front, back) = corners(sheets(tmp_path, "booklet", 4, leftwards=True))
    assert front["page1"][0] < front["page4"][0]
    assert back["page3"][0] < back["page2"][0]


def test_sheets_lie_so_that_pages_are_as_large_as_can_be(tmp_path: Path) -> None:
    path = sheets(tmp_path, "2up", 3)
    with pikepdf.open(path) as pdf:
        assert [[round(float(edge)) for edge in page.mediabox] for page in pdf.pages] == [[0, 0, 842, 595]] * 2
    first, second = corners(path)
    assert first["page1"] == pytest.approx((20 * 0.7071, first["page2"][1]), abs=0.5)
    assert first["page2"][0] == pytest.approx(A4[1] / 2 + 20 * 0.7071, abs=0.5)
    assert list(second) == ["page3"]
    path = sheets(tmp_path, "4up", 5)
    (side, _) = corners(path)
    left, right, upper, lower = 10, A4[0] / 2 + 10, side["page1"][1], side["page1"][1] + A4[1] / 2
    for word, place in {"page1": (left, upper), "page2": (right, upper), "page3": (left, lower)}.items():
        assert side[word] == pytest.approx(place, abs=0.5)
    with read_pages(brief(4), "a brief") as pdf:
        larger = impose(pdf, "booklet", "a3")
    assert larger.scale == 1


def test_a_page_that_is_larger_than_the_brief_s_fits_its_place_and_leaves_the_others_as_they_are(
    tmp_path: Path,
) -> None:
    wide = (2 * A4[1], 2 * A4[0])
    with read_pages(brief(3), "a brief") as pdf, read_pages(brief(4, wide), "another") as other:
        pdf.pages.append(other.pages[3])
        made = impose(pdf, "booklet")
    assert made.scale == pytest.approx(0.7071, abs=0.001)
    path = tmp_path / "sheets.pdf"
    path.write_bytes(made.data)
    (front, back) = corners(path)
    assert front["page1"] == pytest.approx((A4[1] / 2 + 20 * 0.7071, back["page2"][1]), abs=0.5)
    shrunk = A4[1] / 2 / wide[0]
    assert front["page4"][0] == pytest.approx(20 * shrunk, abs=0.5)
    assert front["page4"][1] > (A4[0] - wide[1] * shrunk) / 2  # in the middle of its place


def cuts(path: Path) -> list[tuple[float, ...]]:
    """Return the lines that are drawn on the first side itself, in mm: from where to where."""
    with pikepdf.open(path) as pdf:
        found, at = [], (0.0, 0.0)
        for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
            if instruction.operator in (Operator("m"), Operator("l")):
                to = tuple(round(float(each) / MM, 1) for each in instruction.operands)
                if instruction.operator == Operator("l"):
                    found.append((*at, *to))
                at = (to[0], to[1])
        return found


def test_cards_are_as_large_as_they_are_and_four_fill_a_sheet(tmp_path: Path) -> None:
    path = sheets(tmp_path, "4up", 6, A6)
    side, _ = corners(path)
    assert side["page2"][0] - side["page1"][0] == pytest.approx(A6[0], abs=0.1)
    assert side["page3"][1] - side["page1"][1] == pytest.approx(A6[1], abs=0.1)
    # The cards reach the edge: the marks lie on the two cuts, at the edges and where they cross.
    assert set(cuts(path)) == {
        (105.0, 0.0, 105.0, 5.0), (105.0, 145.5, 105.0, 151.5), (105.0, 292.0, 105.0, 297.0),
        (0.0, 148.5, 5.0, 148.5), (102.0, 148.5, 108.0, 148.5), (205.0, 148.5, 210.0, 148.5),
    }  # fmt: skip


def test_two_cards_stand_in_the_middle_with_marks_beside_them(tmp_path: Path) -> None:
    path = sheets(tmp_path, "2up", 2, A6)
    assert not corners(path)[1:]
    left, right, foot, head = 148.5 - 105, 148.5 + 105, 105 - 74, 105 + 74
    found = cuts(path)
    assert len(found) == 3 * 2 + 2 * 3  # three cuts downwards, two across with one crossing
    for x, y, to_x, to_y in found:
        on_a_cut = {x, to_x} <= {left, 148.5, right} or {y, to_y} <= {foot, head}
        crosses = (left < x < right or left < to_x < right) and y in (foot, head)
        beside = max(y, to_y) <= foot - 2 or min(y, to_y) >= head + 2 or max(x, to_x) <= left - 2 or x >= right + 2
        assert on_a_cut
        assert crosses or beside


@pytest.mark.parametrize(("layout", "size"), [("booklet", A4), ("booklet", A6), ("2up", A4), ("4up", A4)])
def test_what_is_not_cut_has_no_marks(tmp_path: Path, layout: str, size: tuple[float, float]) -> None:
    assert cuts(sheets(tmp_path, layout, 4, size)) == []


def test_sheets_claim_nothing_that_they_are_not_and_are_the_same_on_every_run(tmp_path: Path) -> None:
    path = sheets(tmp_path, "booklet", 4)
    told = info(path)
    assert (told["Tagged"], told["Metadata Stream"], told["Title"]) == ("no", "no", "A brief")
    assert path.read_bytes() == sheets(tmp_path, "booklet", 4).read_bytes()
    with pikepdf.open(path) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == Name.DuplexFlipShortEdge
        assert pdf.Root.ViewerPreferences.PrintScaling == Name("/None")
        assert not {"/StructTreeRoot", "/MarkInfo", "/Metadata"} & set(pdf.Root.keys())


def test_pages_of_other_sizes_keep_their_shape(tmp_path: Path) -> None:
    data = io.BytesIO(brief(2))
    with pikepdf.open(data) as pdf:
        pdf.pages[1].Rotate = 90
        sides = tmp_path / "sheets.pdf"
        sides.write_bytes(impose(pdf, "2up").data)
    assert [page.split() for page in pages(sides)] == [["page1", "page2"]]


def test_only_briefs_of_ours_are_taken() -> None:
    whole = brief(2)
    with read_pages(whole, "a.pdf") as pdf:
        on_sheets = impose(pdf, "2up").data
    for data, why in {
        b"": "is no PDF, or is damaged",
        b"PK\x03\x04": "is no PDF, or is damaged",
        whole[: len(whole) // 2]: "is no PDF, or is damaged",
        whole.replace(b"endobj", b"endobi", 1): "is no PDF, or is damaged",
        brief(2, password="secret"): "is locked with a password",
        brief(2, creator="Writer"): "is no brief of briefgen’s",
        on_sheets: "is on sheets already",
    }.items():
        with pytest.raises(SheetsError, match=f"^a.pdf {why}"):
            read_pages(data, "a.pdf")


def test_there_are_no_other_layouts() -> None:
    assert LAYOUTS == ("booklet", "2up", "4up", "large")
