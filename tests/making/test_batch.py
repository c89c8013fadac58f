"""Many editions at once: what a pool and a cluster make is what single builds make, whoever dies on the way."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import wait
from contextlib import chdir, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import dask
import distributed
import pytest
from click.testing import CliRunner
from distinct import distinct

from briefgen.cache import unchanged
from briefgen.cli import main
from briefgen.look.theme import Theme
from briefgen.making import cluster, crews, worker
from briefgen.making.batch import Batch, BatchItem, build_batch, listed_projects
from briefgen.making.crews import ClusterError
from briefgen.making.opened import Opened, open_project
from briefgen.making.press import build
from briefgen.making.worker import Made, WorkOrder
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.files import MANIFEST
from briefgen.project.settings import ProjectError
from tests.conftest import DEMO, DemoCopy, once_a_run
from tests.making import dying
from tests.soak import either
from tests.test_cli import run

LANGUAGES = ("en",)
BAD = "z-bad"  # an edition whose words no face can show
# A page with what is each edition's own: a template of the project's, which has to come to the workers as well.
SHORT = """
{%- import "parts/frame.html.jinja" as frame with context %}
{%- import "parts/sections.html.jinja" as sections with context -%}
<html lang="{{ brief.language.tag }}">
{{ frame.head(brief, 1) }}
<body>
{{ frame.title_block(brief, _("Briefing note")) }}
<main>
{{ sections.event(brief) }}
</main>
{{ frame.running_foot(brief) }}
</body>
</html>
"""
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return projects of distinct editions, 8 in all or 2 000 in the long search, and one that can't be built."""

    def make(folder: Path) -> list[Path]:
        roots = [folder / f"project-{number:02}" for number in range(either(1, 20))]
        for number, root in enumerate(roots):
            each = either(8, 100)
            names = distinct(root, each, first=number * each)
            (root / "templates" / "briefs").mkdir(parents=True)
            (root / "templates" / "briefs" / "full.html.jinja").write_text(SHORT, encoding="utf-8")
        editions = root / "content" / "editions"
        model = (editions / f"{names[0]}.yaml").read_text(encoding="utf-8")
        spoilt = model.replace("Ask for", "Ask for 漢")
        assert spoilt != model
        (editions / f"{BAD}.yaml").write_text(spoilt, encoding="utf-8")
        return roots

    return once_a_run(tmp_path_factory, "many-projects", make)


@pytest.fixture(scope="module")
def single(projects: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Files]:
    """Return what builds of single editions write: of all, or of a hundred in the long search."""

    def make(folder: Path) -> dict[str, Files]:
        made: dict[str, Files] = {}
        for root in projects:
            held = open_project(root, cache=False)
            for edition in sorted(set(held.content.editions) - {BAD})[:: either(1, 20)]:
                build(held, edition=edition, languages=LANGUAGES, out=folder)
                made[f"{root.name}/{edition}"] = files_in(folder / edition)
        return made

    return once_a_run(tmp_path_factory, "many-single", make)


def files_in(folder: Path) -> Files:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class Killer:
    """Kills a worker once it has made something, when it has the next in hand."""

    def __init__(self) -> None:
        self.killed: list[str] = []

    def __call__(self, item: BatchItem, done: int, total: int) -> None:
        if done >= 4 and item.worker and not self.killed:
            self.killed.append(item.worker)
            os.kill(int(item.worker.rpartition(":")[2]), signal.SIGKILL)


def out_of(folder: Path, projects: list[Path]) -> Path:
    """Return where to write, so that each project's editions come into a folder of its name."""
    return folder / projects[0].name if len(projects) == 1 else folder


def require_like_single(batch: Batch, out: Path, single: dict[str, Files]) -> None:
    """Hold that all was built but the bad one, and that what was written is what single builds write."""
    names = [f"{item.project.name}/{item.edition}" for item in batch.items]
    assert names == sorted(names)
    assert len(names) == either(9, 2001)
    assert [item.edition for item in batch.failed] == [BAD]
    assert [problem.code for problem in batch.failed[0].problems] == ["glyph-missing"]
    written = {path.parent.relative_to(out).as_posix() for path in out.rglob(MANIFEST)}
    assert written == {name for name in names if not name.endswith(f"/{BAD}")}
    assert {name: files_in(out / name) for name in single} == single
    assert len({files[MANIFEST] for files in single.values()}) == len(single) == either(8, 100)


@pytest.mark.soak
@pytest.mark.slow
def test_a_pool_makes_what_single_builds_make_though_a_worker_is_killed(
    projects: list[Path], single: dict[str, Files], tmp_path: Path
) -> None:
    killer = Killer()
    batch = build_batch(
        [open_project(root) for root in projects],
        all_editions=True,
        out=out_of(tmp_path / "out", projects),
        workers=2,
        cache=False,
        progress=killer,
        languages=LANGUAGES,
    )
    assert list(batch.deaths) == killer.killed != []
    require_like_single(batch, tmp_path / "out", single)


