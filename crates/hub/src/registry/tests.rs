//! Who hears what, in which order.

use proptest::prelude::*;

use super::*;
use crate::errand::Errand;
use crate::{Changes, Ended, HubSettings, Publication, Turnstile};

/// A registry with its connections' mailboxes, driven by errands as a worker does.
#[derive(Default)]
struct Thread {
    registry: Registry,
}

struct Person {
    key: Key,
    mailbox: Rc<Mailbox>,
}

impl Thread {
    fn attaches(&mut self, user_id: UserId) -> Person {
        self.attaches_with(user_id, SessionId::generate())
    }

    fn attaches_with(&mut self, user_id: UserId, session_id: SessionId) -> Person {
        let mailbox = Rc::new(Mailbox::new(&HubSettings::default()));
        Person { key: self.registry.attach(user_id, session_id, Rc::clone(&mailbox)), mailbox }
    }

    fn enters(&mut self, user_id: UserId, chats: &[ChatId]) -> Person {
        let person = self.attaches(user_id);
        self.registry.enter(person.key, chats.iter().map(|chat_id| (*chat_id, Seq(1))));
        person
    }

    fn publishes(&mut self, chat_id: ChatId, seq: i64, turnstile: Turnstile) {
        let publication = Publication { changes: Arc::new(Changes::one(chat_id, Seq(seq), format!("frame {seq}").into())), turnstile };
        self.registry.run(Errand::Publish(Arc::from([publication])));
    }

    fn heads(&self, person: &Person) -> Vec<(ChatId, Seq)> {
        self.registry.heads(person.key).collect()
    }
}

impl Person {
    fn hears(&self) -> Vec<String> {
        std::iter::from_fn(|| self.mailbox.take()).map(|frames| String::from_utf8_lossy(&frames).into_owned()).collect()
    }
}

fn enter(user_id: UserId) -> Turnstile {
    Turnstile::Enter { user_id, greeting: "greeting".into() }
}

fn leave(user_id: UserId) -> Turnstile {
    Turnstile::Leave { user_id, farewell: "farewell".into() }
}

fn people() -> [UserId; 2] {
    [UserId::generate(), UserId::generate()]
}

#[test]
fn listeners_of_a_room_hear_it_and_others_do_not() {
    let (mut thread, [ada, bob], chat) = (Thread::default(), people(), ChatId::generate());
    let (ada, bob) = (thread.enters(ada, &[chat]), thread.enters(bob, &[ChatId::generate()]));
    thread.publishes(chat, 1, Turnstile::Pass);
    assert_eq!(ada.hears(), ["frame 1"]);
    assert!(bob.hears().is_empty());
}

#[test]
fn who_enters_is_greeted_on_all_connections_and_hears_what_follows() {
    let (mut thread, [ada, bob], chat) = (Thread::default(), people(), ChatId::generate());
    let present = thread.enters(ada, &[chat]);
    let (phone, desk) = (thread.enters(bob, &[]), thread.enters(bob, &[]));
    thread.publishes(chat, 1, enter(bob));
    thread.publishes(chat, 2, Turnstile::Pass);
    assert_eq!(present.hears(), ["frame 1", "frame 2"]);
    assert_eq!(phone.hears(), ["greeting", "frame 2"]);
    assert_eq!(desk.hears(), ["greeting", "frame 2"]);
}

#[test]
fn who_leaves_hears_the_farewell_and_nothing_more() {
    let (mut thread, [ada, bob], chat) = (Thread::default(), people(), ChatId::generate());
    let (present, leaver) = (thread.enters(ada, &[chat]), thread.enters(bob, &[chat]));
    thread.publishes(chat, 1, Turnstile::Pass);
    thread.publishes(chat, 2, leave(bob));
    thread.publishes(chat, 3, Turnstile::Pass);
    assert_eq!(present.hears(), ["frame 1", "frame 2", "frame 3"]);
    assert_eq!(leaver.hears(), ["frame 1", "farewell"]);
    assert!(thread.heads(&leaver).is_empty(), "though the room lives on");
    thread.publishes(chat, 4, enter(bob));
    assert_eq!(thread.heads(&leaver), [(chat, Seq(4))], "once");
}

