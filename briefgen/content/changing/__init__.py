"""Content is changed: found, spliced, looked at as a whole, written, journalled."""
