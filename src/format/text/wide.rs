//! Which encoding of Chinese, Japanese or Korean a text is in, by how many of its characters would be common ones.
//!
//! In each of them nearly any two bytes are some character. But each standard keeps the common ones apart from the rare
//! ones, which make a few in a hundred of any text: read in another encoding, half of them or more are rare.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS};

/// An encoding, and whether another would do nearly as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    pub encoding: &'static Encoding,
    pub is_sure: bool,
}

/// What two bytes are in an encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pair {
    /// A sign of punctuation, which several encodings have at one place.
    Sign,
    /// A common character.
    Common,
    /// A common one that no text of the language is without: kana, Hangul.
    Own,
    Rare,
}

/// An encoding and how its pairs are told apart.
struct Candidate {
    encoding: &'static Encoding,
    class: fn(u8, u8) -> Pair,
    /// The fewest characters of its own in a hundred.
    own_at_least: usize,
    /// The fewest characters to take it for anything else than GB 18030.
    fewest: usize,
}

/// In the order in which one is taken before another that does as well.
const CANDIDATES: [Candidate; 5] = [
    Candidate { encoding: SHIFT_JIS, class: shift_jis, own_at_least: 20, fewest: 4 },
    Candidate { encoding: EUC_JP, class: euc_jp, own_at_least: 20, fewest: 4 },
    // Half of the common Chinese characters are beyond the Hangul; that a dozen of them are not is no chance.
    Candidate { encoding: EUC_KR, class: euc_kr, own_at_least: 90, fewest: 12 },
    Candidate { encoding: BIG5, class: big5, own_at_least: 0, fewest: 4 },
    Candidate { encoding: GB18030, class: gb18030, own_at_least: 0, fewest: 0 },
];

/// The fewest common characters in a hundred of a text.
const COMMON_AT_LEAST: usize = 85;

/// By how many in a hundred an encoding has to do better than the others to be sure.
const MARGIN: usize = 20;

/// Judges bytes that are one of these encodings; GB 18030 where nothing speaks for another.
pub fn judge(bytes: &[u8]) -> Judged {
    let scores = CANDIDATES.map(|candidate| (Score::of(bytes, &candidate), candidate));
    let gb18030 = scores[CANDIDATES.len() - 1].0.common;
    let is_better = |(score, candidate): &&(Score, Candidate)| {
        let does_better = candidate.own_at_least > 0 || score.common >= gb18030 + MARGIN;
        score.all >= candidate.fewest && score.common >= COMMON_AT_LEAST && does_better
    };
    let found = scores.iter().find(is_better);
    let (common, encoding) =
        found.map_or((gb18030, GB18030), |(score, found)| (score.common, found.encoding));
    let has_own = found.is_some_and(|(_, found)| found.own_at_least > 0);
    let others = scores.iter().filter(|(_, other)| other.encoding != encoding && other.own_at_least == 0);
    let others = others.map(|(score, _)| score.common).max();
    let has_none = scores[CANDIDATES.len() - 1].0.all == 0;
    Judged { encoding, is_sure: has_own || has_none || others.is_none_or(|other| other + MARGIN <= common) }
}

/// How some bytes look in an encoding.
struct Score {
    /// The common ones in a hundred characters; 0 where the text lacks what each text of the language has.
    common: usize,
    /// How many characters there are.
    all: usize,
}

impl Score {
    fn of(bytes: &[u8], candidate: &Candidate) -> Self {
        let (mut all, mut common, mut own) = (0, 0, 0);
        let mut at = 0;
        while let Some(&lead) = bytes.get(at) {
            at += 1;
            let Some(&trail) = bytes.get(at).filter(|_| !lead.is_ascii()) else { continue };
            let class = (candidate.class)(lead, trail);
            all += usize::from(class != Pair::Sign);
            match class {
                // A line break or a blank is no part of a character: one was cut off before it.
                Pair::Rare if trail < 0x30 => continue,
                Pair::Sign | Pair::Rare => {}
                Pair::Common => common += 1,
                Pair::Own => own += 1,
            }
            at += 1;
        }
        let is_possible = all > 0 && own * 100 >= candidate.own_at_least * all;
        Self { common: if is_possible { (common + own) * 100 / all } else { 0 }, all }
    }
}

