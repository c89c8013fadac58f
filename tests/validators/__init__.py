"""Referees of other people for what briefgen writes. The set-up of the tests installs them."""

from __future__ import annotations


class MissingValidatorError(RuntimeError):
    """A validator isn't here. That is an error, never a reason to skip a test."""

    def __init__(self, what: str, where: str) -> None:
        super().__init__(f"{what} is missing ({where}); to install what the tests need, type: .ci/setup test")
