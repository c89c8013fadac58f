"""The desk: a web page on one's own machine, the second front beside the command line, on the same calls."""
