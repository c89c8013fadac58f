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
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from briefgen.making.opened import open_project
from briefgen.upkeep.editing import changes_made
from tests.conftest import ROOT
from tests.desk.in_process import Answer, Client, Form
from tests.soak import either, times
from tests.started import start

FIGURES = "association.stats[members]"
# Few of each, so that two tabs meet.
PAGES = [
    "/thing association", "/thing association", "/thing people.persons[first-example]",
    "/thing people.persons[{added}]", f"/thing {FIGURES}",
    "/add people.persons", "/remove people.persons[{added}]", "/source association", "/source people",
    "/recipients", "/account",
]  # fmt: skip
TEXTS = {"f.name.ka", "f.name.en", "f.note"}
WAYS = [
    "{}", "{{{{ {} }}}}", "{} ქართული სიტყვა", "{}: # «{}»", "- {}", "\n{}\n\nsecond line of {}", '"{}\'', "  {}  ",
    "*{}", "null {}", "{},{}", "[{}](https://www.example.org/)",
]  # fmt: skip
TABS = st.integers(0, 1)
TYPED = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(WAYS)), min_size=1, max_size=2)
HOW = ["turn", "turn", "turn", "look", "kill", "comment", "text", "break", "mend", "mend", "crlf"]
FILES = {"association": "association.yaml", "people": "people.yaml"}
FILES_OF = {"": "people", **{name: name for name in FILES}}
WORD = re.compile(r"zz\d+zz")
FIGURE = re.compile(r"\b77\d{5}\b")
SAYS_NOW = re.compile(r"<(?:blockquote|pre)[^>]*>(.*?)</", re.DOTALL)
BROKEN = "\nbroken: [{}\n"


def words_in(text: str) -> set[str]:
    """Return the words of ours that a text has."""
    return {*WORD.findall(text), *FIGURE.findall(text)}


