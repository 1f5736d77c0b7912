//! Which encoding text is in that is not valid UTF-8: UTF-8 with a few bytes lost, an East Asian one, or Western.
//!
//! Owns the weighing of evidence. A byte that is damaged must not turn all else that is not ASCII into other letters, as
//! `鈥檚` for `’s`; and a text in GB18030 or Windows-1252 has pairs of bytes that happen to be valid UTF-8.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GBK, SHIFT_JIS, UTF_8};

use super::wide::{self, Judged};

/// How many bytes the detector of encodings is given: enough for it to be as sure as it will be.
const DETECTED_FROM: usize = 1 << 20;

/// As many bytes beyond ASCII that no encoding explains are taken for damage, and not for an encoding.
const FEW: usize = 4;

/// The encodings of two bytes a character, which are mistaken for one another.
const WIDE: [&Encoding; 5] = [GBK, BIG5, SHIFT_JIS, EUC_JP, EUC_KR];

/// The encoding of bytes that are not valid UTF-8, the first invalid one at `invalid`: UTF-8, Windows-1252, or what
/// `chardetng` guesses. What it takes for Chinese, Japanese or Korean is judged by `wide`.
pub fn guess(bytes: &[u8], invalid: usize) -> Judged {
    let sure = |encoding| Judged { encoding, is_sure: true };
    let from = invalid.saturating_sub(DETECTED_FROM / 16);
    // It begins with a whole character of what is valid.
    let from = (from..invalid).find(|&at| bytes[at] & 0xc0 != 0x80).unwrap_or(invalid);
    let sample = &bytes[from..bytes.len().min(from + DETECTED_FROM)];
    let evidence = Evidence::of(sample);
    // What comes before the sample is valid, and mostly ASCII in any other encoding.
    let before = if evidence.invalid <= FEW { !bytes[..from].is_ascii() } else { false };
    if before || evidence.is_utf_8() && !(evidence.is_thin() && is_pairs(sample)) {
        return sure(UTF_8);
    }
    if evidence.is_nothing() && !is_pairs(sample) {
        return sure(if is_western(sample) { encoding_rs::WINDOWS_1252 } else { UTF_8 });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guessed = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    if WIDE.contains(&guessed) { wide::judge(sample) } else { sure(guessed) }
}

/// What of some bytes is valid UTF-8 beyond ASCII, and what is not.
#[derive(Debug, Default)]
struct Evidence {
    /// Characters of two bytes, which are met by chance in other encodings.
    two: usize,
    /// Characters of three and four bytes, which hardly are.
    more: usize,
    /// Characters that are valid but for their end.
    broken: usize,
    /// Bytes or broken characters that are not valid.
    invalid: usize,
}

impl Evidence {
    fn of(bytes: &[u8]) -> Self {
        let mut evidence = Self::default();
        for chunk in bytes.utf8_chunks() {
            for c in chunk.valid().chars().filter(|c| !c.is_ascii()) {
                if c.len_utf8() == 2 { evidence.two += 1 } else { evidence.more += 1 }
            }
            // One that is cut off at the end of a part is neither.
            let cut_off =
                || std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
            if !(chunk.invalid().is_empty() || bytes.ends_with(chunk.invalid()) && cut_off()) {
                evidence.invalid += 1;
                evidence.broken += usize::from(chunk.invalid().len() > 1);
            }
        }
        evidence
    }

    /// True where more is valid than is not, or as much is not valid as one damaged byte makes.
    fn is_utf_8(&self) -> bool {
        let valid = self.more * 2 + self.two + self.broken;
        valid > 0 && (valid >= self.invalid || self.invalid < FEW)
    }

    /// True where the little that is valid may be chance.
    fn is_thin(&self) -> bool {
        self.more == 0 && self.two < 4 * self.invalid
    }

    /// True where nothing is valid beyond ASCII, and little is not.
    fn is_nothing(&self) -> bool {
        self.more + self.two == 0 && self.invalid <= FEW
    }
}

/// True where all bytes beyond ASCII stand in pairs as the characters of GB 2312 do, and Chinese ones in words, which
/// have two at least.
fn is_pairs(bytes: &[u8]) -> bool {
    let is_character = |pair: &[u8]| matches!(pair, [0xa1..=0xf7, 0xa1..=0xfe]);
    let (mut alone, mut words) = (0, 0);
    for run in bytes.split(u8::is_ascii).filter(|run| !run.is_empty()) {
        if !run.chunks(2).all(is_character) {
            return false;
        }
        // What comes before are signs.
        match run.chunks(2).filter(|pair| pair[0] >= 0xb0).count() {
            0 => {}
            1 => alone += 1,
            _ => words += 1,
        }
    }
    words > 0 || alone == 0
}

/// True where each byte beyond ASCII is what Windows-1252 has there: a letter beside a letter, or a sign that is not
/// within a word.
fn is_western(bytes: &[u8]) -> bool {
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at)).is_some_and(|&byte| byte.is_ascii_alphabetic() || byte >= 0xc0)
    };
    bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()).all(|(at, byte)| {
        let (before, behind) = (is_letter(at.checked_sub(1)), is_letter(Some(at + 1)));
        match byte {
            // Quotes, dashes and the ellipsis.
            0x82 | 0x84 | 0x85 | 0x91..=0x97 | 0x8b | 0x9b => true,
            0x81 | 0x8d | 0x8f | 0x90 | 0x9d => false,
            // A quote or a dash of which the middle byte is damaged.
            0xe2 if matches!(
                bytes.get(at + 1..at + 3),
                Some([0x21..=0x7f, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d])
            ) =>
            {
                false
            }
            0x8a | 0x8c | 0x8e | 0x9a | 0x9c | 0x9e | 0x9f | 0xc0..=0xd6 | 0xd8..=0xf6 | 0xf8..=0xfe => {
                before || behind
            }
            // Two signs together are the rest of a character of three bytes.
            _ => !(before && behind) && bytes.get(at + 1).is_none_or(|next| !(0x80..0xc0).contains(next)),
        }
    })
}

