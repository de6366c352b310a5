#!/usr/bin/env python3
"""Makes a corpus of made-up incidents and a codebook of 60 codes, the same on every machine.

usage: make_corpus.py FOLDER [INCIDENTS | NARRATIVES.jsonl]

Writes FOLDER/keerpunt.yaml, incidents.jsonl and codebook.yaml (what keerpunt reads),
lines.txt (the same narratives, one a line) and patterns.txt (the 60 codes as regexes,
as far as regexes can say them) for ripgrep. Words are drawn by Zipf's law from a
vocabulary of real and made-up words, and what the codes ask for is strewn in. With
JSON Lines that have a field `narrative`, those are taken instead.
"""
import json
import random
import sys
from pathlib import Path

COMMON = """the of and to a in that is was he for it with as his on be at by i this had not are but from or have
an they which one you were all her she there would their we him been has when who will no more if out so up said
what its about than into them can only other time new some could these two may first then do any like my now over
such our man me even most made after also did many off before must well back through years where much your way down
should because long each just state those people too world very good great between day part number small group
room work place hand early call report plan team board shift water line door ground crew left right again""".split()

STEMS = """abandon absor accept access accident accuse achieve acquire act adapt add address adjust admit advise
affair afford agree aid aim air alert alter amaze amount analyse anger announce annoy answer appear apply appoint
approach approve argue arm arrange arrest arrive ask assemble assess assign assist assume assure attach attack attempt
attend attract audit avoid award back balance ban bank bar base bath battle bear beat become beg behave belong bend
bind bite blame blast bleed bless block blow board boil bomb bond book boost border borrow bother bounce box brake
branch break breathe breed bridge brief bring broad broke brush budget build bump burn burst bury bus button buy bypass
calculate call calm camp cancel capt capture care carry cast catch cause cease celebrate centre challenge chance change
charge chart chase chat cheat check cheer chemi chew choke choose claim class clean clear client climb cling close
coach coast coat code collapse collect colleague colour combine come comfort command comment commit communic compan
compare compete complain complete complic compose comput concern concentr conclude conduct confer confess confid
confirm confront confus congrat connect consent consider consist constr consult consume contact contain content contest
continue contract contrast contribut control convert convey convince cook cool cope copy correct cost cough count couple
course cover crack crash crawl create credit creep crew cross crowd crush cry cure cut cycle damage damp dance dare
deal debate decide declare decline decorate deep defeat defend define delay deliver demand deny depart depend depress
derive describe desert deserve design desire desk detail detect determine develop devote dial die differ dig dinner
direct dirt disagree disappear discharge disclose discover discuss dislike dismiss display dispose dispute distance
distribut disturb divide document dominate double doubt draft drag drain draw dream dress drift drill drink drive drop
drug dry dump duty ear earn ease east eat economy edit educate effect elect elevate embarrass embrace emerge employ
empt enable encounter encourage end engage engin enhance enjoy ensure enter entertain equip escape escort essential
establish estimate evaluat event evid evolve exam exchange excite exclude excuse execute exercise exhibit exist expand
expect experien explain explode explore export expose express extend extract face fact fade fail faint fair fall famil
farm fast fasten fear feature feed feel fetch field fight figure file fill film filter final finance find finger finish
fire fish fit fix flag flash flight float flood flow fly focus fold follow food force forget forgive form found frame
free freeze friend fright front frustrate fry fuel function fund gain gather general generate gift give glance glue go
goal govern grab grade grant graph grasp greet grind grip group grow guarantee guard guess guide hammer hand handle
hang happen harass hard harm hate head heal health hear heat help hesitate hide hint hire history hit hold home hook
hope host hotel hour house hunt hurry hurt identif ignor illustrat imagine impact imply import impose impress improve
inch includ increas indic infect inflict influen inform inherit initi inject injur insert insist inspect install
instruct insult insur integrat intend intens interact interest interfer interpret interrupt interven introduc invent
invest investigat invite involve iron isolat issue item jail jam job join joke judge juggle jump justify keep key kick
kill kind knee knit knock knot know label labour lack land last laugh launch lay lead lean learn leave lecture lend
length let level licen lie life lift light like limit line link list listen live load loan local locat lock log long
look loose lose lot love lower luck mach mail maintain make manag map march mark market marry master match mate matter
mean measur meddle medic meet melt member memor mend mention mess method milk mind mine miss mistak mix moan moist
moment monitor moral motion motivat mount mouth move mug multipl murder nail name narrow natur near neck need neglect
negotiat nerve net nod noise normal north note notice number nurs obey object observ obtain occas occup occur offend
offer offic oper opin oppos option orbit order organ origin overload owe own pack page pain paint pair parent park part
pass past patch patient pause pay peel people perform permit person persuade phone photo physic pick piece pilot pinch
pipe place plan plane plant play please plug point poison polic polish poor pop popul posit possess possib post pour
power practi praise pray preach precede predict prefer prepar prescri present preserve press presum pretend prevent
prick print prior prison privat problem proced proceed process produc profess profit program progress project promis
promot prompt proof propos protect protest prove provid public pull pump punch punish purchas purpose push qualif
queen question queue quick quiet quit quote race radio rain rais rang rate reach react read ready real realis reason
receiv recogn recommend record recover reduc reflect refus regard regist regret regul rehears reject relat relax releas
relev reli remain remark rememb remind remov render rent repair repeat replac reply report represent reproduc request
rescue research resembl reserv resign resist resolv respect respond rest restart restor restrict result retain retir
retri return reveal revers review reward rhyme rid ride ring rinse rise risk river road rob rock roll room root rot
rough round row rub ruin rule run rush safe sail salt sampl satisf save saw say scale scar scatter schedul school
scold scorch scrape scratch scream screen screw scribbl script scrub seal search season seat second secret secur see
seek seem select sell send sens separat seri serv settl sever shade shake shape share sharp shave shelter ship shirt
shock shoot shop short shout show shrug shut sick side sigh sign signal silen simul sin sink sip site situat size skill
skip sleep slip slow smash smell smile smok snatch sneez snow soak social soft soil solv sort sound source south spar
spark speak special speed spell spend spill spin spoil spoke spot spray spread spring squash squeak squeez staff stage
stain stand stare start state station stay steal steer step stick stir stitch stock stop store storm straight strap
strength stress stretch strip stroke strong struct struggl stud stuff subject succeed success suck suffer suggest suit
supervis supply support suppos surg surpris surround survey surviv suspect suspend swallow swear sweat sweep switch
symbol system table take talk tame tap target task taste teach team tear tease techni telephon tell tempt tend term
terrif test thank theor thick think thought threat throw thunder tick tie time tip tire title touch tour tow trace track
trade train transfer transform transport trap travel treat tree trembl trick trip trot troubl trust try tumbl turn twist
type underst undress unfast unif unit unload unlock unpack use valid value valve vanish vari ventur view visit voice
volunt vote wail wait wake walk wander want warm warn wash waste watch water wave way weak wear weigh welcome west
whine whip whirl whisper whistl win wind wipe wish wit wobble wonder work worr wound wrap wreck wrestl wriggl write
yawn yell zip zoom""".split()

