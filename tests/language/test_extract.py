"""Bringing the catalogues up to date with code and templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.language import extract, shipped
from briefgen.language.catalogue import is_for_staff, load_catalogue, read_po

CODE = 'NAMES = {"a": N_("Named")}\nmessage("Ongoing")\nself.message("Looked up")\n_("Brand new")\n'
CODE += 'drafter: Annotated[Word | None, Expected("who drafted it")]\n'
TEMPLATE = '<p>{{ _("Key facts") }} {{ _c("city", "Panama") }} {{ _("As of {date}", date=x) }}</p>\n'
MESSAGES = {"Named", "Ongoing", "Looked up", "Brand new", "who drafted it", "Key facts", "Panama", "As of {date}"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "briefgen" / "language" / "catalogues").mkdir(parents=True)
    (tmp_path / "briefgen" / "code.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "templates" / "parts").mkdir(parents=True)
    (tmp_path / "templates" / "parts" / "page.html.jinja").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def po(root: Path, code: str) -> Path:
    return root / "briefgen" / "language" / "catalogues" / f"{code}.po"


def test_messages_are_found_in_code_and_templates(root: Path) -> None:
    template = extract.extract(root)
    assert {message.id for message in template if message.id} == MESSAGES
    assert template.get("Panama", "city") is not None


def test_a_catalogue_doesn_t_name_what_wrote_it(root: Path) -> None:
    extract.main([], root)
    assert b"Babel" not in (po(root, "ka").parent / "briefgen.pot").read_bytes() + po(root, "ka").read_bytes()


def test_a_language_without_a_catalogue_gets_one(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert extract.main([], root) == 0
    assert {path.name for path in po(root, "ka").parent.iterdir()} == {
        "briefgen.pot",
        *(f"{code}.po" for code in shipped() if code != "en"),
    }
    assert {message.id for message in read_po(po(root, "ka")) if message.id} == MESSAGES
    assert "ka.po: written, 8 not translated" in capsys.readouterr().out


def test_translations_survive_while_their_message_is_away(root: Path) -> None:
    extract.main([], root)
    path = po(root, "ka")
    text = path.read_text(encoding="utf-8").replace('"Ongoing"\nmsgstr ""', '"Ongoing"\nmsgstr "მიმდინარე"')
    path.write_text(text, encoding="utf-8")
    extract.main([], root)
    assert load_catalogue("ka", path).text("Ongoing") == "მიმდინარე"
    before = path.read_bytes()

    code = root / "briefgen" / "code.py"
    code.write_text(CODE.replace('message("Ongoing")', ""), encoding="utf-8")
    extract.main([], root)
    assert '#~ msgid "Ongoing"' in path.read_text(encoding="utf-8")

    code.write_text(CODE, encoding="utf-8")
    extract.main([], root)
    assert path.read_bytes() == before


def test_a_message_like_another_is_not_guessed(root: Path) -> None:
    extract.main([], root)
    path = po(root, "ka")
    text = path.read_text(encoding="utf-8").replace('"Brand new"\nmsgstr ""', '"Brand new"\nmsgstr "ახალი"')
    path.write_text(text, encoding="utf-8")
    (root / "briefgen" / "code.py").write_text(CODE.replace("Brand new", "Brand newer"), encoding="utf-8")
    extract.main([], root)
    assert "fuzzy" not in path.read_text(encoding="utf-8")
    assert 'msgid "Brand newer"\nmsgstr ""' in path.read_text(encoding="utf-8")


def test_the_files_do_not_change_without_a_reason(root: Path) -> None:
    extract.main([], root)
    first = {path.name: path.read_bytes() for path in po(root, "ka").parent.iterdir()}
    (root / "briefgen" / "code.py").write_text("\n\n\n" + CODE, encoding="utf-8")  # other line numbers
    assert extract.main(["--check"], root) == 0
    extract.main([], root)
    assert {path.name: path.read_bytes() for path in po(root, "ka").parent.iterdir()} == first


def test_the_check_writes_nothing_and_tells(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert extract.main(["--check"], root) == 1
    assert not po(root, "ka").exists()
    assert "ka.po: out of date, 8 not translated" in capsys.readouterr().out


def test_wrong_usage_and_a_malformed_catalogue(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert extract.main(["--chek"], root) == 2
    po(root, "ka").write_text('msgid "a\n', encoding="utf-8")
    assert extract.main([], root) == 1
    assert "ka.po:1: this is not a line of a PO file" in capsys.readouterr().err
    assert po(root, "ka").read_text(encoding="utf-8") == 'msgid "a\n'


def test_what_a_merge_left_twice_stays_once(root: Path) -> None:
    extract.main([], root)
    path = po(root, "ka")
    text = path.read_text(encoding="utf-8").replace('"Ongoing"\nmsgstr ""', '"Ongoing"\nmsgstr "მიმდინარე"')
    path.write_text(f'{text}\n#~ msgid "Ongoing"\n#~ msgstr "გრძელდება"\n', encoding="utf-8")
    extract.main([], root)
    assert load_catalogue("ka", path).text("Ongoing") == "მიმდინარე"
    assert "#~" not in path.read_text(encoding="utf-8")


def test_words_that_could_mean_several_things_have_their_place_on_the_page_beside_them() -> None:
    template = extract.extract(Path(__file__).parents[2])
    for words in extract.STANDS:
        context, _, msgid = words.rpartition("\4")
        message = template.get(msgid, context or None)
        assert message is not None, words
        assert extract.STANDS[words] in message.auto_comments
        assert not is_for_staff(message)
