"""What training/count_abstract_words.py counted; not to be edited by hand."""

_WORDS = """
ability able above according accuracy accurate achieve achieved across action addition additional
address after against agreement aim algebra algebraic algebras algorithm algorithms allow allows
almost along also alternative although among analysis analytic analytical analyze analyzed another
any application applications applied approach approaches appropriate approximate approximation
arbitrary architecture are area around associated assumptions asymptotic atomic atoms attention
average based basic basis because become been behavior being better both bound boundary bounded
bounds but calculations called can cannot case cases central certain challenges challenging change
changes characteristic characteristics characterization characterize class classes classical
classification closed coefficients combination combined common communication compact compare
compared comparison complete complex complexity component components computation computational
compute computer computing concept condition conjecture connected connection consider considered
considering consistent consists constant constraints construct constructed construction contains
context continuous contrast control conventional convergence convex correlation corresponding cost
could coupled coupling critical current decomposition deep define defined degree demonstrate
demonstrated density dependence depends derive derived describe described description design
designed detection determine determined develop developed development devices difference different
differential dimension dimensional dimensions direct directly discrete discuss discussed distance
distributed distribution distributions does domain domains due during dynamic dynamical dynamics
each effect effective effectiveness effects efficiency efficient efficiently either electron element
elements empirical enables end energy environment equation equations equilibrium equivalent error
especially essential establish established estimate estimates estimation evaluate evaluation even
every evolution exact example examples exhibit exist existence existing exists expected experiment
experimental experiments explicit explicitly exponential extend extended extensive external fact
factor factors family far fast features few field fields finally finding finite fixed flow focus
force form formation forms formula formulation four framework free frequency fully function
functional functions fundamental further furthermore future gaussian general generalization
generalized generate generation geometric geometry give given gives global goal good graph graphs
ground groups growth has have having hence high higher highly how however human identify illustrate
impact implementation implemented important improve improved include including increase increasing
independent individual induced inference infinite influence information infty initial input instead
integral interaction interactions interest interesting into introduce introduced invariant inverse
investigate investigated its key knowledge known large larger latter lattice lead leading leads
learning least length let level levels lie limit limited line linear literature local locally long
loss low lower machine made magnetic major make makes making manifold manifolds many map maps mass
mathbb mathcal mathematical matrices matrix maximum mean means measure measured measurement
measurements measures mechanism mechanisms memory method metric minimal minimum model modeling
models modules molecular moreover motion much multiple must namely natural nature necessary need
negative network networks neural nodes noise nonlinear normal notion novel number numbers numerical
objects observations observed obtain obtained often one ones operator operators optical optimal
optimization original other over pair pairs parallel parameter parameters part partial particle
particles particular path patterns perform performance performed periodic phase physical physics
plane point points polynomial population positive possible potential power practical prediction
presence present presented presents previously principle prior probability problem problems
procedure process processes processing produce product proof properties property propose proposed
prove proved provide provided provides providing quality quantum question random range rate rates
rather ratio real reduce reduced reduction regime region regular relation relations relative
relevant representation representations require required requires resolution respect respectively
response resulting ring robust role same sample scale scaling scattering scheme schemes second
selection sense sequence series set sets setting several short should shows signal significant
significantly simple simulation simulations since single size small smooth software solution
solutions solve solving some source space spaces spatial special specific specifically spectral
spectrum speed stability stable standard state state-of-the-art states statistical statistics step
still stochastic strategies strategy strong strongly structural structure structures studied studies
study subset such sufficient suggest suitable surface symmetric symmetry system systems take target
task tasks technique techniques temperature term test than that their them then theorem theoretical
theory there therefore these they this those three through thus times together tool topological
topology towards traditional training transfer transition two types typically under underlying
understanding unique unit universal upon upper used useful users uses using value values variable
variables variety various vector velocity very via was wave way weak well well-known were what when
where whether which while whose wide widely will within without work works would yet zero
"""
COMMON = frozenset(_WORDS.split())
"""the words that most abstracts have, without those of sites"""
