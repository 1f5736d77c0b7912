//! A text to be mended, character by character.
//!
//! Owns the looking around at a place: words and brackets beside it, and what is no prose (addresses, formulas), which
//! no rule touches.

use std::ops::Range;

/// A text by characters. Places are numbers of characters unless they are called bytes.
#[derive(Debug)]
pub struct Text {
    pub chars: Vec<char>,
    /// The byte at which each character begins, and the length of the text.
    bytes: Vec<u32>,
    /// Addresses and formulas, in order.
    fixed: Vec<Range<usize>>,
}

/// How far a bracket reaches, in characters: more is a bracket that is not closed.
const BRACKET: usize = 400;

impl Text {
    pub fn new(source: &str) -> Self {
        let mut bytes: Vec<u32> = Vec::with_capacity(source.len() + 1);
        let mut chars = Vec::with_capacity(source.len());
        for (at, c) in source.char_indices() {
            bytes.push(at as u32);
            chars.push(c);
        }
        bytes.push(source.len() as u32);
        let mut text = Self { chars, bytes, fixed: Vec::new() };
        text.fixed = text.find_fixed();
        text
    }

    /// The character at a place; NUL behind the end.
    pub fn at(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or('\0')
    }

    /// The character before a place; NUL at the beginning.
    pub fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\0', |before| self.at(before))
    }

    /// The byte at which a character begins.
    pub fn byte(&self, at: usize) -> usize {
        self.bytes[at.min(self.chars.len())] as usize
    }

    /// The characters of a range.
    pub fn slice(&self, range: Range<usize>) -> &[char] {
        &self.chars[range.start.min(self.chars.len())..range.end.min(self.chars.len())]
    }

    /// The run of letters and digits that ends before a place.
    pub fn token_before(&self, at: usize) -> Range<usize> {
        let length = self.chars[..at].iter().rev().take_while(|c| c.is_alphanumeric()).count();
        at - length..at
    }

    /// The run of letters and digits that begins at a place.
    pub fn token_at(&self, at: usize) -> Range<usize> {
        let rest = self.chars.get(at..).unwrap_or_default();
        at..at + rest.iter().take_while(|c| c.is_alphanumeric()).count()
    }

    /// The run of letters that begins at a place.
    pub fn letters_at(&self, at: usize) -> Range<usize> {
        let rest = self.chars.get(at..).unwrap_or_default();
        at..at + rest.iter().take_while(|c| c.is_alphabetic()).count()
    }

    /// True where the characters of a range are these, in lower case or not.
    pub fn is(&self, range: Range<usize>, word: &str) -> bool {
        range.len() == word.len()
            && self.slice(range).iter().zip(word.chars()).all(|(c, of)| c.eq_ignore_ascii_case(&of))
    }

    /// True where the characters of a range are one of these words, in lower case or not.
    pub fn is_any(&self, range: Range<usize>, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(range.clone(), word))
    }

    /// Where the bracket that opens at a place is closed.
    pub fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0usize;
        for at in open..self.chars.len().min(open + BRACKET) {
            match self.chars[at] {
                '(' => depth += 1,
                ')' if depth == 1 => return Some(at),
                ')' => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// Where the bracket that closes at a place was opened.
    pub fn opening(&self, close: usize) -> Option<usize> {
        let mut depth = 0usize;
        for at in (close.saturating_sub(BRACKET)..=close).rev() {
            match self.chars[at] {
                ')' => depth += 1,
                '(' if depth == 1 => return Some(at),
                '(' => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// True inside an address or a formula, where nothing is mended.
    pub fn is_fixed(&self, at: usize) -> bool {
        let after = self.fixed.partition_point(|range| range.end <= at);
        self.fixed.get(after).is_some_and(|range| range.start <= at)
    }

    fn find_fixed(&self) -> Vec<Range<usize>> {
        let mut fixed: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while at < self.chars.len() {
            let end = match self.chars[at] {
                '$' => self.formula(at),
                ':' if self.at(at + 1) == '/' && self.at(at + 2) == '/' => Some(self.address(at)),
                'w' if self.at(at + 3) == '.' && self.is(at..at + 3, "www") => Some(self.address(at)),
                '1' if self.at(at + 1) == '0' && self.is_doi(at) => Some(self.address(at)),
                '@' if self.before(at).is_alphanumeric() => Some(self.address(at)),
                _ => None,
            };
            if let Some(end) = end {
                fixed.push(at..end);
                at = end;
            } else {
                at += 1;
            }
        }
        fixed
    }

    /// Where the formula ends that a dollar sign opens: `$x,y$`, not `$1,000 and $2,000`.
    fn formula(&self, open: usize) -> Option<usize> {
        const LONG: usize = 200;
        let rest = self.slice(open + 1..open + LONG);
        let close = rest.iter().position(|&c| c == '$')? + open + 1;
        let money = self.at(open + 1).is_ascii_digit() && self.at(close + 1).is_ascii_digit();
        (!money && !self.before(close).is_whitespace()).then_some(close + 1)
    }

    /// `10.`, four digits or more, a slash.
    fn is_doi(&self, at: usize) -> bool {
        let digits = self.slice(at + 3..at + 12).iter().take_while(|c| c.is_ascii_digit()).count();
        !self.before(at).is_alphanumeric()
            && self.at(at + 2) == '.'
            && digits >= 4
            && self.at(at + 3 + digits) == '/'
    }

    /// Where an address ends: at white space, or at a sign of punctuation behind which prose goes on.
    fn address(&self, from: usize) -> usize {
        let mut at = from + 1;
        while at < self.chars.len() {
            let (c, next) = (self.chars[at], self.at(at + 1));
            let prose = match c {
                '.' => next.is_uppercase() || !(next.is_alphanumeric() || next == '/'),
                ',' | ';' | ')' | ']' | '>' | '"' | '”' | '’' => true,
                _ => c.is_whitespace(),
            };
            if prose {
                break;
            }
            at += 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn addresses_and_formulas_are_fixed() {
        for (text, fixed) in [
            ("see http://a.org/x.Y and", "://a.org/x"),
            ("at www.theses.org,and", "www.theses.org"),
            ("doi 10.1000/ab.12;the", "10.1000/ab.12"),
            ("to a.b@c.edu.The", "@c.edu"),
            ("of $x,y.Z$ and", "$x,y.Z$"),
            ("for $1,000,not $2,000", ""),
            ("plain,text.And", ""),
        ] {
            let text = Text::new(text);
            let found: String =
                (0..text.chars.len()).filter(|&at| text.is_fixed(at)).map(|at| text.at(at)).collect();
            assert_eq!(found, fixed);
        }
    }

    #[test]
    fn brackets_are_matched() {
        let text = Text::new("a(b(c)d)e)");
        assert_eq!((text.closing(1), text.opening(7), text.opening(9)), (Some(7), Some(1), None));
    }
}
