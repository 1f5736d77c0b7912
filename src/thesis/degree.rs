//! The level of a degree, from however a source writes it: `Ph.D`, `Dr.-Ing.`, `博士`, `Master of Arts`.
//!
//! What is written stays written; the level is only for finding and counting.

use crate::text::fold::fold;

/// How high a degree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The first degree.
    Bachelor,
    /// The second.
    Master,
    /// The third.
    Doctor,
    /// The licence to teach at universities, after the doctorate.
    Habilitation,
}

/// What Chinese, Japanese and Korean write within a degree.
const CHARACTERS: [(&str, Level); 8] = [
    ("博士", Level::Doctor),
    ("박사", Level::Doctor),
    ("硕士", Level::Master),
    ("碩士", Level::Master),
    ("修士", Level::Master),
    ("석사", Level::Master),
    ("学士", Level::Bachelor),
    ("學士", Level::Bachelor),
];

/// What the folded words of a degree begin with.
const BEGINNINGS: [(&str, Level); 17] = [
    ("habilit", Level::Habilitation),
    ("doctor", Level::Doctor),
    ("doktor", Level::Doctor),
    ("dottor", Level::Doctor),
    ("doutor", Level::Doctor),
    ("доктор", Level::Doctor),
    ("phdthes", Level::Doctor),
    ("master", Level::Master),
    ("magist", Level::Master),
    ("maestr", Level::Master),
    ("mestr", Level::Master),
    ("diplomarbeit", Level::Master),
    ("магистр", Level::Master),
    ("mathesis", Level::Master),
    ("bachelor", Level::Bachelor),
    ("baccala", Level::Bachelor),
    ("bathesis", Level::Bachelor),
];

/// Abbreviations, folded and without their points, blanks and hyphens. They end with a word.
const ABBREVIATIONS: [(Level, &[&str]); 3] = [
    (
        Level::Doctor,
        &[
            "dr", "phd", "dphil", "edd", "dsc", "scd", "deng", "engd", "md", "dm", "dba", "jd", "jsd", "sjd",
            "lld", "dmin", "dma", "dmus", "dnp", "dpt", "dpa", "dsw", "drph", "psyd", "thd", "dtheol",
            "dlitt", "litd", "dvm", "dds",
        ],
    ),
    (
        Level::Master,
        &[
            "ma", "ms", "msc", "scm", "mba", "mphil", "meng", "med", "edm", "mfa", "mpa", "mph", "mpp",
            "mps", "mres", "llm", "mst", "sm", "mtech", "march", "mdes", "mlitt", "mls", "mlis", "msw",
            "mmus", "mm", "mse", "mdiv", "mth", "mca", "mcom", "mcs", "mup", "mrp", "mha", "mla", "mat",
            "mag",
        ],
    ),
    (
        Level::Bachelor,
        &[
            "ba", "bs", "bsc", "bba", "beng", "bed", "bfa", "llb", "btech", "barch", "bcom", "bmus", "bsn",
            "bsw",
        ],
    ),
];

/// As many pieces as an abbreviation is written in: `D. B. A.`, `Ph. D.`
const PIECES: usize = 4;

impl Level {
    /// All levels, the lowest first.
    pub const ALL: [Self; 4] = [Self::Bachelor, Self::Master, Self::Doctor, Self::Habilitation];

    /// The level of a degree as it is written; `None` where that does not tell.
    ///
    /// ```
    /// use theses::thesis::Level;
    ///
    /// assert_eq!(Level::of("Ph. D. Thesis"), Some(Level::Doctor));
    /// assert_eq!(Level::of("硕士学位论文"), Some(Level::Master));
    /// assert_eq!(Level::of("Licentiate"), None);
    /// ```
    pub fn of(degree: &str) -> Option<Self> {
        if let Some((_, level)) = CHARACTERS.iter().find(|(characters, _)| degree.contains(characters)) {
            return Some(*level);
        }
        let folded = fold(degree);
        let words: Vec<_> =
            folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        // The first word that tells: of a `Master's thesis in doctoral education` the master.
        (0..words.len()).find_map(|at| by_beginning(words[at]).or_else(|| by_abbreviation(&words[at..])))
    }

    /// The name, such as `Doctor`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bachelor => "Bachelor",
            Self::Master => "Master",
            Self::Doctor => "Doctor",
            Self::Habilitation => "Habilitation",
        }
    }
}

fn by_beginning(word: &str) -> Option<Level> {
    BEGINNINGS.iter().find(|(beginning, _)| word.starts_with(beginning)).map(|&(_, level)| level)
}

/// The level of an abbreviation that begins with the first word; of several the longest.
fn by_abbreviation(words: &[&str]) -> Option<Level> {
    let known =
        |text: &str| ABBREVIATIONS.iter().find(|(_, all)| all.contains(&text)).map(|&(level, _)| level);
    (1..=words.len().min(PIECES)).rev().find_map(|pieces| known(&words[..pieces].concat()))
}

#[cfg(test)]
mod tests {
    use super::Level;

    const WRITTEN: [(Level, &[&str]); 4] = [
        (
            Level::Doctor,
            &[
                "Doctor",
                "doctor",
                "Ph.D",
                "Ph.D.",
                "PhD",
                "Ph. D.",
                "PHD thesis",
                "Ph.D. Dissertation",
                "Ed.D",
                "Ed. D.",
                "D.Phil",
                "D. B. A.",
                "Dr.",
                "Dr.-Ing.",
                "Dr. med.",
                "Doctor of Philosophy",
                "Doctorat",
                "Doktorarbeit",
                "Doctoral dissertation",
                "Psy.D.",
                "J.D.",
                "D.M.",
                "博士",
                "博士学位论文",
                "工学博士",
                "phdthesis",
                "Doctor of Education in Master Planning",
            ],
        ),
        (
            Level::Master,
            &[
                "Master",
                "master's thesis",
                "Masters",
                "Master of Arts",
                "M.A",
                "M.A.",
                "MA",
                "M. Sc.",
                "MSc",
                "M.Sc. Thesis",
                "M.S.",
                "M.Eng.",
                "M.Ed.",
                "LL.M",
                "LL.M.",
                "MBA",
                "M.F.A.",
                "MPhil",
                "硕士",
                "碩士",
                "硕士学位论文",
                "修士",
                "mathesis",
                "mastersthesis",
                "Magisterarbeit",
                "Mestrado",
                "Master's thesis in doctoral education",
            ],
        ),
        (
            Level::Bachelor,
            &["Bachelor", "B.A.", "BSc", "B.S. thesis", "LL.B.", "学士", "Bachelor of Arts", "bathesis"],
        ),
        (
            Level::Habilitation,
            &["Habilitation", "Habilitationsschrift", "Habilitation à diriger des recherches"],
        ),
    ];

    #[test]
    fn a_degree_has_its_level_however_it_is_written() {
        for (level, written) in WRITTEN {
            for degree in written {
                assert_eq!(Level::of(degree), Some(level), "{degree}");
            }
        }
    }

    #[test]
    fn what_tells_no_level_has_none() {
        for degree in
            ["", "Licentiate thesis", "Dissertation", "Thesis", "Postdoctoral", "Maths", "?", "MADE UP", "博"]
        {
            assert_eq!(Level::of(degree), None, "{degree}");
        }
        assert!(Level::ALL.iter().all(|&level| Level::of(level.name()) == Some(level)));
        assert!(Level::ALL.is_sorted());
    }
}
