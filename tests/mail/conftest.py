"""Fixtures of the tests of sending."""

from __future__ import annotations

from tests.mail.scripted import certificates

__all__ = ["certificates"]