@dataclass
class Tab:
    """A page that was opened some time ago: its form, what it showed then, and what was typed since."""

    form: Form
    shown: str = ""  # besides the fields: an entry that would be taken out, and what somebody else made of a field
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
        self.good = {name: self.path(name).read_text("utf-8") for name in FILES}  # as they could be read last
        self.added = "nobody"
        self.listed: Form | None = None  # the page of changes, as somebody opened it some time ago
        self.client = Client(self.root, self.runner)

    def teardown(self) -> None:
        if hasattr(self, "root"):
            shutil.rmtree(self.root)

    # What is there --------------------------------------------------------------------------------------------------

    def path(self, name: str) -> Path:
        return self.root / "content" / FILES[name]

    def files(self) -> dict[str, bytes]:
        paths = [*sorted((self.root / "content").rglob("*.yaml")), self.root / "briefgen.toml"]
        return {path.name: path.read_bytes() for path in paths}

    def word(self) -> str:
        return f"zz{next(self.new)}zz"

    # Events ---------------------------------------------------------------------------------------------------------

    @rule(which=TABS, page=st.sampled_from(PAGES), typed=TYPED, presses=st.integers(0, 2))
    def work(self, which: int, page: str, typed: list[tuple[int, str]], presses: int) -> None:
        """Somebody opens a page if none is open, types into its form, and presses its button.

        They press it once more if it was refused: they have seen why.
        """
        if page and which not in self.tabs:
            self.open(which, page.format(added=self.added))
        for at, way in typed if which in self.tabs else ():
            self.type_one(self.tabs[which], at, way)
        for _ in range(presses):
            self.save(which)

    @rule(page=st.sampled_from(PAGES), first=TYPED, second=TYPED, presses=st.lists(TABS, max_size=5))
    def meet(self, page: str, first: list[tuple[int, str]], second: list[tuple[int, str]], presses: list[int]) -> None:
        """The same page is open in both tabs, and in each somebody types and presses, in any order."""
        self.tabs.clear()
        for which, typed in enumerate((first, second)):
            self.work(which, page, typed, 0)
        for which in presses:
            self.save(which)

    @rule(which=TABS, typed=TYPED)
    def finish(self, which: int, typed: list[tuple[int, str]]) -> None:
        """Somebody mends what they typed, and presses."""
        if which in self.tabs:
            self.work(which, "", typed, 2)

    def open(self, which: int, page: str) -> None:
        kind, _, about = page.partition(" ")
        answer = self.client.get(kind, **({"path": about} if about else {}))
        assert answer.status in (200, 404, 409), answer.text
        if answer.status == 200:
            form = answer.form("/figure" if FIGURES in page else kind)
            assert form is not None
            # What is taken out, or goes to the history, was shown as a whole.
            shown = kind == "/remove" or form.action == "/figure"
            self.tabs[which] = Tab(form, answer.text if shown else "")
        elif "broken: [" in self.path(FILES_OF[about.partition(".")[0]]).read_text("utf-8"):
            assert "/source?path=" in answer.text, "a file that can't be read, and no way to mend it"

    def type_one(self, tab: Tab, at: int, way: str) -> None:
        form, word = tab.form, self.word()
        if form.action == "/thing":
            names = [name for name in form.fields if name in TEXTS]
            if not names:
                return
            name = names[at % len(names)]
            words = way.format(word, word)
        elif form.action == "/add":
            form.fields["f.id"] = word.replace("zz", "p") if at else "first-example"
            form.fields["f.name.ka"] = f"კაცი {word}"
            name, words = "f.name.en", way.format(word, word)
        elif form.action == "/figure":
            form.fields["f.new.as_of"] = f"2030-{1 + at % 12:02}" if at else "soon"
            form.fields["f.new.sources"] = "example-page"
            word = f"77{next(self.new):05}"
            name, words = "f.new.value", word
        elif form.action == "/recipients":
            form.fields |= {
                "f.id": word.replace("zz", "p"),
                "f.name": word,
                "f.language": "ka",
                "f.ceiling": "internal",
            }
            form.fields["f.email"] = f"{word}@agency.example" if at else "nobody"
            name, words = "f.note", way.format(word, word)
        elif form.action == "/account":
            form.fields |= {"f.sender": "briefs@agency.example", "f.port": "587" if at else "no port"}
            name, words = "f.server", f"{word}.agency.example"
        elif form.action == "/source":
            name, text = "text", form.fields["text"].replace("\nbroken: [", "\n# ")
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

    def save(self, which: int) -> None:
        tab = self.tabs.get(which)
        if tab is None:
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
        tab.shown += answer.text if form.action == "/figure" else "\n".join(SAYS_NOW.findall(answer.text))
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

    @rule(back=st.integers(0, 2), again=st.booleans(), file=st.sampled_from([*FILES]), how=st.sampled_from(HOW))
    def otherwise(self, back: int, again: bool, file: str, how: str) -> None:
        """Something else happens."""
        if how == "kill":
            self.client = Client(self.root, self.runner)  # its memory is gone; the pages in the browser are there still
        elif how == "look":
            self.listed = self.client.get("/changes").form("/changes")
        elif how == "turn":
            self.turn(back, again)
        else:
            self.edit(file, how)

    def turn(self, back: int, again: bool) -> None:
        """Somebody takes changes back that a page listed some time ago, or just now, or makes the last one again."""
        form = self.listed or self.client.get("/changes").form("/changes")
        self.listed = None
        if form is None:
            assert not changes_made(open_project(self.root)), "changes that nobody can take back"
            return
        buttons = [button for button in form.buttons if button[0] == ("redo" if again else "undo")]
        if not buttons:
            return
        asked = buttons[: min(back, len(buttons) - 1) + 1]
        # Those of the content, of who gets the briefs and of the account go back each by themselves.
        places = {str(each.number): each.place for each in changes_made(open_project(self.root))}
        asked = [each for each in asked if places.get(each[1]) == places.get(asked[-1][1])]
        before = self.files()
        answer = self.client.post("/changes", {**form.fields, asked[-1][0]: asked[-1][1], "agreed": "yes"})
        after = self.files()
        gone = words_in(str(b"\n".join(before.values()), "utf-8")) - words_in(str(b"\n".join(after.values()), "utf-8"))
        allowed = set().union(*(self.changed_by(int(number)) for _, number in asked))
        assert gone <= allowed, "taken back, and nobody asked for that"
        assert answer.status in (303, 409), answer.text
        self.keep_good()

    def changed_by(self, number: int) -> set[str]:
        """Return the words that a change has to do with, by its page."""
        page = self.client.get(f"/changes/{number}").text
        return words_in("\n".join(re.findall(r'class="(?:added|gone)">(.*?)</span>', page, re.DOTALL)))

    def edit(self, file: str, how: str) -> None:
        """An editor changes a file beside the desk."""
        path = self.path(file)
        text = path.read_bytes().decode("utf-8")
        if how == "comment":
            text = f"{text}# {self.word()}\n"
        elif how == "text":
            text = re.sub(r"(name: .*?en: ).*?}", lambda found: f"{found[1]}{self.word()}}}", text, count=1)
        elif how == "break":
            text += BROKEN.format(self.word())
        elif how == "crlf":
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        else:
            text = self.good[file]
        path.write_bytes(text.encode())
        self.keep_good()

    # Help -----------------------------------------------------------------------------------------------------------

    def keep_good(self) -> None:
        for name in FILES:
            text = self.path(name).read_bytes().decode("utf-8")
            if "broken: [" not in text:
                self.good[name] = text


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


