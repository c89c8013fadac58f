"""The document tree that every format is made from, and the reader that makes it from semantic HTML."""
