"""What training/train_people.py learnt; not to be edited by hand."""

BIAS = {
    "SAME": 0.808,
    "JOINED": 1.418,
    "UMLAUT": 1.426,
    "MIDDLE_INITIAL": 1.320,
    "MIDDLE_NAME": 1.055,
    "MIDDLE_FITS": 1.794,
    "SHORT": 0.733,
    "INITIAL": 1.241,
    "INITIALS": 1.379,
    "INITIALS_ADDED": 0.710,
    "FIRST_INITIAL": 2.493,
    "FIRST_NAME": 1.156,
    "PREFIX": 1.523,
    "NEAR_GIVEN": 0.718,
    "NEAR_MIDDLE": 1.198,
    "ROMANISED": 1.702,
    "NEAR_SURNAME": 0.455,
    "SURNAME_ADDED": 1.511,
    "SURNAME_ADDED_INITIAL": 1.250,
    "SURNAME_INITIAL": 1.192,
    "SURNAME_SHORT": 0.747,
    "REVERSED": 0.413,
    "REORDERED": 1.307,
}
WEIGHTS = {
    "first": [
        -0.635,  # surname grade
        0.398,  # given grade
        -0.324,  # no given name shared
        -0.262,  # grade of what is added
        -0.743,  # a whole word is added
        -0.684,  # common twice
        -0.232,  # short surname
        -0.297,  # shares a co-author
        1.805,  # shares two
        -0.290,  # shares four
        0.663,  # initials of a co-author shared
        -0.368,  # initials of three shared
        -0.207,  # share of the circle
        -0.821,  # fewest rivals
        -0.512,  # most rivals
        1.586,  # fewest papers
        0.527,  # most papers
        -1.419,  # smallest circle
        -0.348,  # years between
        -0.594,  # no co-author at all
        -0.724,  # none shared, by the smaller circle
        -0.339,  # none shared, by the fewer papers
        -0.196,  # none shared, by the more papers
        -0.735,  # none shared, by how common
        -0.635,  # careers don't overlap
        -0.283,  # five years between
        -0.044,  # twelve years between
        -0.843,  # none shared, three rivals
        -0.125,  # none shared, no rival
        -1.202,  # none shared, rare surname
        0.318,  # none shared, rare given name
    ],
    "initial": [
        -0.465,  # surname grade
        0.183,  # given grade
        -0.588,  # no given name shared
        -0.614,  # grade of what is added
        -1.016,  # a whole word is added
        -0.221,  # common twice
        -0.430,  # short surname
        -0.707,  # shares a co-author
        1.297,  # shares two
        0.312,  # shares four
        1.364,  # initials of a co-author shared
        -0.623,  # initials of three shared
        -0.414,  # share of the circle
        -0.419,  # fewest rivals
        -1.505,  # most rivals
        1.874,  # fewest papers
        1.371,  # most papers
        -0.849,  # smallest circle
        0.218,  # years between
        -1.024,  # no co-author at all
        -0.342,  # none shared, by the smaller circle
        -0.331,  # none shared, by the fewer papers
        -0.345,  # none shared, by the more papers
        -1.039,  # none shared, by how common
        -0.834,  # careers don't overlap
        0.677,  # five years between
        -0.585,  # twelve years between
        -0.707,  # none shared, three rivals
        0.676,  # none shared, no rival
        -0.441,  # none shared, rare surname
        -0.238,  # none shared, rare given name
    ],
    "mild": [
        -0.679,  # surname grade
        0.845,  # given grade
        -0.324,  # no given name shared
        -0.152,  # grade of what is added
        -0.615,  # a whole word is added
        -0.220,  # common twice
        -0.577,  # short surname
        -0.434,  # shares a co-author
        0.521,  # shares two
        0.137,  # shares four
        0.295,  # initials of a co-author shared
        -0.222,  # initials of three shared
        -0.172,  # share of the circle
        -1.108,  # fewest rivals
        -1.407,  # most rivals
        2.602,  # fewest papers
        0.773,  # most papers
        -1.465,  # smallest circle
        -0.518,  # years between
        -0.900,  # no co-author at all
        -0.419,  # none shared, by the smaller circle
        -0.449,  # none shared, by the fewer papers
        0.204,  # none shared, by the more papers
        -0.967,  # none shared, by how common
        -0.507,  # careers don't overlap
        0.016,  # five years between
        -0.021,  # twelve years between
        -1.334,  # none shared, three rivals
        0.473,  # none shared, no rival
        -0.475,  # none shared, rare surname
        -0.044,  # none shared, rare given name
    ],
    "order": [
        -0.998,  # surname grade
        0.004,  # given grade
        -0.324,  # no given name shared
        -0.637,  # grade of what is added
        -0.752,  # a whole word is added
        -0.060,  # common twice
        -0.106,  # short surname
        -1.135,  # shares a co-author
        1.663,  # shares two
        0.011,  # shares four
        -0.028,  # initials of a co-author shared
        -0.475,  # initials of three shared
        -0.412,  # share of the circle
        -0.152,  # fewest rivals
        -0.461,  # most rivals
        1.833,  # fewest papers
        0.286,  # most papers
        -1.540,  # smallest circle
        -0.371,  # years between
        -0.964,  # no co-author at all
        -0.595,  # none shared, by the smaller circle
        -0.368,  # none shared, by the fewer papers
        -0.625,  # none shared, by the more papers
        -1.163,  # none shared, by how common
        -0.393,  # careers don't overlap
        -0.049,  # five years between
        -0.371,  # twelve years between
        -0.378,  # none shared, three rivals
        -0.296,  # none shared, no rival
        -0.711,  # none shared, rare surname
        -0.376,  # none shared, rare given name
    ],
    "short": [
        -1.076,  # surname grade
        -0.219,  # given grade
        -0.324,  # no given name shared
        -0.367,  # grade of what is added
        -0.700,  # a whole word is added
        -0.529,  # common twice
        -0.636,  # short surname
        -0.797,  # shares a co-author
        1.469,  # shares two
        0.062,  # shares four
        0.004,  # initials of a co-author shared
        -0.491,  # initials of three shared
        -0.696,  # share of the circle
        -0.573,  # fewest rivals
        -0.768,  # most rivals
        1.507,  # fewest papers
        0.818,  # most papers
        -0.956,  # smallest circle
        -0.404,  # years between
        -0.456,  # no co-author at all
        -0.726,  # none shared, by the smaller circle
        0.049,  # none shared, by the fewer papers
        0.295,  # none shared, by the more papers
        -1.402,  # none shared, by how common
        -0.894,  # careers don't overlap
        -0.043,  # five years between
        -0.571,  # twelve years between
        -0.812,  # none shared, three rivals
        0.119,  # none shared, no rival
        -0.759,  # none shared, rare surname
        -0.117,  # none shared, rare given name
    ],
    "slip": [
        -0.304,  # surname grade
        0.108,  # given grade
        -0.324,  # no given name shared
        -0.162,  # grade of what is added
        -0.992,  # a whole word is added
        0.580,  # common twice
        0.240,  # short surname
        -0.548,  # shares a co-author
        1.229,  # shares two
        0.259,  # shares four
        0.035,  # initials of a co-author shared
        -0.290,  # initials of three shared
        -0.577,  # share of the circle
        -0.851,  # fewest rivals
        -1.002,  # most rivals
        2.060,  # fewest papers
        0.416,  # most papers
        -1.273,  # smallest circle
        -0.317,  # years between
        -0.879,  # no co-author at all
        -0.695,  # none shared, by the smaller circle
        -0.350,  # none shared, by the fewer papers
        0.062,  # none shared, by the more papers
        -1.927,  # none shared, by how common
        -0.069,  # careers don't overlap
        0.101,  # five years between
        -0.327,  # twelve years between
        -0.890,  # none shared, three rivals
        -0.113,  # none shared, no rival
        -0.140,  # none shared, rare surname
        0.079,  # none shared, rare given name
    ],
    "surname": [
        -0.484,  # surname grade
        0.146,  # given grade
        -0.385,  # no given name shared
        -0.744,  # grade of what is added
        -0.786,  # a whole word is added
        -0.635,  # common twice
        -1.279,  # short surname
        -0.549,  # shares a co-author
        1.266,  # shares two
        -0.139,  # shares four
        0.699,  # initials of a co-author shared
        -0.415,  # initials of three shared
        -0.390,  # share of the circle
        -0.602,  # fewest rivals
        -0.435,  # most rivals
        1.922,  # fewest papers
        0.915,  # most papers
        -1.038,  # smallest circle
        -0.579,  # years between
        -0.816,  # no co-author at all
        -0.313,  # none shared, by the smaller circle
        -0.395,  # none shared, by the fewer papers
        -0.423,  # none shared, by the more papers
        -1.411,  # none shared, by how common
        -0.172,  # careers don't overlap
        -0.619,  # five years between
        -0.562,  # twelve years between
        -0.782,  # none shared, three rivals
        0.292,  # none shared, no rival
        0.093,  # none shared, rare surname
        -0.609,  # none shared, rare given name
    ],
}
