"""The formats, for fronts to offer: their names, what else people call them, and the format of a file."""

from briefgen.project.formats import CALLED, FORMATS, Format, FormatError, format_of

__all__ = ["CALLED", "FORMATS", "Format", "FormatError", "format_of"]
