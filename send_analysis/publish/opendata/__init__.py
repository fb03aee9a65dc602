"""Open data: what a release shows as files that other people's programs can use, to the Department's open-data standard."""