#[test]
fn one_who_was_in_the_room_before_the_entrance_came_is_greeted_once_and_listens_once() {
    let (mut thread, [ada, _], chat) = (Thread::default(), people(), ChatId::generate());
    let ada_here = thread.enters(ada, &[chat]);
    thread.publishes(chat, 1, enter(ada));
    thread.publishes(chat, 2, Turnstile::Pass);
    assert_eq!(ada_here.hears(), ["greeting", "frame 2"]);
}

#[test]
fn what_happens_while_attaching_outweighs_the_answer_of_the_database() {
    let (mut thread, [ada, bob], [left, joined, kept, both]) = (Thread::default(), people(), [(); 4].map(|()| ChatId::generate()));
    let person = thread.attaches(ada);
    thread.publishes(left, 5, leave(ada));
    thread.publishes(joined, 1, enter(ada));
    thread.publishes(both, 7, leave(ada));
    thread.publishes(both, 8, enter(ada));
    thread.publishes(kept, 3, leave(bob));
    assert!(person.hears().is_empty(), "nothing before it has entered");
    assert!(!thread.registry.enter(person.key, [left, kept, both].map(|chat_id| (chat_id, Seq(1)))), "there is more to hear");
    for chat in [left, joined, kept, both] {
        thread.publishes(chat, 9, Turnstile::Pass);
    }
    assert_eq!(person.hears().len(), 3);
    let heard: Vec<ChatId> = thread.heads(&person).into_iter().map(|(chat, _)| chat).collect();
    assert_eq!(heard, [kept, joined, both]);
}

#[test]
fn an_answer_is_whole_if_nothing_went_beyond_it_meanwhile() {
    let (mut thread, [ada, bob], [chat, other]) = (Thread::default(), people(), [(); 2].map(|()| ChatId::generate()));
    let enters = |thread: &mut Thread, person: &Person, head| thread.registry.enter(person.key, [(chat, Seq(head))]);
    let [told, late, early, quiet] = [ada, bob, bob, bob].map(|user_id| thread.attaches(user_id));
    thread.publishes(other, 9, Turnstile::Pass);
    assert!(enters(&mut thread, &quiet, 5), "another chat's business");
    thread.publishes(chat, 6, Turnstile::Pass);
    assert!(enters(&mut thread, &late, 6), "the answer has it");
    assert!(!enters(&mut thread, &early, 5), "the answer lacks it");
    thread.registry.run(Errand::Tell { user_id: ada, frame: "read".into() });
    assert!(!enters(&mut thread, &told, 6), "what was told is not told again");
    let after = thread.attaches(bob);
    assert!(enters(&mut thread, &after, 5), "what was published before it attached was committed before it asked");
}

#[test]
fn a_dissolved_chat_says_farewell_and_is_silent() {
    let (mut thread, [ada, bob], chat) = (Thread::default(), people(), ChatId::generate());
    let listener = thread.enters(ada, &[chat]);
    let attaching = thread.attaches(bob);
    thread.registry.run(Errand::Dissolve { chat_id: chat, farewell: "farewell".into() });
    assert!(!thread.registry.enter(attaching.key, [(chat, Seq(8))]), "it is gone");
    thread.publishes(chat, 9, Turnstile::Pass);
    assert_eq!(listener.hears(), ["farewell"]);
    assert!(attaching.hears().is_empty());
    assert!(thread.heads(&listener).is_empty());
}

#[test]
fn a_user_is_told_on_every_connection() {
    let (mut thread, [ada, bob]) = (Thread::default(), people());
    let (phone, desk, other) = (thread.enters(ada, &[]), thread.enters(ada, &[]), thread.enters(bob, &[]));
    thread.registry.run(Errand::Tell { user_id: ada, frame: "read".into() });
    assert_eq!((phone.hears(), desk.hears()), (vec!["read".to_owned()], vec!["read".to_owned()]));
    assert!(other.hears().is_empty());
}

