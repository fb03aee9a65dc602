"""The further pages of a release: methodology, accessibility statement and easy-read summary."""
