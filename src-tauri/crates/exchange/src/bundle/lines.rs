//! Cuts a stream of bytes into lines without ever holding more than one, and none beyond a limit.

/// Longest line that is written and read: a record with all its text is a few thousand bytes.
pub(super) const LINE_LIMIT: usize = 1 << 20;

/// A file being cut into lines.
#[derive(Debug, Default)]
pub(super) struct Lines {
    rest: Vec<u8>,
    number: u64,
    overflow: bool,
}

/// What became of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// Its bytes, without the end of line
    Whole(&'a [u8]),
    /// Longer than [`LINE_LIMIT`]; told once, what follows is not looked at
    TooLong,
}

impl Lines {
    /// Hands every line that ends in `bytes` to `take`, with its number from 1.
    pub(super) fn feed(&mut self, mut bytes: &[u8], take: &mut dyn FnMut(u64, Line<'_>)) {
        while !self.overflow {
            let end = bytes.iter().position(|b| *b == b'\n');
            let part = &bytes[..end.unwrap_or(bytes.len())];
            if self.rest.len() + part.len() >= LINE_LIMIT {
                self.overflow = true;
                self.rest = Vec::new();
                take(self.number + 1, Line::TooLong);
                return;
            }
            let Some(end) = end else {
                self.rest.extend_from_slice(part);
                return;
            };
            self.number += 1;
            if self.rest.is_empty() {
                take(self.number, Line::Whole(part));
            } else {
                self.rest.extend_from_slice(part);
                take(self.number, Line::Whole(&self.rest));
                self.rest.clear();
            }
            bytes = &bytes[end + 1..];
        }
    }

    /// Whether the last line lacks its end.
    pub(super) const fn is_open(&self) -> bool {
        !self.rest.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_the_same_however_they_arrive() {
        let bytes = b"one\n\ntwo three\nopen";
        for step in 1..bytes.len() {
            let (mut lines, mut seen) = (Lines::default(), Vec::new());
            for piece in bytes.chunks(step) {
                lines.feed(piece, &mut |number, line| {
                    let Line::Whole(line) = line else { panic!("too long") };
                    seen.push((number, String::from_utf8(line.to_vec()).unwrap()));
                });
            }
            assert_eq!(seen, [(1, "one".to_owned()), (2, String::new()), (3, "two three".to_owned())]);
            assert!(lines.is_open());
        }
    }

    #[test]
    fn an_endless_line_is_told_once_and_not_kept() {
        let (mut lines, mut told) = (Lines::default(), 0);
        for _ in 0..40 {
            lines.feed(&vec![b'x'; LINE_LIMIT / 16], &mut |_, line| told += u32::from(line == Line::TooLong));
        }
        assert_eq!((told, lines.rest.capacity()), (1, 0));
    }
}