#[cfg(test)]
mod tests {
    use encoding_rs::{GB18030, UTF_8, WINDOWS_1252};
    use proptest::prelude::*;

    use super::guess;

    fn guessed(bytes: &[u8]) -> &'static encoding_rs::Encoding {
        guess(bytes, std::str::from_utf8(bytes).unwrap_err().valid_up_to()).encoding
    }

    #[test]
    fn damaged_utf_8_stays_utf_8() {
        for text in [
            &b"The people\xe2\x80\x99s government,and the people\xe2\x80s work"[..],
            b"The people\xe2\x80s government",
            b"The people\x80\x99s government",
            b"The people\xe2x\x99s government",
            b"The people\xe2\x80\x99s govern\xb7ment",
            b"The people's govern\xb7ment",
            b"The people's gov\xfffrnment",
            b"The people's gover\x81ment",
            b"caf\xc3\xa9 and na\xefve",
            b"the city\x9f\x80\x99s people\xe2\x80\x99s work",
            b"her\xe20\x99s work",
            b"P\xc3\xa9rez and P\xe2\xa9rez",
            b"\xce\xb2-waves, \xce\xb1 and \xce\xb1, \xce\xb1, \xce\xf1-waves",
            b"\xe7\xa4\xbe\xe5\x8c\xba\xe6\xb2\xbb\xe7\x90 and more",
        ] {
            assert_eq!(guessed(text), UTF_8, "{}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn chinese_and_western_stay_what_they_are() {
        for text in [
            "Candidate:联通Full Text:PDF",
            "Candidate:王小明Full Text:PDF",
            "社区治理是国家治理体系的基础，基层党组织在社区治理中的作用研究。",
            "Subject:专门史",
            "It is “glued” to the people’s government of 社区",
            "县城的茶馆与渡口",
        ] {
            assert_eq!(guessed(&GB18030.encode(text).0), GB18030, "{text}");
        }
        for text in [
            "Café",
            "the people’s work",
            "It costs 5 £ – or more…",
            "“Über die Brücke” von É. Noël",
            "§ 3 and 20 °C",
        ] {
            assert_eq!(guessed(&WINDOWS_1252.encode(text).0), WINDOWS_1252, "{text}");
        }
    }

    proptest! {
        /// Whatever happens to one byte of a text in UTF-8, all characters but those at the place stay.
        #[test]
        fn one_damaged_byte_costs_no_other_character(
            words in proptest::collection::vec("([a-z]{1,8}’s|“[a-z]{1,9}”|[a-z]{1,9}|社区治理|é[a-z]{1,4})", 4..30),
            place in any::<prop::sample::Index>(),
            byte in any::<u8>(),
        ) {
            let text = words.join(" ");
            let mut bytes = text.clone().into_bytes();
            let place = place.index(bytes.len());
            bytes[place] = byte;
            // Of two characters beyond ASCII one is left, by which the text is known.
            prop_assume!(text.chars().filter(|c| c.len_utf8() > 2).count() > 1);
            if let Err(error) = std::str::from_utf8(&bytes) {
                prop_assert_eq!(guess(&bytes, error.valid_up_to()).encoding, UTF_8);
            }
        }
    }
}
