"""Hostile templates, texts, themes, settings and files: a plain report at the place, and nothing else happens.

Nothing is fetched, nothing outside the project is read into a brief, nothing is written, and no input makes a run
endless.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import socket
import struct
import zlib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from briefgen.cli import main
from briefgen.content.reading.yaml_file import read_yaml
from tests import logos
from tests.conftest import ROOT
from tests.limits import cpu_limit
from tests.logos import write_theme

SECOND = Path(__file__).parent / "data" / "second_project"
FULL = "templates/briefs/full.html.jinja"
EDITION = "content/editions/2024-03-port-example.yaml"
SECONDS = 120  # of CPU, whatever else the machine does; generous: what is hostile must end, not end quickly
MEMORY = 1 << 30  # bytes on top of what the tests hold


class ConnectionTriedError(BaseException):
    """Not an Exception, so that nothing under test can catch it."""


@pytest.fixture(autouse=True)
def bounded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """End what computes for long or takes much memory, and whatever opens a connection."""

    def connect(*arguments: Any) -> None:
        raise ConnectionTriedError(arguments[1:])

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY, most))
    with cpu_limit(SECONDS):
        yield
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def in_french(value: Any) -> Any:
    """Return content without its English texts."""
    if isinstance(value, dict):
        return {key: in_french(inner) for key, inner in value.items() if key != "en"}
    return [in_french(inner) for inner in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second project in one language and one format: what is hostile in one is refused in half the time.

    French, since its interface words come from a catalogue.
    """
    copy = tmp_path_factory.mktemp("hostile") / "project"
    shutil.copytree(SECOND, copy)
    (copy / "briefgen.toml").write_text('languages = ["fr"]\nformats = ["pdf"]\n', encoding="utf-8")
    (copy / "content/translations.lock").unlink()
    for path in (copy / "content").rglob("*.yaml"):
        words = in_french(read_yaml(path, path.name).value)
        path.write_text(yaml.safe_dump(words, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")
    return copy


@pytest.fixture
def project(tmp_path: Path, french: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that project, which is the current folder."""
    copy = shutil.copytree(french, tmp_path / "project")
    monkeypatch.chdir(copy)
    return Path(copy)


def tree(folder: Path) -> dict[Path, tuple[int, int]]:
    """Return every file of the project and beside it, with what changes when it is written."""
    paths = (path for path in folder.parent.rglob("*") if not path.is_dir() and ".briefgen" not in path.parts)  # locks
    return {path: (path.lstat().st_size, path.lstat().st_mtime_ns) for path in paths}


def refused(*command: str, code: int = 1) -> str:
    """Run a command that must fail plainly and write nothing; return what it printed."""
    before = tree(Path.cwd())
    result = run(*command)
    assert result.exit_code == code, result.output
    assert tree(Path.cwd()) == before
    assert result.output.strip()
    assert "root:" not in result.output  # the first line of /etc/passwd
    return result.output


def one_of(cases: Iterable[str], case: str) -> str:
    """Return the command for a case, in turn one of two that examine a project by the same function."""
    return ("check", "build")[list(cases).index(case) % 2]


def run(*command: str) -> Result:
    result = CliRunner().invoke(main, list(command))
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert "Traceback" not in result.output
    return result


@pytest.mark.slow
def test_the_copy_builds_as_it_is(project: Path) -> None:
    assert run("check").output.endswith("\n1 acknowledged\n")
    assert run("build").exit_code == 0
    assert len(list((project / "output").rglob("*.pdf"))) == 1


# Templates -----------------------------------------------------------------------------------------------------------


def write_template(project: Path, piece: str) -> str:
    """Put a piece into the brief's template; return its place, `file:line:`."""
    text = (ROOT / FULL).read_text(encoding="utf-8").replace("<main>\n", f"<main>\n{piece}\n")
    path = project / FULL
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return f"{FULL}:{text[: text.index(piece)].count(chr(10)) + 1}:"


def doubling(count: int, start: str) -> str:
    macros = "".join(f"{{% macro m{n + 1}() %}}{{{{ m{n}() }}}}{{{{ m{n}() }}}}{{% endmacro %}}" for n in range(count))
    return f"{{% macro m0() %}}{start}{{% endmacro %}}{macros}<p>{{{{ m{count}() }}}}</p>"


LOOPS = "{% for x in brief.history %}" * 12 + "{% endfor %}" * 12

TEMPLATES: dict[str, tuple[str, str]] = {
    "class of a text": ("<p>{{ ''.__class__ }}</p>", "unsafe"),
    "class by subscript": ("<p>{{ ''['__class__'] }}</p>", "unsafe"),
    "globals": ("<p>{{ brief.__init__.__globals__ }}</p>", "unsafe"),
    "globals of a function": ("<p>{{ brief.message.__globals__ }}</p>", "unsafe"),
    "inside of a date": ("<p>{{ brief.association.founded._language.name }}</p>", "unsafe"),
    "method of an entity": ("<p>{{ brief.association.case('nom') }}</p>", "unsafe"),
    "multiplication": ("<p>{{ 'a' * 300000000 }}</p>", "can't compute"),
    "power": ("<p>{{ 9 ** 999999999 }}</p>", "can't compute"),
    "padding": ("<p>{{ 'a'.ljust(10**9) }}</p>", "can't compute"),
    "padding by a number": ("<p>{{ 'a'.ljust(1000000000) }}</p>", "unsafe"),
    "formatting": ("<p>{{ '{:1000000000}'.format(1) }}</p>", "can't be called"),
    "a long number": (f"<p>{{{{ {'9' * 5000} }}}}</p>", "digits"),
    "range": ("{% for i in range(1000000000) %}x{% endfor %}", "'range' is undefined"),
    "concatenation": ("<p>{{ 'a' ~ 'b' }}</p>", "can't compute"),
    "doubling by set": (
        f"{{% set a %}}{'a' * 40}{{% endset %}}{'{% set a %}{{ a }}{{ a }}{% endset %}' * 60}<p>{{{{ a }}}}</p>",
        "more than a brief can hold",
    ),
    "captured blocks": (
        "{% macro m() %}{% for h in brief.history %}"
        + "x" * 100_000
        + "{% endfor %}{% endmacro %}"
        + "".join(f"{{% set a{n} %}}{{{{ m() }}}}{{% endset %}}" for n in range(400))
        + "<p>x</p>",
        "more than a brief can hold",
    ),
    "lists of lists": (
        "{% set a = [brief] %}{% set b = [brief] %}"
        + "{% set a = [a, a] %}{% set b = [b, b] %}" * 40
        + "<p>{% if a == b %}x{% endif %}</p>",
        "can't build lists",
    ),
    "comparing what a macro was given": (
        "{% macro m(n) %}{% if varargs == varargs %}x{% endif %}{% endmacro %}<p>{{ m(1, 2, 3) }}</p>",
        "lists can't be compared",
    ),
    "comparing by a test": (
        "<p>{% if brief.history is eq(brief.history) %}x{% endif %}</p>",
        "lists can't be compared",
    ),
    "doubling by macros": (doubling(60, "aaaa"), "too often"),
    "doubling of nothing": (doubling(60, ""), "too often"),
    "loops in loops": (LOOPS, "too often"),
    "recursion": ("{% macro m() %}{{ m() }}{% endmacro %}<p>{{ m() }}</p>", "without end"),
    "deep expression": (f"<p>{{{{ {'(' * 5000}1{')' * 5000} }}}}</p>", "nested too deeply"),
    "deep tags": (f"<p>{'<em>' * 5000}x{'</em>' * 5000}</p>", "nested too deeply"),
    "file outside": ("{% include '../../../etc/passwd' %}", "there is no template ../../../etc/passwd"),
    "file by its full path": ("{% include '/etc/passwd' %}", "there is no template /etc/passwd"),
    "import of a file outside": ("{% import '../../briefgen.toml' as x %}", "there is no template"),
    "nothing": ("<p>{{ brief.edition.objectives }}</p>", "not supplied"),
    "the word none": ("<p>{{ none }}</p>", "not supplied"),
    "a Python object": ("<p>{{ [1, 2] }}</p>", "a list has no words"),
    "unknown name": ("<p>{{ nonsense }}</p>", "'nonsense' is undefined"),
    "unknown field": ("<p>{{ brief.nonsense }}</p>", "nonsense"),
    "unknown filter": ("<p>{{ brief.event|pprint }}</p>", "pprint"),
    "unknown message": ("<p>{{ _('No such words') }}</p>", "not translated"),
    "message without its value": ("<p>{{ _('Version {number}') }}</p>", "needs a value for number"),
    "message that is no text": ("<p>{{ _(brief) }}</p>", "English words"),
    "loop over a number": ("{% for x in 3 %}{% endfor %}", "can't be done"),
    "comparison": ("{% if brief.history > 3 %}{% endif %}", "lists can't be compared"),
    "too many arguments": ("{% macro m() %}{% endmacro %}<p>{{ m(1) }}</p>", "can't be done"),
    "syntax": ("<p>{{ brief. }}</p>", "expected name"),
    "unknown tag": ("<video>x</video>", "briefs have no <video>"),
    "unknown role": ('<p role="shout">x</p>', "no role 'shout'"),
    "unknown attribute": ('<p onclick="x">x</p>', "no attribute 'onclick'"),
    "image": ('<p><img src="http://example.org/x.png"></p>', "briefs have no <img>"),
    "script": ("<script>alert(1)</script>", "briefs have no <script>"),
    "attachment": ('<link rel=attachment href="file:///etc/passwd">', "briefs have no <link>"),
    "style": ("<style>@import url(http://example.org/);</style>", "briefs have no <style>"),
    "script as a link": ('<p><a href="javascript:alert(1)">x</a></p>', "can't be linked"),
    "borrowed place": ('<p data-at="/etc/passwd:1:1" role="shout">x</p>', "no role"),
    "tag left open": ("<p>x", "<p> is not closed"),
}


@pytest.mark.parametrize("case", TEMPLATES)
def test_a_hostile_template_is_refused_at_its_place(case: str, project: Path) -> None:
    piece, words = TEMPLATES[case]
    place = write_template(project, piece)
    report = refused("build")
    assert words in report
    # Jinja has no place for what its lexer or its compiler refuses as a whole.
    assert report.startswith(f"{FULL}:1:" if case in ("a long number", "deep expression") else place)


@pytest.mark.parametrize(
    ("piece", "column"), [("<video>x</video>", 1), ('<p>a <img src="x"></p>', 6), ('<p>a</p><p role="shout">b</p>', 9)]
)
def test_a_tag_is_reported_with_its_column(piece: str, column: int, project: Path) -> None:
    place = write_template(project, piece)
    assert refused("check").startswith(f"{place}{column}: error[html-wrong]: ")


@pytest.mark.parametrize("piece", ["<!-- x -->", "<!DOCTYPE html>", "<![CDATA[x]]>", "<?php x ?>"])
def test_what_is_no_tag_is_refused(piece: str, project: Path) -> None:
    write_template(project, piece)
    assert refused("build").startswith(f"{FULL}:")


def test_a_template_that_includes_itself_is_refused(project: Path) -> None:
    write_template(project, "{% include 'briefs/full.html.jinja' %}")
    report = refused("build")
    assert report.startswith(f"{FULL}:")
    assert "too often" in report


def test_a_link_out_of_the_templates_is_not_followed(project: Path) -> None:
    place = write_template(project, "<p>{% include 'parts/passwd' %}</p>")
    (project / "templates/parts").mkdir()
    (project / "templates/parts/passwd").symlink_to("/etc/passwd")
    report = refused("build")
    assert report.startswith(place)
    assert "there is no template parts/passwd" in report


def test_a_template_that_is_not_utf_8_is_named(project: Path) -> None:
    write_template(project, "<p>x</p>")
    (project / FULL).write_bytes("<p>ქართული</p>".encode("utf-16"))
    assert "not UTF-8" in refused("build")


# Texts ---------------------------------------------------------------------------------------------------------------


def write_text(project: Path, text: str) -> str:
    """Put a text into the history; return its place, `file:line:`."""
    path = project / "content/cooperation.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if "Les deux parties" in line)
    before = lines[number].partition("fr:")[0]
    lines[number] = f"{before}fr: {json.dumps(text, ensure_ascii=False)}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return f"content/cooperation.yaml:{number + 1}:"


TEXTS: dict[str, tuple[str, str]] = {
    "statement": ("a {% for x in y %}", "prose takes no {%"),
    "comment": ("a {# x #}", "prose takes no {#"),
    "call": ("{{ association.name() }}", "names, fields and filters only"),
    "method": ("{{ 'a'.ljust(9) }}", "names, fields and filters only"),
    "arithmetic": ("{{ 2 * 3 }}", "names, fields and filters only"),
    "multiplication": ('{{ "a" * 300000000 }}', "names, fields and filters only"),
    "class": ("{{ association.__class__ }}", "names, fields and filters only"),
    "field of Python": ("{{ association.fields }}", "there is no 'fields'"),
    "nothing": ("{{ membership.votes }}", "not supplied"),
    "unknown name": ("{{ nonsense }}", "there is no 'nonsense'"),
    "deep expression": (f"{{{{ {'(' * 180}1{')' * 180} }}}}", "nested too deeply"),
    "long expression": (f"{{{{ {'a. ' * 300}b }}}}", "too long"),
    "open expression": ("{{ date", "}} is missing"),
    "script as a link": ("[x](javascript:alert(1))", "can't be linked"),
    "data as a link": ("[x](data:text/html,x)", "can't be linked"),
    "file as a link": ("[x](file:///etc/passwd)", "can't be linked"),
    "relative link": ("[x](../x)", "can't be linked"),
    "deep footnotes": ("^[a ^[b ^[c ^[d]]]]", "a footnote can't have a footnote"),
    "thousands of footnotes": ("^[ " * 6000, "closing ]"),
    "100 000 asterisks": ("*" * 100_000, "20000 is the most"),
    "deep list": ("\n".join("  " * depth + "- x" for depth in range(90)), ""),
    "empty list item": ("-", "no words"),
    "empty footnote": ("a^[]", "no words"),
    "a language that there is not": ("[x]{lang=zz}", "no language has the code 'zz'"),
    "bidi override": ("a\u202eb", "U+202E"),
    "control character": ("a\u0001b", "U+0001"),
    "no glyph": ("a😀b", "has no '😀'"),
    "several without a glyph": ("b😀a☃😀", "has no '☃' (U+2603), '😀' (U+1F600)"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_a_hostile_text_is_refused_at_its_place(case: str, project: Path) -> None:
    text, words = TEXTS[case]
    place = write_text(project, text)
    report = refused(one_of(TEXTS, case))
    assert words in report
    assert report.startswith(place)


@pytest.mark.parametrize(
    "text",
    ["<b>x</b><script>alert()</script>", "![x](http://example.org/x.png)", "<http://example.org/>", "# x\n\n`y` | z"],
)
def test_what_is_no_mark_is_printed_as_it_is(text: str, project: Path) -> None:
    write_text(project, text)
    # The check takes them for leftovers; a draft is built all the same.
    assert run("build", "--draft", "--format", "html").exit_code == 0
    (page,) = (project / "output").rglob("*.html")
    html = page.read_text(encoding="utf-8")
    assert not [tag for tag in ("<script", "<img", "<b>", "<code", "<h1># ") if tag in html]


@pytest.mark.slow
@pytest.mark.parametrize("text", ["*" * 19_000, "[" * 19_000, "**a*b " * 1500, "*a **b " * 400 + "** *" * 400])
def test_many_marks_end(text: str, project: Path) -> None:
    write_text(project, text)
    assert run("check").exit_code in (0, 1)


# Themes --------------------------------------------------------------------------------------------------------------


def write_sheet(project: Path, css: str) -> Path:
    folder = project / "templates/themes/plain"
    shutil.copytree(ROOT / "templates/themes/plain", folder)
    with (folder / "page.css").open("a", encoding="utf-8") as file:
        file.write(f"\n{css}\n")
    return folder


def svg(href: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
        f'<image width="9" height="9" xlink:href="{href}"/></svg>'
    )


@pytest.mark.parametrize(
    "css",
    [
        '@import "http://example.org/x.css";',
        "@import url(file:///etc/passwd);",
        "@import url(../../../../briefgen.toml);",
        "h1 { background: url(http://example.org/x.png) }",
        "h1 { background: url(//example.org/x.png) }",
        "h1 { background: url(ftp://example.org/x.png) }",
        "h1 { background: url(file:///etc/passwd) }",
        "h1 { background: url(file://example.org/etc/passwd) }",
        "h1 { background: url(../../x) }",
        "h1 { background: url(%2e%2e/%2e%2e/%2e%2e/briefgen.toml) }",
        "h1::before { content: url(nowhere.png) }",
        "@font-face { font-family: X; src: url(http://example.org/x.ttf) } h1 { font-family: X }",
        "h1 { no-such-property: 1 }",
        "h1 { color: $$nonsense }",
        "h1 { color: $nonsense }",
        "h1 { content: '",
        "h1 { background: url(link.svg) }",
        "h1 { background: url(http.svg) }",
        "h1 { background: url(file.svg) }",
    ],
)
def test_a_hostile_style_sheet_is_refused(css: str, project: Path) -> None:
    # An @import counts at the beginning of a style sheet only.
    folder = write_sheet(project, css)
    if css.startswith("@import"):
        page = folder / "page.css"
        page.write_text(f"{css}\n{page.read_text(encoding='utf-8')}", encoding="utf-8")
    (folder / "link.svg").symlink_to("/etc/passwd")
    (folder / "http.svg").write_text(svg("http://example.org/x.png"), encoding="utf-8")
    (folder / "file.svg").write_text(svg("file:///etc/passwd"), encoding="utf-8")
    assert refused("build").startswith("briefgen: ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('family = "FiraGO"', 'family = "x; } @import url(http://example.org)"'),
        ('regular = "figo"', 'regular = "../../etc/passwd"'),
        ("width = 210", "width = 1e9"),
        ("width = 210", "width = nan"),
        ('ink = "1A1F26"', 'ink = "url(x)"'),
        ("[faces]", "[fases]"),
        ("[faces]", "[faces"),
    ],
)
def test_a_hostile_theme_is_refused(old: str, new: str, project: Path) -> None:
    path = write_sheet(project, "") / "theme.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert refused("build").startswith("briefgen: ")


# Logos ---------------------------------------------------------------------------------------------------------------


def use_logo(project: Path, data: bytes, file: str) -> None:
    write_theme(project / "templates" / "themes", data, file)
    settings = project / "briefgen.toml"
    settings.write_text(f'theme = "own"\n{settings.read_text(encoding="utf-8")}', encoding="utf-8")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IEND", b"")


DRAWINGS: dict[str, tuple[bytes, str]] = {
    "script": (logos.svg("<script>fetch('http://example.org/')</script>"), "has <script>"),
    "event": (logos.svg('<path d="M0 0h9" onload="alert(1)"/>'), "has a script (onload)"),
    "event of the root": (logos.svg(attributes='viewBox="0 0 9 9" onLoad="alert(1)"'), "has a script (onLoad)"),
    "HTML inside": (logos.svg("<foreignObject><b/></foreignObject>"), "has <foreignObject>"),
    "picture from the web": (logos.svg('<image href="http://example.org/x.png"/>'), "has <image>"),
    "picture from the disk": (logos.svg('<image xlink:href="/etc/passwd"/>'), "has <image>"),
    "link": (logos.svg('<a href="http://example.org/"><path d="M0 0h9"/></a>'), "has <a>"),
    "movement": (logos.svg('<set attributeName="href" to="javascript:alert(1)"/>'), "has <set>"),
    "drawing of another file": (logos.svg('<use href="http://example.org/x.svg#a"/>'), "isn't in it"),
    "drawing of the disk": (logos.svg('<use xlink:href="file:///etc/passwd#a"/>'), "isn't in it"),
    "itself again": (logos.svg('<g id="a"><use href="#a"/></g>'), "has <use> of <g>"),
    "doubling": (logos.svg('<g id="a"/><use id="b" href="#a"/><use href="#b"/>'), "has <use> of"),
    "colours of colours": (
        logos.svg('<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>'),
        "has <linearGradient> of",
    ),
    "clips in clips": (
        logos.svg('<clipPath id="a"><path d="M0 0h9" clip-path="url(#a)"/></clipPath>'),
        "a clip path in a clip path",
    ),
    "clips in clips by style": (
        logos.svg('<clipPath id="a"><path d="M0 0h9" style="clip-path:url(#a)"/></clipPath>'),
        "a clip path in a clip path",
    ),
    "clips by a style sheet": (logos.svg("<style>path { clip-path: url(#a) }</style>"), "style sheet"),
    "fill from the web": (logos.svg('<path fill="url(http://example.org/x.svg#a)"/>'), "outside of it (fill)"),
    "style from the web": (logos.svg("<path style=\"fill: url( '//example.org/#a')\"/>"), "outside of it (style)"),
    "import": (logos.svg("<style>@import 'http://example.org/x.css';</style>"), "style sheet"),
    "font": (logos.svg("<style>@font-face { src: url(file:///etc/passwd) }</style>"), "style sheet"),
    "escape": (logos.svg(r"<style>path { fill: u\72l(http://example.org/x) }</style>"), "style sheet"),
    "base": (logos.svg('<path xml:base="http://example.org/" d="M0 0h9"/><text>x</text>'), "has <text>"),
    "letters": (logos.svg("<text>x</text>"), "turn its letters into outlines"),
    "HTML": (b"<html><script>alert(1)</script></html>", "is no SVG"),
    "not XML": (b"<svg", "is broken"),
    "empty": (b"", "is broken"),
    "a PNG": (logos.raster(30, 10), "is broken"),
    "entity of the disk": (
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + logos.svg("<desc>&x;</desc>"),
        "declares entities",
    ),
    "entity of the web": (
        b'<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://example.org/x.dtd"> %x;]>' + logos.svg(),
        "declares entities",
    ),
    "doubling of entities": (
        b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(f'<!ENTITY {b} "{f"&{a};" * 10}">'.encode() for a, b in pairwise("abcdefghij"))
        + b"]>"
        + logos.svg('<path d="&j;"/>'),
        "",
    ),
    "many shapes": (logos.svg('<path d="M0 0h9"/>' * 3000), "more than 2000 shapes"),
    "deep": (logos.svg("<g>" * 1000 + "</g>" * 1000), "is broken"),
    "no size": (logos.svg(attributes='viewBox="0 0 0 0"'), "how large it is"),
    "infinite": (logos.svg(attributes='viewBox="0 0 1e-300 1e300"'), "how large it is"),
    "not a number": (logos.svg(attributes='viewBox="0 0 nan 9"'), "how large it is"),
    "negative": (logos.svg(attributes='viewBox="0 0 -9 -9"'), "how large it is"),
    "as large as the sun": (logos.svg(attributes='viewBox="0 0 1e9 1e9"'), "how large it is"),
    "a stroke beyond measure": (logos.svg('<path d="M0 0h9" stroke-width="1e30"/>'), "no drawing needs (1e30)"),
    "a side beyond measure": (logos.svg('<rect width="9" height="1e999"/>'), "no drawing needs (1e999)"),
    "a side of many inches": (logos.svg('<rect width="9" height="9999in"/>'), "no drawing needs (9999i)"),
    "no number in a transform": (logos.svg('<rect width="9" transform="scale(nan)"/>'), "no drawing needs (nan)"),
    "a measure in a style": (logos.svg('<path style="width: -1e9px" d="M0 0h9v9"/>'), "no drawing needs (1e9p)"),
    "a measure in a style sheet": (logos.svg("<style>rect { width: Infinity }</style>"), "no drawing needs (Infinity)"),
    "numbers written together": (
        logos.svg('<rect width="9" transform="translate(0-99999999999)"/>'),
        "no drawing needs (99999999999)",
    ),
    "numbers parted by a point": (
        logos.svg('<rect width="9" transform="translate(.5.5,1)scale(1-9e9)"/>'),
        "no drawing needs (9e9)",
    ),
    "a number behind a name": (
        logos.svg('<rect width="9" transform="translate(a-99999999999)"/>'),
        "no drawing needs (99999999999)",
    ),
    "a number as only Python has it": (
        logos.svg('<rect width="9" transform="scale(9_99999999)"/>'),
        "no drawing needs (9_99999999)",
    ),
    "no number with a unit": (logos.svg('<rect width="9" height="infpx"/>'), "no drawing needs (infpx)"),
    "a corner that is no number": (logos.svg('<polyline points="0,0 9,nan 9,9"/>'), "a line that can't be drawn"),
    "a corner as only Python has it": (logos.svg('<polyline points="0,0 1e0_99,9"/>'), "a line that is too long"),
    "a line to the sun": (logos.svg('<path d="M0 0H1e30"/>'), "a line that is too long"),
    "a line there step by step": (logos.svg('<path d="M0 0' + "h99999" * 20_000 + '"/>'), "a line that is too long"),
}
PIXELS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is broken"),
    "words": (b"root:x:0:0", "is broken"),
    "an SVG": (logos.svg(), "is broken"),
    "a GIF": (logos.raster(30, 10, kind="GIF", mode="P"), "is broken"),
    "cut off": (logos.raster(600, 200)[:-300], "is broken"),
    "no pixels": (png(9, 9), "is broken"),
    "four thousand million pixels": (png(65000, 65000, chunk(b"IDAT", zlib.compress(b""))), "is broken"),
    "too many pixels": (png(9000, 3000, chunk(b"IDAT", zlib.compress(b""))), "more than 25 million pixels"),
    "words that unpack": (
        png(9, 3, chunk(b"zTXt", b"x\0\0" + zlib.compress(b"x" * 200_000_000, 9)), chunk(b"IDAT", b"")),
        "is broken",
    ),
    "too large": (logos.raster(30, 10) + b"x" * 5_000_000, "larger than 5 MB"),
    "inks": (logos.raster(30, 10, kind="JPEG", mode="CMYK"), "save it in RGB"),
}


@pytest.mark.parametrize("case", DRAWINGS)
def test_a_hostile_drawing_is_refused(case: str, project: Path) -> None:
    data, words = DRAWINGS[case]
    use_logo(project, data, "logo.svg")
    report = refused(one_of(DRAWINGS, case))
    assert report.startswith("briefgen: the logo ")
    assert words in report


@pytest.mark.parametrize("case", PIXELS)
def test_a_hostile_picture_is_refused(case: str, project: Path) -> None:
    data, words = PIXELS[case]
    use_logo(project, data, "logo.png")
    report = refused(one_of(PIXELS, case))
    assert report.startswith("briefgen: the logo ")
    assert words in report


@pytest.mark.slow
@pytest.mark.parametrize(
    "inside",
    [
        '<linearGradient id="a" gradientUnits="userSpaceOnUse" x1="0" x2="1e-9" spreadMethod="repeat"/>'
        '<rect width="99" height="9" fill="url(#a)"/>',
        '<path d="M0 0H1e6V1e6" stroke="#000" stroke-width="1e6" stroke-dasharray="1e-9"/>',
        '<rect width="nonsense" height="1e6" transform="scale(nonsense)" fill="url(#nowhere)"/>',
        '<path d="nonsense"/><path/><polygon points="1"/><g style="; ;:"/><style>} { x</style>',
        '<style>svg { width: 1000in; height: 1000in }</style><path style="width: 1000in" d="M0 0h9v9"/>',
        '<path d="M0 0' + "h1v1" * 10_000 + '"/>',
    ],
)
def test_an_odd_drawing_ends(inside: str, project: Path) -> None:
    use_logo(project, logos.svg(inside), "logo.svg")
    run("build")


def test_a_logo_that_is_a_link_out_of_the_theme_is_not_followed(project: Path) -> None:
    use_logo(project, b"", "logo.png")
    link = project / "templates/themes/own/logo.png"
    link.unlink()
    link.symlink_to("/etc/passwd")
    assert "leaves the theme's folder" in refused("build")


def test_a_folder_is_no_logo(project: Path) -> None:
    use_logo(project, b"", "logo.png")
    (project / "templates/themes/own/logo.png").unlink()
    (project / "templates/themes/own/logo.png").mkdir()
    assert "image-missing" in refused("build")


# Settings and names --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        'output = "../x"',
        'output = "/tmp"',
        'content = "../other"',
        'templates = ".."',
        'catalogues = "/etc"',
        'theme = "../plain"',
        'briefs = ["../full"]',
        'briefs = ["nonsense"]',
        'formats = ["exe"]',
        'nonsense = "x"',
        "output = 1",
        "output = [",
    ],
)
def test_hostile_settings_are_refused(line: str, project: Path) -> None:
    (project / "briefgen.toml").write_text(f'languages = ["fr"]\n{line}\n', encoding="utf-8")
    assert refused("build", code=2).startswith("briefgen: ")


@pytest.mark.parametrize("languages", ['["en", "xx"]', '["en", "../fr"]', '["en", "base"]', "[]", '"en"', "[1]"])
def test_languages_that_there_are_not_are_refused(languages: str, project: Path) -> None:
    (project / "briefgen.toml").write_text(f"languages = {languages}\n", encoding="utf-8")
    assert run("build").exit_code in (1, 2)
    assert not (project / "output").exists()


def test_an_output_folder_that_leads_out_is_refused(project: Path) -> None:
    elsewhere = project.parent / "elsewhere"
    elsewhere.mkdir()
    (project / "output").symlink_to(elsewhere)
    assert "leaves the project" in refused("build", code=2)


@pytest.mark.parametrize("name", ["..", "../x", "/etc/passwd", "a/b", "", "x\0y", "2024-03-port-example/.."])
def test_an_edition_that_there_is_not_is_refused(name: str, project: Path) -> None:
    if name:
        assert refused("build", name, code=2).startswith("briefgen: there is no edition")


@pytest.mark.parametrize("name", ["..yaml.yaml", "UPPER.yaml", "a b.yaml", "-x.yaml", "x..y.yaml", "é.yaml"])
def test_a_file_with_no_name_for_an_edition_is_refused(name: str, project: Path) -> None:
    shutil.copy(project / EDITION, project / "content/editions" / name)
    assert "named like" in refused("build")


# Content files -------------------------------------------------------------------------------------------------------


def test_a_content_file_that_leads_out_of_the_project_is_refused(project: Path) -> None:
    (project / "content/people.yaml").unlink()
    (project / "content/people.yaml").symlink_to("/etc/passwd")
    assert refused("check").startswith("content/people.yaml:")


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        "[" * 50_000,
        "- " * 50_000,
        "{" * 50_000,
        "persons: []\npersons: []\n",
        "a: !!python/object/apply:os.system [id]\n",
        "persons:\n\t- x\n",
        "x" * (1 << 21),
        "---\na: 1\n---\nb: 2\n",
        "persons: no\n",
        "\0",
    ],
    ids=["aliases", "lists", "dashes", "braces", "twice", "tag", "tab", "large", "documents", "no", "nul"],
)
def test_hostile_yaml_is_refused(text: str, project: Path) -> None:
    (project / "content/people.yaml").write_text(text, encoding="utf-8")
    assert refused("check").startswith("content/people.yaml:")


