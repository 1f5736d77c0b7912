//! Bytes to text: which encoding they are in, and whether they are text at all.
//!
//! Owns the guess. Must not know what the text is about.

mod guess;
mod wide;

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::values::number;
use crate::thesis::Warning;

/// How many bytes from the start are looked at for control characters and NULs.
const LOOKED_AT: usize = 16 << 10;

/// Text, with a warning where bytes of it could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text without its byte order mark; what could not be read is U+FFFD.
    pub text: Cow<'a, str>,
    /// What was lost, with the line of the first loss counted from 1.
    pub warning: Option<Warning>,
}

/// The text of bytes, which may be a file or a part of one.
///
/// A byte order mark decides; else strict UTF-8 and UTF-16 that is plainly so; else what `guess` finds. What is
/// UTF-8 but for a few bytes stays UTF-8.
///
/// # Errors
///
/// What the bytes are, such as `a PNG picture`, where they are no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, &'static str> {
    if let Some(kind) = utf_32(bytes) {
        return Err(kind);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(read_as(encoding, &bytes[mark..]));
    }
    if let Some(kind) = known_binary(bytes) {
        return Err(kind);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return Ok(read_as(encoding, bytes));
    }
    if is_binary(bytes) {
        return Err("binary data");
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: Cow::Borrowed(text), warning: None }),
        Err(_) if is_ebcdic(bytes) => Err("text in EBCDIC, as of a mainframe"),
        Err(error) => {
            let guessed = guess::guess(bytes, error.valid_up_to());
            let Decoded { text, warning } = read_as(guessed.encoding, bytes);
            let warning = warning.or_else(|| (!guessed.is_sure).then(|| doubt(guessed.encoding)));
            Ok(Decoded { text, warning })
        }
    }
}

/// True where the bytes are text of two bytes a character, which must not be cut at a newline byte.
pub fn is_utf_16(bytes: &[u8]) -> bool {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked.or_else(|| utf_16_without_mark(bytes));
    encoding.is_some_and(|encoding| encoding == UTF_16LE || encoding == UTF_16BE)
}

fn read_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    let warning = lossy.then(|| loss(encoding, &text));
    Decoded { text, warning }
}

fn doubt(encoding: &'static Encoding) -> Warning {
    let name = encoding.name();
    Warning::mended(1, format!("it was read as {name}, but may as well be in another encoding"))
}

fn loss(encoding: &'static Encoding, text: &str) -> Warning {
    let first = text.find('\u{fffd}').unwrap_or(text.len());
    let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..first]).count();
    let lost = text.matches('\u{fffd}').count();
    let characters = if lost == 1 { "character" } else { "characters" };
    Warning::mended(number(line), format!("{lost} {characters} could not be read as {}", encoding.name()))
}

/// Text of four bytes a character, by its byte order mark, which `encoding_rs` does not read.
fn utf_32(bytes: &[u8]) -> Option<&'static str> {
    let marked = bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff");
    (marked && bytes.len().is_multiple_of(4)).then_some("text in UTF-32")
}

/// True where the bytes are text in EBCDIC: blanks are 0x40, letters and digits beyond ASCII (code page 037).
fn is_ebcdic(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    let count = |is: fn(u8) -> bool| start.iter().filter(|&&byte| is(byte)).count();
    let blanks = count(|byte| byte == 0x40);
    let letters = count(
        |byte| matches!(byte, 0x81..=0x89 | 0x91..=0x99 | 0xa2..=0xa9 | 0xc1..=0xc9 | 0xd1..=0xd9 | 0xe2..=0xe9),
    );
    let ascii = count(|byte| byte == b' ' || byte == b'\n' || byte == b'e');
    blanks * 20 > start.len() && (letters + blanks) * 10 > start.len() * 6 && ascii * 50 < start.len()
}

/// UTF-16 without its mark: every other byte of much of it is NUL, as in English, and no other byte is.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(LOOKED_AT) & !1];
    memchr::memchr(0, start)?;
    let mut nuls = [0; 2];
    for pair in start.chunks_exact(2) {
        nuls[0] += usize::from(pair[0] == 0);
        nuls[1] += usize::from(pair[1] == 0);
    }
    let pairs = start.len() / 2;
    match nuls {
        [0, low] if low * 4 >= pairs => Some(UTF_16LE),
        [high, 0] if high * 4 >= pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// True where more than one byte in sixteen at the start is a control character that text does not have.
fn is_binary(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    let is_odd = |byte: u8| byte < 0x20 && !(0x09..=0x0d).contains(&byte);
    // Nearly all text has none: this look has no branch a byte, and the compiler makes vector code of it.
    let any = start.chunks(64).any(|chunk| chunk.iter().fold(false, |any, &byte| any | is_odd(byte)));
    any && start.iter().filter(|&&byte| is_odd(byte)).count() * 16 > start.len()
}

/// What files of other kinds begin with (their own specifications; the list of `file(1)`).
const KNOWN: [(&[u8], &str); 21] = [
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"RIFF", "a RIFF file (picture, sound or film)"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"%PDF-", "a PDF document"),
    (b"%!PS", "a PostScript document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program (ELF)"),
    (b"\0asm", "a program (WebAssembly)"),
    (b"SQLite format 3\0", "an SQLite database"),
];

fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    KNOWN
        .iter()
        .find(|(magic, _)| bytes.first() == magic.first() && bytes.starts_with(magic))
        .map(|&(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::decode;

    const CHINESE: &str = "社区治理是国家治理体系的基础，基层党组织在社区治理中的作用研究。\nGTID:1\n";

    fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn reads_the_encodings_that_pages_come_in() {
        let english = "Font Size: a A A\r\n\r\nA title’s end\r\n";
        for text in [CHINESE, english] {
            let marked = format!("\u{feff}{text}");
            for bytes in [
                text.as_bytes().to_vec(),
                marked.as_bytes().to_vec(),
                utf_16(&marked, u16::to_le_bytes),
                utf_16(&marked, u16::to_be_bytes),
                encoding_rs::GB18030.encode(text).0.into_owned(),
            ] {
                let decoded = decode(&bytes).unwrap();
                assert_eq!((decoded.text.as_ref(), decoded.warning), (text, None));
            }
        }
        for bytes in [utf_16(english, u16::to_le_bytes), utf_16(english, u16::to_be_bytes)] {
            assert_eq!(decode(&bytes).unwrap().text, english);
        }
    }

    #[test]
    fn traditional_chinese_japanese_and_korean_pages_are_read() {
        for (encoding, text) in [
            (
                encoding_rs::BIG5,
                "社區治理的研究\n\nGTID:1Subject:教育學\n本文研究基層組織在社區治理中的作用。",
            ),
            (
                encoding_rs::SHIFT_JIS,
                "地域社会における自治会の研究\n\nGTID:1Subject:まちづくり\n本研究は役割を検討する。",
            ),
            (
                encoding_rs::EUC_JP,
                "地域社会における自治会の研究\n\nGTID:1Subject:まちづくり\n本研究は役割を検討する。",
            ),
            (
                encoding_rs::EUC_KR,
                "지역 사회의 자치 조직\n\nGTID:1Subject:행정학\n이 논문은 맡은 역할을 살펴본 연구이다.",
            ),
        ] {
            let (bytes, ..) = encoding.encode(text);
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.text.as_ref(), decoded.warning), (text, None), "{}", encoding.name());
        }
        let (unsure, ..) = encoding_rs::GB18030.encode("Subject:材料");
        let warning = decode(&unsure).unwrap().warning.unwrap();
        assert!(warning.reason.contains("another encoding"), "{warning:?}");
    }

    #[test]
    fn says_how_much_was_lost_and_where() {
        let mut bytes = CHINESE.as_bytes().to_vec();
        bytes.extend_from_slice(b"a\xff\nb\xffc");
        let warning = decode(&bytes).unwrap().warning.unwrap();
        assert_eq!((warning.line, warning.reason.as_str()), (3, "2 characters could not be read as UTF-8"));
        let cut = &CHINESE.as_bytes()[..10];
        assert_eq!(decode(cut).unwrap().text, "社区治\u{fffd}");
    }

    #[test]
    fn an_old_western_quote_is_no_chinese() {
        let text =
            b"The people\x92s government \x93of the city\x94 acts \x96 at last. Caf\xe9 and na\xefve too.";
        assert_eq!(
            decode(text).unwrap().text,
            "The people’s government “of the city” acts – at last. Café and naïve too."
        );
    }

    #[test]
    fn tells_what_is_no_text() {
        for (bytes, kind) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "a PNG picture"),
            (b"%PDF-1.7\n", "a PDF document"),
            (b"\x7fELF\x02\x01", "a program (ELF)"),
            (b"\0\0\0\x01\0\0\0\x02", "binary data"),
            (b"\xff\xfe\0\0A\0\0\0", "text in UTF-32"),
            (
                b"\xe3\x88\x85\x40\xa3\x85\x81\x40\x89\xa2\x40\x88\x96\xa3\x4b\x25",
                "text in EBCDIC, as of a mainframe",
            ),
        ] {
            assert_eq!(decode(bytes), Err(kind));
        }
        assert!(decode(b"a page with \x1b[31mone escape and a NUL\0").is_ok());
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(decoded) = decode(&bytes) {
                let lines = decoded.text.matches('\n').count() as u32 + 1;
                prop_assert!(decoded.warning.is_none_or(|warning| (1..=lines).contains(&warning.line)));
            }
        }

        #[test]
        fn valid_utf_8_stays_what_it_is(text in "[a-z 社é\n]{0,80}") {
            prop_assert_eq!(decode(text.as_bytes()).unwrap().text, text.as_str());
        }
    }
}
