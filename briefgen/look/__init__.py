"""What pages look like, whatever the format: theme, faces, logo."""
