//! What posting lists are made from: the distinct words of theses, one thesis after another.

use crate::search::fields::Fields;

/// Words by their numbers, thesis by thesis.
#[derive(Debug)]
pub(in crate::search) struct Entries {
    /// For each word, how many theses hold it.
    counts: Vec<u32>,
    words: Vec<u32>,
    /// The fields of each entry; `None` where nobody asks for them.
    fields: Option<Vec<Fields>>,
    /// Where the entries of each thesis end.
    row_ends: Vec<u32>,
}

impl Entries {
    /// None yet, of so many words; with the fields of each entry, or without.
    pub fn new(words: usize, with_fields: bool) -> Self {
        let fields = with_fields.then(Vec::new);
        Self { counts: vec![0; words], words: Vec::new(), fields, row_ends: Vec::new() }
    }

    /// One more word, which no thesis holds yet.
    pub fn add_word(&mut self) {
        self.counts.push(0);
    }

    /// Adds a word to the thesis at hand, which has not held it yet; the number of the entry.
    pub fn push(&mut self, word: u32, field: Fields) -> u32 {
        self.counts[word as usize] += 1;
        self.words.push(word);
        if let Some(fields) = &mut self.fields {
            fields.push(field);
        }
        self.words.len() as u32 - 1
    }

    /// Adds a field to an entry.
    pub fn add_field(&mut self, entry: u32, field: Fields) {
        if let Some(fields) = &mut self.fields {
            fields[entry as usize].0 |= field.0;
        }
    }

    /// Ends the thesis at hand; the next one begins.
    pub fn end_row(&mut self) {
        self.row_ends.push(self.words.len() as u32);
    }

    /// How many theses have ended.
    pub fn rows(&self) -> usize {
        self.row_ends.len()
    }

    /// How many theses hold each word.
    pub fn counts(&self) -> &[u32] {
        &self.counts
    }

    /// True where the entries have fields.
    pub fn has_fields(&self) -> bool {
        self.fields.is_some()
    }

    /// Each thesis, from the first on: its words, and the fields of each; every entry of none where nobody asks
    /// for them.
    pub fn iter(&self) -> impl Iterator<Item = (&[u32], &[Fields])> {
        let starts = [0].iter().chain(&self.row_ends);
        starts.zip(&self.row_ends).map(|(&start, &end)| {
            let range = start as usize..end as usize;
            (&self.words[range.clone()], self.fields.as_deref().map_or(&[][..], |fields| &fields[range]))
        })
    }
}
