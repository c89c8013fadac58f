"""The pages of the desk, one module a part of the work."""
