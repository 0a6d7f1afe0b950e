"""arXiv's subject classes: code, group and full name, and what a bare code stands for.

The list is arXiv's own category taxonomy (arxiv.org/category_taxonomy), with the
archives it has since closed, which old papers still carry.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple


class Category(NamedTuple):
    """One arXiv subject class."""

    code: str
    name: str
    group: str


_CLASSES = """\
cs Computer Science
 AI Artificial Intelligence
 AR Hardware Architecture
 CC Computational Complexity
 CE Computational Engineering, Finance, and Science
 CG Computational Geometry
 CL Computation and Language
 CR Cryptography and Security
 CV Computer Vision and Pattern Recognition
 CY Computers and Society
 DB Databases
 DC Distributed, Parallel, and Cluster Computing
 DL Digital Libraries
 DM Discrete Mathematics
 DS Data Structures and Algorithms
 ET Emerging Technologies
 FL Formal Languages and Automata Theory
 GL General Literature
 GR Graphics
 GT Computer Science and Game Theory
 HC Human-Computer Interaction
 IR Information Retrieval
 IT Information Theory
 LG Machine Learning
 LO Logic in Computer Science
 MA Multiagent Systems
 MM Multimedia
 MS Mathematical Software
 NA Numerical Analysis
 NE Neural and Evolutionary Computing
 NI Networking and Internet Architecture
 OH Other Computer Science
 OS Operating Systems
 PF Performance
 PL Programming Languages
 RO Robotics
 SC Symbolic Computation
 SD Sound
 SE Software Engineering
 SI Social and Information Networks
 SY Systems and Control
stat Statistics
 AP Applications
 CO Computation
 ME Methodology
 ML Machine Learning
 OT Other Statistics
 TH Statistics Theory
eess Electrical Engineering and Systems Science
 AS Audio and Speech Processing
 IV Image and Video Processing
 SP Signal Processing
 SY Systems and Control
math Mathematics
 AC Commutative Algebra
 AG Algebraic Geometry
 AP Analysis of PDEs
 AT Algebraic Topology
 CA Classical Analysis and ODEs
 CO Combinatorics
 CT Category Theory
 CV Complex Variables
 DG Differential Geometry
 DS Dynamical Systems
 FA Functional Analysis
 GM General Mathematics
 GN General Topology
 GR Group Theory
 GT Geometric Topology
 HO History and Overview
 IT Information Theory
 KT K-Theory and Homology
 LO Logic
 MG Metric Geometry
 MP Mathematical Physics
 NA Numerical Analysis
 NT Number Theory
 OA Operator Algebras
 OC Optimization and Control
 PR Probability
 QA Quantum Algebra
 RA Rings and Algebras
 RT Representation Theory
 SG Symplectic Geometry
 SP Spectral Theory
 ST Statistics Theory
q-bio Quantitative Biology
 BM Biomolecules
 CB Cell Behavior
 GN Genomics
 MN Molecular Networks
 NC Neurons and Cognition
 OT Other Quantitative Biology
 PE Populations and Evolution
 QM Quantitative Methods
 SC Subcellular Processes
 TO Tissues and Organs
q-fin Quantitative Finance
 CP Computational Finance
 EC Economics
 GN General Finance
 MF Mathematical Finance
 PM Portfolio Management
 PR Pricing of Securities
 RM Risk Management
 ST Statistical Finance
 TR Trading and Market Microstructure
econ Economics
 EM Econometrics
 GN General Economics
 TH Theoretical Economics
physics Physics
 acc-ph Accelerator Physics
 ao-ph Atmospheric and Oceanic Physics
 app-ph Applied Physics
 atm-clus Atomic and Molecular Clusters
 atom-ph Atomic Physics
 bio-ph Biological Physics
 chem-ph Chemical Physics
 class-ph Classical Physics
 comp-ph Computational Physics
 data-an Data Analysis, Statistics and Probability
 ed-ph Physics Education
 flu-dyn Fluid Dynamics
 gen-ph General Physics
 geo-ph Geophysics
 hist-ph History and Philosophy of Physics
 ins-det Instrumentation and Detectors
 med-ph Medical Physics
 optics Optics
 plasm-ph Plasma Physics
 pop-ph Popular Physics
 soc-ph Physics and Society
 space-ph Space Physics
