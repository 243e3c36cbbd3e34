//! The number of a retail licence (烟草专卖零售许可证): 12 digits without a check digit. It never invents one.
//!
//! Digits 1–6 are the county, digit 7 the holder (1 个体, 2 企业), digits 8–12 run.

use crate::{check::Refusal, text};

/// Reads a licence number into its 12 digits.
pub fn read(typed: &str) -> Result<String, Refusal> {
    let number = text::joined(typed);
    if !number.chars().all(|c| c.is_ascii_digit()) {
        let advice = if text::is_scientific(&number) {
            "是表格把长号码变成了科学计数，末几位已丢失，请把该列设为“文本”后照许可证重新录入。"
        } else {
            "里有数字以外的字，请照许可证只填12位数字。"
        };
        return Err(Refusal::new("licence_digits", format!("许可证号“{}”{advice}", text::short(&number))));
    }
    if number.len() == 12 {
        return Ok(number);
    }
    let said = number.len();
    Err(Refusal::new("licence_length", format!("许可证号应为12位数字，这里是{said}位，请对照许可证补全或改正。")))
}

/// What is odd about a good number, worth a look but no reason to refuse: old district codes stay valid.
pub fn doubt(number: &str, bureau: &str) -> Option<Refusal> {
    if let Some(prefix) = number.get(..6)
        && bureau.len() == 6
        && prefix != bureau
    {
        return Some(Refusal::new(
            "licence_prefix",
            format!("许可证号前六位 {prefix} 不是本局的 {bureau}：如果不是区划调整前的老证或外地证，请核对。"),
        ));
    }
    let holder = number.get(6..7)?;
    if matches!(holder, "1" | "2") {
        return None;
    }
    Some(Refusal::new(
        "licence_holder",
        format!("许可证号第七位是{holder}，一般是1（个体）或2（企业），请对照许可证核对。"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licence_numbers_are_read_however_they_were_typed() {
        for typed in ["619999110000", "６１９９９９１１００００", " 619999110000　", "619999 110000", "6199-9911-0000"]
        {
            assert_eq!(read(typed).as_deref(), Ok("619999110000"), "{typed}");
        }
    }

    #[test]
    fn wrong_licence_numbers_are_refused_with_their_code() {
        for (typed, code) in [
            ("61999911000", "licence_length"),
            ("6199991100001", "licence_length"),
            ("", "licence_length"),
            ("61999911000A", "licence_digits"),
            ("6.19999E+11", "licence_digits"),
            ("无", "licence_digits"),
        ] {
            assert_eq!(read(typed).unwrap_err().code, code, "{typed}");
        }
        assert!(read("6.19999E+11").unwrap_err().message.contains("科学计数"));
        assert!(read("61999911000").unwrap_err().message.contains("11位"));
    }

    #[test]
    fn odd_prefix_and_holder_are_doubted_not_refused() {
        for (number, bureau, code) in [
            ("619999110000", "619999", None),
            ("619999210000", "619999", None),
            ("619998110000", "619999", Some("licence_prefix")),
            ("619999310000", "619999", Some("licence_holder")),
            ("619998110000", "", None),
        ] {
            assert_eq!(doubt(number, bureau).map(|r| r.code), code, "{number}");
        }
    }
}
