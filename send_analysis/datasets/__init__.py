"""From rows as a source has them to a dataset, with every row accounted for.

The way of a row: `opening` reads all extracts (`reading`), gives them their types (`typed`, `coerce`, `dates`), asks the rules
of their dataset (`specs/`, `rules`, `row_rules`, `repeated`), takes them as they stood on a day (`as_at`), accounts for each
(`preparing`) and says what was found (`outcome`, `in_short`); `store` keeps what was opened. Beside the way stand `sense/`,
questions about all rows together, and `suggest/`, proposals of what the columns of an extract mean.
"""
