//! Which statistics a table may carry, by what method, and when not to trust them.

pub use super::measured::{Statistic, find};

/// Everything a table can say of a code, one name for each variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Share of the first column less share of the second.
    RiskDifference,
    /// ad/bc.
    OddsRatio,
    /// The same with ½ added to every cell; only where a cell is empty.
    OddsRatioHaldane,
    /// Share of the first column over share of the second.
    RiskRatio,
    /// The same with ½ added; only where a count is 0.
    RiskRatioHaldane,
    /// Fisher's exact test, two-sided; of more than two columns Freeman and Halton's.
    FisherP,
    /// The same from random tables, where there are too many to count.
    FisherSampledP,
    /// How many random tables there were.
    FisherSamples,
    /// Mid-p of the two-sided test.
    MidpMinimumLikelihood,
    /// Mid-p as twice the smaller tail.
    MidpCentral,
    /// Pearson's chi-square.
    ChiSquare,
    /// Degrees of freedom.
    Df,
    /// p of Pearson's chi-square.
    ChiSquareP,
    /// The likelihood-ratio statistic.
    G,
    /// p of the likelihood-ratio statistic.
    GP,
    /// Correlation of code and column.
    Phi,
    /// Cramér's V.
    CramersV,
    /// Cramér's V, bias-corrected.
    CramersVCorrected,
    /// p corrected by Holm.
    Holm,
    /// p corrected by Benjamini and Hochberg.
    BenjaminiHochberg,
    /// Within strata: the test.
    Cmh,
    /// Within strata: its p.
    CmhP,
    /// Within strata: the exact p.
    StrataExactP,
    /// Within strata: the common odds ratio.
    CommonOddsRatio,
    /// Within strata: the common risk difference.
    CommonRiskDifference,
    /// Within strata: the common risk ratio.
    CommonRiskRatio,
    /// Within strata: is the odds ratio the same in each?
    BreslowDay,
    /// Within strata: p of that.
    BreslowDayP,
    /// How many strata tell anything.
    InformativeStrata,
    /// Between clusters: the corrected statistic.
    RaoScottF,
    /// Between clusters: its p.
    RaoScottP,
    /// Between clusters: p of random arrangements that keep clusters together.
    ClusterPermutationP,
    /// How many arrangements there were.
    ClusterPermutations,
    /// Clusters with one unit in each column.
    Pairs,
    /// Pairs with the code in the first column alone.
    PairsOnlyFirst,
    /// Pairs with the code in the second column alone.
    PairsOnlySecond,
    /// Of pairs that changed, the odds that the first has the code.
    PairedOddsRatio,
    /// Pairs: McNemar's statistic.
    Mcnemar,
    /// Pairs: its p.
    McnemarP,
    /// Pairs: the exact p.
    McnemarExactP,
    /// Pairs: the exact p less half the chance of the data.
    McnemarMidp,
    /// How alike incidents of a respondent are.
    IntraclassCorrelation,
    /// What clusters cost in the first column.
    DesignEffectFirst,
    /// What clusters cost in the second column.
    DesignEffectSecond,
    /// Share of the respondents who tell a code.
    ParticipationRate,
    /// How much of what is told has a code that is known.
    GoodsCoverage,
    /// The same, more exactly.
    ChaoJostCoverage,
    /// How many codes there may be, from all that were given.
    Chao1,
    /// The same as first published.
    Chao1Classic,
    /// The same with incidents as samples.
    Chao2,
    /// The same by leaving out an incident at a time.
    Jackknife,
    /// Coders that agree.
    PercentAgreement,
    /// Krippendorff's alpha.
    Alpha,
    /// Gwet's AC1.
    GwetAc1,
    /// Brennan and Prediger's coefficient.
    BrennanPrediger,
    /// Fleiss' kappa.
    FleissKappa,
    /// Cohen's kappa, of two coders.
    CohenKappa,
    /// Agreement on what was given.
    PositiveAgreement,
    /// Agreement on what was not given.
    NegativeAgreement,
    /// How often coders gave the code.
    Prevalence,
    /// Characters: agreement on what was marked.
    Holsti,
    /// Characters: both over either.
    JaccardOfCharacters,
    /// Characters: Cohen's kappa.
    CharacterKappa,
    /// Characters: Krippendorff's alpha of marked against not marked.
    CharacterAlpha,
    /// Characters: Krippendorff's alpha, all codes at once.
    CharacterAlphaOfAll,
    /// Krippendorff's alpha for unitizing.
    UnitizingAlpha,
    /// Spearman's rank correlation.
    SpearmanRho,
    /// Its p by Student's t.
    SpearmanP,
    /// Its exact p, without ties.
    SpearmanExactP,
    /// Its exact p, with ties.
    SpearmanPermutationP,
    /// Kendall's tau-b.
    KendallTauB,
    /// Its z.
    KendallZ,
    /// Its p by that z.
    KendallP,
    /// Its exact p, without ties.
    KendallExactP,
    /// Pairs in which the first group's number is larger.
    MannWhitneyU1,
    /// The same of the second group.
    MannWhitneyU2,
    /// From -1 to 1.
    RankBiserial,
    /// The chance that a number of the first group is larger.
    Superiority,
    /// z of U.
    MannWhitneyZ,
    /// Its p.
    MannWhitneyP,
    /// Its p with continuity correction.
    MannWhitneyCorrectedP,
    /// Its exact p, ties and all.
    MannWhitneyPermutationP,
    /// Of the units with either code the share with both.
    Jaccard,
    /// The same number; of passages by their meetings.
    CCoefficient,
    /// How much more often than by chance two codes meet.
    Lift,
    /// Of the units with the first code the share with the second.
    FirstMeetsSecond,
    /// Of the units with the second code the share with the first.
    SecondMeetsFirst,
    /// Log-likelihood of a word's frequencies in two bodies of text.
    LogLikelihood,
    /// p of it.
    LogLikelihoodP,
    /// log2 of the ratio of relative frequencies.
    LogRatio,
    /// The same with half an occurrence in place of none.
    LogRatioAdjusted,
    /// How much more the first uses a word, in percent of the second.
    PercentDifference,
    /// Bayes factor of the log-likelihood.
    BayesFactor,
}

