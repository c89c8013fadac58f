"""Whether pages of the web answer, when somebody asks: over HTTPS, at public addresses alone, in bounds."""
