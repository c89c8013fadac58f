"""What the staff write, as one value: its schema, how it is read, what it says on a day, how it is changed."""
