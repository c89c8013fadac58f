"""What a writer can't do, and what a theme lacks."""

from briefgen.problems.mistakes import Mistake


class UnsupportedNodeError(TypeError):
    """The tree holds a node that this format can't show where it stands; the message names the node."""


class ThemeError(Mistake):
    """A theme can't be read or lacks something; the message names the file and the token."""


class PictureError(Exception):
    """A file is no picture that can be used; the message goes on from its name."""
