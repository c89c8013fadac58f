"""What a new thing costs, as docs/architecture.md says: each is added here in a copy of the package, and works."""

from __future__ import annotations

import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import Field

from briefgen.content.kinds import registered
from briefgen.content.schema.base import Entity, Fact, Id, Refers, Word
from briefgen.content.schema.events import Event
from briefgen.content.schema.points import TalkingPoint
from briefgen.content.schema.registration import File, Kind
from tests.conftest import once_a_run
from tests.started import start
from tests.test_audiences import everything

ROOT = Path(__file__).resolve().parent.parent
EDITION = "2030-05-example-city"

Step = tuple[str, list[str], str]
"""How the test calls it, what is typed after `briefgen`, and what is sent to it.

Beside the verbs there are `=edit FILE OLD NEW` and `=read FILE`, which change and give a file of the project.
"""


class Scratch:
    """A copy of the package, and the starter as a project for it."""

    def __init__(self, folder: Path) -> None:
        self.house, self.project = folder / "house", folder / "project"
        for name in ("briefgen", "templates"):
            # With what is compiled of it, but for what another worker is just writing.
            shutil.copytree(ROOT / name, self.house / name, ignore=shutil.ignore_patterns("*.pyc.*"))
        start(self.project)

    def add_line(self, file: str, after: str, line: str) -> None:
        """Add a line to a file of the package, behind another one."""
        path = self.house / "briefgen" / file
        text = path.read_text(encoding="utf-8")
        assert text.count(f"{after}\n") == 1
        path.write_text(text.replace(f"{after}\n", f"{after}\n{line}\n"), encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        """Write a file of the package, or of the project: `project/content/visits.yaml`."""
        path = (self.house if file.startswith(("briefgen/", "templates/")) else self.house.parent) / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def append(self, file: str, text: str) -> None:
        """Write more behind a file of the package."""
        with (self.house / file).open("a", encoding="utf-8") as written:
            written.write(text)

    def run(self, code: str, given: object = None) -> str:
        """Return what a program prints that has the copy for its briefgen, and stands in the project."""
        environment = {**os.environ, "PYTHONPATH": str(self.house), "COLUMNS": "200"}
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=self.project, env=environment, input=json.dumps(given),
            capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout if done.returncode == 0 else done.stderr

    def steps(self, *steps: Step) -> dict[str, str]:
        """Return what each verb says, and how it ends if that isn't well; all in one process, one after the other."""
        said = self.run(_STEPS, steps)
        assert said.startswith("{"), said
        found: dict[str, str] = json.loads(said)
        return found


_STEPS = """
import json, sys
from pathlib import Path
from click.testing import CliRunner
from briefgen.cli import main
said = {}
for name, (verb, *arguments), typed in json.load(sys.stdin):
    if verb == "=edit":
        file, old, new = arguments
        text = Path(file).read_text(encoding="utf-8")
        assert old in text, (file, old)
        Path(file).write_text(text.replace(old, new, 1), encoding="utf-8")
    elif verb == "=read":
        said[name] = Path(arguments[0]).read_text(encoding="utf-8")
    else:
        done = CliRunner().invoke(main, [verb, *arguments], input=typed)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        said[name] = done.output + (f"\\n[ends with {done.exit_code}]" if done.exit_code else "")
json.dump(said, sys.stdout)
"""


def step(name: str, *arguments: str, typed: str = "") -> Step:
    return name, list(arguments), typed


def edit(file: str, old: str, new: str) -> Step:
    return "", ["=edit", file, old, new], ""


def reports(said: str) -> dict[str, list[str]]:
    """Return what `check --format json` reports: the paths by the codes."""
    found: dict[str, list[str]] = {}
    for problem in json.loads(said.partition("\n[ends")[0])["problems"]:
        found.setdefault(problem["code"], []).append(problem["path"])
    return found


# A brief type: one template ------------------------------------------------------------------------------------------

PAGE = """\
{%- import "parts/frame.html.jinja" as frame with context -%}
<html lang="{{ brief.language.tag }}">
{{ frame.head(brief, 2) }}
<body>
{{ frame.title_block(brief, _("Change note")) }}
<main>
{%- for visit in brief.content.visits %}
<h2>{{ visit.date }} {{ visit.city.name }}</h2>
{{ visit.text }}
{%- endfor %}
{%- for team in brief.content.teams %}
<p>{{ team.name }}</p>
{%- endfor %}
</main>
{{ frame.running_foot(brief) }}
</body>
</html>
"""

# A kind of content ---------------------------------------------------------------------------------------------------

VISITS = '''
"""Visits."""

from __future__ import annotations

from typing import Annotated

from briefgen.content.schema.audience import PUBLIC
from briefgen.content.schema.base import Fact, Id, Prose, Refers, When
from briefgen.content.schema.events import Event
from briefgen.content.schema.points import TalkingPoint
from briefgen.content.schema.registration import File, Kind


class Visit(Fact):
    """Somebody came."""

    of_kind = Kind("visits")
    shown_to = {PUBLIC: "id date city after text"}

    id: Id
    date: When
    city: Annotated[str, Refers("cities")]
    after: Annotated[str, Refers("visits")] | None = None
    text: Prose


FILES = {"visits": File(list[Visit])}
'''
MODULE, LINE = "content/schema/__init__.py", ('    "glossary",', '    "visits",')
# A kind that stands in a file which is there already: its class, and a field of the file.
TEAM = '''class Team(Entity):
    """People who work together."""

    of_kind = Kind("teams")
    shown_to = {PUBLIC: "id name"}

    id: Id
    name: Name


class People(Entity):'''
SHOWN = ('"persons terms"', '"persons terms teams"')
TEAMS = ("    terms: list[Term] = []", "    teams: list[Team] = []")

CONTENT = """\
- id: first-visit
  date: 2030-01-07
  city: example-city
  sources: [example-page]
  text:
    ka: მოვიდა ოქმი; იხილეთ {{ teams.desk }}.
    en: They came, see {{ teams.desk }}.
"""


def with_kinds(folder: Path) -> Scratch:
    scratch = Scratch(folder)
    scratch.write("briefgen/content/schema/visits.py", VISITS)
    scratch.add_line(MODULE, *LINE)
    people = scratch.house / "briefgen/content/schema/people.py"
    text = people.read_text(encoding="utf-8").replace("class People(Entity):", TEAM)
    people.write_text(text.replace(*SHOWN), encoding="utf-8")
    scratch.add_line("content/schema/people.py", *TEAMS)
    return scratch


# A rule: one function, and a section of help -------------------------------------------------------------------------

RULE = '''

@rule("acronym-long", "warning", "An acronym has five letters at most.")
def acronym_long(subject: Subject) -> Iterator[Found]:
    """Find long acronyms."""
    for path, item in subject.content.items.items():
        if path == "association.acronym" and len(item.value) > 5:
            yield Found(path, f"{item.value} has {len(item.value)} letters", "take fewer")
'''
HELP = "\n## acronym-long\n\nNobody remembers a long acronym.\n"


def with_all(folder: Path) -> Scratch:
    scratch = with_kinds(folder)
    scratch.append("briefgen/checks/families/ageing.py", RULE)
    scratch.append("briefgen/checks/help/ageing.md", HELP)
    scratch.write("project/templates/briefs/visits.html.jinja", PAGE)
    settings = scratch.project / "briefgen.toml"
    text = settings.read_text(encoding="utf-8").replace('["full"]', '["visits"]').replace('["pdf", "docx"]', '["docx"]')
    mail = '[mail]\nserver = "mail.agency.example"\nuser = "briefs"\nsender = "briefs@agency.example"\n'
    settings.write_text(f"{text}\n{mail}", encoding="utf-8")
    return scratch


VISITS_FILE, PAGE_FILE = "content/visits.yaml", f"output/{EDITION}/{EDITION}_visits_en.html"
BUILD = ("build", "--format", "html")
TEAM_FIELDS = ("--field", "id=desk", "--field", "name.ka=მაგიდა", "--field", "name.en=The Desk")


@pytest.fixture(scope="session")
def said(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return what the verbs say of new kinds, a new brief type and a new rule, one after the other."""
    return once_a_run(
        tmp_path_factory,
        "new-things",
        lambda folder: with_all(folder).steps(
            step("old", "snapshot", "old.json"),
            edit("old.json", ',\n  "visits": []', ""),  # as it was before there were visits
            step("build without", *BUILD),
            step("page without", "=read", PAGE_FILE),
            step("add to a file", "add", "people.teams", *TEAM_FIELDS),
            step("add", "add", "visits", typed=CONTENT.removeprefix("- ").replace("\n  ", "\n")),
            step("accept", "translations", "--accept", "--all"),
            step("check", "check", "--format", "json"),
            step("get", "get", "visits.first_visit.text"),
            step("build", *BUILD),
            step("page", "=read", PAGE_FILE),
            step("snapshot", "snapshot", "new.json"),
            step("frozen", "=read", "new.json"),
            step("schemas", "schema"),
            step("schema", "=read", "content/.schema/visits.json"),
            step("issue", "issue", "--on", "2030-05-01"),
            step("reprint", "reprint", f"{EDITION}@1"),
            step("verify", "log", "--verify"),
            step("send", "send", EDITION, "--dry-run"),
            step("undecided", "set", "visits[first-visit].date", "2030-02-08"),
            step("set", "set", "visits[first-visit].date", "2030-02-08", "--always"),
            step("diff", "diff", "new.json", "--format", "json"),
            step("diff to old", "diff", "old.json", "--format", "json"),
            step("drifted", "check", "--format", "json"),
            step("redline", "redline", EDITION),
            step("remove", "remove", "people.teams[desk]"),
            step("lacking", "add", "visits", "--field", "id=second"),
            step("explained", "explain", "acronym-long"),
            edit("content/association.yaml", "acronym: EXA", "acronym: EXAMPLE"),
            edit(VISITS_FILE, "city: example-city", "city: nowhere"),
            edit(VISITS_FILE, ', en: "They came, see {{ teams.desk }}."', ""),
            step("broken", "check", "--format", "json"),
            edit(VISITS_FILE, "date:", "day:"),
            step("unknown field", "check"),
        ),
    )


def test_a_kind_is_added_by_its_file_and_one_line(said: Mapping[str, str]) -> None:
    assert said["add"] == "visits[first-visit] was added to content/visits.yaml\n"
    assert reports(said["check"]).keys() == {"spelling-unchecked"}
    assert "<main>\n</main>" in said["page without"]
    page = said["page"]
    assert '<span data-src="visits[first-visit].date">7\xa0January 2030</span>' in page
    assert '<span data-src="places.cities[example-city].name">Example City</span></h2>' in page
    assert ">They came, see </span>" in page
    assert said["get"].splitlines() == [
        "ka: მოვიდა ოქმი; იხილეთ {{ teams.desk }}.",
        "en: They came, see {{ teams.desk }}.",
    ]


def test_a_kind_is_added_to_a_file_that_is_there(said: Mapping[str, str]) -> None:
    assert said["add to a file"] == "people.teams[desk] was added to content/people.yaml\n"
    # In a text, and in the list.
    assert said["page"].count('<span data-src="people.teams[desk].name">The Desk</span>') == 2
    assert said["remove"].splitlines()[:2] == [
        "briefgen: people.teams[desk] is named by:",
        "  visits[first-visit].text",
    ]


def test_a_kind_is_checked(said: Mapping[str, str]) -> None:
    found = reports(said["broken"])
    assert found["reference-unknown"] == ["visits[first-visit].city"]
    assert found["translation-missing"] == ["visits[first-visit].text"]
    assert "content/visits.yaml:2:3: error[field-unknown]: there is no field day here" in said["unknown field"]
    assert "a new entry of visits needs date and city and text.ka and text.en" in said["lacking"]


def test_a_kind_is_changed_and_compared(said: Mapping[str, str]) -> None:
    assert "--since DATE" in said["undecided"]  # the edition that went out would print it
    assert said["set"].splitlines()[0] == "visits[first-visit].date: 2030-01-07 → 2030-02-08"
    changes = json.loads(said["diff"])["changes"]
    assert changes == [
        {"kind": "changed", "path": "visits[first-visit].date", "old": "2030-01-07", "new": "2030-02-08"}
    ]
    assert reports(said["drifted"])["issued-differs"]


def test_a_kind_is_in_the_schema_and_in_snapshots(said: Mapping[str, str]) -> None:
    assert json.loads(said["schema"])["items"] == {"$ref": "#/$defs/Visit"}
    assert json.loads(said["frozen"])["files"]["visits"][0]["id"] == "first-visit"


def test_content_of_before_there_was_the_kind_is_still_read(said: Mapping[str, str]) -> None:
    changes = json.loads(said["diff to old"])["changes"]
    assert [(each["kind"], each["path"]) for each in changes] == [
        ("added", "people.teams[desk]"), ("added", "visits[first-visit]")
    ]  # fmt: skip


def test_a_brief_type_is_one_template(said: Mapping[str, str]) -> None:
    names = [f"{EDITION}_visits_{language}.docx" for language in ("ka", "en")]
    assert f"issued {EDITION}@1" in said["issue"]
    assert said["reprint"].splitlines() == [f"wrote output/{EDITION}@1/{name}: the very bytes" for name in names]
    assert "every frozen file is as issued" in said["verify"]
    assert "visits, Word" in said["send"]
    assert said["redline"].splitlines() == [
        f"wrote output/{EDITION}/{EDITION}_redline_{language}.docx, against {EDITION}@1" for language in ("ka", "en")
    ]


# A field that nobody said whose it is ---------------------------------------------------------------------------------

NEW_FIELD = '    told_us: Prose | None = Field(None, description="What they told us.")'
ASKS = "<main>{% if brief.event.told_us %}<p>{{ brief.date }}</p>{% endif %}"


@pytest.mark.slow
def test_a_field_that_is_new_is_in_no_brief_before_its_audience_is_said(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path)
    scratch.add_line("content/schema/events.py", _line_of(Event, "term_years"), NEW_FIELD)
    scratch.add_line("content/schema/points.py", _line_of(TalkingPoint, "to"), NEW_FIELD)
    shutil.rmtree(scratch.project)
    shutil.copytree(ROOT / "tests" / "data" / "pack_project", scratch.project)
    told = "told_us: {ka: კანარი, en: Canary}"
    for file, old in (
        ("events.yaml", "- id: conference-2031\n"),
        ("editions/2031-05-sample-bay.yaml", "  - id: offer\n"),
    ):
        path = scratch.project / "content" / file
        text = path.read_text("utf-8")
        assert old in text
        indent = " " * (old.index("id"))
        path.write_text(text.replace(old, f"{old}{indent}{told}\n", 1), "utf-8")
    own = scratch.project / "templates" / "briefs" / "own.html.jinja"
    own.parent.mkdir(parents=True)
    full = (ROOT / "templates" / "briefs" / "full.html.jinja").read_text("utf-8")
    own.write_text(full.replace("<main>", ASKS), "utf-8")
    said = scratch.steps(
        step("check", "get", "events[conference-2031].told_us"),
        step("build", "build", "--format", "html", "--format", "docx"),
        step("asked", "build", "--brief", "own", "--format", "html"),
    )
    assert "Canary" in said["check"]  # for the staff
    assert "[ends with" not in said["build"], said["build"]
    files = everything(scratch.project / "output")
    assert "Union of Example Harbours" in files
    assert not re.search("Canary|კანარი|told_us", files)
    assert "events[conference-2031].told_us is not for the readers of this brief" in said["asked"]
    assert "templates/briefs/own.html.jinja:" in said["asked"]


def _line_of(model: type[Entity], field: str) -> str:
    """Return the line of a field in the code; it has to end there."""
    (line,) = [each for each in inspect.getsource(model).splitlines() if each.strip().startswith(f"{field}: ")]
    return line


def test_a_rule_is_one_function_with_its_help(said: Mapping[str, str]) -> None:
    assert reports(said["broken"])["acronym-long"] == ["association.acronym"]
    assert "acronym-long" not in reports(said["check"])
    assert said["explained"].startswith("# acronym-long (warning)\n\nAn acronym has five letters at most.\n\nNobody")


# What is forgotten ---------------------------------------------------------------------------------------------------


class Guest(Fact):
    """Somebody who comes."""

    of_kind = Kind("guests")

    id: Id


class Nameless(Fact):
    """An entry that nothing can call."""

    of_kind = Kind("guests")


class Stay(Entity):
    """How long somebody comes."""

    guest: Annotated[str, Refers("guests")]


class Guests(Entity):
    """A file with fields."""

    title: Word
    guests: list[Guest] = Field([])


@pytest.mark.parametrize(
    ("files", "models", "told"),
    [
        ({}, [Guest], "no file holds Guest: give tests.test_new_things FILES = {'guests': File(list[Guest])}, or "),
        ({"stays": File(list[Stay])}, [Stay], "Stay.guest refers to 'guests', and no kind is called so: give its class"
         " of_kind = Kind('guests')"),
        ({"guests": File(list[Nameless])}, [Nameless], "Nameless is of a kind, and needs an id: Id"),
        ({"guests": File(list[Guest]), "more": File(list[Nameless])}, [Guest, Nameless], "two kinds are called"),
        ({"guests": File(Guests)}, [Guest], "guests.yaml need not be there, so title of Guests can't be required"),
        ({"guests": File(Guests, needed=True)}, [Guest], "Guest can't be called 'guests': a–z only, and like no file"),
    ],
)  # fmt: skip
def test_what_is_registered_by_half_is_told(files: dict[str, File], models: list[type[Entity]], told: str) -> None:
    with pytest.raises(TypeError) as raised:
        registered(files, models)
    assert str(raised.value).startswith(told)


def test_a_module_without_its_line_is_told(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path)
    scratch.write("briefgen/content/schema/visits.py", VISITS)
    said = scratch.run("import briefgen.content.kinds")
    assert said.splitlines()[-1] == (
        "TypeError: briefgen.content.schema.visits is not registered: give it a line in MODULES of"
        " briefgen.content.schema"
    )