impl Measure {
    /// Every measure, in the order they are told.
    pub const ALL: &[Measure] = &[
        Measure::RiskDifference,
        Measure::OddsRatio,
        Measure::OddsRatioHaldane,
        Measure::RiskRatio,
        Measure::RiskRatioHaldane,
        Measure::FisherP,
        Measure::FisherSampledP,
        Measure::FisherSamples,
        Measure::MidpMinimumLikelihood,
        Measure::MidpCentral,
        Measure::ChiSquare,
        Measure::Df,
        Measure::ChiSquareP,
        Measure::G,
        Measure::GP,
        Measure::Phi,
        Measure::CramersV,
        Measure::CramersVCorrected,
        Measure::Holm,
        Measure::BenjaminiHochberg,
        Measure::Cmh,
        Measure::CmhP,
        Measure::StrataExactP,
        Measure::CommonOddsRatio,
        Measure::CommonRiskDifference,
        Measure::CommonRiskRatio,
        Measure::BreslowDay,
        Measure::BreslowDayP,
        Measure::InformativeStrata,
        Measure::RaoScottF,
        Measure::RaoScottP,
        Measure::ClusterPermutationP,
        Measure::ClusterPermutations,
        Measure::Pairs,
        Measure::PairsOnlyFirst,
        Measure::PairsOnlySecond,
        Measure::PairedOddsRatio,
        Measure::Mcnemar,
        Measure::McnemarP,
        Measure::McnemarExactP,
        Measure::McnemarMidp,
        Measure::IntraclassCorrelation,
        Measure::DesignEffectFirst,
        Measure::DesignEffectSecond,
        Measure::ParticipationRate,
        Measure::GoodsCoverage,
        Measure::ChaoJostCoverage,
        Measure::Chao1,
        Measure::Chao1Classic,
        Measure::Chao2,
        Measure::Jackknife,
        Measure::PercentAgreement,
        Measure::Alpha,
        Measure::GwetAc1,
        Measure::BrennanPrediger,
        Measure::FleissKappa,
        Measure::CohenKappa,
        Measure::PositiveAgreement,
        Measure::NegativeAgreement,
        Measure::Prevalence,
        Measure::Holsti,
        Measure::JaccardOfCharacters,
        Measure::CharacterKappa,
        Measure::CharacterAlpha,
        Measure::CharacterAlphaOfAll,
        Measure::UnitizingAlpha,
        Measure::SpearmanRho,
        Measure::SpearmanP,
        Measure::SpearmanExactP,
        Measure::SpearmanPermutationP,
        Measure::KendallTauB,
        Measure::KendallZ,
        Measure::KendallP,
        Measure::KendallExactP,
        Measure::MannWhitneyU1,
        Measure::MannWhitneyU2,
        Measure::RankBiserial,
        Measure::Superiority,
        Measure::MannWhitneyZ,
        Measure::MannWhitneyP,
        Measure::MannWhitneyCorrectedP,
        Measure::MannWhitneyPermutationP,
        Measure::Jaccard,
        Measure::CCoefficient,
        Measure::Lift,
        Measure::FirstMeetsSecond,
        Measure::SecondMeetsFirst,
        Measure::LogLikelihood,
        Measure::LogLikelihoodP,
        Measure::LogRatio,
        Measure::LogRatioAdjusted,
        Measure::PercentDifference,
        Measure::BayesFactor,
    ];

