//! The recovery code as people print and type it: eight groups of four, the last one a check on the others.

use chacha20poly1305::aead::Generate as _;
use sha2::{Digest as _, Sha256};
use yihu_domain::{Error, Result};
use zeroize::Zeroizing;

/// No I, L, O, U: what is typed for them is read as 1, 1, 0, or refused.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP: usize = 4;
/// 28 × 5 = 140 bits.
const RANDOM: usize = 28;
const LENGTH: usize = RANDOM + GROUP;

/// Makes a new code in its printed form, `XXXX-XXXX-…`.
pub(super) fn generate() -> Result<String> {
    let random = <[u8; RANDOM]>::try_generate().map_err(super::no_randomness)?;
    let mut code: String = random.iter().map(|byte| symbol(*byte)).collect();
    code.push_str(&check_group(&code));
    let groups: Vec<&str> = (0..LENGTH).step_by(GROUP).map(|at| &code[at..at + GROUP]).collect();
    Ok(groups.join("-"))
}

/// Makes a password to be handed over on paper: three groups, 60 bits.
pub fn temporary_password() -> Result<String> {
    let random = <[u8; GROUP * 3]>::try_generate().map_err(super::no_randomness)?;
    let symbols: String = random.iter().map(|byte| symbol(*byte)).collect();
    Ok(format!("{}-{}-{}", &symbols[..GROUP], &symbols[GROUP..GROUP * 2], &symbols[GROUP * 2..]))
}

/// Reads what was typed, forgiving case, width, spaces and dashes; says so when it is mistyped.
pub(super) fn read(typed: &str) -> Result<Zeroizing<String>> {
    let mut code = Zeroizing::new(String::with_capacity(LENGTH));
    let mut count = 0;
    for raw in typed.chars().filter(|c| c.is_alphanumeric()) {
        count += 1;
        let Some(c) = plain(raw) else {
            let group = (count - 1) / GROUP + 1;
            return Err(mistyped(format!("恢复码第{group}组里的“{raw}”不会出现在恢复码中，请对照纸面重新输入。")));
        };
        code.push(c);
    }
    if count != LENGTH {
        return Err(mistyped(format!("恢复码应是8组、每组4个字符，共{LENGTH}个，现在有{count}个，请对照纸面补全。")));
    }
    let (body, check) = code.split_at(RANDOM);
    if check_group(body) != check {
        return Err(mistyped("恢复码抄写有误（校验组对不上），请对照纸面逐组核对。".to_owned()));
    }
    Ok(code)
}

fn mistyped(message: String) -> Error {
    Error::invalid(message.clone()).field("recovery_code", message)
}

fn plain(raw: char) -> Option<char> {
    let half = match u32::from(raw) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0)?,
        _ => raw,
    };
    match half.to_ascii_uppercase() {
        'O' => Some('0'),
        'I' | 'L' => Some('1'),
        c => SYMBOLS.iter().map(|s| char::from(*s)).find(|s| *s == c),
    }
}

fn symbol(byte: u8) -> char {
    char::from(SYMBOLS[usize::from(byte & 31)])
}

fn check_group(body: &str) -> String {
    let hash = Sha256::new().chain_update("yihu recovery code 1").chain_update(body).finalize();
    hash.iter().take(GROUP).map(|byte| symbol(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_reads_back_however_it_is_typed() {
        let code = generate().unwrap();
        let bare = code.replace('-', "");
        assert_eq!(code.split('-').count(), 8);
        let wide: String = code.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
        let like = code.replace('0', "o").replace('1', "l");
        for typed in [code.clone(), bare.clone(), code.to_lowercase(), code.replace('-', " "), wide, like] {
            assert_eq!(*read(&typed).unwrap(), bare, "{typed}");
        }
    }

    #[test]
    fn every_single_typo_and_swap_is_said() {
        let code = generate().unwrap().replace('-', "");
        for at in 0..LENGTH {
            for other in SYMBOLS.iter().map(|s| char::from(*s)) {
                let mut typed: Vec<char> = code.chars().collect();
                if typed[at] == other {
                    continue;
                }
                typed[at] = other;
                let typed: String = typed.into_iter().collect();
                // One of 2^20 typos passes the check group; then the code opens nothing.
                let Err(e) = read(&typed) else { continue };
                assert!(e.message.contains("核对"), "{}", e.message);
            }
        }
        let missed = (0..LENGTH).flat_map(|at| SYMBOLS.iter().map(move |s| (at, char::from(*s)))).filter(|(at, s)| {
            let mut typed: Vec<char> = code.chars().collect();
            typed[*at] = *s;
            let typed: String = typed.into_iter().collect();
            typed != code && read(&typed).is_ok()
        });
        assert!(missed.count() <= 1);
    }

    #[test]
    fn length_and_foreign_characters_are_named() {
        let code = generate().unwrap();
        assert!(read(&code[..20]).unwrap_err().message.contains("现在有16个"));
        let message = read(&format!("{}U{}", &code[..5], &code[6..])).unwrap_err().message;
        assert!(message.contains("第2组里的“U”"), "{message}");
        assert!(read("").unwrap_err().message.contains("现在有0个"));
    }

    #[test]
    fn codes_differ() {
        assert_ne!(generate().unwrap(), generate().unwrap());
    }
}
