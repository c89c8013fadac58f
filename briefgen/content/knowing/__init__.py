"""What the content says as of a date."""