    /// Its name in files, that of the statistical reference cases.
    pub fn name(self) -> &'static str {
        self.told().0
    }

    /// The beginning of the names of its limits, `NAME_low` and `NAME_high`.
    pub fn interval_name(self) -> Option<&'static str> {
        match self {
            Measure::RiskDifference => Some("rd_newcombe"),
            Measure::OddsRatio => Some("or_ci"),
            Measure::OddsRatioHaldane => Some("or_haldane_ci"),
            Measure::RiskRatio => Some("rr_katz"),
            Measure::RiskRatioHaldane => Some("rr_haldane_ci"),
            Measure::CommonOddsRatio => Some("or_mh_ci"),
            Measure::PairedOddsRatio => Some("or_paired_ci"),
            Measure::ParticipationRate => Some("wilson"),
            _ => None,
        }
    }

    /// How it is computed, in a line.
    pub fn method(self) -> &'static str {
        self.told().1
    }

    fn told(self) -> (&'static str, &'static str) {
        match self {
            Measure::RiskDifference => {
                ("risk_difference", "difference of proportions; interval of Newcombe 1998, method 10")
            }
            Measure::OddsRatio => ("odds_ratio", "sample odds ratio; interval of Woolf 1955"),
            Measure::OddsRatioHaldane => {
                ("or_haldane", "odds ratio and Woolf's interval after adding one half to every cell")
            }
            Measure::RiskRatio => ("risk_ratio", "ratio of proportions; log interval of Katz 1978"),
            Measure::RiskRatioHaldane => (
                "rr_haldane",
                "ratio of proportions after adding one half to the counts and one to the bases",
            ),
            Measure::FisherP => {
                ("fisher_p", "exact test of Fisher, of Freeman and Halton beyond two columns; two-sided")
            }
            Measure::FisherSampledP => ("fisher_p_monte_carlo", "the same test from random tables"),
            Measure::FisherSamples => ("fisher_p_monte_carlo_samples", "number of random tables"),
            Measure::MidpMinimumLikelihood => {
                ("midp_minlike", "two-sided Fisher p less half the chance of the table")
            }
            Measure::MidpCentral => ("midp_central", "twice the smaller one-sided mid-p"),
            Measure::ChiSquare => ("chi2", "Pearson's chi-square, without correction"),
            Measure::Df => ("df", "degrees of freedom of chi2 and g"),
            Measure::ChiSquareP => ("chi2_p", "tail of the chi-square distribution"),
            Measure::G => ("g", "likelihood-ratio statistic, without correction"),
            Measure::GP => ("g_p", "tail of the chi-square distribution"),
            Measure::Phi => ("phi", "signed correlation of two yes-or-no variables"),
            Measure::CramersV => ("cramers_v", "Cramér's V"),
            Measure::CramersVCorrected => ("cramers_v_bc", "Cramér's V, bias-corrected by Bergsma 2013"),
            Measure::Holm => ("holm", "p corrected for the number of codes by Holm 1979"),
            Measure::BenjaminiHochberg => {
                ("bh", "p corrected for the number of codes by Benjamini and Hochberg 1995")
            }
            Measure::Cmh => ("cmh", "test of Cochran, Mantel and Haenszel, without correction"),
            Measure::CmhP => ("cmh_p", "tail of the chi-square distribution"),
            Measure::StrataExactP => ("exact_p", "exact conditional test over strata, two-sided"),
            Measure::CommonOddsRatio => (
                "or_mh",
                "common odds ratio of Mantel and Haenszel; interval of Robins, Breslow and Greenland 1986",
            ),
            Measure::CommonRiskDifference => ("rd_mh", "common risk difference of Mantel and Haenszel"),
            Measure::CommonRiskRatio => ("rr_mh", "common risk ratio of Mantel and Haenszel"),
            Measure::BreslowDay => {
                ("breslow_day_tarone", "homogeneity of odds ratios, Breslow and Day, Tarone's correction")
            }
            Measure::BreslowDayP => ("breslow_day_tarone_p", "tail of the chi-square distribution"),
            Measure::InformativeStrata => {
                ("n_informative_strata", "strata in which both columns and both answers occur")
            }
            Measure::RaoScottF => {
                ("rao_scott_F", "Pearson's chi-square over its design effect, respondents as clusters")
            }
            Measure::RaoScottP => ("rao_scott_F_p", "tail of the F distribution"),
            Measure::ClusterPermutationP => (
                "cluster_perm_p",
                "random arrangements of the columns, respondents of as many units exchanged whole and each shuffled",
            ),
            Measure::ClusterPermutations => ("cluster_perm_samples", "number of random arrangements"),
            Measure::Pairs => ("n_pairs", "respondents with one unit in each of the two columns"),
            Measure::PairsOnlyFirst => {
                ("n_pairs_only_first", "pairs with the code in the first column alone")
            }
            Measure::PairsOnlySecond => {
                ("n_pairs_only_second", "pairs with the code in the second column alone")
            }
            Measure::PairedOddsRatio => {
                ("or_paired", "ratio of the pairs that changed; exact interval of Clopper and Pearson 1934")
            }
            Measure::Mcnemar => ("mcnemar", "McNemar's chi-square 1947, without correction"),
            Measure::McnemarP => ("mcnemar_p", "tail of the chi-square distribution"),
            Measure::McnemarExactP => ("mcnemar_exact_p", "exact test of the pairs that changed, two-sided"),
            Measure::McnemarMidp => ("mcnemar_midp", "twice the smaller one-sided mid-p of the same"),
            Measure::IntraclassCorrelation => {
                ("icc_anova", "intraclass correlation within respondents, by analysis of variance")
            }
            Measure::DesignEffectFirst => {
                ("deff_first", "design effect of the share in the first column compared")
            }
            Measure::DesignEffectSecond => {
                ("deff_second", "design effect of the share in the second column compared")
            }
            Measure::ParticipationRate => (
                "participation_rate",
                "respondents who tell the code of all respondents; interval of Wilson 1927",
            ),
            Measure::GoodsCoverage => {
                ("goods_coverage", "1 - f1/N: chance that the next code given is a known one (Good 1953)")
            }
            Measure::ChaoJostCoverage => ("chao_jost_coverage", "sample coverage of Chao and Jost 2012"),
            Measure::Chao1 => {
                ("chao1_bc", "least number of codes by Chao 1984, bias-corrected; from all codes given")
            }
            Measure::Chao1Classic => ("chao1_classic", "the same as first published"),
            Measure::Chao2 => ("chao2", "least number of codes by Chao 1987, incidents as samples"),
            Measure::Jackknife => ("jack1", "number of codes by the first-order jackknife"),
            Measure::PercentAgreement => {
                ("percent_agreement", "mean over units of the share of coder pairs that agree")
            }
            Measure::Alpha => ("alpha_nominal", "alpha of Krippendorff 2011, nominal"),
            Measure::GwetAc1 => ("gwet_ac1", "AC1 of Gwet 2008"),
            Measure::BrennanPrediger => ("brennan_prediger", "coefficient of Brennan and Prediger 1981"),
            Measure::FleissKappa => ("fleiss_kappa", "kappa of Fleiss 1971"),
            Measure::CohenKappa => ("cohen_kappa", "kappa of Cohen 1960, of two coders"),
            Measure::PositiveAgreement => {
                ("positive_agreement", "chance that another coder gives what one gave; Uebersax 1982")
            }
            Measure::NegativeAgreement => {
                ("negative_agreement", "chance that another coder leaves out what one left out")
            }
            Measure::Prevalence => ("prevalence", "share of judgements in which the code was given"),
            Measure::Holsti => ("holsti", "twice what both marked over what each marked; Holsti 1969"),
            Measure::JaccardOfCharacters => ("jaccard", "what both marked over what either marked"),
            Measure::CharacterKappa => ("kappa_characters", "kappa of Cohen 1960 over characters"),
            Measure::CharacterAlpha => {
                ("binary_char_alpha", "alpha of Krippendorff over characters, marked or not")
            }
            Measure::CharacterAlphaOfAll => {
                ("char_alpha_nominal", "alpha of Krippendorff over characters, not marked as a category")
            }
            Measure::UnitizingAlpha => (
                "u_alpha_nominal_krippendorff2016",
                "alpha of Krippendorff and others 2016 for unitizing, nominal",
            ),
            Measure::SpearmanRho => ("spearman_rho", "rank correlation of Spearman 1904, mid-ranks"),
            Measure::SpearmanP => {
                ("spearman_t_p", "Student's t with two degrees less than things ranked, two-sided")
            }
            Measure::SpearmanExactP => (
                "spearman_exact_p",
                "every order counted up to nine, beyond by Best and Roberts 1975; without ties, two-sided",
            ),
            Measure::SpearmanPermutationP => {
                ("spearman_perm_p", "every order counted, up to eight, ties too; two-sided")
            }
            Measure::KendallTauB => ("kendall_tau_b", "tau-b of Kendall 1945"),
            Measure::KendallZ => ("kendall_z", "normal approximation, corrected for ties"),
            Measure::KendallP => ("kendall_asym_p", "normal approximation, two-sided"),
            Measure::KendallExactP => ("kendall_exact_p", "every order counted; without ties, two-sided"),
            Measure::MannWhitneyU1 => {
                ("U1", "Mann and Whitney 1947: pairs in which the first is larger, ties half")
            }
            Measure::MannWhitneyU2 => ("U2", "pairs in which the second is larger, ties half"),
            Measure::RankBiserial => ("rank_biserial", "2 U1/(mn) - 1"),
            Measure::Superiority => ("prob_superiority", "U1/(mn)"),
            Measure::MannWhitneyZ => {
                ("z", "U1 less its mean over its standard deviation, corrected for ties")
            }
            Measure::MannWhitneyP => ("asym_p", "normal approximation, two-sided"),
            Measure::MannWhitneyCorrectedP => ("asym_cc_p", "the same with continuity correction"),
            Measure::MannWhitneyPermutationP => {
                ("perm_p_two_sided", "every division into groups counted, ties too; two-sided")
            }
            Measure::Jaccard => ("jaccard", "n12/(n1 + n2 − n12), Jaccard 1901"),
            Measure::CCoefficient => ("c_coefficient", "n12/(n1 + n2 − n12), as ATLAS.ti has it"),
            Measure::Lift => ("lift", "n12 n/(n1 n2)"),
            Measure::FirstMeetsSecond => ("confidence_1_to_2", "share of the first with the second"),
            Measure::SecondMeetsFirst => ("confidence_2_to_1", "share of the second with the first"),
            Measure::LogLikelihood => ("ll", "log-likelihood G² of two frequencies, Rayson and Garside 2000"),
            Measure::LogLikelihoodP => ("ll_p", "tail of the chi-square distribution, one degree of freedom"),
            Measure::LogRatio => ("log_ratio", "log2 of the ratio of relative frequencies, Hardie 2014"),
            Measure::LogRatioAdjusted => {
                ("log_ratio_adj", "the same with one half in place of a frequency of 0")
            }
            Measure::PercentDifference => {
                ("pct_diff", "%DIFF of relative frequencies, Gabrielatos and Marchi 2012")
            }
            Measure::BayesFactor => ("bic", "log-likelihood less ln of all words, Wilson 2013"),
        }
    }
}

