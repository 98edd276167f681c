//! Whether a password is one of the first that anyone would try.

use dialogo_domain::{DisplayName, Password, Username};
use zxcvbn::{Score, zxcvbn};

/// zxcvbn's work grows with the square of the length, and what is strong in its first hundred characters is strong.
const CHARS_LOOKED_AT: usize = 100;

/// Whether the password falls to a few million guesses (zxcvbn score 0 or 1), those who know the person's names included.
pub fn is_weak(password: &Password, username: &Username, display_name: &DisplayName) -> bool {
    let text = password.expose();
    let end = text.char_indices().nth(CHARS_LOOKED_AT).map_or(text.len(), |(at, _)| at);
    zxcvbn(&text[..end], &["dialogo", username.as_str(), display_name.as_str()]).score() < Score::Two
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weak(password: &str) -> bool {
        let (username, name) = (Username::parse("ada.lovelace"), DisplayName::parse("Countess Augusta"));
        is_weak(&Password::parse(password).expect("long enough"), &username.expect("valid"), &name.expect("valid"))
    }

    #[test]
    fn what_everybody_would_try_is_weak() {
        for password in [
            "password123",
            "12345678",
            "dialogo1",
            "Dialogo2026",
            "ada.lovelace",
            "countess augusta",
            "qwertyuiop",
            "        ",
            "aaaaaaaaaaaa",
        ] {
            assert!(weak(password), "{password}");
        }
    }

    #[test]
    fn length_and_surprise_are_enough_without_rules_of_composition() {
        for password in ["correct horse battery", "tulip ocean ladder", "🦀🐙🌋🎻🧭🪁🛶🧲", &"entropy beyond ".repeat(8)] {
            assert!(!weak(password), "{password}");
        }
    }
}
