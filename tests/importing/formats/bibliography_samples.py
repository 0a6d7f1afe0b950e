"""A small document in every bibliography format, for tests of what all formats have in common."""

import json

from papercat.importing.formats import (
    arxiv_atom,
    bibtex,
    crossref,
    csl_json,
    dblp_xml,
    nbib,
    openalex,
    ris,
    semantic_scholar,
    table,
)

BIBTEX = r"""@string{nat = "Nature"}
% @article{commented, title={No}}
@article{costa2019law,
  author = {Costa, Jr., P. T. and {The ATLAS Collaboration} and others},
  title = "The {\"U}ber-{GPT} \& ``$\alpha$'' law"
  year = 2019, month = mar # "~15",
  journal = nat # " Physics",
  doi = {https://doi.org/10.5555/A\_b}, volume = 3,
}
@inproceedings(berg01, title={Weirs}, crossref=proc01,
  author={family=Berg, given=Ann, prefix=van der and Cole, Bo})
@proceedings{proc01, title={Proc. of Sluices}, year=2001}
"""
RIS = """TY  - JOUR
ID  - berg2001weirs
AU  - Berg, Ann van der
AU  - Costa, P. T., Jr.
TI  - Weirs
  of the north
PY  - 2001
DA  - 2001/05/06/
JO  - Sluices
SP  - 1
EP  - 9
DO  - 10.5555/x
KW  - water
KW  - cs.LG
ER  -

TY  - CPAPER
TI  - Second, without its end
"""
NBIB = """PMID- 123
DP  - 2001 May 6
TI  - Weirs of
      the north.
PG  - 1-9
LID - 10.5555/x [doi]
AB  - Two lines
      of text.
FAU - Berg, Ann
AU  - Berg A
JT  - Sluices

PMID- 124
TI  - Second
"""
CSL = json.dumps(
    [
        {
            "id": "berg2001weirs",
            "type": "article-journal",
            "title": 'Weirs of <span class="nocase">H<sub>2</sub>O</span>',
            "author": [
                {"family": "Berg", "given": "Ann", "dropping-particle": "van der"},
                {"literal": "The Team"},
                {"literal": "others"},
            ],
            "issued": {"date-parts": [["2001", 5]]},
            "container-title": "Sluices",
            "DOI": "10.5555/X",
            "volume": 3,
            "call-number": "QA 7",
        },
        {"id": "http://zotero.org/1", "type": "book", "title": "Second"},
    ],
    indent=1,
)
CROSSREF = json.dumps(
    {
        "status": "ok",
        "message": {
            "items": [
                {
                    "DOI": "10.5555/x",
                    "type": "proceedings-article",
                    "title": ["Weirs"],
                    "author": [{"given": "Ann", "family": "Berg"}, {"name": "The Team"}],
                    "abstract": "<jats:p>Two &amp; two.</jats:p>",
                    "container-title": ["Proc. of Sluices"],
                    "published-print": {"date-parts": [[2001, 5]]},
                    "issued": {"date-parts": [[2001]]},
                    "indexed": {},
                    "is-referenced-by-count": 3,
                },
                {"DOI": "10.5555/y", "title": ["Second"], "member": "1"},
            ]
        },
    }
)
OPENALEX = "\n".join(
    json.dumps(work)
    for work in (
        {
            "id": "https://openalex.org/W1",
            "doi": "https://doi.org/10.5555/x",
            "title": "Weirs",
            "publication_date": "2001-05-06",
            "type": "article",
            "authorships": [{"author": {"display_name": "Ann Berg"}}],
            "primary_location": {"source": {"display_name": "Sluices"}},
            "abstract_inverted_index": {"two": [1], "Two": [0]},
        },
        {"id": "https://openalex.org/W2", "display_name": "Second", "referenced_works": []},
    )
)
SEMANTIC_SCHOLAR = json.dumps(
    {
        "total": 2,
        "data": [
            {
                "paperId": "abc",
                "externalIds": {"ArXiv": "2101.00001", "DOI": "10.5555/x"},
                "title": "Weirs",
                "authors": [{"authorId": "1", "name": "Ann Berg"}],
                "publicationDate": "2001-05-06",
                "journal": {"name": "Sluices"},
            },
            {"paperId": "def", "title": "Second"},
        ],
    },
    indent=2,
)
ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <entry>
    <id>http://arxiv.org/abs/2101.00001v2</id>
    <published>2021-01-04T10:00:00Z</published>
    <title>Weirs
      of the north</title>
    <summary>This paper has been withdrawn by the author.</summary>
    <author><name>Ann Berg</name></author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.5555/x</arxiv:doi>
    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">9 pages</arxiv:comment>
    <arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">Sluices 3</arxiv:journal_ref>
    <category term="cs.LG"/><category term="68T05"/>
  </entry>
  <entry><id>http://arxiv.org/abs/2101.00002</id><title>Second</title></entry>
</feed>
"""
DBLP = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE dblp SYSTEM "dblp.dtd">
<dblp>
<article key="journals/corr/abs-2101-00001" mdate="2021-01-05">
<author>Ann B&eacute;rg 0001</author><author>Bo Cole</author>
<title>Weirs of H<sub>2</sub>O.</title>
<journal>CoRR</journal><volume>abs/2101.00001</volume><year>2021</year>
<ee>https://doi.org/10.5555/x</ee>
</article>
<www key="homepages/b/AnnBerg"><title>Home Page</title></www>
<inproceedings key="conf/x/Cole"><author>Bo Cole</author><title>Second.</title></inproceedings>
</dblp>
"""
CSV = """Title,Author,Publication Year,Publication Title,DOI,Url,Call Number
"Weirs, again","Berg, Ann van der; Cole, Bo",2001,Sluices,10.5555/x,https://example.org/a,QA 7
Second,,,,,,
"""

SAMPLES = {
    bibtex: BIBTEX,
    ris: RIS,
    nbib: NBIB,
    csl_json: CSL,
    crossref: CROSSREF,
    openalex: OPENALEX,
    semantic_scholar: SEMANTIC_SCHOLAR,
    arxiv_atom: ATOM,
    dblp_xml: DBLP,
    table: CSV,
}
"""a format's module → a document in it"""