@pytest.mark.soak
def test_whatever_happens_no_word_is_lost(tmp_path: Path, runner: asyncio.Runner) -> None:
    class Here(Desks):
        aside = tmp_path

    Here.runner = runner
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=times(5, 1000), stateful_step_count=12, derandomize=True, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


SAVES = """
import asyncio, sys
from itertools import count
from pathlib import Path
from tests.desk.in_process import Client
with asyncio.Runner() as runner:
    desk = Client(Path(sys.argv[1]), runner)
    for number in count(1):
        form = desk.get("/thing", path="association").form("/thing")
        answer = desk.post("/thing", {**form.fields, "f.note": f"zz{number}zz", "kind": "always"})
        print(answer.status, flush=True)
"""


@pytest.mark.soak
@pytest.mark.parametrize("at", either([2], range(1, 9)))
def test_a_desk_that_is_killed_while_it_saves_leaves_what_it_said(
    tmp_path: Path, runner: asyncio.Runner, at: int
) -> None:
    root = tmp_path / "project"
    start(root)
    before = (root / "content" / "association.yaml").read_bytes()
    command = [sys.executable, "-c", SAVES, str(root)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        try:
            for _ in range(at):
                assert child.stdout.readline() == "303\n"
            time.sleep(at * 0.003)  # some way into what comes next; wherever that is, the same holds
        finally:
            child.kill()
        said = at + len(child.stdout.read().splitlines())
    desk = Client(root, runner)
    text = (root / "content" / "association.yaml").read_text("utf-8")
    assert text.count("note:") == 1
    assert words_in(text) in ({f"zz{said}zz"}, {f"zz{said + 1}zz"})  # the next one may be whole, too
    assert words_in(desk.get("/thing", path="association").text) == words_in(text)
    form = desk.get("/changes").form("/changes")
    assert form is not None
    first = min((button for button in form.buttons if button[0] == "undo"), key=lambda button: int(button[1]))
    answer = desk.post("/changes", {**form.fields, first[0]: first[1], "agreed": "yes"})
    if answer.status == 409:  # the newest is in the journal, and not in the file: it is noted so, and the rest goes on
        form = desk.get("/changes").form("/changes")
        assert form is not None
        answer = desk.post("/changes", {**form.fields, first[0]: first[1], "agreed": "yes"})
    assert answer.status == 303
    assert (root / "content" / "association.yaml").read_bytes() == before
