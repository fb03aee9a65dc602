"""The publisher's folder: every release at its permanent address, with what leads to it, as plain files."""