SUFFIXES = "s|es|ed|d|ing|e|y|ion|ions|ment|or|ors|er|ers|ly|ies|ied"


def codes():
    """Each code: kind, the groups of which one part each must hit, what must not, what is strewn in."""
    for words in ["alarm siren klaxon", "fatigue exhausted tired", "escalate escalation", "checklist procedure protocol",
                  "supervisor foreman mentor", "evacuate evacuation", "misread misinterpret misunderstand",
                  "bypass override disable", "valve pump compressor", "rehearse drill simulation",
                  "overtime roster turnaround", "medication dosage syringe", "trust confidence rapport"]:
        words = words.split()
        yield "sentence", [[f"{word}~" for word in words]], [], words + [words[0] + "s"]
    for phrase in ["did not check", "asked for help", "ran out of time", "near miss", "lost situational awareness",
                   "double checked the order", "called the doctor", "no one was informed",
                   "standard operating procedure", "handed over the shift", "client took the initiative",
                   "set a goal"]:
        yield "sentence", [[" ".join(f"{word}~" for word in phrase.split())]], [], [phrase]
    for one, other in [("nurse midwife", "warn alert"), ("radio phone", "silent silence"), ("pilot captain", "confuse confusion"),
                       ("colleague partner", "support assist"), ("deadline schedule", "pressure stress"),
                       ("equipment machine", "fail failure broken"), ("client customer", "motivate motivation"),
                       ("employer company", "hire vacancy"), ("doctor surgeon", "ignore dismiss"),
                       ("engineer technician", "inspect inspection")]:
        one, other = one.split(), other.split()
        strewn = [f"{a} quickly {b}" for a in one for b in other]
        yield "sentence", [[f"{word}~" for word in one], [f"{word}~" for word in other]], [], strewn
    for one, other, none in [("warning", "ignored", "drill test"), ("train training", "receive", "never seldom"),
                             ("manager leader", "listen", "refuse fail"), ("scheme", "agreed", "without"),
                             ("communicate communication", "clear", "lack absence")]:
        one = one.split()
        yield ("sentence", [[f"{word}~" for word in one], [f"{other}~"]], [f"{word}~" for word in none.split()],
               [f"{one[0]} was {other}"])
    for one, other, most in [("nurse", "alarm", 4), ("check", "label", 3), ("pressure", "gauge", 2),
                             ("report", "late", 5), ("goal", "client", 4), ("decision", "alone", 3)]:
        yield "sentence", [[f"{one}~ <{most}> {other}~"]], [], [f"{one} saw the {other}", f"{other} of one {one}"]
    for start in ["mislabel", "overload", "reintegrat", "coordinat", "malfunction"]:
        yield "sentence", [[f"{start}*"]], [], [start + "ing", start + "ed", start + "ion"]
    for regex, strewn in [(r"(un|mis|dis)(communicat|inform|connect)[a-z]*", ["misinformed", "disconnected"]),
                          (r"[a-z]{3,}proof", ["foolproof", "soundproof"]), (r"[0-9]{1,2}h[0-9]{2}", ["14h35", "9h05"]),
                          (r"re(try|tried|tries|start(ed|s)?)", ["retried", "restarted"])]:
        yield "sentence", [[rf"/\b(?:{regex})\b/"]], [], strewn
    yield "paragraph", [["conflict~", "dispute~"], ["resolve~", "agreement~"]], [], ["conflict. It was resolved"]
    yield "paragraph", [["feedback~"], ["improve~", "next~ time~"]], ["reject~"], ["feedback. It improved"]
    yield "paragraph", [["work~ pressure~", "workload~"], ["sick~", "absent~"]], [], ["workload. He was absent"]
    yield "incident", [["intervention~", "intervene~"], ["positive~", "success~"]], ["negative~"], ["intervention. A success"]
    yield "incident", [["asked~ for~ help~", "assistance~"], ["refuse~", "decline~"]], [], ["assistance. They refused"]


