"""What a theme lacks, and what is no picture."""

from briefgen.problems.mistakes import Mistake


class ThemeError(Mistake):
    """A theme can't be read or lacks something; the message names the file and the token."""


class PictureError(Exception):
    """A file is no picture that can be used; the message goes on from its name."""