/// When a number should not be trusted, or not as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caution {
    /// Fewer than five are expected in some cell, so that chi-square and Woolf's interval are rough.
    ExpectedBelowFive,
    /// A cell is empty: the odds ratio is 0, infinite or undefined, and given after adding ½ as well.
    EmptyCell,
    /// Respondents told several of the incidents, and the tests take incidents as independent.
    DependentIncidents,
    /// Paragraphs or sentences of one incident are taken as independent.
    DependentUnits,
    /// Which outcome a code goes with may be chance.
    WeakLean,
    /// How many codes there may be is estimated from below.
    RichnessLowerBound,
    /// Codes come from a codebook, which cannot miss what it has no code for.
    ClosedCodebook,
    /// p was estimated from random tables.
    Sampled,
    /// Fewer than five units have both codes, so that a coefficient hangs on single ones.
    FewTogether,
    /// Passages of one code overlap several of the other, so that the c-coefficient is no share.
    BeyondOne,
    /// Rules find two codes by the same words in at least half of the incidents in which they meet.
    SameWords,
    /// Words of one narrative are taken as independent.
    DependentWords,
    /// One respondent alone uses the word.
    OneRespondent,
    /// All judgements are the same: agreement beyond chance is undefined.
    NoVariation,
    /// Coders differ nowhere: the standard error is 0, whatever the number of units.
    NoDisagreement,
    /// Two lists about the same things are taken as independent.
    SameThings,
    /// So few things are ranked that a correlation hangs on single ones.
    FewRanked,
}

