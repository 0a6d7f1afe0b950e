"""What a web page has around its entries, known by its words: menus, counts, buttons, notices.

A line is furniture when nothing but the vocabulary of web pages, numbers and signs is in
it (`Showing 1–50 of 312`), or when it speaks of what only a site speaks of (cookies, the
rights it reserves). Of anything else the place tells too (see `abstract/`).
"""

import re
import unicodedata

from papercat.importing.formats.listing.dates import DATE

_VOCABULARY = """
a about abstract accept access account ad add ads advanced advertisement affiliation affiliations
ago ai ai-generated alerts all alphabetical an and api app apply apps apr april article articles
arxiv asc ascending ask at aug august author authors available avatar back badge badges be best
between bibtex blog bluesky bookmark bookmarks browse bug by cancel careers categories category
changelog chat chinese choose citation citations cite cited claim clear click close co-authors
coauthors code collapse collections comment comments community conditions conference conferences
contact continue cookie cookies copied copy copyright customize daily dark data dataset datasets
date day days dec december decline deny desc descending desktop discord dismiss docs documentation
donate done download downloads edit email english entries esc expand explore export extension
facebook faq favorites favourites feature featured feb february feed feedback figure filter filters
find first follow followers following for forum found french from full generated german get github
go google group h-index help here hide history home hot hour hours html i10-index image images in
index info install interested interests is issue issues items jan january join journals jul july
jump jun june just keyboard language languages last latest legal less library light like likes link
linkedin links list listen listing load loading log login logo logout lucky mailing main manage mar
march mark mastodon may me menu methods min minutes mobile mode month monthly months more most my
navigate navigation near new newer newest newsletter next no none not notifications nov november now
oct october of off official ok okay old older oldest on online only open options or oral order
organisations organizations our out overview page pages paper papers papers' password pdf people per
photo photos picture please policy popular popularity poster posts preferences premium press prev
previous pricing print privacy pro profile profiles publication publications published rank ranked
ranking read reading recency recent recently recommended refine refresh register reject related
relevance relevancy reload remove reply report request research researchers reset result results
retry return rss save saved scholar scroll search see select selected send sep september services
settings share shortcut shortcuts show showing shown sign signin signup similar site sitemap skip
slack slides social sort sorted sources sponsored spotlight stars start stats status subject
subjects submit subscribe summaries summarize summary support switch tab table tags team terms text
the theme thumbnail time to today toggle tools top topic topics total trending trial tweet twitter
type unfollow unlimited unsubscribe up upcoming update updated updates upgrade upload us use user
verified version video videos view view-only viewed views visit watch watchlist week weekly weeks
welcome with x year years yesterday you your youtube
"""
"""what the menus, buttons and counts of sites that list papers are written with"""
SITE_WORDS = frozenset(_VOCABULARY.split())

