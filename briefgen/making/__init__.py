"""Content -> files: composed, judged, pressed and proved."""
