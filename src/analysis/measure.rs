//! Every number a table can say of a code: its name in files, how it is computed, what its limits are called.

/// Makes the enum and what is told of each variant from one list, so that nothing can be left out.
macro_rules! measures {
    ($($(#[$doc:meta])* $measure:ident($name:literal, $method:literal $(, limits $limits:literal)?);)*) => {
        /// Everything a table can say of a code, one name for each variant.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Measure {
            $($(#[$doc])* $measure,)*
        }

        impl Measure {
            /// Every measure.
            pub const ALL: &[Measure] = &[$(Measure::$measure),*];

            /// Its name in files, that of the statistical reference cases.
            pub fn name(self) -> &'static str {
                match self {
                    $(Measure::$measure => $name,)*
                }
            }

            /// How it is computed, in a line.
            pub fn method(self) -> &'static str {
                match self {
                    $(Measure::$measure => $method,)*
                }
            }

            /// The beginning of the names of its limits, `NAME_low` and `NAME_high`.
            pub fn interval_name(self) -> Option<&'static str> {
                match self {
                    $(Measure::$measure => measures!(@limits $($limits)?),)*
                }
            }
        }
    };
    (@limits) => {
        None
    };
    (@limits $limits:literal) => {
        Some($limits)
    };
}

measures! {
    /// Share of the first column less share of the second.
    RiskDifference("risk_difference", "difference of proportions; interval of Newcombe 1998, method 10", limits "rd_newcombe");
    /// ad/bc.
    OddsRatio("odds_ratio", "sample odds ratio; interval of Woolf 1955", limits "or_ci");
    /// The same with ½ added to every cell; only where a cell is empty.
    OddsRatioHaldane("or_haldane", "odds ratio and Woolf's interval after adding one half to every cell", limits "or_haldane_ci");
    /// The estimate given both margins; not where incidents are very many.
    OddsRatioConditional("or_cmle", "conditional odds ratio (maximum likelihood); exact interval of Fisher 1935", limits "or_exact_ci");
    /// Share of the first column over share of the second.
    RiskRatio("risk_ratio", "ratio of proportions; log interval of Katz 1978", limits "rr_katz");
    /// The same with ½ added; only where a count is 0.
    RiskRatioHaldane("rr_haldane", "ratio of proportions after adding one half to the counts and one to the bases", limits "rr_haldane_ci");
    /// Fisher's exact test, two-sided; of more than two columns Freeman and Halton's.
    FisherP("fisher_p", "exact test of Fisher, of Freeman and Halton beyond two columns; two-sided");
    /// The same from random tables, where there are too many to count.
    FisherSampledP("fisher_p_monte_carlo", "the same test from random tables");
    /// How many random tables there were.
    FisherSamples("fisher_p_monte_carlo_samples", "number of random tables");
    /// Mid-p of the two-sided test.
    MidpMinimumLikelihood("midp_minlike", "two-sided Fisher p less half the chance of the table");
    /// Mid-p as twice the smaller tail.
    MidpCentral("midp_central", "twice the smaller one-sided mid-p");
    /// Pearson's chi-square.
    ChiSquare("chi2", "Pearson's chi-square, without correction");
    /// Degrees of freedom.
    Df("df", "degrees of freedom of chi2 and g");
    /// p of Pearson's chi-square.
    ChiSquareP("chi2_p", "tail of the chi-square distribution");
    /// The likelihood-ratio statistic.
    G("g", "likelihood-ratio statistic, without correction");
    /// p of the likelihood-ratio statistic.
    GP("g_p", "tail of the chi-square distribution");
    /// Correlation of code and column.
    Phi("phi", "signed correlation of two yes-or-no variables");
    /// Cramér's V.
    CramersV("cramers_v", "Cramér's V");
    /// Cramér's V, bias-corrected.
    CramersVCorrected("cramers_v_bc", "Cramér's V, bias-corrected by Bergsma 2013");
    /// p corrected by Holm.
    Holm("holm", "p corrected for the number of codes by Holm 1979");
    /// p corrected by Benjamini and Hochberg.
    BenjaminiHochberg("bh", "p corrected for the number of codes by Benjamini and Hochberg 1995");
    /// Within strata: the test.
    Cmh("cmh", "test of Cochran, Mantel and Haenszel, without correction");
    /// Within strata: its p.
    CmhP("cmh_p", "tail of the chi-square distribution");
    /// Within strata: the exact p.
    StrataExactP("exact_p", "exact conditional test over strata, two-sided");
    /// Within strata: the common odds ratio.
    CommonOddsRatio("or_mh", "common odds ratio of Mantel and Haenszel; interval of Robins, Breslow and Greenland 1986", limits "or_mh_ci");
    /// Within strata: the common risk difference.
    CommonRiskDifference("rd_mh", "common risk difference of Mantel and Haenszel");
    /// Within strata: the common risk ratio.
    CommonRiskRatio("rr_mh", "common risk ratio of Mantel and Haenszel");
    /// Within strata: is the odds ratio the same in each?
    BreslowDay("breslow_day_tarone", "homogeneity of odds ratios, Breslow and Day, Tarone's correction");
    /// Within strata: p of that.
    BreslowDayP("breslow_day_tarone_p", "tail of the chi-square distribution");
    /// How many strata tell anything.
    InformativeStrata("n_informative_strata", "strata in which both columns and both answers occur");
    /// Between clusters: the corrected statistic.
    RaoScottF("rao_scott_F", "Pearson's chi-square over the sum of its design effects, respondents as clusters");
    /// Between clusters: the first degrees of freedom of it.
    RaoScottNumerator("rao_scott_ndf", "degrees of freedom above, Satterthwaite's");
    /// Between clusters: the second.
    RaoScottDenominator("rao_scott_ddf", "the same below: times respondents less one");
    /// Between clusters: its p.
    RaoScottP("rao_scott_F_p", "tail of the F distribution");
    /// Between clusters, more than two columns: corrected by the mean design effect alone.
    RaoScottFirst("rao_scott_first", "Pearson's chi-square over its mean design effect (first order)");
    /// Between clusters, more than two columns: its p.
    RaoScottFirstP("rao_scott_chisq_p", "tail of the chi-square distribution");
    /// Between clusters, more than two columns: how many times too large chi-square is.
    RaoScottDesignEffect("rao_scott_deff", "mean design effect of the contrasts that chi-square tests");
    /// Between clusters: p of random arrangements that keep clusters together.
    ClusterPermutationP("cluster_perm_p", "random arrangements of the columns, respondents of as many units exchanged whole and each shuffled");
    /// How many arrangements there were.
    ClusterPermutations("cluster_perm_samples", "number of random arrangements");
    /// Clusters of the sizes among which arrangements change the count.
    ClusterPermutationClusters("cluster_perm_clusters", "clusters of the sizes among which arrangements change the count");
    /// Clusters with one unit in each column.
    Pairs("n_pairs", "respondents with one unit in each of the two columns");
    /// Pairs with the code in the first column alone.
    PairsOnlyFirst("n_pairs_only_first", "pairs with the code in the first column alone");
    /// Pairs with the code in the second column alone.
    PairsOnlySecond("n_pairs_only_second", "pairs with the code in the second column alone");
    /// Of pairs that changed, the odds that the first has the code.
    PairedOddsRatio("or_paired", "ratio of the pairs that changed; exact interval of Clopper and Pearson 1934", limits "or_paired_ci");
    /// Pairs: McNemar's statistic.
    Mcnemar("mcnemar", "McNemar's chi-square 1947, without correction");
    /// Pairs: its p.
    McnemarP("mcnemar_p", "tail of the chi-square distribution");
    /// Pairs: the exact p.
    McnemarExactP("mcnemar_exact_p", "exact test of the pairs that changed, two-sided");
    /// Pairs: the exact p less half the chance of the data.
    McnemarMidp("mcnemar_midp", "twice the smaller one-sided mid-p of the same");
    /// How alike incidents of a respondent are.
    IntraclassCorrelation("icc_anova", "intraclass correlation within respondents, by analysis of variance");
    /// What clusters cost in the first column.
    DesignEffectFirst("deff_first", "design effect of the share in the first column compared");
    /// What clusters cost in the second column.
    DesignEffectSecond("deff_second", "design effect of the share in the second column compared");
    /// Share of the respondents who tell a code.
    ParticipationRate("participation_rate", "respondents who tell the code of all respondents; interval of Wilson 1927", limits "wilson");
    /// How much of what is told has a code that is known.
    GoodsCoverage("goods_coverage", "1 - f1/N: chance that the next code given is a known one (Good 1953)");
    /// The same, more exactly.
    ChaoJostCoverage("chao_jost_coverage", "sample coverage of Chao and Jost 2012");
    /// How many codes there may be, from all that were given.
    Chao1("chao1_bc", "least number of codes by Chao 1984, bias-corrected; from all codes given");
    /// The same as first published.
    Chao1Classic("chao1_classic", "the same as first published");
    /// The same with incidents as samples.
    Chao2("chao2", "least number of codes by Chao 1987, incidents as samples");
    /// The same by leaving out an incident at a time.
    Jackknife("jack1", "number of codes by the first-order jackknife");
    /// Coders that agree.
    PercentAgreement("percent_agreement", "mean over units of the share of coder pairs that agree");
    /// Krippendorff's alpha.
    Alpha("alpha_nominal", "alpha of Krippendorff 2011, nominal");
    /// Gwet's AC1.
    GwetAc1("gwet_ac1", "AC1 of Gwet 2008");
    /// Brennan and Prediger's coefficient.
    BrennanPrediger("brennan_prediger", "coefficient of Brennan and Prediger 1981");
    /// Fleiss' kappa.
    FleissKappa("fleiss_kappa", "kappa of Fleiss 1971");
    /// Cohen's kappa, of two coders.
    CohenKappa("cohen_kappa", "kappa of Cohen 1960, of two coders");
    /// Agreement on what was given.
    PositiveAgreement("positive_agreement", "chance that another coder gives what one gave; Uebersax 1982");
    /// Agreement on what was not given.
    NegativeAgreement("negative_agreement", "chance that another coder leaves out what one left out");
    /// How often coders gave the code.
    Prevalence("prevalence", "share of judgements in which the code was given");
    /// Characters: agreement on what was marked.
    Holsti("holsti", "twice what both marked over what each marked; Holsti 1969");
    /// Characters: both over either.
    JaccardOfCharacters("jaccard", "what both marked over what either marked");
    /// Characters: Cohen's kappa.
    CharacterKappa("kappa_characters", "kappa of Cohen 1960 over characters");
    /// Characters: Krippendorff's alpha of marked against not marked.
    CharacterAlpha("binary_char_alpha", "alpha of Krippendorff over characters, marked or not");
    /// Characters: Krippendorff's alpha, all codes at once.
    CharacterAlphaOfAll("char_alpha_nominal", "alpha of Krippendorff over characters, not marked as a category");
    /// Krippendorff's alpha for unitizing.
    UnitizingAlpha("u_alpha_nominal_krippendorff2016", "alpha of Krippendorff and others 2016 for unitizing, nominal");
    /// Spearman's rank correlation.
    SpearmanRho("spearman_rho", "rank correlation of Spearman 1904, mid-ranks");
    /// Its p by Student's t.
    SpearmanP("spearman_t_p", "Student's t with two degrees less than things ranked, two-sided");
    /// Its exact p, without ties.
    SpearmanExactP("spearman_exact_p", "every order counted up to nine, beyond by Best and Roberts 1975; without ties, two-sided");
    /// Its exact p, with ties.
    SpearmanPermutationP("spearman_perm_p", "every order counted, up to eight, ties too; two-sided");
    /// Kendall's tau-b.
    KendallTauB("kendall_tau_b", "tau-b of Kendall 1945");
    /// Its z.
    KendallZ("kendall_z", "normal approximation, corrected for ties");
    /// Its p by that z.
    KendallP("kendall_asym_p", "normal approximation, two-sided");
    /// Its exact p, without ties.
    KendallExactP("kendall_exact_p", "every order counted; without ties, two-sided");
    /// Pairs in which the first group's number is larger.
    MannWhitneyU1("U1", "Mann and Whitney 1947: pairs in which the first is larger, ties half");
    /// The same of the second group.
    MannWhitneyU2("U2", "pairs in which the second is larger, ties half");
    /// From -1 to 1.
    RankBiserial("rank_biserial", "2 U1/(mn) - 1");
    /// The chance that a number of the first group is larger.
    Superiority("prob_superiority", "U1/(mn)");
    /// z of U.
    MannWhitneyZ("z", "U1 less its mean over its standard deviation, corrected for ties");
    /// Its p.
    MannWhitneyP("asym_p", "normal approximation, two-sided");
    /// Its p with continuity correction.
    MannWhitneyCorrectedP("asym_cc_p", "the same with continuity correction");
    /// Its exact p, ties and all.
    MannWhitneyPermutationP("perm_p_two_sided", "every division into groups counted, ties too; two-sided");
    /// Of the units with either code the share with both.
    Jaccard("jaccard", "n12/(n1 + n2 − n12), Jaccard 1901");
    /// The same number; of passages by their meetings.
    CCoefficient("c_coefficient", "n12/(n1 + n2 − n12), as ATLAS.ti has it");
    /// How much more often than by chance two codes meet.
    Lift("lift", "n12 n/(n1 n2)");
    /// Of the units with the first code the share with the second.
    FirstMeetsSecond("confidence_1_to_2", "share of the first with the second");
    /// Of the units with the second code the share with the first.
    SecondMeetsFirst("confidence_2_to_1", "share of the second with the first");
    /// Log-likelihood of a word's frequencies in two bodies of text.
    LogLikelihood("ll", "log-likelihood G² of two frequencies, Rayson and Garside 2000");
    /// p of it.
    LogLikelihoodP("ll_p", "tail of the chi-square distribution, one degree of freedom");
    /// log2 of the ratio of relative frequencies.
    LogRatio("log_ratio", "log2 of the ratio of relative frequencies, Hardie 2014");
    /// The same with half an occurrence in place of none.
    LogRatioAdjusted("log_ratio_adj", "the same with one half in place of a frequency of 0");
    /// How much more the first uses a word, in percent of the second.
    PercentDifference("pct_diff", "%DIFF of relative frequencies, Gabrielatos and Marchi 2012");
    /// Bayes factor of the log-likelihood.
    BayesFactor("bic", "log-likelihood less ln of all words, Wilson 2013");
}