@contextmanager
def cluster_of_an_office(folder: Path) -> Iterator[str]:
    """Give the address of a cluster of two workers that is reached by TLS, as Dask's settings have it."""
    security = distributed.Security.temporary()
    roles = {
        f"distributed.comm.tls.{role}.{part}": getattr(security, f"tls_{role}_{part}")
        for role in ("client", "scheduler", "worker")
        for part in ("key", "cert")
    }
    settings = {
        "distributed.comm.tls.ca-file": security.tls_ca_file,
        "distributed.worker.profile.enabled": False,
        "temporary-directory": folder,
    }
    with (
        dask.config.set({**roles, **settings}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=2, protocol="tls", security=security, dashboard_address="127.0.0.1:0",
            host="127.0.0.1", silence_logs=50,
        ) as running,
    ):  # fmt: skip
        yield running.scheduler_address


@pytest.mark.soak
@pytest.mark.slow
def test_a_cluster_makes_what_single_builds_make_though_a_worker_is_killed(
    projects: list[Path], single: dict[str, Files], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [open_project(root) for root in projects]
    with cluster_of_an_office(tmp_path / "scratch") as address:
        assert address.startswith("tls://")
        with monkeypatch.context() as other:
            other.setattr(worker, "code", lambda: "another")
            with pytest.raises(
                ClusterError, match=r"no worker has the same briefgen .*briefgen code \w{12}, not another"
            ):
                build_batch(held[:1], ["2030-01-number-0"], out=tmp_path / "refused", on=address)
        assert not (tmp_path / "refused").exists()
        killer = Killer()
        batch = build_batch(
            held,
            all_editions=True,
            languages=LANGUAGES,
            out=out_of(tmp_path / "out", projects),
            on=address,
            progress=killer,
        )
    assert len(batch.deaths) == len(killer.killed) == 1
    require_like_single(batch, tmp_path / "out", single)


@pytest.mark.slow
def test_a_cluster_that_is_started_for_a_trial_makes_what_a_single_build_makes(
    demo_copy: DemoCopy, tmp_path: Path
) -> None:
    what: dict[str, Any] = {"languages": LANGUAGES, "formats": ("html",)}
    batch = build_batch([open_project(demo_copy.root)], [DEMO], out=tmp_path / "out", workers=1, on="local", **what)
    assert [item.edition for item in batch.items] == [DEMO]
    assert (batch.failed, batch.deaths) == ((), ())
    assert not batch.items[0].worker.endswith(f":{os.getpid()}")
    build(open_project(demo_copy.root, cache=False), edition=DEMO, out=tmp_path / "single", **what)
    assert files_in(tmp_path / "out" / DEMO) == files_in(tmp_path / "single" / DEMO)


def made_by_pool(project: Path, editions: list[str], monkeypatch: pytest.MonkeyPatch) -> Batch:
    """Return what a pool says of editions that aren't really made."""
    for edition in editions:
        (project / "content" / "editions" / f"{edition}.yaml").write_bytes(
            (project / "content" / "editions" / "2030-05-example-city.yaml").read_bytes()
        )
    monkeypatch.setattr(crews, "make_here", dying.make)
    return build_batch([open_project(project)], editions, workers=1)


def test_work_that_kills_its_worker_is_not_tried_for_ever(demo_copy: DemoCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = made_by_pool(demo_copy.root, ["a", "deadly", "wrong", "z"], monkeypatch)
    first, deadly, wrong, last = batch.items
    assert (first.error, last.error) == ("made a", "made z")
    assert deadly.error == "2 workers that had it in hand died, or refused it"
    assert wrong.bug.endswith("MemoryError: too much\n")
    assert len(batch.deaths) == len(set(batch.deaths)) == 2
    assert last.worker not in batch.deaths


def test_a_worker_that_dies_with_nothing_in_hand_is_replaced(
    demo_copy: DemoCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crews, "make_here", dying.make)
    held = open_project(demo_copy.root)
    with crews.open_pool(1) as pool:
        first = made_now(pool, WorkOrder("a"), held)
        os.kill(int(first.worker.rpartition(":")[2]), signal.SIGKILL)
        second = made_now(pool, WorkOrder("b"), held)
        assert second.error == "made b"
        assert second.worker != first.worker
        assert pool.deaths == [first.worker]


def made_now(pool: crews.Pool, order: WorkOrder, held: Opened) -> Made:
    while True:  # the pool learns of a death when it is told, or with the work that it gives
        future = pool.begin(order, held)
        wait([future])
        if (made := pool.made(future)) is not None:
            return made


def test_projects_press_with_what_was_made_of_the_same_theme(tmp_path: Path) -> None:
    def project(name: str, own: str = "") -> Opened:
        copy = DemoCopy(tmp_path / name)
        if own:
            copy.write("templates/themes/own/theme.toml", f'extends = "plain"\n[sizes]\ntitle = {own}\n')
            (copy.root / "briefgen.toml").write_text('languages = ["ka"]\ntheme = "own"\n', encoding="utf-8")
        return open_project(copy.root, cache=False)

    class Made:
        def __init__(self, theme: Theme) -> None:
            self.files = theme.files

    first, same, other = project("first"), project("same"), project("other", own="30")
    assert not same.press_like(first)  # nothing was pressed yet
    made = first.products().run.once(Made)
    assert same.press_like(first)
    assert same.products().run.once(Made) is made
    assert not other.press_like(first)
    assert other.products().run.once(Made) is not made
    edited = open_project(tmp_path / "other", cache=False)
    (tmp_path / "other" / "templates" / "themes" / "own" / "page.css").write_text("p { color: red }", encoding="utf-8")
    assert not edited.press_like(other)  # the tokens are the same, the style sheet isn't


def test_one_that_cannot_be_written_stops_no_other(demo_copy: DemoCopy, tmp_path: Path) -> None:
    editions = distinct(tmp_path / "many", 2)
    out = tmp_path / "out"
    theirs = out / editions[0] / f"{editions[0]}_full_en.docx"
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"written by a person")
    batch = build_batch(
        [open_project(tmp_path / "many")], editions, languages=("en",), formats=("docx",), out=out, workers=1
    )
    assert [item.edition for item in batch.failed] == [editions[0]]
    assert "is not a file that briefgen wrote" in batch.failed[0].error
    assert theirs.read_bytes() == b"written by a person"
    built = batch.items[1].result
    assert built is not None
    written = out / editions[1] / f"{editions[1]}_full_en.docx"
    assert [file.path for file in built.files] == [written]
    listed = json.loads((out / editions[1] / MANIFEST).read_bytes())
    assert listed["files"][written.name]["sha256"] == sha256(written.read_bytes()).hexdigest()
    assert listed["edition"] == editions[1]


def test_names_are_looked_at_before_anything_is_built(demo_copy: DemoCopy, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"there is no edition '2030-05-example-town'; did you mean 2030-05-example"):
        build_batch([open_project(demo_copy.root)], ["2030-05-example-city", "2030-05-example-town"], out=tmp_path)
    with pytest.raises(ProjectError, match="a batch needs one worker at least"):
        build_batch([open_project(demo_copy.root)], all_editions=True, workers=0)
    demo_copy.edit("content/places.yaml", "name:", "nam:")
    with pytest.raises(ProblemsError):
        build_batch([open_project(demo_copy.root)], all_editions=True)


def test_of_several_projects_one_that_cannot_be_read_stops_no_other(
    demo_copy: DemoCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crews, "make_here", dying.make)
    spoilt = DemoCopy(tmp_path / "spoilt")
    spoilt.edit("content/places.yaml", "name:", "nam:")
    DemoCopy(tmp_path / "other")
    DemoCopy(tmp_path / "unset").edit("briefgen.toml", "languages", "langages")
    listed = "# all\n\nproject\nspoilt\nunset\nother\nproject\n"
    (tmp_path / "agencies.txt").write_text(listed, encoding="utf-8")
    told: list[tuple[str, int, int]] = []
    batch = build_batch(
        listed_projects(tmp_path / "agencies.txt"),
        workers=1,
        progress=lambda item, done, total: told.append((item.project.name, done, total)),
    )
    assert [(item.project.name, item.edition) for item in batch.items] == [
        ("project", DEMO),
        ("spoilt", ""),
        ("unset", ""),
        ("other", DEMO),
    ]
    assert batch.items[2].error.startswith("briefgen.toml: no such setting: langages")
    assert {problem.code for problem in batch.items[1].problems} >= {"field-missing", "field-unknown"}
    assert told == [("spoilt", 1, 4), ("unset", 2, 4), ("project", 3, 4), ("other", 4, 4)]


def run_as_typed(folder: Path, arguments: list[str]) -> str:
    """Return what a command says that succeeds, and is remembered."""
    with chdir(folder):
        result = CliRunner().invoke(main, arguments, obj=arguments)
    assert result.exit_code == 0, result.output
    return result.output


def said_again(folder: Path, arguments: list[str]) -> str:
    """Return what is said at once of a command of which nothing has changed."""
    with chdir(folder):
        return unchanged.said_again(unchanged.folder_of_user(), arguments) or ""


@pytest.mark.slow
def test_the_command_builds_the_newest_of_each_project_that_a_file_lists(tmp_path: Path) -> None:
    for name in ("health", "labour"):
        DemoCopy(tmp_path / name)
    DemoCopy(tmp_path / "spoilt").edit("content/places.yaml", "name:", "nam:")
    (tmp_path / "agencies.txt").write_text("health\nspoilt\nlabour\n", encoding="utf-8")
    arguments = ["--projects", "agencies.txt", "--lang", "en", "--format", "html", "--out", "out", "--workers", "1"]
    result = run("build", *arguments, folder=tmp_path)
    assert result.exit_code == 1
    written = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.html"))
    assert written == [f"{name}/{DEMO}/{DEMO}_full_en.html" for name in ("health", "labour")]
    assert "wrote 1 edition to out/health/, files: 1\nwrote 1 edition to out/labour/, files: 1\n" in result.output
    assert f"  editions[{DEMO}].drafter: who drafted the brief (editions: 2)\n" in result.output
    assert "spoilt: not built\ncontent/" in result.output
    assert "content/places.yaml:5:5: error[field-missing]: name is missing" in result.output
    assert result.output.endswith("1 of 3 could not be built\n")
    assert "Nothing" not in said_again(tmp_path, ["build", *arguments])

    (tmp_path / "agencies.txt").write_text("health\nlabour\n", encoding="utf-8")
    arguments += ["--out", "new"]
    assert "wrote 1 edition to new/labour/, files: 1\n" in run_as_typed(tmp_path, ["build", *arguments])
    again = said_again(tmp_path, ["build", *arguments])
    assert again.startswith(
        "Nothing has changed since this was written:\n"
        "  1 edition in new/health/, files: 1\n  1 edition in new/labour/, files: 1\n"
    )
    assert "Not supplied:\n" in again
    assert f"  editions[{DEMO}].drafter: who drafted the brief (editions: 2)\n" in again
    with (tmp_path / "new" / "labour" / DEMO / f"{DEMO}_full_en.html").open("a") as changed:
        changed.write(" ")
    assert said_again(tmp_path, ["build", *arguments]) == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--all", DEMO], "and --all with none"),
        (["--all", "--since", DEMO], "--bilingual and --watch go with one edition"),
        ([DEMO, "nothing"], "there is no edition 'nothing'"),
        (["--on", "10.0.0.5:8786"], "is reached without TLS"),
    ],
)
def test_the_command_refuses_what_makes_no_sense(demo_copy: DemoCopy, arguments: list[str], said: str) -> None:
    result = run("build", *arguments, folder=demo_copy.root)
    assert result.exit_code in (1, 2)
    assert said in result.output
    assert not (demo_copy.root / "output").exists()


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ("project\n\nnowhere\n", r"agencies\.txt, line 3: there is no briefgen\.toml in nowhere"),
        ("# none\n", r"agencies\.txt lists no projects: write their folders, one a line"),
    ],
)
def test_a_list_of_projects_that_is_wrong_is_refused(demo_copy: DemoCopy, listed: str, said: str) -> None:
    path = demo_copy.root.parent / "agencies.txt"
    path.write_text(listed, encoding="utf-8")
    with pytest.raises(ProjectError, match=said):
        listed_projects(path)


