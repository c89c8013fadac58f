"""What a writer can't do."""


class UnsupportedNodeError(TypeError):
    """The tree holds a node that this format can't show where it stands; the message names the node."""
