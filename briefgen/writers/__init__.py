"""Writers: each takes a `Document` and a `Theme` and gives one format. They know nothing of content or languages."""
