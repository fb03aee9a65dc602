"""The SEN2 return: `forms/` reads its three forms, `rules/` says what must hold, `to_datasets` what its records are to us."""
