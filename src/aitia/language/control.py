"""Verbs and nouns that lend a doer to the deed they govern: "accused Iran of arming", "launched an attack".

Example: "Paris accused Chad of arming rebels" → the object of "accuse" arms them.
"""

from __future__ import annotations

from typing import Final

# verbs whose object is the doer of the embedded deed
OBJECT_CONTROL: Final = frozenset(
    """accuse advise allow appeal appoint arrest ask assist authorize authorise beg blame bring cause challenge charge
    choose coax coerce command commission compel condemn convict criticize criticise denounce deter direct discourage
    drive enable encourage enlist entice equip exhort expect fault find forbid force fund get have hear help hire
    impel implore incite induce inspire instruct invite keep lead leave let lobby make mobilize motivate move name need
    nominate notify oblige order permit persuade pay praise press pressure prevent prod prohibit prompt provoke push
    recruit remind request require rush scold see send set slam spark spur stop suspect teach tell tempt thank train
    trigger trust urge want warn watch""".split()
)
# verbs whose object is the doer of what follows in "of", "for" or "from"
ACCUSING: Final = frozenset(
    """accuse applaud arrest assail attack ban bar berate blame blast castigate censure charge chastise chide
    commend condemn congratulate convict credit criticise criticize decry denounce deride deter discourage
    disperse dissuade exclude excoriate fault fine forbid forgive hail hammer honor honour impeach indict
    investigate jail keep lambast lambaste laud mock pan pardon pillory praise prevent prohibit prosecute
    protest punish rap rebuke reprimand reproach reward ridicule rip salute sanction scold sentence skewer slam
    stop sue suspect taunt thank trash try upbraid vilify warn""".split()
)
# verbs whose object did what follows in "for": what somebody is made to suffer for it
PUNISHING: Final = frozenset(
    """assassinate attack banish beat behead boycott burn deport detain discipline dismiss eject evict execute exile
    expel fire flog gaol hang harass humiliate hound imprison intern kidnap kill lash lock lynch mob murder oust place
    prosecute purge put sack seize shame shoot shun slap slay stone strike suspend torture whip""".split()
)
# verbs by which something sets people going, to do what follows: "anger brought them out to demand"
DRIVING: Final = frozenset("bring draw drive force lead lure provoke pull push rouse send spur".split())
# verbs that blame with a preposition: "lashed out at Chad for asking"
LASHING: Final = frozenset("hit inveigh lash light rage rail snap tear".split())
# the prepositions under which the object of either does it: "accused X of doing"
TO_OBJECT: Final = frozenset(["of", "for", "from", "into", "over", "with"])
# nouns of a deed or a will to it: whose they are stands after "of" ("the failure of Europe to provide shelter")
WILLS: Final = frozenset(
    """ability agreement attempt bid capacity choice commitment decision desire determination effort eagerness failure
    habit inability intention move plan pledge power promise push readiness refusal reluctance right struggle tendency
    threat unwillingness vow will willingness wish""".split()
)
# nouns of what somebody undertakes
ENDEAVOURS: Final = frozenset("battle campaign drive fight mission offensive operation struggle war".split())
HELP: Final = frozenset("aid assistance backing help support".split())
# verbs that lend their subject to the noun they govern ("launched an attack")
LIGHT_VERBS: Final = frozenset(
    """accelerate announce approve authorise authorize begin carry cease commit complete conclude conduct continue
    declare delay deliver deploy direct do employ end engage escalate execute expand express extend file finish fire
    fly give halt hasten have hold hurl impose inflict instigate intensify issue keep launch lead level lift lob
    lodge make mastermind mount offer open orchestrate order organise organize perform perpetrate place plan
    pledge plot prepare promise provide pursue put reach refuse renew resume send set sign speed stage start
    step stop suspend sustain take threaten undertake unleash unload use voice vow wage""".split()
)
# and those that do so in a relative clause: "the interview that he did with"
CARRIED: Final = LIGHT_VERBS | frozenset(["bring", "deal", "direct", "enter", "lodge", "register", "run"])
# nouns that tell of a deed without telling whose
ANYBODYS: Final = frozenset(
    """benefit consequence cost crime danger difficulty folly futility hazard idea importance merit necessity notion
    peril possibility price risk wisdom""".split()
)
SPENDING: Final = frozenset(["devote", "spend", "waste"])  # time and money, on what the spender does
# what one writes to somebody, with what it asks or tells: "a letter to the pope asking him"
WRITINGS: Final = frozenset(
    "appeal cable communique email fax letter memo memorandum message note petition statement telegram text".split()
)
# what is written or shown to anybody, and says what follows: "a report criticizing the senator"
PAPERS: Final = WRITINGS | frozenset(
    """ad advertisement article banner book column complaint document dossier editorial essay film flier flyer lawsuit
    leaflet motion pamphlet paper placard post poster report resolution speech story suit tweet video""".split()
)
# whoever does this to a paper need not have written it
READING: Final = frozenset(
    """back block circulate cite discuss dismiss find get hear ignore obtain oppose quote read receive reject retweet
    review see share study support view watch welcome""".split()
)
LASTING: Final = frozenset(["carry", "set", "step"])  # light verbs that keep their sense with a particle
# past participles that are no past tense, too
ONLY_PARTICIPLES: Final = frozenset(
    """beaten bitten broken chosen driven forbidden forgiven frozen overthrown shaken slain stolen taken thrown
    torn""".split()
)
# verbs with somebody and something as their two objects
GIVING: Final = frozenset("award deny feed give grant hand lend offer owe pay promise sell send teach".split())
# verbs whose object does what follows, wherever the infinitive hangs: "is helping the tribes to defeat"
HELPING: Final = frozenset("aid assist enable help".split())