#[test]
fn ended_log_ins_are_closed_also_while_they_attach() {
    let (mut thread, [ada, bob]) = (Thread::default(), people());
    let (kept, ended) = (SessionId::generate(), SessionId::generate());
    let (here, gone, attaching) = (thread.attaches_with(ada, kept), thread.attaches_with(ada, ended), thread.attaches_with(ada, ended));
    thread.registry.enter(gone.key, []);
    let other = thread.attaches(bob);
    let before = thread.registry.endings();
    thread.registry.run(Errand::End { ended: Ended::One(ada, ended), code: CloseCode::SessionEnded });
    assert_ne!(thread.registry.endings(), before);
    assert_eq!([&gone, &attaching].map(|person| person.mailbox.closed()), [Some(CloseCode::SessionEnded); 2]);
    assert_eq!([&here, &other].map(|person| person.mailbox.closed()), [None; 2]);
    thread.registry.renew(here.key, ended);
    thread.registry.run(Errand::End { ended: Ended::AllBut(ada, kept), code: CloseCode::SessionEnded });
    assert_eq!(here.mailbox.closed(), Some(CloseCode::SessionEnded), "it belongs to the other log-in by now");
    thread.registry.run(Errand::End { ended: Ended::All(bob), code: CloseCode::AccountGone });
    assert_eq!(other.mailbox.closed(), Some(CloseCode::AccountGone));
}

#[test]
fn a_recall_closes_who_may_lack_something_and_nobody_else() {
    let (mut thread, [ada, bob], [chat, elsewhere]) = (Thread::default(), people(), [(); 2].map(|()| ChatId::generate()));
    let eve = UserId::generate();
    let (listener, theirs) = (thread.enters(ada, &[elsewhere, chat]), thread.enters(bob, &[]));
    let (attaching, other) = (thread.attaches(eve), thread.enters(eve, &[elsewhere]));
    thread.publishes(chat, 1, Turnstile::Pass);
    thread.registry.run(Errand::Recall { chats: [chat, ChatId::generate()].into(), users: [bob, UserId::generate()].into() });
    thread.publishes(elsewhere, 1, Turnstile::Pass);
    assert_eq!([&listener, &theirs, &attaching].map(|person| person.mailbox.closed()), [Some(CloseCode::Restarting); 3]);
    assert!(listener.hears().is_empty(), "it comes back for that with its cursors");
    assert_eq!((other.mailbox.closed(), other.hears()), (None, vec!["frame 1".to_owned()]));
    assert_eq!(thread.attaches(ada).mailbox.closed(), None, "who comes back is let in");
}

#[test]
fn a_recall_does_not_outweigh_an_ended_log_in() {
    let (mut thread, [ada, bob]) = (Thread::default(), people());
    let (ended, other) = (thread.enters(ada, &[]), thread.enters(bob, &[]));
    thread.registry.run(Errand::End { ended: Ended::All(ada), code: CloseCode::SessionEnded });
    thread.registry.run(Errand::Recall { chats: [].into(), users: [ada].into() });
    assert_eq!((ended.mailbox.closed(), other.mailbox.closed()), (Some(CloseCode::SessionEnded), None));
}

#[test]
fn heads_follow_what_was_delivered_and_what_was_caught_up() {
    let (mut thread, [ada, bob], chat) = (Thread::default(), people(), ChatId::generate());
    let person = thread.enters(ada, &[chat]);
    assert!(thread.heads(&person).is_empty(), "not known yet");
    thread.registry.caught_up(chat, Seq(4));
    thread.publishes(chat, 3, Turnstile::Pass);
    assert_eq!(thread.heads(&person), [(chat, Seq(4))]);
    thread.publishes(chat, 5, enter(bob));
    assert_eq!(thread.heads(&person), [(chat, Seq(5))]);
}

#[test]
fn nothing_is_left_of_those_who_went() {
    let (mut thread, [ada, bob], chat) = (Thread::default(), people(), ChatId::generate());
    let people = [thread.enters(ada, &[chat]), thread.enters(bob, &[chat]), thread.attaches(bob)];
    for person in &people {
        thread.registry.detach(person.key);
    }
    assert!(thread.registry.is_bare());
}

#[test]
fn who_attaches_during_the_shutdown_is_told_as_well() {
    let (mut thread, [ada, _]) = (Thread::default(), people());
    thread.registry.run(Errand::ShutDown);
    let late = thread.attaches(ada);
    late.mailbox.replay().hold();
    let mut wake = std::pin::pin!(late.mailbox.wake());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert_eq!(wake.as_mut().poll(&mut context), std::task::Poll::Ready(crate::Wake::ShutDown));
}

