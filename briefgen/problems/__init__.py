"""What is said of what is wrong: plain messages, problems with their places, reports of them."""
