"""A lock is exact versions with hashes, and nothing else gets through."""

from __future__ import annotations

import pytest

from briefgen.issuing.package_lock import LockError, Pin, lock_text, read_pins

ONE, TWO = "a" * 64, "b" * 64
H1, H2 = f"--hash=sha256:{ONE}", f"--hash=sha256:{TWO}"


@pytest.mark.parametrize(
    ("line", "pin"),
    [
        (f"babel==2.16.0 {H1}", Pin("babel", "2.16.0", "", (ONE,))),
        (f"babel==2.16.0 {H1} {H2}", Pin("babel", "2.16.0", "", (ONE, TWO))),
        (f"babel==2.16.0 \\\n    {H1} \\\n    {H2}", Pin("babel", "2.16.0", "", (ONE, TWO))),
        (f"babel==2.16.0 \\\n {H1}", Pin("babel", "2.16.0", "", (ONE,))),
        (f"a-b-c==1!2.0rc1.post2 {H1}", Pin("a-b-c", "1!2.0rc1.post2", "", (ONE,))),
        (f"a==1 ; os_name == 'nt' {H1}", Pin("a", "1", "os_name == 'nt'", (ONE,))),
        (f"a==1 ; (os_name == 'nt' and sys_platform != 'x') or python_version < '3.12' {H1}",
         Pin("a", "1", "(os_name == 'nt' and sys_platform != 'x') or python_version < '3.12'", (ONE,))),
        (f"a==1 ; implementation_name == 'cpython' {H1}", Pin("a", "1", "implementation_name == 'cpython'", (ONE,))),
    ],
)  # fmt: skip
def test_a_pin_is_a_name_a_version_a_marker_and_hashes(line: str, pin: Pin) -> None:
    assert read_pins(f"# a remark\n{line}\n\n", "lock") == (pin,)
    assert read_pins(lock_text([pin]), "lock") == (pin,)


def test_a_lock_is_written_as_pip_reads_it() -> None:
    pins = Pin("a", "1", "os_name == 'nt'", (ONE, TWO)), Pin("b", "2", "", (ONE,))
    text = f"a==1 ; os_name == 'nt' \\\n    {H1} \\\n    {H2}\nb==2 \\\n    {H1}\n"
    assert lock_text(pins) == text
    assert read_pins(text, "lock") == pins


@pytest.mark.parametrize(
    "line",
    [
        "a==1",
        f"a>=1 {H1}",
        f"A==1 {H1}",
        f"a_b==1 {H1}",
        f"a[x]==1 {H1}",
        f"a==x {H1}",
        f"a==1 --hash=sha256:{'a' * 63}",
        f"a==1 --hash=sha256:{'a' * 65}",
        f"a==1 --hash=md5:{ONE}",
        f"a==1 {H1} --index-url=x",
        f"a==1 {H1} # remark",
        f" a==1 {H1}",
        "   ",
        f"a @ https://x {H1}",
        "-r other.txt",
        f"a==1 ; extra == 'x' {H1}",
        f'a==1 ; os_name == "nt" {H1}',
        f"a==1 ; os_name == 'n t' {H1}",
    ],
)
def test_anything_else_is_no_lock(line: str) -> None:
    with pytest.raises(LockError, match=r"^mine is no lock: entry 2 is not an exact version with SHA-256 hashes"):
        read_pins(f"# x\n{line}\n", "mine")


@pytest.mark.parametrize(
    "variable",
    [
        *("python_version", "python_full_version", "os_name", "sys_platform", "platform_machine", "platform_system"),
        *("platform_python_implementation", "implementation_name"),
    ],
)
def test_a_marker_may_ask_for_what_differs_between_machines(variable: str) -> None:
    for operator in ("==", "!=", "<", "<=", ">", ">="):
        (pin,) = read_pins(f"a==1 ; {variable} {operator} 'x' {H1}\n", "mine")
        assert pin.marker == f"{variable} {operator} 'x'"


def test_a_message_has_eighty_letters_of_the_entry_at_most() -> None:
    with pytest.raises(LockError, match=rf"hashes: '{'x' * 80}'$"):
        read_pins("x" * 90, "mine")


@pytest.mark.parametrize("marker", ["(os_name == 'nt'", "os_name == 'nt')"])
def test_a_marker_that_does_not_close_is_told(marker: str) -> None:
    with pytest.raises(LockError, match="entry 1 has a marker that can't be read"):
        read_pins(f"a==1 ; {marker} {H1}\n", "mine")


@pytest.mark.parametrize(
    ("marker", "applies"), [("", True), ("python_version >= '3.11'", True), ("python_version < '3.0'", False)]
)
def test_a_pin_applies_where_its_marker_says(marker: str, applies: bool) -> None:
    assert Pin("a", "1", marker, (ONE,)).applies is applies
