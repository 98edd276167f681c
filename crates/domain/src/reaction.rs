//! Reactions: what people answer to a message with one emoji.

use serde::Serialize;

use crate::text::text_type;
use crate::{Invalid, Message, UserId, UserSummary};

/// So many are named beside the count; who else, a list of its own tells page by page.
const NAMED_MAX: usize = 100;

text_type! {
    /// One emoji, in the one form that Unicode recommends for interchange: with and without its variation selector it is the same.
    Emoji, |text| emojis::get(text.trim()).map(|emoji| emoji.as_str().to_owned()).ok_or(Invalid::Emoji)
}

/// An emoji that people chose for a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reaction {
    /// Which one.
    pub emoji: Emoji,
    /// How many people chose it.
    pub count: i64,
    /// The first of them, at most a hundred.
    pub user_ids: Vec<UserId>,
}

/// All reactions to a message, in the order in which their emoji came up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Reactions(Vec<Reaction>);

impl Reactions {
    /// Reactions as they were stored.
    pub fn stored(reactions: Vec<Reaction>) -> Self {
        Self(reactions)
    }

    /// Each emoji.
    pub fn as_slice(&self) -> &[Reaction] {
        &self.0
    }

    /// Whether nobody has reacted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many people chose this emoji.
    pub fn count(&self, emoji: &Emoji) -> i64 {
        self.0.iter().find(|reaction| reaction.emoji == *emoji).map_or(0, |reaction| reaction.count)
    }

    /// Whether one may choose this emoji where there can be `emoji_max` different ones.
    pub fn has_room_for(&self, emoji: &Emoji, emoji_max: usize) -> bool {
        self.0.len() < emoji_max || self.count(emoji) > 0
    }

    /// One more person, who has not chosen it yet.
    pub fn add(&mut self, emoji: &Emoji, user_id: UserId) {
        if let Some(reaction) = self.0.iter_mut().find(|reaction| reaction.emoji == *emoji) {
            reaction.count += 1;
            if reaction.user_ids.len() < NAMED_MAX {
                reaction.user_ids.push(user_id);
            }
        } else {
            self.0.push(Reaction { emoji: emoji.clone(), count: 1, user_ids: vec![user_id] });
        }
    }

    /// One person less, who had chosen it. `first` are those who did so before all others of the rest.
    pub fn remove(&mut self, emoji: &Emoji, first: Vec<UserId>) {
        if let Some(reaction) = self.0.iter_mut().find(|reaction| reaction.emoji == *emoji) {
            reaction.count -= 1;
            reaction.user_ids = first;
            reaction.user_ids.truncate(NAMED_MAX);
        }
        self.0.retain(|reaction| reaction.count > 0);
    }
}

/// Someone who chose an emoji, or took it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReactionChange {
    /// Who.
    pub user_id: UserId,
    /// Which emoji.
    pub emoji: Emoji,
    /// The message as it is now: a step alone would say too little to one who missed the step before.
    pub message: Message,
}

/// An entry of the list of those who reacted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reactor {
    /// Which emoji.
    pub emoji: Emoji,
    /// Who chose it.
    pub user: UserSummary,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(n: u128) -> UserId {
        uuid::Uuid::from_u128(n).into()
    }

    #[test]
    fn any_one_emoji_will_do_and_nothing_else() {
        for text in ["👍", "👍🏽", "❤️", "👩‍👩‍👧‍👦", "🇧🇷", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "#️⃣", "🏳️‍🌈", " 🎉 "]
        {
            assert_eq!(Emoji::parse(text).as_ref().map(Emoji::as_str), Ok(text.trim()), "{text}");
        }
        for text in ["", " ", "a", "1", "👍👍", "👍!", "\u{fe0f}", "\u{200d}", "🏽👍", "<img>", "👩\u{200d}🌈", &"👍".repeat(10_000)]
        {
            assert_eq!(Emoji::parse(text), Err(Invalid::Emoji), "{text:?}");
        }
    }

    #[test]
    fn an_emoji_without_its_variation_selector_is_the_same() {
        assert_eq!(Emoji::parse("\u{2764}"), Emoji::parse("\u{2764}\u{fe0f}"));
        assert_eq!(Emoji::parse("\u{1f3f3}\u{200d}\u{1f308}"), Emoji::parse("🏳️‍🌈"));
    }

    #[test]
    fn the_first_hundred_are_named_and_all_are_counted() {
        let (thumb, heart) = (Emoji::parse("👍").expect("an emoji"), Emoji::parse("❤️").expect("an emoji"));
        let mut reactions = Reactions::default();
        for n in 0..120 {
            reactions.add(&thumb, user(n));
        }
        reactions.add(&heart, user(7));
        let counts =
            |reactions: &Reactions| reactions.as_slice().iter().map(|r| (r.emoji.clone(), r.count, r.user_ids.len())).collect::<Vec<_>>();
        assert_eq!(counts(&reactions), [(thumb.clone(), 120, 100), (heart.clone(), 1, 1)]);
        reactions.remove(&thumb, (1..120).map(user).collect());
        reactions.remove(&heart, vec![]);
        assert_eq!(counts(&reactions), [(thumb.clone(), 119, 100)]);
        assert!(reactions.has_room_for(&thumb, 1) && !reactions.has_room_for(&heart, 1) && reactions.has_room_for(&heart, 2));
    }
}