def test_an_edition_that_leads_out_of_the_project_is_refused(project: Path) -> None:
    (project / "content/editions/2025-secret.yaml").symlink_to("/etc/passwd")
    assert refused("check").startswith("content/editions/2025-secret.yaml:")


def test_yaml_that_is_not_utf_8_is_refused(project: Path) -> None:
    (project / "content/people.yaml").write_bytes("persons: []  # é\n".encode("latin-1"))
    assert refused("check").startswith("content/people.yaml:1:")


def test_a_country_that_is_none_is_refused(project: Path) -> None:
    path = project / "content/people.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("country: CH", "country: UN"), encoding="utf-8")
    report = refused("check")
    assert report.startswith("content/people.yaml:")
    assert "there is no country 'UN'" in report


# Catalogues ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        'msgid "Date"\nmsgstr "{x.__class__}"\n',
        'msgid "Date\n',
        'msgid "Version {number}"\nmsgstr "Version"\n',
        'msgid "Date"\nmsgstr "a\u202eb"\n',
    ],
)
def test_a_hostile_catalogue_is_refused(text: str, project: Path) -> None:
    (project / "catalogues").mkdir()
    (project / "catalogues/fr.po").write_text(text, encoding="utf-8")
    assert "fr.po:" in refused("build")


# The machine ---------------------------------------------------------------------------------------------------------


