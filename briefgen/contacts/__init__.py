"""Who sends and who gets: the agency's account, its passwords, the recipients and how they are enrolled."""