astro-ph Astrophysics
 CO Cosmology and Nongalactic Astrophysics
 EP Earth and Planetary Astrophysics
 GA Astrophysics of Galaxies
 HE High Energy Astrophysical Phenomena
 IM Instrumentation and Methods for Astrophysics
 SR Solar and Stellar Astrophysics
cond-mat Condensed Matter
 dis-nn Disordered Systems and Neural Networks
 mes-hall Mesoscale and Nanoscale Physics
 mtrl-sci Materials Science
 other Other Condensed Matter
 quant-gas Quantum Gases
 soft Soft Condensed Matter
 stat-mech Statistical Mechanics
 str-el Strongly Correlated Electrons
 supr-con Superconductivity
nlin Nonlinear Sciences
 AO Adaptation and Self-Organizing Systems
 CD Chaotic Dynamics
 CG Cellular Automata and Lattice Gases
 PS Pattern Formation and Solitons
 SI Exactly Solvable and Integrable Systems
gr-qc General Relativity and Quantum Cosmology
hep-ex High Energy Physics - Experiment
hep-lat High Energy Physics - Lattice
hep-ph High Energy Physics - Phenomenology
hep-th High Energy Physics - Theory
math-ph Mathematical Physics
nucl-ex Nuclear Experiment
nucl-th Nuclear Theory
quant-ph Quantum Physics
cmp-lg Computation and Language
alg-geom Algebraic Geometry
dg-ga Differential Geometry
funct-an Functional Analysis
q-alg Quantum Algebra
adap-org Adaptation, Noise, and Self-Organizing Systems
chao-dyn Chaotic Dynamics
comp-gas Cellular Automata and Lattice Gases
patt-sol Pattern Formation and Solitons
solv-int Exactly Solvable and Integrable Systems
acc-phys Accelerator Physics
ao-sci Atmospheric and Oceanic Sciences
atom-ph Atomic, Molecular and Optical Physics
bayes-an Bayesian Analysis
chem-ph Chemical Physics
mtrl-th Materials Theory
plasm-ph Plasma Physics
supr-con Superconductivity
"""


@cache
def taxonomy() -> Mapping[str, Category]:
    """Every category by its full code, in arXiv's order with computer science first."""
    found: dict[str, Category] = {}
    archive, group = "", ""
    for line in _CLASSES.splitlines():
        code, _, name = line.strip().partition(" ")
        if line.startswith(" "):
            full = f"{archive}.{code}"
            found[full] = Category(full, name, group)
        else:
            archive, group = code, name
            found[code] = Category(code, name, name)
    return found


@cache
def archives() -> frozenset[str]:
    """ArXiv's archives, such as `cs` and `cond-mat`."""
    return frozenset(code.partition(".")[0] for code in taxonomy())


@cache
def _by_bare_code() -> Mapping[str, tuple[str, ...]]:
    bare: dict[str, tuple[str, ...]] = {}
    for full in taxonomy():
        short = full.rpartition(".")[2]
        bare[short.lower()] = (*bare.get(short.lower(), ()), full)
    return bare


def full_codes(printed: str) -> tuple[str, ...]:
    """Every category that `printed` may stand for, the likeliest first.

    `LG` gives `("cs.LG",)`, `CO` gives statistics, mathematics and astrophysics in
    the order of the list above, `cs.CV` and `hep-th` give themselves, and a code
    that arXiv does not have gives nothing. `chem-ph` is `physics.chem-ph` rather than
    the archive of that name, which closed in the 1990s.
    """
    if "." in printed and printed in taxonomy():
        return (printed,)
    candidates = _by_bare_code().get(printed.rpartition(".")[2].lower(), ())
    if "." in printed:
        return tuple(code for code in candidates if code.lower() == printed.lower())
    return candidates