impl Caution {
    /// Every caution.
    pub const ALL: &[Caution] = &[
        Caution::ExpectedBelowFive,
        Caution::EmptyCell,
        Caution::DependentIncidents,
        Caution::DependentUnits,
        Caution::WeakLean,
        Caution::RichnessLowerBound,
        Caution::ClosedCodebook,
        Caution::Sampled,
        Caution::FewTogether,
        Caution::BeyondOne,
        Caution::SameWords,
        Caution::DependentWords,
        Caution::OneRespondent,
        Caution::NoVariation,
        Caution::NoDisagreement,
        Caution::SameThings,
        Caution::FewRanked,
    ];

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Caution::ExpectedBelowFive => "expected-below-five",
            Caution::EmptyCell => "empty-cell",
            Caution::DependentIncidents => "dependent-incidents",
            Caution::DependentUnits => "dependent-units",
            Caution::WeakLean => "weak-lean",
            Caution::RichnessLowerBound => "richness-lower-bound",
            Caution::ClosedCodebook => "closed-codebook",
            Caution::Sampled => "sampled-p",
            Caution::FewTogether => "few-together",
            Caution::BeyondOne => "c-beyond-one",
            Caution::SameWords => "same-words",
            Caution::DependentWords => "dependent-words",
            Caution::OneRespondent => "one-respondent",
            Caution::NoVariation => "no-variation",
            Caution::NoDisagreement => "no-disagreement",
            Caution::SameThings => "same-things",
            Caution::FewRanked => "few-ranked",
        }
    }
}
