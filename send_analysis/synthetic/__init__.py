"""Seeded generators of example extracts: rows that no person stands behind, with aggregates that were published."""
