"""The lock: what it may hold, that it covers pyproject.toml, and that what is installed here is what it says."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from briefgen.issuing.package_lock import LockError, Pin, lock_text, read_pins
from tests.conftest import ROOT
from tests.locking import LOCK, NPM, PARTS, locked

HASH = "0" * 63 + "1"
of_the_lock = pytest.mark.skipif(Path(sys.prefix) != ROOT / ".venv", reason="only .venv is installed from the lock")
GOOD = f"pillow==13.0.0 --hash=sha256:{HASH}\n"


def pins(*names: str) -> dict[str, Pin]:
    files = [LOCK / f"{name}.txt" for name in names]
    return {pin.name: pin for file in files for pin in read_pins(file.read_text(encoding="utf-8"), file.name)}


def wanted(part: str) -> list[Requirement]:
    """Return what pyproject.toml asks for in a part of the set-up."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = {
        "brief": settings["project"]["dependencies"],
        **settings["project"]["optional-dependencies"],
        **settings["dependency-groups"],
    }
    return [Requirement(line) for line in groups["dev" if part == "test" else part]]


# What is in it -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", PARTS)
def test_the_lock_holds_what_each_part_of_the_set_up_asks_for(part: str) -> None:
    assert {path.stem for path in LOCK.iterdir()} == set(PARTS)
    there = pins(part, *PARTS[part].stands_on)
    for requirement in wanted(part):
        pin = there[canonicalize_name(requirement.name)]
        assert not pin.marker
        assert requirement.specifier.contains(pin.version), requirement


@of_the_lock
@pytest.mark.parametrize("part", PARTS)
def test_the_lock_holds_all_that_its_packages_need(part: str) -> None:
    there = pins(part, *PARTS[part].stands_on)
    for pin in pins(part).values():
        if not pin.applies or (part in ("bench", "upgrade") and not installed(pin.name)):
            continue
        needs = [Requirement(line) for line in distribution(pin.name).requires or ()]
        missing = [need for need in needs if not need.marker or need.marker.evaluate({"extra": ""})]
        assert not [need for need in missing if canonicalize_name(need.name) not in there], pin


def installed(name: str) -> str:
    try:
        return distribution(name).version
    except PackageNotFoundError:
        return ""


@of_the_lock
def test_what_is_installed_is_what_the_lock_says() -> None:
    there = pins(*PARTS["bench"].stands_on)
    other = {
        name: (installed(name), pin.version)
        for name, pin in there.items()
        if pin.applies and installed(name) != pin.version
    }
    assert not other, "run .ci/setup test"


def test_the_locks_name_no_address_and_no_host() -> None:
    files = [*LOCK.iterdir(), *(folder / "package-lock.json" for folder in NPM)]
    for file in files:
        assert not re.search(r"://|www\.|\.(com|org|net|io)\b", file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize("folder", NPM, ids=lambda folder: folder.name)
def test_each_package_of_npm_has_an_exact_version_and_a_hash(folder: Path) -> None:
    listed = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert packages.pop("")["dependencies"] == listed
    assert {name: packages[f"node_modules/{name}"]["version"] for name in listed} == listed
    for package in packages.values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", package["integrity"])
        assert all(f"node_modules/{name}" in packages for name in package.get("optionalDependencies", ()))
    assert locked(LOCK, [folder]).items() >= {f"npm:{name}": version for name, version in listed.items()}.items()


# What may be in it ---------------------------------------------------------------------------------------------------


def test_a_lock_is_written_as_it_is_read() -> None:
    for path in LOCK.iterdir():
        text = path.read_text(encoding="utf-8")
        there = read_pins(text, path.name)
        assert text.partition("\n")[2] == lock_text(there)
        assert read_pins(lock_text(there), path.name) == there
    marker = "(python_full_version < '3.12' and sys_platform == 'linux') or os_name == 'nt'"
    marked = f"zipp==4.1.2 ; {marker} \\\n    --hash=sha256:{HASH}\n"
    assert lock_text(read_pins(marked, "it")) == marked


@pytest.mark.parametrize(
    "line",
    [
        "pillow",
        "pillow==13.0.0",
        f"pillow>=13 --hash=sha256:{HASH}",
        f"pillow==13.* --hash=sha256:{HASH}",
        f"pillow===13.0.0 --hash=sha256:{HASH}",
        f"pillow[xmp]==13.0.0 --hash=sha256:{HASH}",
        f"pillow==13.0.0+local --hash=sha256:{HASH}",
        f"Pillow==13.0.0 --hash=sha256:{HASH}",
        f"pillow==13.0.0 --hash=md5:{HASH}",
        f"pillow==13.0.0 --hash=sha256:{HASH[1:]}",
        f"pillow==13.0.0 --hash=sha256:{HASH} --config-settings=a=b",
        f"pillow==13.0.0 --global-option=build --hash=sha256:{HASH}",
        f"pillow @ https://files.example/pillow-13.0.0.whl --hash=sha256:{HASH}",
        f"https://files.example/pillow-13.0.0.whl --hash=sha256:{HASH}",
        f"./pillow-13.0.0.whl --hash=sha256:{HASH}",
        "--index-url=https://files.example/simple",
        "-r other.txt",
        "-e .",
        "-c /etc/passwd",
        "  -r other.txt",
        f"pillow==13.0.0 ; python_version < '3.12' or __import__('os') --hash=sha256:{HASH}",
        f"pillow==13.0.0 ; extra == 'xmp' --hash=sha256:{HASH}",
        f"pillow==13.0.0 ; (os_name == 'nt' --hash=sha256:{HASH}",
        f"pillow==13.0.0 ; os_name == 'nt\\' --hash=sha256:{HASH}",
        f"pillow==${{HOME}} --hash=sha256:{HASH}",
        f"pillow==13.0.0 \\\n-r other.txt --hash=sha256:{HASH}",
        f"pillow==13.0.0 --hash=sha256:{HASH}\r-r other.txt",
        f"pillow==13.0.0 --hash=sha256:{HASH}\u2028-r other.txt",
        f"pillow==13.0.0 --hash=sha256:{HASH} # -r other.txt",
        f"pillow==١٣ --hash=sha256:{HASH}",
    ],
)
def test_nothing_but_exact_versions_with_hashes_is_a_lock(line: str) -> None:
    assert read_pins(GOOD, "it")[0] == Pin("pillow", "13.0.0", "", (HASH,))
    with pytest.raises(LockError, match=r"^it is no lock: entry 2"):
        read_pins(f"{GOOD}{line}\n", "it")


def test_a_remark_is_not_handed_on() -> None:
    assert lock_text(read_pins(f"# \r-r other.txt\n{GOOD}", "it")) == lock_text(read_pins(GOOD, "it"))
