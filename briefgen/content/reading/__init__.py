"""YAML -> values with their places -> content."""
