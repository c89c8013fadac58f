"""Make the lock anew: ``python -m tests.locking`` resolves lock/*.txt and the npm locks; ``make upgrade`` runs it.

``python -m tests.locking lowest 3.11`` prints a lock of the lowest versions that pyproject.toml allows, with the tools
for testing as they are locked; ``newest`` of the newest (.ci/versions).

uv resolves everything at once, so that the files agree with one another, for every Python and system that briefgen can
have; then each file gets what those don't have on which it stands. No address of an index or a host is written.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from briefgen.issuing.package_lock import lock_text, read_pins

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "lock"
NPM = (ROOT / ".ci" / "dictionaries", ROOT / "tests" / "validators")


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the lock: what it is resolved of beside briefgen's own dependencies, and on which files it stands."""

    options: tuple[str, ...] = ()
    stands_on: tuple[str, ...] = ("brief",)


_DEV = ("setup", "brief", "spelling", "mail", "serif", "microsoft", "google", "cluster", "desk")
PARTS = {
    "brief": Part(stands_on=()),
    "setup": Part(("--group=setup",)),
    "spelling": Part(("--extra=spelling",)),
    "mail": Part(("--extra=mail",)),
    "serif": Part(("--extra=serif",)),
    "microsoft": Part(("--extra=microsoft",), ("brief", "mail")),
    "google": Part(("--extra=google",), ("brief", "mail", "microsoft")),
    "cluster": Part(("--extra=cluster",), ("brief", "mail", "serif", "spelling")),
    "desk": Part(("--extra=desk",)),
    "test": Part(("--group=dev",), _DEV),
    "bench": Part(("--group=bench",), (*_DEV, "test")),
    "upgrade": Part(("--group=upgrade",), (*_DEV, "test")),
}
_HEAD = "# Made by `make upgrade`: exact versions and the SHA-256 of each of their files; .ci/setup installs from it.\n"


def resolve(*options: str, universal: bool = True) -> str:
    """Return what uv resolves of pyproject.toml with hashes; only versions that need no compiler."""
    uv = Path(sys.prefix) / "bin" / "uv"
    everywhere = ("--universal", "--python-version=3.11", "--fork-strategy=fewest") if universal else ()
    command = [uv if uv.exists() else "uv", "pip", "compile", "pyproject.toml", "--quiet", "--no-header"]
    command += ["--no-annotate", "--only-binary=:all:", "--generate-hashes", *everywhere, *options]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def make_lock(folder: Path, *options: str) -> None:
    """Write lock/*.txt with the newest versions that fit together; `options` are uv's, such as a constraint."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="lock-") as aside:
        together = Path(aside) / "all.txt"
        options = tuple(dict.fromkeys(option for part in PARTS.values() for option in part.options)) + options
        together.write_text(resolve(*options), encoding="utf-8")
        resolved = {
            name: read_pins(resolve(*part.options, f"--constraints={together}"), name) for name, part in PARTS.items()
        }
    for name, part in PARTS.items():
        elsewhere = {pin.name for other in part.stands_on for pin in resolved[other]}
        own = [pin for pin in resolved[name] if pin.name not in elsewhere]
        (folder / f"{name}.txt").write_text(_HEAD + lock_text(own), encoding="utf-8")


def other_versions(which: str, python: str) -> str:
    """Return a lock of briefgen's packages in their ``lowest`` or ``newest`` versions, and of the tools as locked.

    Lowest are the versions of what pyproject.toml names itself; what these bring with them says its own needs.
    """
    here = f"--python-version={python}"
    lowest = ("--resolution=lowest-direct",) if which == "lowest" else ()
    own = read_pins(resolve("--all-extras", here, *lowest, universal=False), which)
    names = {pin.name for pin in own}
    tools = [
        pin
        for path in (LOCK / "setup.txt", LOCK / "test.txt")
        for pin in read_pins(path.read_text(encoding="utf-8"), path.name)
        if pin.name not in names
    ]
    with tempfile.TemporaryDirectory(prefix="lock-") as aside:
        held = Path(aside) / "held.txt"
        held.write_text(lock_text([*own, *tools]), encoding="utf-8")
        return resolve("--all-extras", "--group=dev", "--group=setup", here, f"--constraints={held}", universal=False)


def make_npm_lock(folder: Path) -> None:
    """Write package.json and package-lock.json with the newest versions, without any address."""
    listed = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="lock-") as aside:
        shutil.copy(folder / "package.json", aside)
        command = ["npm", "install", "--package-lock-only", "--omit-lockfile-registry-resolved", "--save-exact"]
        command += ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        command += [f"{name}@latest" for name in listed["dependencies"]]
        subprocess.run(command, cwd=aside, check=True, stdout=subprocess.DEVNULL)
        wanted = json.loads((Path(aside) / "package.json").read_text(encoding="utf-8"))
        lock = json.loads((Path(aside) / "package-lock.json").read_text(encoding="utf-8"))
    lock.pop("name", None)
    for package in lock["packages"].values():
        for key in ("funding", "resolved"):
            package.pop(key, None)
        # What an index doesn't have for another system is not in the lock, and `npm ci` must not miss it.
        optional = package.get("optionalDependencies", {})
        for name in [name for name in optional if f"node_modules/{name}" not in lock["packages"]]:
            del optional[name]
    (folder / "package.json").write_text(_json(wanted), encoding="utf-8")
    (folder / "package-lock.json").write_text(_json(lock), encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def locked(folder: Path, npm: Iterable[Path]) -> dict[str, str]:
    """Return the versions in a lock by name; a package that has several, for several Pythons, has all of them."""
    versions: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.txt")):
        for pin in read_pins(path.read_text(encoding="utf-8"), path.name):
            versions.setdefault(pin.name, []).append(pin.version)
    for path in npm:
        packages = json.loads((path / "package-lock.json").read_text(encoding="utf-8"))["packages"]
        for name, package in packages.items():
            if name:
                versions.setdefault(f"npm:{name.removeprefix('node_modules/')}", []).append(package["version"])
    return {name: " and ".join(dict.fromkeys(found)) for name, found in versions.items()}


if __name__ == "__main__":
    if sys.argv[1:2] in (["lowest"], ["newest"]):
        print(other_versions(*sys.argv[1:]), end="")
    else:
        make_lock(LOCK, *sys.argv[1:])
        for each in NPM:
            make_npm_lock(each)