def test_projects_of_one_name_do_not_write_over_each_other(demo_copy: DemoCopy, tmp_path: Path) -> None:
    twin = DemoCopy(tmp_path / "elsewhere" / "project")
    both = [open_project(demo_copy.root), open_project(twin.root)]
    with pytest.raises(ProjectError, match="2 projects are in folders of the name project: build them one by one"):
        build_batch(both, out=tmp_path / "out")


@pytest.mark.parametrize("address", ["10.0.0.5:8786", "tcp://dask.ministry.example:8786", "ws://127.0.0.1@10.0.0.5:1"])
def test_a_cluster_beyond_this_computer_is_reached_by_tls_alone(demo_copy: DemoCopy, address: str) -> None:
    with pytest.raises(ClusterError, match="is reached without TLS"):
        build_batch([open_project(demo_copy.root)], on=address)


def test_a_cluster_that_is_not_there_is_told(demo_copy: DemoCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT", 0.2)
    with pytest.raises(ClusterError, match=r"the cluster at tcp://127\.0\.0\.1:9 can't be reached"):
        build_batch([open_project(demo_copy.root)], on="tcp://127.0.0.1:9")


def test_a_cluster_is_not_reached_without_certificates(demo_copy: DemoCopy) -> None:
    with pytest.raises(ClusterError, match=r"tls://127\.0\.0\.1:9 wants certificates, and Dask's settings name none"):
        build_batch([open_project(demo_copy.root)], on="tls://127.0.0.1:9")


def test_drafts_are_not_built_on_a_cluster(demo_copy: DemoCopy) -> None:
    with pytest.raises(ProjectError, match="build drafts without a cluster"):
        build_batch([open_project(demo_copy.root)], draft=True, on="local")
