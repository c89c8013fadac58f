"""What was made before, kept on disk by what it was made from: it may be lost at any time, and is never wrong."""
