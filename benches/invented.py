"""Incidents made up word by word, the same on every machine, in constant memory."""
import random
from array import array

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

ENDINGS = """ s ed ing e er ion ers es ly ment able ive al y ness ful ist ity ions less ments ance ous ism""".split(" ")
BEGINNINGS = "re un over mis in out dis pre under de inter non co sub up".split()
# A word is drawn by 20 bits of a random number; the other 12 say whether it is spelt as nobody else spells it.
PLACES = 1 << 20
ODD = 30
OUTCOMES = [("success", 0.45), ("less_success", 0.9), (None, 1.0)]


def vocabulary(source):
    """PLACES words, each as often as it is drawn by Zipf's law: common ones, stems with endings, then with beginnings."""
    near = [stem + ending for stem in STEMS for ending in ENDINGS[:5]]
    far = [stem + ending for stem in STEMS for ending in ENDINGS[5:]]
    strange = [beginning + word for beginning in BEGINNINGS for word in near]
    words = list(COMMON)
    for group in (near, far, strange):
        source.shuffle(group)
        words += group
    words = list(dict.fromkeys(words))
    weights = [1 / (rank + 2.7) for rank in range(len(words))]
    whole, until, places = sum(weights), 0.0, []
    for word, weight in zip(words, weights):
        until += weight
        places += [word] * (round(until / whole * PLACES) - len(places))
    return places


def odd(word, bits):
    """A slip of the pen, a number, a quoted or an accented word: what makes real vocabularies grow without end."""
    kind, at = bits % 4, bits % max(1, len(word) - 1)
    if kind == 0:
        return word[:at] + word[at + 1:at + 2] + word[at:at + 1] + word[at + 2:]
    if kind == 1:
        return str(bits * 7919 % 10_000)
    if kind == 2:
        return "“" + word + "’s”"
    return word[:at] + "é" + word[at:]


def incidents(count, planted):
    """Outcome and narrative of `count` incidents; the first ten thousand are the same however many follow.

    `planted` has for each code what is strewn in for it: into 0.01 % to 20 % of the incidents, and into
    every other code's a quarter more or less where it ended well."""
    source = random.Random(20261)
    places = vocabulary(source)
    rates = [0.0001 * 2000 ** (place / (len(planted) - 1)) for place in range(len(planted))]
    source.shuffle(rates)
    lifts = [(0.75, 1.0, 1.25)[place % 3] for place in range(len(planted))]
    draw, between = source.random, lambda low, high: low + int(source.random() * (high - low + 1))
    for _ in range(count):
        chance = draw()
        outcome = next(value for value, until in OUTCOMES if chance < until)
        strewn = [source.choice(phrases) for phrases, rate, lift in zip(planted, rates, lifts)
                  if draw() < (rate * lift if outcome == "success" else rate)]
        paragraphs = []
        for _ in range(between(1, 4)):
            sentences = []
            for _ in range(between(2, 4)):
                numbers = array("I", source.randbytes(4 * between(9, 36)))
                words = [places[number & (PLACES - 1)] for number in numbers]
                for at, number in enumerate(numbers):
                    if number >> 20 < ODD:
                        words[at] = odd(words[at], number >> 4)
                if strewn and draw() < 0.3:
                    words.insert(numbers[0] % len(words), strewn.pop())
                if draw() < 0.2:
                    words[numbers[1] % len(words)] += ","
                sentence = " ".join(words)
                sentences.append(sentence[0].upper() + sentence[1:] + "....?"[numbers[2] % 5])
            paragraphs.append(" ".join(sentences))
        for phrase in strewn:
            paragraphs[-1] += f" Then {phrase} happened."
        yield outcome, "\n\n".join(paragraphs)