_NOTICE = re.compile(
    r"\bcookies?\b.*\b(?:we|accept|website|site|browser|policy|settings|experience|consent)\b"
    r"|\b(?:we|accept|website|site|our|consent)\b.*\bcookies?\b"
    r"|\bour (?:privacy|cookie) (?:policy|notice)\b|\bprivacy policy\b.*\bterms\b"
    r"|\bterms (?:of (?:use|service)|and conditions)\b|\b(?:agree|accept)\b.*\bterms\b"
    r"|©|\(c\) ?(?:19|20)\d\d\b|\bcopyright (?:19|20)\d\d\b|\ball rights reserved\b"
    r"|\b(?:sign|log) (?:in|up) (?:to|for|now|here|with)\b|\bfollow us on\b"
    r"|\bsubscribe to\b|\bjoin (?:our|the)\b.*\b(?:newsletter|mailing list|community|discord)\b"
    r"|\b(?:create|have|need) an account\b|\bthank you to arxiv\b|\bendorsed by arxiv\b"
    r"|\bnot affiliated with\b|\benable javascript\b|\b(?:download|get|install) (?:the|our) app\b"
    r"|\btake (?:our|a|the) [^.]{0,20}\bsurvey\b"
    r"|^no abstract(?: (?:is )?(?:available|found|given|provided))?\W*$"
    r"|^abstract (?:is )?not (?:available|provided|found)\W*$|^n/a\W*$"
    r"|^(?:built|made|powered|hosted) (?:with|by|in)\b.{0,40}$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:abstract|summary)[:.]?", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:Tags?|TAGS|Subjects?|Topics?|Categor(?:y|ies)|Comments?|Rating|Venue"
    r"|Journal[- ][Rr]ef(?:erence)?|Report[- ](?:[Nn]o|[Nn]umber)|(?:MSC|ACM)[- ][Cc]lass(?:es)?"
    r"|Cite as|Licen[cs]e|DOI|Affiliations?|Organi[sz]ations?|Authors?)\.?: ?\S"
    r"|arXiv: ?\d{4}\.\d{4,5}(?:v\d+)?(?: \[[\w.-]+\])?\Z"
)
_VENUE = re.compile(
    r"(?:Accepted|Published|Presented|Appeared|To appear|Submitted) (?:at|to|in|by) [A-Z]"
    r"[^.!?]{1,80}"
    r"|[A-Z][A-Za-z]{2,11}(?: Workshop)?[ ’'](?:19|20)?\d\d"
    r"(?: ?[(·,-]{0,2} ?(?:Oral|Spotlight|Poster)\)?)?"
)
_DATED = re.compile(
    rf"(?:(?:Submitted|Updated|Last updated|Published|Posted|Added|Revised)(?: on)?:? )?(?:{DATE})"
)
_ORGANISATION = """
academy adobe alibaba allen amazon anthropic apple baidu berkeley bell bytedance caltech cambridge
center centre centrum cnrs cohere college company corporation csail csiro deepmind department
division eleutherai epfl eth facebook faculty foundation gmbh google harvard hospital huawei ibm inc
inria institut institute institutes instituto intel kaist lab laboratories laboratory labs ltd meta
microsoft mila mit mpi nvidia openai oxford polytechnic polytechnique princeton qualcomm research
salesforce samsung school stanford tencent toyota ucla ucsd universidad universidade universita
universitat universite universiteit university yahoo yandex
"""
ORGANISATION_WORDS = frozenset(_ORGANISATION.split())
"""a word in the name of nearly every organisation that writes papers, without accents"""
_SMALL_IN_NAMES = "of for the de del di der du des at and in für zu e y la"
_SMALL = frozenset(_SMALL_IN_NAMES.split())
_BETWEEN_ORGANISATIONS = re.compile(r" ?[,;|/·•] ?| & ")
_ONE_WORD = re.compile(r"DeepMind|OpenAI|EleutherAI|ByteDance|[A-Z]+|[A-Z][a-z-]+|[A-Z][a-z]+AI")
"""no end of a title glued to a name"""
_LONGEST_ORGANISATION = 60
_SUMMARY = re.compile(r"tl;? ?dr\b[^\w\s]", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?<!-)\b(?:your?(?!-)|let us know|contact us|this (?:web)?site|this page)\b", re.IGNORECASE
)
_LONGEST_NOTICE = 400
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th|k|m)?", re.IGNORECASE)
_CATEGORY = re.compile(r"\b[a-z][a-z-]+\.[A-Z]{2}\b")
_LONGEST_MENU = 160
_PROSE = re.compile(r"://|[$\\{}]|[^.]\.$|[\"”]$|^[^(\[]*[)\]]$|^\[.*[a-z].*\d.*\]$")
"""what a menu does not have: an address, a formula, a full stop, half a bracket, a reference"""


def words_of(line: str) -> list[str]:
    """The words of more than a letter, in small letters."""
    return [word.lower().rstrip("'’") for word in _WORD.findall(line) if len(word) > 1]


def is_menu(line: str) -> bool:
    """Whether nothing but a web page's own words, numbers and signs is in a line."""
    if len(line) > _LONGEST_MENU or _PROSE.search(line):
        return False
    without_numbers = _NUMBERED.sub(" ", _CATEGORY.sub(" ", line))
    said = words_of(without_numbers)
    if not said:
        return not _WORD.search(without_numbers)
    return SITE_WORDS.issuperset(said)


def is_notice(line: str) -> bool:
    """Whether a line speaks of what only a site speaks of: its cookies, terms or accounts."""
    if len(line) > _LONGEST_NOTICE or line[:1].islower():
        return False
    return bool(_NOTICE.search(line))


def is_label(line: str) -> bool:
    """Whether a line is nothing but the name of what stands below it: `Abstract`."""
    return bool(_LABEL.fullmatch(line))


def is_labelled(line: str) -> bool:
    """Whether a line says what it is, which no abstract does: `Tags: vision`, `NeurIPS 2024`."""
    return len(line) <= _LONGEST_NOTICE and any(
        (_LABELLED.match(line), _VENUE.fullmatch(line), _DATED.fullmatch(line))
    )


def is_organisation(line: str) -> bool:
    """Whether a line is one or more organisations' names: `Google DeepMind, ETH Zürich`."""
    if len(line) > _LONGEST_MENU or not line[:1].isupper() or line.endswith("."):
        return False
    return all(map(_names_an_organisation, _BETWEEN_ORGANISATIONS.split(line)))


def _names_an_organisation(text: str) -> bool:
    words = [_plain(word) for word in text.split()]
    if not words or len(text) > _LONGEST_ORGANISATION or words[-1] in _SMALL:
        return False
    if not all(_ONE_WORD.fullmatch(word) or word in _SMALL for word in words):
        return False
    return any(word.lower() in ORGANISATION_WORDS for word in words)


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).strip("()’'")


def is_summary(line: str) -> bool:
    """Whether a line is the sentence in which a site sums a paper up, its abstract beside it."""
    return bool(_SUMMARY.match(line))


def speaks_to_the_reader(line: str) -> bool:
    """Whether a short line addresses whoever reads the page, as papers rarely do."""
    return len(line) <= _LONGEST_MENU and bool(_ADDRESS.search(line))