def fail(monkeypatch: pytest.MonkeyPatch, name: str, error: OSError) -> None:
    """Let reading the file fail."""
    opened = os.open

    def failing(path: Any, *arguments: Any, **options: Any) -> int:
        if Path(os.fsdecode(path)).name == name:
            raise error
        return opened(path, *arguments, **options)

    monkeypatch.setattr(os, "open", failing)


@pytest.mark.parametrize("name", ["people.yaml", "briefgen.toml", "full.html.jinja", "theme.toml", "page.css"])
def test_a_file_that_cannot_be_read_is_named(name: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail(monkeypatch, name, PermissionError(13, "Permission denied", name))
    report = refused("build")
    assert name in report
    assert "permission denied" in report


def test_a_full_disk_leaves_nothing_behind(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "no space left on device" in refused("build", "--format", "docx")


def test_an_output_folder_that_is_a_file_is_refused(project: Path) -> None:
    (project / "output").write_text("x", encoding="utf-8")
    assert "output" in refused("build", "--format", "docx")


def test_a_folder_that_cannot_be_written_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(self: Path, *arguments: Any, **options: Any) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", denied)
    assert "permission denied" in refused("build", "--format", "docx")


def test_a_bug_keeps_its_traceback(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(*arguments: Any, **named: Any) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("briefgen.making.compose.read_html", bug)
    result = CliRunner().invoke(main, ["build"])
    assert isinstance(result.exception, RuntimeError)
