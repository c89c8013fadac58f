"""Writers of documents: one format each."""
