"""An agency's letterhead: a Word file from outside, opened safely, and made ours to print on."""
