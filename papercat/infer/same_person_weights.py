"""What training/train_people.py learnt; not to be edited by hand."""

BIAS = {
    "SAME": -0.215,
    "JOINED": 1.269,
    "UMLAUT": 0.491,
    "MIDDLE_INITIAL": 1.052,
    "MIDDLE_NAME": 0.286,
    "MIDDLE_FITS": 0.456,
    "SHORT": -1.293,
    "INITIAL": 0.352,
    "INITIALS": 0.330,
    "INITIALS_ADDED": -0.153,
    "FIRST_INITIAL": 1.594,
    "FIRST_NAME": 0.248,
    "PREFIX": 1.568,
    "NEAR_GIVEN": 0.344,
    "NEAR_SURNAME": -1.298,
    "SURNAME_ADDED": 0.743,
    "SURNAME_ADDED_INITIAL": -0.105,
    "SURNAME_INITIAL": -0.253,
    "REVERSED": -1.537,
    "REORDERED": 0.615,
}
WEIGHTS = {
    "first": [
        0.478,  # surname grade
        -0.913,  # given grade
        -0.475,  # no given name shared
        -2.416,  # grade of what is added
        -0.706,  # a whole word is added
        -0.367,  # common twice
        0.237,  # short surname
        -0.204,  # shares a co-author
        5.157,  # shares two
        0.568,  # shares four
        1.154,  # initials of a co-author shared
        -0.417,  # initials of three shared
        0.091,  # share of the circle
        -0.560,  # fewest rivals
        -3.284,  # most rivals
        2.313,  # fewest papers
        0.090,  # most papers
        -1.474,  # smallest circle
        -1.425,  # years between
    ],
    "initial": [
        -0.197,  # surname grade
        -0.546,  # given grade
        -0.621,  # no given name shared
        -1.717,  # grade of what is added
        -1.658,  # a whole word is added
        0.133,  # common twice
        -0.633,  # short surname
        -0.535,  # shares a co-author
        5.091,  # shares two
        0.655,  # shares four
        1.450,  # initials of a co-author shared
        -0.476,  # initials of three shared
        0.467,  # share of the circle
        0.179,  # fewest rivals
        -3.597,  # most rivals
        2.574,  # fewest papers
        0.346,  # most papers
        0.325,  # smallest circle
        -0.397,  # years between
    ],
    "mild": [
        -1.398,  # surname grade
        0.130,  # given grade
        -0.475,  # no given name shared
        -0.196,  # grade of what is added
        -0.402,  # a whole word is added
        0.655,  # common twice
        -0.369,  # short surname
        0.143,  # shares a co-author
        5.463,  # shares two
        0.642,  # shares four
        0.206,  # initials of a co-author shared
        -0.080,  # initials of three shared
        0.690,  # share of the circle
        -1.462,  # fewest rivals
        -3.419,  # most rivals
        2.073,  # fewest papers
        0.656,  # most papers
        -1.191,  # smallest circle
        -1.005,  # years between
    ],
    "order": [
        -0.743,  # surname grade
        0.138,  # given grade
        -0.475,  # no given name shared
        -0.880,  # grade of what is added
        -1.010,  # a whole word is added
        0.660,  # common twice
        -1.852,  # short surname
        -0.465,  # shares a co-author
        6.527,  # shares two
        0.544,  # shares four
        -0.205,  # initials of a co-author shared
        -0.443,  # initials of three shared
        0.395,  # share of the circle
        -0.396,  # fewest rivals
        -2.379,  # most rivals
        2.143,  # fewest papers
        -0.250,  # most papers
        -1.769,  # smallest circle
        -1.132,  # years between
    ],
    "short": [
        -0.424,  # surname grade
        -1.282,  # given grade
        -0.475,  # no given name shared
        -0.877,  # grade of what is added
        -0.730,  # a whole word is added
        0.047,  # common twice
        -2.031,  # short surname
        0.713,  # shares a co-author
        5.421,  # shares two
        0.603,  # shares four
        0.585,  # initials of a co-author shared
        -1.141,  # initials of three shared
        -0.057,  # share of the circle
        -0.337,  # fewest rivals
        -2.268,  # most rivals
        2.704,  # fewest papers
        1.357,  # most papers
        -1.228,  # smallest circle
        -2.394,  # years between
    ],
    "slip": [
        -1.385,  # surname grade
        -1.607,  # given grade
        -0.475,  # no given name shared
        -0.250,  # grade of what is added
        -0.790,  # a whole word is added
        0.130,  # common twice
        -0.314,  # short surname
        0.386,  # shares a co-author
        6.460,  # shares two
        0.656,  # shares four
        0.300,  # initials of a co-author shared
        -0.439,  # initials of three shared
        -0.392,  # share of the circle
        -0.541,  # fewest rivals
        -2.706,  # most rivals
        3.242,  # fewest papers
        1.451,  # most papers
        -2.489,  # smallest circle
        -0.956,  # years between
    ],
    "surname": [
        -1.488,  # surname grade
        -0.285,  # given grade
        -0.805,  # no given name shared
        -0.679,  # grade of what is added
        -0.541,  # a whole word is added
        -0.192,  # common twice
        -2.869,  # short surname
        0.351,  # shares a co-author
        5.082,  # shares two
        0.559,  # shares four
        -0.095,  # initials of a co-author shared
        -0.518,  # initials of three shared
        0.695,  # share of the circle
        0.451,  # fewest rivals
        -3.561,  # most rivals
        2.875,  # fewest papers
        1.276,  # most papers
        -0.901,  # smallest circle
        -3.033,  # years between
    ],
}
