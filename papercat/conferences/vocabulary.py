"""What English calls the things that posts present, and what in capitals is no such thing.

Compiled by hand for papercat from everyday knowledge of the field. A word is
here because it is general: a field, a theorem, an employer, a month.
"""

KIND = (
    r"(?:models?|systems?|agents?|assistants?|helpers?|methods?|algorithms?|approach(?:es)?"
    r"|techniques?|architectures?|frameworks?|networks?|transformers?|data ?sets?|benchmarks?"
    r"|simulators?|simulations?|toolkits?|tools?|librar(?:y|ies)|languages?|environments?"
    r"|platforms?|robots?|generators?|solvers?|planners?|programs?|modules?|classifiers?"
    r"|predictors?|pipelines?|suites?|tasks?|tests?|chatbots?|procedures?|objectives?|layers?"
    r"|optimi[sz]ers?|strateg(?:y|ies)|protocols?|engines?|databases?|corpus|corpora)"
)
"""a system, model, dataset or method, by its common noun"""

PREPOSITION = (
    r"(?:of|in|on|at|to|for|from|by|with|without|about|into|onto|over|under|between|among|across"
    r"|through|during|against|towards?|via|per|as|than|like|and|or|but|nor|that|which|who|whose"
    r"|whom|where|when|while|how|what|why|if|is|are|was|were|be|been|has|have|had|can|could|will"
    r"|would|may|might|must|shall|should|not|it|they|we|you|i|he|she|them|us|there|then)"
)
"""a word that no noun phrase runs across"""

LEADING = frozenset(
    """
    a about above across additionally after all also although among an and another any are around
    as at based because before below besides between beyond both but by can come concretely could
    despite did discover do does during each earlier either elsewhere even every explore few
    first for from further furthermore given has have he hence her here his how however i if in
    indeed instead inside introducing is it its join just last later latest learn let like
    likewise many maybe meanwhile meet more moreover most much my near neither new next no none
    nor not nothing now of off often on once one only or other our out over own per perhaps
    please previously rather read recent recently second see separately several she similarly
    since so some soon still such take than thanks that the their then there these they third
    this those though through throughout thus to today together tomorrow too towards two under
    unlike until up upon us using very via visit was we were what when where whereas whether
    which while who why will with within without would yes yet you your
    """.split()  # noqa: SIM905  a page of quotation marks reads worse
)
"""words that stand in capitals only because a sentence begins with them"""

GENERAL = frozenset(
    """
    ai ml rl llm llms agi nlp cv gpu gpus tpu tpus cpu cpus api apis ne gan vae cnn rnn gnn mdp
    rlhf sgd pde ode vlm mlp vqa qa rag uk us usa eu un dei phd ceo cto 2d 3d 4d dna rna url pdf
    faq covid-19 covid co2 it tv pc vr ar xr iot ui ux sota iid kl mcmc ssl hci asi gai
    transformer transformers internet web atari nash chomsky turing markov gaussian monte carlo
    python english french german spanish chinese african european american asian
    earth moon sun mars olympiad nature science
    """.split()  # noqa: SIM905  a text is read more easily
)
"""fields, theorems, devices, abbreviations that everyone uses, and places, in small letters"""

GENERAL_PHRASES = frozenset(
    {
        "artificial intelligence",
        "artificial general intelligence",
        "machine learning",
        "deep learning",
        "reinforcement learning",
        "deep reinforcement learning",
        "large language model",
        "large language models",
        "language models",
        "neural networks",
        "computer vision",
        "natural language processing",
        "nash equilibrium",
        "monte carlo",
        "world wide web",
    }
)
"""general terms of several words, in small letters"""

ORGANISATION = frozenset(
    """
    google deepmind alphabet youtube android openai anthropic microsoft meta facebook apple amazon
    nvidia ibm intel baidu tencent alibaba huawei samsung github gitlab linkedin twitter mila
    inria mit epfl eth eleutherai stability cohere mistral kaggle reddit wikipedia
    stanford oxford cambridge harvard princeton berkeley
    university institute lab labs laboratory laboratories research college foundation team teams
    inc ltd corporation company department school society association committee council center
    centre academy group community workshop conference symposium congress summit meeting
    neurips iclr icml aaai ijcai cvpr iccv eccv acl emnlp naacl corl icra aistats uai colt kdd
    vice president director professor chief officer head scientist engineer fellow chair sponsor
    monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december
    """.split()  # noqa: SIM905  a text is read more easily
)
"""employers, events, offices and days: a name with one of these is no system's"""

PLACES_TO_LOOK = frozenset(
    """
    booth hall room figure fig table section chapter appendix day track session level step stage
    phase part page version volume top week grade type category no
    """.split()  # noqa: SIM905  a text is read more easily
)
"""words that a number follows without making a name: Figure 3, Hall 5"""

METHOD_HEAD = (
    r"(?:distillation|prompting|decoding|sampling|tuning|fine-tuning|regulari[sz]ation|attention"
    r"|augmentation|pruning|quanti[sz]ation|bootstrapping|backpropagation|rehearsal|self-play)"
)
"""nouns that end the name of a method"""