/// GB 2312, level 1, the characters of everyday use, and the signs before them.
fn gb18030(lead: u8, trail: u8) -> Pair {
    match (lead, trail) {
        (0xa1..=0xa3, 0xa1..=0xfe) => Pair::Sign,
        (0xb0..=0xd7, 0xa1..=0xfe) => Pair::Common,
        _ => Pair::Rare,
    }
}

/// Big5, level 1, the characters of everyday use, and the signs before them.
fn big5(lead: u8, trail: u8) -> Pair {
    match (lead, trail) {
        (0xa1..=0xa3, 0x40..=0x7e | 0xa1..=0xfe) => Pair::Sign,
        (0xa4..=0xc6, 0x40..=0x7e | 0xa1..=0xfe) => Pair::Common,
        _ => Pair::Rare,
    }
}

/// JIS X 0208 as Shift JIS has it: signs, kana, and kanji of level 1.
fn shift_jis(lead: u8, trail: u8) -> Pair {
    match (lead, trail) {
        (0x82, 0x9f..=0xf1) | (0x83, 0x40..=0x96) => Pair::Own,
        (0x81, 0x40..=0x7e | 0x80..=0xfc) => Pair::Sign,
        (0x82 | 0x88..=0x97, 0x40..=0x7e | 0x80..=0xfc) => Pair::Common,
        _ => Pair::Rare,
    }
}

/// JIS X 0208 as EUC has it.
fn euc_jp(lead: u8, trail: u8) -> Pair {
    match (lead, trail) {
        (0xa4 | 0xa5, 0xa1..=0xf6) => Pair::Own,
        (0xa1..=0xa3, 0xa1..=0xfe) => Pair::Sign,
        (0xb0..=0xcf, 0xa1..=0xfe) => Pair::Common,
        _ => Pair::Rare,
    }
}

/// KS X 1001 as EUC has it: signs and Hangul.
fn euc_kr(lead: u8, trail: u8) -> Pair {
    match (lead, trail) {
        (0xb0..=0xc8, 0xa1..=0xfe) => Pair::Own,
        (0xa1..=0xa3, 0xa1..=0xfe) => Pair::Sign,
        _ => Pair::Rare,
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, GB18030, SHIFT_JIS};

    use super::{Judged, judge};

    #[test]
    fn a_text_is_in_the_encoding_in_which_its_characters_are_common() {
        for (encoding, text) in [
            (GB18030, "社区治理是国家治理体系的基础，基层党组织在社区治理中的作用研究。"),
            (GB18030, "Candidate:联通Full Text:PDF"),
            (GB18030, "Candidate:王小明Full Text:PDF"),
            (GB18030, "县城的茶馆与渡口"),
            (GB18030, "It is “glued” to the people’s government of 社区 and of 县城的茶馆"),
            (BIG5, "社區治理是國家治理體系的基礎，本文研究基層組織在社區治理中的作用。"),
            (BIG5, "Candidate:陳大文 Subject:教育學 縣城的茶館與渡口"),
            (SHIFT_JIS, "本研究は、地域社会における自治会の役割について検討したものである。"),
            (SHIFT_JIS, "Candidate:山田 Subject:まちづくりの研究"),
            (EUC_JP, "本研究は、地域社会における自治会の役割について検討したものである。"),
            (EUC_KR, "이 논문은 지역 사회의 자치 조직이 맡은 역할을 살펴본 연구이다."),
        ] {
            let (bytes, _, lossy) = encoding.encode(text);
            assert!(!lossy || encoding == GB18030, "{text}");
            assert_eq!(judge(&bytes), Judged { encoding, is_sure: true }, "{text}");
        }
    }

    #[test]
    fn what_may_be_another_one_is_not_sure() {
        // Two characters in each of them.
        let (bytes, ..) = GB18030.encode("标本");
        let judged = judge(&bytes);
        assert_eq!(judged, Judged { encoding: GB18030, is_sure: false });
    }
}