proptest! {
    /// However joining, leaving and attaching interleave, a connection ends up in exactly the chats its user is in: the
    /// database's answer is taken at any moment between attaching and entering, and errands lag behind it by any amount.
    #[test]
    fn rooms_match_memberships_whatever_the_order(
        moves in prop::collection::vec((0usize..3, any::<bool>()), 0..24),
        (asked_at, entered_at, attached_at) in (0usize..25, 0usize..25, 0usize..25),
    ) {
        let chats = [(); 3].map(|()| ChatId::generate());
        let user = UserId::generate();
        let mut thread = Thread::default();
        // Errands are processed at their place in `moves`; the database may be ahead of them, never behind.
        let attached_at = attached_at.min(moves.len());
        let entered_at = entered_at.clamp(attached_at, moves.len());
        let asked_at = asked_at.clamp(attached_at, moves.len());
        let mut answer = [false; 3];
        for (chat, inside) in &moves[..asked_at] {
            answer[*chat] = *inside;
        }
        let mut person = None;
        let mut inside_at_last = [false; 3];
        for step in 0..=moves.len() {
            if step == attached_at {
                person = Some(thread.attaches(user));
            }
            if step == entered_at && let Some(person) = &person {
                let answer = chats.iter().zip(answer).filter(|(_, inside)| *inside).map(|(chat, _)| (*chat, Seq(1)));
                thread.registry.enter(person.key, answer);
            }
            if let Some((chat, inside)) = moves.get(step) {
                inside_at_last[*chat] = *inside;
                let seq = i64::try_from(step).expect("a small number") + 1;
                thread.publishes(chats[*chat], seq, if *inside { enter(user) } else { leave(user) });
            }
        }
        let person = person.expect("attached at some step");
        person.hears();
        for (chat, inside) in chats.iter().zip(inside_at_last) {
            thread.publishes(*chat, 99, Turnstile::Pass);
            prop_assert_eq!(person.hears(), if inside { vec!["frame 99".to_owned()] } else { vec![] });
        }
    }
}

#[test]
fn what_passes_comes_to_those_who_look_as_long_as_they_are_in_the_chat_and_not_to_whom_it_is_about() {
    let (mut thread, [ada, bob], chat, other) = (Thread::default(), people(), ChatId::generate(), ChatId::generate());
    let glimpse = |thread: &mut Thread, by| {
        thread.registry.run(Errand::Glimpse { chat_id: chat, by, unseen_by: Arc::default(), frame: "ada writes".into() });
    };
    let (hers, looking, elsewhere) = (thread.enters(ada, &[chat]), thread.enters(bob, &[chat]), thread.enters(bob, &[chat]));
    for person in [&hers, &looking] {
        thread.registry.show(person.key, vec![chat, other]);
    }
    thread.registry.show(elsewhere.key, vec![other]);
    glimpse(&mut thread, ada);
    assert_eq!((hers.hears().len(), looking.hears(), elsewhere.hears().len()), (0, vec!["ada writes".to_owned()], 0));
    thread.publishes(chat, 2, leave(bob));
    looking.hears();
    glimpse(&mut thread, ada);
    assert!(looking.hears().is_empty(), "who left looks no more");
    thread.publishes(chat, 3, enter(bob));
    assert_eq!(looking.hears(), ["greeting"]);
    glimpse(&mut thread, ada);
    assert_eq!(looking.hears(), ["ada writes"], "it is on screen still");
    thread.registry.run(Errand::Dissolve { chat_id: chat, farewell: "gone".into() });
    assert_eq!(looking.hears(), ["gone"]);
    for person in [hers, looking, elsewhere] {
        thread.registry.detach(person.key);
    }
    assert!(thread.registry.is_bare());
}

#[test]
fn an_ended_log_in_is_remembered_for_its_user_until_too_many_others_have_ended() {
    let mut thread = Thread::default();
    let [ada, bob] = [UserId::generate(), UserId::generate()];
    let ends =
        |thread: &mut Thread, user_id| thread.registry.run(Errand::End { ended: Ended::All(user_id), code: CloseCode::SessionEnded });
    let before = thread.registry.endings();
    assert!(!thread.registry.ended_since(before, ada));
    ends(&mut thread, ada);
    assert!(thread.registry.ended_since(before, ada) && !thread.registry.ended_since(before, bob));
    assert!(!thread.registry.ended_since(thread.registry.endings(), ada), "that was earlier");
    for _ in 0..ENDINGS_KEPT {
        ends(&mut thread, UserId::generate());
    }
    assert!(thread.registry.ended_since(before, bob), "it is not known any more");
    assert!(!thread.registry.ended_since(before + 1, bob));
}
