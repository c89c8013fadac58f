"""What is known of each letter: never forgotten, never twice."""
