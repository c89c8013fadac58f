"""Nothing that somebody typed is lost: two tabs, an editor beside them, undo, and a desk that is killed, in any order.

Each word that is typed is one of its kind, so that it can be told where it went. A word that stands in a file may
leave it only when somebody sends a form that showed it in a field they typed over, takes out an entry that showed it,
takes back changes that a page listed, or edits the file by hand. What is refused changes no byte, and the answer has
the words still.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.desk.in_process import Answer, Client, Form
from tests.soak import times
from tests.started import start

THINGS = [
    "association", "association.stats[countries]", "association.bodies[assembly]", "association.bodies[commissions]",
    "people.persons[first-example]", "people.persons[second-example]", "people.persons[{added}]",
]  # fmt: skip
TEXTS = {"name.ka", "name.en", "label.en", "text.ka", "text.en", "acronym", "note", "aim.en", "website"}
WAYS = [
    "{}", "{} ქართული სიტყვა", "{}: # «{}»", "- {}", "\n{}\n\nsecond line of {}", '"{}\'', "  {}  ", "{{{{ {} }}}}",
    "*{}", "{}\tx", "null {}", "{},{}", "[{}](https://www.example.org/)",
]  # fmt: skip
LIST = "people.persons"
FILES = {"association": "association.yaml", "people": "people.yaml"}
WORD = re.compile(r"zz\d+zz")
FIGURE = re.compile(r"\b77\d{5}\b")
BROKEN = "\nbroken: [{}\n"


def words_in(text: str) -> set[str]:
    """Return the words of ours that a text has."""
    return {*WORD.findall(text), *FIGURE.findall(text)}


@dataclass
class Tab:
    """A page that was opened some time ago: its form, what it showed then, and what was typed since."""

    form: Form
    shown: str = ""  # the fields that were typed over, as they were shown, or the entry that would be taken out
    typed: set[str] = field(default_factory=set)
    over: set[str] = field(default_factory=set)  # fields that were typed in


class Desks(RuleBasedStateMachine):
    """Any course of events at one project."""

    aside: Path
    runner: asyncio.Runner
    count = itertools.count()

    @initialize()
    def begin(self) -> None:
        self.root = self.aside / f"p{next(self.count)}"
        start(self.root)
        self.tabs: dict[int, Tab] = {}
        self.new = itertools.count(1)
        self.good = {
            name: self.path(name).read_text("utf-8") for name in FILES
        }  # as an editor last left them, readable
        self.added = "nobody"
        self.undoable: dict[int, set[str]] = {}
        self.client = Client(self.root, self.runner)

    def teardown(self) -> None:
        if hasattr(self, "root"):
            shutil.rmtree(self.root)

    # What is there --------------------------------------------------------------------------------------------------

    def path(self, name: str) -> Path:
        return self.root / "content" / FILES[name]

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted((self.root / "content").rglob("*.yaml"))}

    def word(self) -> str:
        return f"zz{next(self.new)}zz"

    # Events ---------------------------------------------------------------------------------------------------------

    @rule(which=st.integers(0, 1), thing=st.sampled_from(THINGS))
    def open(self, which: int, thing: str) -> None:
        """Somebody opens the form of a thing."""
        answer = self.client.get("/thing", path=thing.format(added=self.added))
        self.take(which, answer, "/thing")

    @rule(which=st.integers(0, 1))
    def open_figure(self, which: int) -> None:
        self.take(which, self.client.get("/thing", path="association.stats[members]"), "/figure")

    @rule(which=st.integers(0, 1))
    def open_list(self, which: int) -> None:
        self.take(which, self.client.get("/add", path=LIST), "/add")

    @rule(which=st.integers(0, 1), file=st.sampled_from([*FILES]))
    def open_file(self, which: int, file: str) -> None:
        self.take(which, self.client.get("/source", path=file), "/source")

    @rule(which=st.integers(0, 1))
    def open_removal(self, which: int) -> None:
        path = f"{LIST}[{self.added}]"
        self.take(which, self.client.get("/remove", path=path), "/remove")
        if which in self.tabs:
            self.tabs[which].shown = self.path("people").read_text("utf-8")

    @rule(which=st.integers(0, 1))
    def open_changes(self, which: int) -> None:
        self.take(which, self.client.get("/changes"), "/changes")

    @rule(
        which=st.integers(0, 1),
        ways=st.lists(st.tuples(st.integers(0, 20), st.sampled_from(WAYS)), min_size=1, max_size=3),
    )
    def type(self, which: int, ways: list[tuple[int, str]]) -> None:
        """Somebody types into fields of a form."""
        tab = self.tabs.get(which)
        if tab is None:
            return
        for at, way in ways:
            self.type_one(tab, at, way)

    def type_one(self, tab: Tab, at: int, way: str) -> None:
        form, word = tab.form, self.word()
        if form.action == "/thing":
            names = [name for name in form.fields if name in {f"f.{each}" for each in TEXTS}]
            name = names[at % len(names)]
            words = way.format(word, word)
        elif form.action == "/add":
            form.fields["f.id"] = word.replace("zz", "p") if at else "first-example"
            form.fields["f.name.ka"] = f"კაცი {word}"
            name, words = "f.name.en", way.format(word, word)
        elif form.action == "/figure":
            form.fields["f.new.as_of"] = f"20{30 + at % 20}-06" if at else "soon"
            form.fields["f.new.sources"] = "example-page"
            word = f"77{next(self.new):05}"
            name, words = "f.new.value", word
        elif form.action == "/source":
            name, text = "text", form.fields["text"]
            words = text + (
                BROKEN.format(word) if at % 4 == 0 else f"\n# {way.format(word, word)}".replace("\n", "\n# ")
            )
        else:
            return
        self.forget(tab, name)
        form.fields[name] = words
        tab.typed.add(word)
        tab.over.add(name)

    def forget(self, tab: Tab, name: str) -> None:
        """What is typed over by the same person is theirs to lose."""
        if name in tab.over and name != "text":
            tab.typed -= words_in(tab.form.fields[name])

    @rule(which=st.integers(0, 1))
    def save(self, which: int) -> None:
        """Somebody presses the button of a form."""
        tab = self.tabs.get(which)
        if tab is None or tab.form.action == "/changes":
            return
        form = tab.form
        before = self.files()
        answer = self.client.post(form.action, {**form.fields, "kind": "always"})
        after = self.files()
        assert answer.status in (303, 404, 409), answer.text
        if answer.status == 303:
            del self.tabs[which]
            everything = "\n".join(data.decode() for data in after.values())
            assert tab.typed <= words_in(everything), "typed, saved, and not in the files"
            self.only(before, after, tab)
            if form.action == "/add":
                self.added = form.fields["f.id"]
            self.keep_good()
            return
        assert after == before, "refused, and yet written"
        self.stays(which, tab, answer)

    def stays(self, which: int, tab: Tab, answer: Answer) -> None:
        """Whoever is refused goes on with the form that the answer has, or finds what they typed in it."""
        form = answer.form(tab.form.action)
        if form is None:
            del self.tabs[which]
            assert tab.typed <= words_in(answer.text), "typed, refused, and not in the answer"
            return
        assert tab.typed <= words_in("\n".join(form.fields.values())), "typed, refused, and not in the form"
        tab.shown += "\n".join(re.findall(r"<(?:blockquote|pre)[^>]*>(.*?)</", answer.text, re.DOTALL))
        tab.form = form

    def only(self, before: dict[str, bytes], after: dict[str, bytes], tab: Tab) -> None:
        """What was saved has touched nothing but what somebody saw and typed over."""
        gone = words_in(str(b"\n".join(before.values()), "utf-8")) - words_in(str(b"\n".join(after.values()), "utf-8"))
        form = tab.form
        seen = tab.shown
        for name in tab.over:
            seen += "\n" + (form.fields["was"] if name == "text" else form.fields.get("w." + name[2:], ""))
        assert gone <= words_in(seen), "gone from the files, and nobody who did it has seen it"
        (file, *others) = [name for name in after if after[name] != before.get(name)] or [""]
        assert not others
        if file and form.action in ("/thing", "/figure"):
            path = form.fields["path"]
            first, last = span(before[file].decode(), path)
            now = after[file]
            lines = before[file].splitlines(keepends=True)
            assert now.startswith(b"".join(lines[:first])), "a line before the thing isn't what it was"
            assert now.endswith(b"".join(lines[last:])), "a line behind the thing isn't what it was"

    @rule(which=st.integers(0, 1), back=st.integers(0, 2), again=st.booleans())
    def turn(self, which: int, back: int, again: bool) -> None:
        """Somebody takes changes back that a page listed, or makes the last one again."""
        tab = self.tabs.get(which)
        if tab is None or tab.form.action != "/changes":
            return
        buttons = [button for button in tab.form.buttons if button[0] == ("redo" if again else "undo")]
        if not buttons:
            return
        asked = buttons[: min(back, len(buttons) - 1) + 1]
        before = self.files()
        answer = self.client.post("/changes", {**tab.form.fields, asked[-1][0]: asked[-1][1]})
        after = self.files()
        del self.tabs[which]
        gone = words_in(str(b"\n".join(before.values()), "utf-8")) - words_in(str(b"\n".join(after.values()), "utf-8"))
        allowed = set().union(*(self.changed_by(int(number)) for _, number in asked))
        assert gone <= allowed, "taken back, and nobody asked for that"
        assert answer.status in (303, 409), answer.text
        self.keep_good()

    def changed_by(self, number: int) -> set[str]:
        """Return the words that a change has to do with, by its page."""
        return words_in(self.client.get(f"/changes/{number}").text)

    @rule(file=st.sampled_from([*FILES]), how=st.sampled_from(["comment", "text", "break", "mend", "crlf"]))
    def edit(self, file: str, how: str) -> None:
        """An editor changes a file beside the desk."""
        path = self.path(file)
        text = path.read_bytes().decode("utf-8")
        if how == "comment":
            text = f"{text}# {self.word()}\n"
        elif how == "text":
            text = re.sub(r"Example\b", lambda found: f"{found[0]} {self.word()}", text, count=1)
        elif how == "break":
            text += BROKEN.format(self.word())
        elif how == "crlf":
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        else:
            text = self.good[file]
        path.write_bytes(text.encode())
        self.keep_good()

    @rule()
    def kill(self) -> None:
        """The desk is killed and started again: its memory is gone, the pages in the browser are there still."""
        self.client = Client(self.root, self.runner)

    # Help -----------------------------------------------------------------------------------------------------------

    def keep_good(self) -> None:
        for name in FILES:
            text = self.path(name).read_bytes().decode("utf-8")
            if "broken: [" not in text:
                self.good[name] = text

    def take(self, which: int, answer: Answer, action: str) -> None:
        """Go on with the form of a page; what wasn't saved in the tab was left there by whoever went on."""
        assert answer.status in (200, 404, 409), answer.text
        self.tabs.pop(which, None)
        if answer.status == 200:
            form = answer.form(action)
            assert form is not None
            self.tabs[which] = Tab(form)
        elif answer.status == 409 and any("broken: [" in data.decode() for data in self.files().values()):
            assert "/source?path=" in answer.text, "a file that can't be read, and no way to mend it"


def span(text: str, path: str) -> tuple[int, int]:
    """Return the first line of what stands at a path, and the first one behind it, as another reader of YAML has it."""
    node: Any = yaml.compose(text)
    steps = re.findall(r"[^.\[\]]+", path)[1:]
    if not steps:
        return 0, len(text.splitlines())
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            node = next(value for key, value in node.value if key.value == step)
        else:
            node = next(each for each in node.value if any((k.value, v.value) == ("id", step) for k, v in each.value))
    return node.start_mark.line, node.end_mark.line


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as found:
        yield found


@pytest.mark.soak
def test_whatever_happens_no_word_is_lost(tmp_path: Path, runner: asyncio.Runner) -> None:
    class Here(Desks):
        aside = tmp_path

    Here.runner = runner
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=times(8, 1000), stateful_step_count=times(20, 30), derandomize=True, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
