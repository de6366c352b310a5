"""Sixty codes in English, as data: for invented incidents and for real ones about work and safety."""

SUFFIXES = "s es ed d ing e y ion ions ment or ors er ers ly ies ied".split()
ENDINGS = "ion ing ed e y".split()

LISTS = ["alarm siren klaxon", "fatigue exhausted tired", "escalate escalation", "checklist procedure protocol",
         "supervisor foreman mentor", "evacuate evacuation", "misread misinterpret misunderstand",
         "bypass override disable", "valve pump compressor", "rehearse drill simulation",
         "overtime roster turnaround", "medication dosage syringe", "trust confidence rapport"]
PHRASES = ["did not check", "asked for help", "ran out of time", "near miss", "lost situational awareness",
           "double checked the order", "called the doctor", "no one was informed", "standard operating procedure",
           "handed over the shift", "client took the initiative", "set a goal"]
BOTH = [("nurse midwife", "warn alert"), ("radio phone", "silent silence"), ("pilot captain", "confuse confusion"),
        ("colleague partner", "support assist"), ("deadline schedule", "pressure stress"),
        ("equipment machine", "fail failure broken"), ("client customer", "motivate motivation"),
        ("employer company", "hire vacancy"), ("doctor surgeon", "ignore dismiss"),
        ("engineer technician", "inspect inspection")]
UNLESS = [("warning", "ignored", "drill test"), ("train training", "receive", "never seldom"),
          ("manager leader", "listen", "refuse fail"), ("scheme", "agreed", "without"),
          ("communicate communication", "clear", "lack absence")]
NEAR = [("nurse", "alarm", 4), ("check", "label", 3), ("pressure", "gauge", 2), ("report", "late", 5),
        ("goal", "client", 4), ("decision", "alone", 3)]
WILDCARDS = ["mislabel*", "overload*", "reintegrat*", "coordinat*", "malfunction*"]
REGEXES = [(r"(un|mis|dis)(communicat|inform|connect)[a-z]*", ["misinformed", "disconnected"]),
           (r"[a-z]{3,}proof", ["foolproof", "soundproof"]), (r"[0-9]{1,2}h[0-9]{2}", ["14h35", "9h05"]),
           (r"re(try|tried|tries|start(ed|s)?)", ["retried", "restarted"])]
PARAGRAPHS = [(["conflict", "dispute"], ["resolve", "agreement"], [], "conflict. It was resolved"),
              (["feedback"], ["improve", "next time"], ["reject"], "feedback. It improved"),
              (["work pressure", "workload"], ["sick", "absent"], [], "workload. He was absent")]
INCIDENTS = [(["intervention", "intervene"], ["positive", "success"], ["negative"], "intervention. A success"),
             (["asked for help", "assistance"], ["refuse", "decline"], [], "assistance. They refused")]
# For the time of a single search: rare, middling and frequent words, and each way of combining them.
SEARCHES = ["siren", "klaxon evacuation", "fatigue~", "work", "team", "nurse AND alarm", "time AND people",
            "\"did not check\"", "nurse <4> alarm", "check <3> label", "mislabel*", "overload*", "/[a-z]{3,}proof/",
            "(valve|pump|compressor)", "pressure NOT gauge", "report ..5.. late", "trust", "supervisor~ AND listen~",
            "foreman", "asked for help"]
