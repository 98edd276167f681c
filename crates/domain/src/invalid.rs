//! Why a text is not a value of ours.

/// Why a text was refused. Its `Display` is a sentence for the person who typed the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// Nothing that can be seen is left of the text.
    #[error("must not be blank")]
    Blank,
    /// Fewer than the least number of characters.
    #[error("must have at least {0} characters")]
    TooShort(usize),
    /// More than the greatest number of characters.
    #[error("must have at most {0} characters")]
    TooLong(usize),
    /// More words than the greatest number of them.
    #[error("must have at most {0} words")]
    TooManyWords(usize),
    /// A character that has no business in such a text.
    #[error("must not contain the character U+{:04X}", u32::from(*.0))]
    Character(char),
    /// Not in the form that usernames have (RFC 8265, one script, no look-alikes of separators).
    #[error("may have letters and digits of one script, and . _ - between them")]
    Username,
    /// A name that would pass for the system's.
    #[error("is reserved")]
    Reserved,
    /// Neither an emoji nor one or two letters.
    #[error("must be one emoji, or one or two letters")]
    Avatar,
    /// Not one emoji, or one that Unicode did not know yet.
    #[error("must be one emoji")]
    Emoji,
    /// More combining marks on one letter than any language writes.
    #[error("must not stack so many marks on one letter")]
    Marks,
}
