"""What changed between two states of the content, by meaning: for reviewers, for programs and for the change note."""
