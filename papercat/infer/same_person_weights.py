"""What training/train_people.py learnt; not to be edited by hand."""

BIAS = {
    "SAME": 0.463,
    "JOINED": 1.154,
    "UMLAUT": 1.065,
    "MIDDLE_INITIAL": 1.099,
    "MIDDLE_NAME": 0.694,
    "MIDDLE_FITS": 1.541,
    "SHORT": 0.055,
    "INITIAL": 0.902,
    "INITIALS": 1.002,
    "INITIALS_ADDED": 0.376,
    "FIRST_INITIAL": 1.758,
    "FIRST_NAME": 0.669,
    "PREFIX": 1.170,
    "NEAR_GIVEN": 0.382,
    "NEAR_MIDDLE": 0.844,
    "ROMANISED": 1.309,
    "NEAR_SURNAME": 0.121,
    "SURNAME_ADDED": 1.223,
    "SURNAME_ADDED_INITIAL": 0.717,
    "SURNAME_INITIAL": 0.870,
    "SURNAME_SHORT": 0.430,
    "REVERSED": -0.172,
    "REORDERED": 0.781,
}
WEIGHTS = {
    "first": [
        -0.150,  # surname grade
        0.231,  # given grade
        -0.324,  # no given name shared
        -0.189,  # grade of what is added
        -0.817,  # a whole word is added
        -0.694,  # common twice
        -0.261,  # short surname
        -0.099,  # shares a co-author
        1.894,  # shares two
        -0.336,  # shares four
        0.625,  # initials of a co-author shared
        -0.265,  # initials of three shared
        -0.211,  # share of the circle
        -0.982,  # fewest rivals
        -1.295,  # most rivals
        1.660,  # fewest papers
        0.763,  # most papers
        -1.435,  # smallest circle
        -1.492,  # years between
        -0.900,  # no co-author at all
        -0.959,  # none shared, by the smaller circle
        -0.321,  # none shared, by the fewer papers
        -0.259,  # none shared, by the more papers
        -0.685,  # none shared, by how common
    ],
    "initial": [
        -0.083,  # surname grade
        0.167,  # given grade
        -0.451,  # no given name shared
        -0.593,  # grade of what is added
        -1.073,  # a whole word is added
        -0.218,  # common twice
        -0.478,  # short surname
        -0.710,  # shares a co-author
        1.402,  # shares two
        0.353,  # shares four
        1.281,  # initials of a co-author shared
        -0.457,  # initials of three shared
        -0.460,  # share of the circle
        -0.632,  # fewest rivals
        -2.801,  # most rivals
        1.885,  # fewest papers
        1.524,  # most papers
        -0.757,  # smallest circle
        -0.715,  # years between
        -0.979,  # no co-author at all
        -0.411,  # none shared, by the smaller circle
        -0.420,  # none shared, by the fewer papers
        -0.457,  # none shared, by the more papers
        -0.863,  # none shared, by how common
    ],
    "mild": [
        -0.415,  # surname grade
        0.768,  # given grade
        -0.324,  # no given name shared
        -0.161,  # grade of what is added
        -0.530,  # a whole word is added
        -0.224,  # common twice
        -0.581,  # short surname
        -0.466,  # shares a co-author
        0.555,  # shares two
        0.160,  # shares four
        0.289,  # initials of a co-author shared
        -0.117,  # initials of three shared
        -0.243,  # share of the circle
        -1.420,  # fewest rivals
        -2.575,  # most rivals
        2.718,  # fewest papers
        0.954,  # most papers
        -1.450,  # smallest circle
        -1.355,  # years between
        -0.891,  # no co-author at all
        -0.498,  # none shared, by the smaller circle
        -0.504,  # none shared, by the fewer papers
        0.066,  # none shared, by the more papers
        -0.724,  # none shared, by how common
    ],
    "order": [
        -0.703,  # surname grade
        0.015,  # given grade
        -0.324,  # no given name shared
        -0.575,  # grade of what is added
        -0.838,  # a whole word is added
        0.003,  # common twice
        -0.185,  # short surname
        -0.819,  # shares a co-author
        1.789,  # shares two
        0.031,  # shares four
        -0.058,  # initials of a co-author shared
        -0.393,  # initials of three shared
        -0.355,  # share of the circle
        -0.280,  # fewest rivals
        -1.073,  # most rivals
        1.933,  # fewest papers
        0.376,  # most papers
        -1.590,  # smallest circle
        -1.302,  # years between
        -1.087,  # no co-author at all
        -0.878,  # none shared, by the smaller circle
        -0.373,  # none shared, by the fewer papers
        -0.842,  # none shared, by the more papers
        -0.955,  # none shared, by how common
    ],
    "short": [
        -0.686,  # surname grade
        -0.300,  # given grade
        -0.324,  # no given name shared
        -0.338,  # grade of what is added
        -0.684,  # a whole word is added
        -0.438,  # common twice
        -0.612,  # short surname
        -0.566,  # shares a co-author
        1.522,  # shares two
        0.122,  # shares four
        -0.088,  # initials of a co-author shared
        -0.395,  # initials of three shared
        -0.654,  # share of the circle
        -0.743,  # fewest rivals
        -1.479,  # most rivals
        1.572,  # fewest papers
        1.021,  # most papers
        -0.983,  # smallest circle
        -1.634,  # years between
        -0.553,  # no co-author at all
        -0.957,  # none shared, by the smaller circle
        0.072,  # none shared, by the fewer papers
        0.121,  # none shared, by the more papers
        -1.170,  # none shared, by how common
    ],
    "slip": [
        -0.135,  # surname grade
        0.074,  # given grade
        -0.324,  # no given name shared
        -0.159,  # grade of what is added
        -0.813,  # a whole word is added
        0.560,  # common twice
        0.240,  # short surname
        -0.421,  # shares a co-author
        1.220,  # shares two
        0.257,  # shares four
        0.010,  # initials of a co-author shared
        -0.210,  # initials of three shared
        -0.590,  # share of the circle
        -1.001,  # fewest rivals
        -1.512,  # most rivals
        2.118,  # fewest papers
        0.480,  # most papers
        -1.244,  # smallest circle
        -1.004,  # years between
        -0.862,  # no co-author at all
        -0.797,  # none shared, by the smaller circle
        -0.376,  # none shared, by the fewer papers
        0.020,  # none shared, by the more papers
        -1.816,  # none shared, by how common
    ],
    "surname": [
        -0.548,  # surname grade
        0.378,  # given grade
        -0.522,  # no given name shared
        -0.690,  # grade of what is added
        -0.721,  # a whole word is added
        -0.736,  # common twice
        -1.296,  # short surname
        -0.479,  # shares a co-author
        1.244,  # shares two
        -0.077,  # shares four
        0.741,  # initials of a co-author shared
        -0.333,  # initials of three shared
        -0.411,  # share of the circle
        -0.827,  # fewest rivals
        -1.371,  # most rivals
        1.973,  # fewest papers
        1.079,  # most papers
        -0.998,  # smallest circle
        -1.847,  # years between
        -0.823,  # no co-author at all
        -0.405,  # none shared, by the smaller circle
        -0.442,  # none shared, by the fewer papers
        -0.462,  # none shared, by the more papers
        -1.254,  # none shared, by how common
    ],
}
