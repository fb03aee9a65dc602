"""What the figures of a place among other areas are called: their topics and breakdowns, beside the measure they are about."""

#: Topic of a figure's place among all authorities, and its breakdowns: the rank (with the number ranked as its denominator), how
#: many authorities the file holds, and the band of a quarter of the authorities (1 to 4 for A to D).
RANK_TOPIC = "rank"
RANK, IN_FILE, QUARTILE = "rank", "in file", "quartile"

#: Topic of a figure's place among its statistical neighbours, and its breakdown: how many neighbours have a lower value.
NEIGHBOURS_TOPIC = "neighbours"
LOWER = "lower"

#: Topic of the values that divide the authorities into quarters, with its breakdowns in ascending order.
CUT_OFF_TOPIC = "quartile cut-off"
CUT_OFFS = ("lower quartile", "median", "upper quartile")