def regex_of_word(word):
    if word.endswith("*"):
        return word[:-1] + r"\w*"
    stem = word.removesuffix("~")
    for ending in ("ion", "ing", "ed", "e", "y"):
        if stem.endswith(ending) and len(stem) > len(ending) + 3:
            stem = stem.removesuffix(ending)
            break
    return rf"{stem}(?:{SUFFIXES})?"


def regex_of_pattern(pattern):
    if pattern.startswith("/"):
        return pattern[1:-1]
    if "<" in pattern:
        one, gap, other = pattern.split()
        one, other, most = regex_of_word(one), regex_of_word(other), gap.strip("<>")
        gap = rf"(?:\W+\w+){{0,{most}}}\W+"
        return rf"\b{one}\b{gap}{other}\b|\b{other}\b{gap}{one}\b"
    return r"\b" + r"\W+".join(regex_of_word(word) for word in pattern.split()) + r"\b"


def regex_of_code(scope, groups):
    """What must not hit cannot be said."""
    groups = ["(?:" + "|".join(map(regex_of_pattern, group)) + ")" for group in groups]
    if len(groups) == 1:
        return groups[0]
    gap = r"[^.?\n]*?" if scope == "sentence" else ".*?"
    return "|".join([gap.join(groups), gap.join(reversed(groups))])


