//! The second factor: codes of an authenticator app (RFC 6238), and recovery codes for whoever has lost it.

use std::fmt;

use anyhow::Context;
use dialogo_domain::Username;
use jiff::Timestamp;
use qrcode::{Color, QrCode};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

use crate::Result;

/// Under this name apps list the account.
const ISSUER: &str = "dialogo";
/// As long as the hash that makes the codes (RFC 4226, 4).
const SECRET_BYTES: usize = 20;
/// 80 random bits: nobody tries them out, so a fast hash is enough.
const RECOVERY_BYTES: usize = 10;

/// What we and the app know. Its `Debug` does not show it.
pub struct TotpSecret([u8; SECRET_BYTES]);

/// A code that lets in once without the app. Its `Debug` does not show it.
pub struct RecoveryCode(String);

impl TotpSecret {
    /// A new one.
    pub fn generate() -> Result<Self> {
        Ok(Self(random()?))
    }

    /// One that was stored.
    pub fn stored(bytes: &[u8]) -> Result<Self> {
        Ok(Self(bytes.try_into().context("the secret of a second factor has another length")?))
    }

    /// What is stored.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// As people type it into an app.
    pub fn text(&self) -> String {
        Secret::from(&self.0[..]).to_base32()
    }

    /// As apps read it (`otpauth:`).
    pub fn uri(&self, account: &Username) -> Result<String> {
        Ok(self.totp(account.as_str())?.to_url().context("the address of a second factor")?)
    }

    /// The same as a QR code, row by row: `1` is dark, `0` light. The margin is not in it.
    pub fn qr_code(&self, account: &Username) -> Result<Vec<String>> {
        let code = QrCode::new(self.uri(account)?).context("a picture of the address of a second factor")?;
        let letter = |module: &Color| module.select('1', '0');
        Ok(code.to_colors().chunks(code.width()).map(|row| row.iter().map(letter).collect()).collect())
    }

    /// Which step of half a minute this is the code of: the present one, or the one before or after, since clocks differ. Whether it was used before,
    /// the store knows.
    pub fn step_of(&self, code: &str, now: Timestamp) -> Result<Option<i64>> {
        let seconds = u64::try_from(now.as_second()).unwrap_or(0);
        let step = self.totp("")?.check(code, seconds);
        Ok(step.and_then(|step| i64::try_from(step).ok()))
    }

    fn totp(&self, account: &str) -> Result<Totp> {
        let builder = Builder::new().with_secret(&self.0[..]).with_issuer(Some(ISSUER)).with_account_name(account);
        Ok(builder.build().context("a second factor by RFC 6238")?)
    }
}

impl RecoveryCode {
    /// A new one.
    pub fn generate() -> Result<Self> {
        let letters = Secret::from(&random::<RECOVERY_BYTES>()?[..]).to_base32().to_lowercase();
        let groups: Vec<&str> = (0..letters.len()).step_by(4).map(|at| &letters[at..(at + 4).min(letters.len())]).collect();
        Ok(Self(groups.join("-")))
    }

    /// As it is told, once.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    pub fn sha256(&self) -> [u8; 32] {
        Self::sha256_of(&self.0)
    }

    /// What would be stored of this, if it were one: case, hyphens and spaces do not matter.
    pub fn sha256_of(typed: &str) -> [u8; 32] {
        let letters: String = typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        Sha256::digest(letters.as_bytes()).into()
    }
}

impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret([redacted])")
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode([redacted])")
    }
}

fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).context("the system gives no random numbers")?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret and the codes of RFC 6238, appendix B, cut to six digits.
    #[test]
    fn the_codes_are_those_of_the_standard() {
        let secret = TotpSecret::stored(b"12345678901234567890").expect("twenty bytes");
        for (second, code) in [(1_111_111_111, "050471"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            let now = Timestamp::from_second(second).expect("in range");
            assert_eq!(secret.step_of(code, now).expect("read"), Some(second / 30));
            for (steps, is_good) in [(-2, false), (-1, true), (1, true), (2, false)] {
                let now = Timestamp::from_second(second + steps * 30).expect("in range");
                assert_eq!(secret.step_of(code, now).expect("read").is_some(), is_good, "{second} {steps}");
            }
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        let secret = TotpSecret::generate().expect("random");
        for wrong in ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12345\u{0}"] {
            assert_eq!(secret.step_of(wrong, Timestamp::UNIX_EPOCH).expect("read"), None, "{wrong:?}");
        }
        assert!(TotpSecret::stored(b"short").is_err());
    }

    #[test]
    fn a_recovery_code_is_read_however_it_is_typed() {
        let code = RecoveryCode::generate().expect("random");
        assert_eq!(code.text().len(), 19);
        assert_eq!(RecoveryCode::sha256_of(&code.text().to_uppercase().replace('-', " ")), code.sha256());
        assert!(!format!("{code:?}").contains(code.text()));
    }

    #[test]
    fn an_app_reads_where_it_belongs() {
        let secret = TotpSecret::stored(b"12345678901234567890").expect("twenty bytes");
        let uri = secret.uri(&Username::parse("ada").expect("a name")).expect("an address");
        assert!(uri.starts_with("otpauth://totp/") && uri.contains("ada") && uri.contains("issuer=dialogo"), "{uri}");
        assert!(uri.contains(&format!("secret={}", secret.text())), "{uri}");
        let rows = secret.qr_code(&Username::parse("ada").expect("a name")).expect("a picture");
        assert!(rows.len() > 21 && rows.iter().all(|row| row.len() == rows.len()), "a square: {rows:?}");
        assert!(rows[0].starts_with("11111110") && rows[0].ends_with("01111111"), "with its corners: {rows:?}");
    }
}
