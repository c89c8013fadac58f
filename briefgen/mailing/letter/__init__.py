"""One letter to the last byte: its words, its parts, what protects it."""