def vocabulary(random_source):
    """Words by how often they are drawn: common ones, stems with their endings, then with beginnings too."""
    endings = ["", "s", "ed", "ing", "e", "er", "ion", "ers", "es", "ly", "ment", "able", "ive", "al", "y", "ness", "ful",
               "ist", "ity", "ions", "less", "ment" + "s", "ance", "ous", "ism"]
    beginnings = ["re", "un", "over", "mis", "in", "out", "dis", "pre", "under", "de", "inter", "non", "co", "sub", "up"]
    near = [stem + ending for stem in STEMS for ending in endings[:5]]
    far = [stem + ending for stem in STEMS for ending in endings[5:]]
    strange = [beginning + word for beginning in beginnings for word in near]
    words = list(COMMON)
    for group in (near, far, strange):
        random_source.shuffle(group)
        words += group
    words = list(dict.fromkeys(words))
    weights = [1 / (rank + 2.7) for rank in range(len(words))]
    return words, weights


def narratives(count, planted):
    source = random.Random(20261)
    words, weights = vocabulary(source)
    total, cumulated = 0.0, []
    for weight in weights:
        total += weight
        cumulated.append(total)
    rates = [0.0001 * 2000 ** (place / (len(planted) - 1)) for place in range(len(planted))]
    source.shuffle(rates)
    for _ in range(count):
        strewn = [source.choice(phrases) for phrases, rate in zip(planted, rates) if source.random() < rate]
        paragraphs = []
        for _ in range(source.randint(1, 4)):
            sentences = []
            for _ in range(source.randint(2, 4)):
                drawn = source.choices(words, cum_weights=cumulated, k=source.randint(9, 36))
                if strewn and source.random() < 0.3:
                    drawn.insert(source.randrange(len(drawn)), strewn.pop())
                if source.random() < 0.2:
                    drawn.insert(source.randrange(len(drawn)), str(source.randint(2, 2000)))
                if source.random() < 0.1:
                    drawn[0] = "“" + drawn[0] + "”"
                if source.random() < 0.3:
                    place = source.randrange(len(drawn))
                    drawn[place] += ","
                sentences.append(" ".join(drawn).capitalize() + source.choice("....?"))
            paragraphs.append(" ".join(sentences))
        for phrase in strewn:
            paragraphs[-1] += f" Then {phrase} happened."
        yield "\n\n".join(paragraphs)


def given(file):
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line).get("narrative") or ""


def main():
    folder = Path(sys.argv[1])
    what = sys.argv[2] if len(sys.argv) > 2 else "20000"
    folder.mkdir(parents=True, exist_ok=True)
    entries, regexes, planted = [], [], []
    for number, (scope, groups, none, strewn) in enumerate(codes(), 1):
        rule = {"within": scope, "negated": "ignore"}
        if len(groups) == 1:
            rule["any"] = groups[0]
        else:
            rule["all"] = [group[0] if len(group) == 1 else "(" + "|".join(group) + ")" for group in groups]
        if none:
            rule["none"] = none
        entries.append({"id": f"c{number:02}", "label": f"Code {number}", "definition": "Made up.", "rules": [rule]})
        regexes.append(regex_of_code(scope, groups))
        planted.append(strewn)
    assert len(entries) == 60, len(entries)
    book = {"codebook": "sixty", "version": "1.0.0", "codes": entries}
    (folder / "codebook.yaml").write_text(json.dumps(book, indent=1), encoding="utf-8")
    (folder / "patterns.txt").write_text("\n".join(regexes) + "\n", encoding="utf-8")
    (folder / "keerpunt.yaml").write_text(
        "keerpunt: 1\nlanguage: en\ncorpus: [{path: incidents.jsonl}]\ncodebook: codebook.yaml\n"
        "outcome: {attribute: outcome, values: [success, less_success]}\n", encoding="utf-8")
    with open(folder / "incidents.jsonl", "w", encoding="utf-8") as incidents, \
            open(folder / "lines.txt", "w", encoding="utf-8") as lines:
        told = narratives(int(what), planted) if what.isdigit() else given(what)
        for number, narrative in enumerate(told):
            outcome = "success" if number % 2 == 0 else "less_success"
            incident = {"id": f"i{number}", "outcome": outcome, "narrative": narrative}
            incidents.write(json.dumps(incident, ensure_ascii=False) + "\n")
            lines.write(" ".join(narrative.split()) + "\n")


if __name__ == "__main__":
    main()
