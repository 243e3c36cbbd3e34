//! Decimal numbers and amounts with units, exact: no floating point. It knows no unit of its own.

/// A number as typed: `mantissa / scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decimal {
    mantissa: i128,
    scale: i128,
}

/// Why a quantity was not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is not a quantity.
    Form,
    /// It is below zero.
    Negative,
    /// It is not a whole number of the smallest unit.
    Fraction,
    /// It is too big to be stored.
    TooBig,
}

/// More decimals than a person types are the noise of a spreadsheet's floating point: 70.30000000000001.
const NOISE: usize = 10;
const KEPT: usize = 6;
/// Digits before the point; what is longer cannot be a quantity of anything here.
const LONGEST: usize = 15;

impl Decimal {
    /// Reads `1,234.5`; commas must stand before groups of three.
    pub(crate) fn read(text: &str) -> Result<Self, Fault> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let mut groups = whole.split([',', '，']);
        let first = groups.next().unwrap_or_default();
        let mut digits = first.to_owned();
        for group in groups {
            if group.len() != 3 || first.is_empty() || first.len() > 3 {
                return Err(Fault::Form);
            }
            digits.push_str(group);
        }
        let all_digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        if digits.is_empty() || !all_digits(&digits) || !all_digits(fraction) {
            return Err(Fault::Form);
        }
        if digits.trim_start_matches('0').len() > LONGEST || fraction.len() > 30 {
            return Err(Fault::TooBig);
        }
        let (fraction, round_up) = if fraction.len() >= NOISE {
            (&fraction[..KEPT], fraction.as_bytes()[KEPT] >= b'5')
        } else {
            (fraction, false)
        };
        let number = |t: &str| t.bytes().fold(0_i128, |n, b| n * 10 + i128::from(b - b'0'));
        let scale = fraction.bytes().fold(1_i128, |scale, _| scale * 10);
        Ok(Self { mantissa: number(&digits) * scale + number(fraction) + i128::from(round_up), scale })
    }

    /// This many units of `unit` smallest ones, when that is a whole number.
    pub(crate) fn of(self, unit: i64) -> Result<i128, Fault> {
        let product = self.mantissa * i128::from(unit);
        if product % self.scale == 0 { Ok(product / self.scale) } else { Err(Fault::Fraction) }
    }
}

/// Reads `14条3包`: numbers, each followed by its unit, big units first; a bare number counts in `bare`.
///
/// `text` is already one line of half-width text. `units` holds each word with its size in the smallest unit.
pub(crate) fn quantity(text: &str, units: &[(&str, i64)], bare: i64) -> Result<i64, Fault> {
    let text: String = text.chars().filter(|c| *c != ' ').collect();
    if text.starts_with(['-', '－', '−', '负']) {
        return Err(Fault::Negative);
    }
    let mut rest = text.as_str();
    let mut sum = 0_i128;
    let mut last = None;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '，'))).unwrap_or(rest.len());
        let number = Decimal::read(&rest[..end])?;
        rest = &rest[end..];
        let (size, after) = match unit(rest, units) {
            Some(found) => found,
            None if rest.is_empty() && last.is_none() => (bare, rest),
            None => return Err(Fault::Form),
        };
        if last.is_some_and(|last| size >= last) {
            return Err(Fault::Form);
        }
        last = Some(size);
        sum += number.of(size)?;
        rest = after.strip_prefix(['零', '又', '加', '+']).filter(|next| !next.is_empty()).unwrap_or(after);
    }
    if last.is_none() {
        return Err(Fault::Form);
    }
    i64::try_from(sum).map_err(|_| Fault::TooBig)
}

/// The longest unit word `text` starts with, and what follows it.
fn unit<'a>(text: &'a str, units: &[(&str, i64)]) -> Option<(i64, &'a str)> {
    units
        .iter()
        .filter_map(|(word, size)| text.strip_prefix(word).map(|rest| (*size, rest)))
        .min_by_key(|(_, rest)| rest.len())
}

/// Puts a comma after every third digit of a whole number, from the right: `1,234,567`.
pub(crate) fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let mut grouped = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheet_noise_is_rounded_away_but_typed_decimals_are_kept() {
        assert_eq!(Decimal::read("70.30000000000001").unwrap().of(200), Ok(14_060));
        assert_eq!(Decimal::read("4025.4999999999995").unwrap().of(100), Ok(402_550));
        assert_eq!(Decimal::read("0.3333").unwrap().of(200), Err(Fault::Fraction));
        assert_eq!(Decimal::read("0.3333333333333333").unwrap().of(200), Err(Fault::Fraction));
    }

    #[test]
    fn commas_stand_before_groups_of_three_only() {
        assert_eq!(Decimal::read("1,234,567").unwrap().of(1), Ok(1_234_567));
        for wrong in ["1,5", "1,2345", ",123", "1234,567", "1,,234", "", ".", ".5", "1.2.3", "1.5,000"] {
            assert_eq!(Decimal::read(wrong), Err(Fault::Form), "{wrong}");
        }
    }
}
