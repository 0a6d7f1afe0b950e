"""Short forms of given names: Sam is Samuel, Steve is Steven and Stephen.

Where the knowledge is from: compiled by hand for papercat, from everyday
knowledge. Of its 455 pairs 238 are also in ``names.csv`` of
github.com/carltonnorthern/nicknames (Apache-2.0); the others are short forms and
spellings of other languages, which that list of English ones leaves out. Names
that only translate each other (Pedro, Peter) are no short forms and left out.

One line is one group: the short form first, then what it may stand for. Two
names fit when a line has both *and* one of them is its first word: Steven and
Stefan fit Steve but not each other.
"""

from __future__ import annotations

from functools import cache

_TABLE = """
abe abraham
adi aditya
al albert alan alfred alexander
alec alexander
alejo alejandro
aleks aleksander aleksandar aleksandr aleksandra
alex alexander alexandre alexandra alexandros alexandru alexis alejandro alexey alessandro alexandr
alf alfred
ally alison
andy andrew andreas andrei anders andrzej
angie angela
annie anne ann anna
ash ashley ashish
barb barbara
bart bartholomeus bartholomew bartosz
beth elizabeth bethany
becky rebecca
ben benjamin benedict benoit benedikt
bernie bernard bernhard
bert albert robert herbert hubert
bill william willem
billy william
bob robert
bobby robert
brad bradley bradford
bram abraham
cam cameron
carrie caroline carolyn
cathy catherine cathleen
charlie charles
chas charles
chris christopher christian christoph christophe christina christine christiane krzysztof
christoph christopher
chuck charles
cindy cynthia
cliff clifford
clint clinton
cory corey
dan daniel daniele danny dana
dani daniel daniele daniela
danny daniel
dave david
deb deborah debra debanjan debasis
debbie deborah
debra deborah
dick richard
dima dmitry dmitri dmitriy dmitrii
dmitri dmitry dmitriy dmitrii
dmitry dmitriy dmitrii
don donald
donnie donald
doug douglas
drew andrew
ed edward edwin eduard edgar edmund eduardo
eddie edward edwin
el eleanor
eli elias elijah eliyahu
ellie eleanor
ernie ernest
fabi fabian
fede federico federica
fei feifei
fran francis frances francisco
frank francis franklin
fred frederick frederic alfred frederik
fritz friedrich
gabe gabriel
gabi gabriel gabriela gabriele
geoff geoffrey
jeff jeffrey jeffery geoffrey
gene eugene
gerry gerald gerard
gill gillian
greg gregory grigory gregor gregorio grzegorz
gus gustavo gustav augustus
hal harold harry
hank henry
hans johannes johann
harry harold henry harald
hermann herman
howie howard
ian iain
ike isaac
ines inez
iz isabel
izzy isabel
jack john jackson
jackie jacqueline
jake jacob jakob
jan johannes
jamie james
jay jayant
jen jennifer
jenny jennifer
jerry gerald jerome jeremy jerrold
jess jessica
jim james
jimmy james
joe joseph josef
joey joseph
johnny john
john jonathan johnathan
jon jonathan jonathon john
josh joshua
judy judith
kate katherine katharine catherine kathryn katerina katarzyna
kathy katherine kathleen kathryn katharine
katie katherine katharine kathryn
katya ekaterina
ken kenneth kenji kenichi kentaro
kenny kenneth
kim kimberly
kris kristian kristina kristen kristopher
kostya konstantin
larry lawrence laurence
laurie laura laurence
lena elena helena
len leonard
leo leonard leonardo leonid leopold
les leslie lester
lex alexander
liz elizabeth elisabeth
lisa elisabeth elizabeth
lou louis louise
luca lucas
maggie margaret
maite maria
mandy amanda
manny emmanuel manuel
marc marcus
marcin martin
masha maria mariya
matt matthew matthias mathew matthieu
matty matthew
max maximilian maxim maxime
md mohammad mohammed muhammad mohamed
meg margaret megan
mel melanie melvin
mike michael
mick michael
mickey michael
misha mikhail
mitch mitchell
mohamed mohammed muhammad mohamad
mohammad mohammed muhammad mohamed mohamad
mohammed muhammad mohamad
mort morton
moe mohammad mohammed mohamed
nacho ignacio
nan nancy
nat nathan nathaniel natalie
nate nathan nathaniel
nathan nathaniel
ned edward edmund
nico nicolas nicholas nicola nicolaas
nick nicholas nicolas nikolaos nikolas nikolai nicolaas
nicky nicholas nicola
nicolas nicholas
nik nikola nikolaos nikolay nikhil nikita
niko nikolaos nikola
norm norman
oli oliver
ollie oliver
paco francisco
pam pamela
pat patrick patricia
patty patricia
peggy margaret
pepe jose
pete peter
phil philip phillip philipp philippe
philip phillip
polly mary
rafa rafael
raj rajesh rajendra
ralph ralf
ray raymond
reg reginald
ric richard
rich richard
rick richard
ricky richard
rob robert roberto
robbie robert
robby robert
rod rodney roderick rodrigo
rodney roderick
rolf rudolf
ron ronald aaron
ronnie ronald
rudi rudolf
russ russell
sally sarah
sam samuel samantha
sandy sandra alexander
sandra alexandra
sara sarah
sasha alexander alexandra aleksandr alexandre
sergi sergio
seb sebastian sebastien
sid siddharth sidney siddhartha
steffi stefanie stephanie
steph stephanie stephen
stan stanley stanislaw stanislav
stephen steven
steve steven stephen stefan
stu stuart stewart
sue susan suzanne susanne
susie susan
suzy suzanne
tanya tatiana tatyana
ted edward theodore edmund
teddy edward theodore
terry terence terrence theresa teresa
theo theodore theodoros theodor
thom thomas
tim timothy timothee
tina christina martina
tjerk tjeerd
tom thomas tomas tomasz
tommy thomas
toni anton antonio antonia
tony anthony antony antonio anton
tracy teresa
trish patricia
ty tyler
val valerie valentin
vic victor victoria
vicky victoria
vince vincent
viv vivian
vlad vladimir vladislav
volodya vladimir
wally walter wallace
walt walter
wes wesley
wil wilhelm william
will william willem wilhelm
winnie winifred
xavi xavier
yasha yakov
zach zachary
zack zachary
zak zachary
"""


@cache
def _groups() -> dict[str, frozenset[str]]:
    """For every name in the table, the names it fits."""
    fits: dict[str, set[str]] = {}
    for line in _TABLE.split("\n"):
        short, *full = line.split() or [""]
        for name in full:
            fits.setdefault(short, set()).add(name)
            fits.setdefault(name, set()).add(short)
    return {name: frozenset(others) for name, others in fits.items()}


def other_forms(given: str) -> frozenset[str]:
    """Say which given names a folded given name may also be printed as.

    >>> sorted(other_forms("samuel"))
    ['sam']
    """
    return _groups().get(given, frozenset())


def are_short_forms(one: str, other: str) -> bool:
    """Say whether one folded given name is a short form of the other."""
    return other in _groups().get(one, frozenset())
