"""What the staff write: YAML sources, the schema they follow, loading and editing."""
