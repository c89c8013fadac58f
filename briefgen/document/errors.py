"""What a format says of a tree that it can't show."""


class UnsupportedNodeError(TypeError):
    """The tree holds a node that this format can't show where it stands; the message names the node."""
