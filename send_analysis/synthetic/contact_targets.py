"""How many contacts the front door received in each month, and how fast it answered them."""

#: Contacts by rating: exceeded, met, not met. April and May 2022, and the sums over September 2020 to May 2022 (14,189, 927,
#: 1,263), are on the Swindon page; how the rest spreads over the months is synthetic.
CONTACTS_BY_MONTH = {
    "2020-09": (560, 40, 70), "2020-10": (590, 42, 75), "2020-11": (600, 45, 78), "2020-12": (430, 36, 66),
    "2021-01": (520, 44, 72), "2021-02": (510, 40, 64), "2021-03": (610, 46, 68), "2021-04": (480, 37, 58),
    "2021-05": (560, 41, 60), "2021-06": (640, 47, 66), "2021-07": (610, 48, 62), "2021-08": (380, 33, 47),
    "2021-09": (690, 52, 76), "2021-10": (700, 50, 68), "2021-11": (790, 53, 64), "2021-12": (580, 42, 52),
    "2022-01": (820, 46, 44), "2022-02": (850, 40, 30), "2022-03": (989, 41, 25),
    "2022-04": (1130, 48, 21), "2022-05": (1150, 56, 97),
}  # fmt: skip

#: Contacts that were still open, and overdue, at the end of May 2022: part of the third number above. Synthetic.
STILL_OPEN = {
    "2021-02": 2,
    "2021-06": 1,
    "2021-09": 2,
    "2021-12": 3,
    "2022-02": 2,
    "2022-03": 4,
    "2022-04": 3,
    "2022-05": 14,
}

#: The band of each rating's contacts, by share. Synthetic.
BANDS = {
    "exceeded": {"to 24": 0.74, "to 48": 0.26},
    "met": {"to 72": 0.62, "to 96": 0.38},
    "not_met": {"over 96": 1.0},
}

#: Contacts of a rating answered in exactly 48 or 96 hours, which are within. Synthetic.
ON_THE_EDGE = {"exceeded": ("at 48", 6), "met": ("at 96", 6)}

#: Minutes that count, from least to most, for each band. Bands keep off their edges by 10 minutes.
BAND_MINUTES = {
    "to 24": (5, 24 * 60 - 10),
    "to 48": (24 * 60 + 10, 48 * 60 - 10),
    "at 48": (48 * 60, 48 * 60),
    "to 72": (48 * 60 + 10, 72 * 60 - 10),
    "to 96": (72 * 60 + 10, 96 * 60 - 10),
    "at 96": (96 * 60, 96 * 60),
    "over 96": (96 * 60 + 10, 40 * 24 * 60),
    "open": (96 * 60 + 10, 40 * 24 * 60),
}

#: Channels in percent, by rating: what is said on the phone is mostly answered at once. Synthetic.
CHANNELS = {
    "exceeded": {"email": 58.0, "phone": 30.0, "portal": 10.5, "post": 1.5},
    "met": {"email": 70.0, "phone": 14.0, "portal": 11.0, "post": 5.0},
    "not_met": {"email": 74.0, "phone": 10.0, "portal": 10.0, "post": 6.0},
}
