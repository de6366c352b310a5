"""Sixty codes in Dutch, as data: for articles of Dutch law, which are real prose of a size worth timing."""

SUFFIXES = "s e en n t d de te den ten er ers ing ingen end ende heid lijk je".split()
ENDINGS = "ingen ing en e".split()

LISTS = ["boete dwangsom", "ontheffing vrijstelling", "subsidie bekostiging", "werknemer werkgever", "explosie ontploffing",
         "rechter rechtbank", "getuige deskundige", "examen diploma", "besluit beslissing", "minister staatssecretaris",
         "pensioen uitkering", "gevangenis detentie", "informatie gegevens"]
PHRASES = ["op de voordracht van", "zo spoedig mogelijk", "in strijd met", "schriftelijk in kennis gesteld",
           "algemene maatregel van bestuur", "ten laste van", "in de gelegenheid gesteld", "treedt in werking",
           "als bedoeld in", "een afschrift van", "behoudens tegenbewijs", "met ingang van"]
BOTH = [("minister staatssecretaris", "regeling overeenstemming"), ("gemeente provincie", "verordening bijdrage"),
        ("werkgever bedrijf", "loon premie"), ("arts ziekenhuis", "behandeling onderzoek"),
        ("leerling student", "toelating inschrijving"), ("bestuurder vennootschap", "aansprakelijk schade"),
        ("ambtenaar militair", "ontslag schorsing"), ("voertuig aanhangwagen", "keuring kenteken"),
        ("afval meststof", "vervoer opslag"), ("schuldeiser curator", "faillissement vordering")]
UNLESS = [("aanvraag verzoek", "afwijzen", "termijn datum"), ("vergunning", "verleend", "intrekken weigeren"),
          ("minister", "regels", "termijn datum"), ("werknemer", "arbeid", "loon pensioen"),
          ("kind jeugdige", "ouder", "voogd rechter")]
NEAR = [("artikel", "lid", 4), ("besluit", "bezwaar", 3), ("schade", "vergoeding", 2), ("verslag", "jaar", 5),
        ("doel", "maatregel", 4), ("advies", "raad", 3)]
WILDCARDS = ["arbeidsongeschikt*", "reintegr*", "overbelast*", "belasting*", "*plichtig"]
REGEXES = [(r"(her|ver)(keur|zoek)[a-z]*", []), (r"[a-z]{3,}baarheid", []),
           (r"[0-9]{1,2} (mei|juni|juli) (19|20)[0-9]{2}", []), (r"on(bevoegd|geldig|ontvankelijk)[a-z]*", [])]
PARAGRAPHS = [(["verzoek", "aanvraag"], ["besluit", "overeenstemming"], [], ""),
              (["klacht"], ["behandeling", "op schrift"], ["afwijzen"], ""),
              (["ziekte", "arbeidsongeschiktheid"], ["loon", "uitkering"], [], "")]
INCIDENTS = [(["evaluatie", "evalueren"], ["doeltreffend", "effect"], ["ongunstig"], ""),
             (["op verzoek van", "bijstand"], ["weigeren", "afwijzen"], [], "")]
SEARCHES = ["dwangsom", "explosie", "getuige~", "werk", "besluit", "minister AND besluit", "termijn AND aanvraag",
            "\"zo spoedig mogelijk\"", "aanvraag <4> termijn", "besluit <3> bezwaar", "arbeidsongeschikt*", "overbelast*",
            "/[a-z]{3,}baarheid/", "(boete|dwangsom|straf)", "schade NOT vergoeding", "advies ..5.. raad", "informatie",
            "werkgever~ AND loon~", "curator", "met ingang van"]
