"""The project's folder: its settings, what is read of it, and files written whole."""
