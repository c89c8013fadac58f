"""The document tree that every writer takes, and the reader that makes it from semantic HTML."""
