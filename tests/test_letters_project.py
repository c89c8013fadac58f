"""An invented project in Hebrew letters, with an Armenian and a Chinese name: built, proved, read by others.

What it says are the words of the starter, letter for letter in Hebrew ones: no language, but set as one.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner

from briefgen.cli import main
from tests.look.test_letters import GOOD, NAME, otf
from tests.started import start
from tests.validators import verapdf

LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "אבגדהוגהיגקלמנופקרשתוויקיז", strict=True))
KEPT = re.compile(r"(\{\{.*?\}\}|\{[^}]*\}|%\([a-z_]+\)[sd]|<[^>]+>|https?://\S+|\b[A-Z]{2,}\b)", re.DOTALL)


def hebrew(text: str) -> str:
    """Return words in Hebrew letters; values, links and acronyms stay."""
    pieces = KEPT.split(text)
    return "".join(
        piece if at % 2 else "".join(LETTERS.get(c.lower(), c) for c in piece) for at, piece in enumerate(pieces)
    )


def translated(value: Any) -> Any:
    if isinstance(value, list):
        return [translated(each) for each in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("en"), str) and set(value) <= {"ka", "en"}:
        return {"he": hebrew(value["en"])}
    return {key: translated(each) for key, each in value.items()}


def told(*arguments: str) -> str:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.slow
def test_a_project_in_hebrew_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "project"
    start(project)
    monkeypatch.chdir(project)
    told("language", "new", "he")
    with Path("catalogues/he.po").open("rb") as file:
        catalog = read_po(file)
    for message in catalog:
        if message.id:
            several = isinstance(message.id, tuple)
            message.string = tuple(map(hebrew, message.id)) if several else hebrew(str(message.id))
            message.flags.discard("fuzzy")
    with Path("catalogues/he.po").open("wb") as out:
        write_po(out, catalog)
    Path("content/glossary.yaml").unlink()
    for file_of in sorted(Path("content").rglob("*.yaml")):
        said = translated(yaml.safe_load(file_of.read_text(encoding="utf-8")))
        if file_of.name == "people.yaml":
            said["persons"][0]["name"]["he"] += f" {NAME} 王小"
        file_of.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), encoding="utf-8")
    Path("content/translations.lock").unlink()
    theme = Path("templates/themes/own")
    (theme / "own").mkdir(parents=True)
    (theme / "theme.toml").write_text(f'extends = "plain"\n{GOOD}', encoding="utf-8")
    (theme / "own" / "signs.otf").write_bytes(otf(" 王小"))
    Path("briefgen.toml").write_text(
        'languages = ["he"]\nformats = ["pdf", "docx", "html"]\ntheme = "own"\n', encoding="utf-8"
    )
    told("build")  # each file is proved
    (folder,) = (path for path in Path("output").iterdir() if path.is_dir())
    (made,) = folder.glob("*.pdf")
    read = subprocess.run(["pdftotext", made, "-"], capture_output=True, check=True).stdout.decode()
    assert NAME in read
    assert "王小" in read
    assert hebrew("Example Forum") in read
    assert sorted(json.loads((folder / "manifest.json").read_text())["faces"]) == ["DejaVu Sans", "Own Signs"]
    assert set().union(*verapdf.failures([made]).values()) == set()
