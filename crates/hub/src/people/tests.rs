//! Who is seen how, as time passes.

use PresenceState::{Away, Offline, Online};

use super::*;

const GRACE: Duration = Duration::from_secs(30);

struct Scene {
    people: People,
    chat: ChatId,
    now: Instant,
}

impl Scene {
    fn new() -> Self {
        Self { people: People::new(GRACE), chat: ChatId::generate(), now: Instant::now() }
    }

    fn arrives(&self, user_id: UserId) {
        self.people.arrives(user_id, Appearance::default(), &[self.chat]);
    }

    fn departs(&self, user_id: UserId) {
        self.people.departs(user_id, false, &[self.chat], self.now);
    }

    fn passes(&mut self, secs: u64) {
        self.now += Duration::from_secs(secs);
    }

    /// What is told at this moment, to the last of it.
    fn told(&self) -> Vec<(UserId, PresenceState)> {
        let sightings = self.people.sightings(usize::MAX, self.now);
        assert!(sightings.iter().all(|sighting| sighting.chats == [self.chat]), "{sightings:?}");
        sightings.into_iter().map(|sighting| (sighting.user_id, sighting.state)).collect()
    }

    fn is_empty(&self) -> bool {
        let crowd = self.people.crowd();
        crowd.people.is_empty() && crowd.changed.is_empty() && crowd.leaving.is_empty()
    }
}

#[test]
fn who_is_apart_is_known_as_long_as_one_is_here_and_goes_along_with_what_is_told() {
    let scene = Scene::new();
    let [ada, bob] = [UserId::generate(), UserId::generate()];
    let apart_from: Arc<[UserId]> = Arc::new([bob]);
    scene.people.parts(ada, Arc::clone(&apart_from));
    assert!(scene.people.apart_from(ada).is_empty(), "nothing is held of those who are not here");
    scene.people.arrives(ada, Appearance { is_hidden: false, apart_from: Arc::clone(&apart_from) }, &[scene.chat]);
    assert_eq!(scene.people.sightings(1, scene.now)[0].unseen_by, apart_from);
    scene.people.parts(ada, Arc::default());
    assert!(scene.people.apart_from(ada).is_empty());
}

#[test]
fn somebody_is_here_as_long_as_one_device_is_and_a_little_longer() {
    let (mut scene, ada) = (Scene::new(), UserId::generate());
    scene.arrives(ada);
    scene.arrives(ada);
    assert_eq!(scene.told(), [(ada, Online)]);
    scene.departs(ada);
    scene.passes(60);
    assert_eq!(scene.told(), []);
    scene.departs(ada);
    scene.passes(29);
    assert_eq!(scene.told(), []);
    assert_eq!(scene.people.state_of(ada), Online);
    scene.passes(1);
    let sighting = Sighting { user_id: ada, state: Offline, gone_for: Some(GRACE), chats: vec![scene.chat], unseen_by: Arc::default() };
    assert_eq!(scene.people.sightings(9, scene.now), [sighting]);
    assert_eq!(scene.people.state_of(ada), Offline);
    assert!(scene.is_empty(), "nothing is kept of who is gone");
}

#[test]
fn who_comes_back_within_the_grace_was_never_gone() {
    let (mut scene, ada) = (Scene::new(), UserId::generate());
    scene.arrives(ada);
    scene.told();
    for _ in 0..5 {
        scene.departs(ada);
        scene.passes(20);
        scene.arrives(ada);
        scene.passes(20);
        assert_eq!(scene.told(), []);
    }
}

#[test]
fn somebody_is_away_when_they_are_at_none_of_their_devices() {
    let (mut scene, ada) = (Scene::new(), UserId::generate());
    let turns = |scene: &Scene, is_away| scene.people.turns(ada, is_away, &[scene.chat]);
    scene.arrives(ada);
    scene.arrives(ada);
    scene.told();
    turns(&scene, true);
    assert_eq!(scene.told(), []);
    turns(&scene, true);
    assert_eq!(scene.told(), [(ada, Away)]);
    turns(&scene, false);
    turns(&scene, true);
    assert_eq!(scene.told(), [], "what has passed before it is told is not told");
    scene.people.departs(ada, true, &[scene.chat], scene.now);
    scene.people.departs(ada, true, &[scene.chat], scene.now);
    scene.passes(10);
    scene.arrives(ada);
    assert_eq!(scene.told(), [(ada, Online)]);
}

#[test]
fn where_somebody_joins_they_are_seen_as_they_are() {
    let (mut scene, [ada, bob], new) = (Scene::new(), [UserId::generate(), UserId::generate()], ChatId::generate());
    scene.arrives(ada);
    scene.told();
    for _ in 0..2 {
        scene.people.joins(ada, new);
    }
    scene.people.joins(bob, new);
    let seen = |scene: &Scene| scene.people.sightings(9, scene.now);
    assert_eq!(seen(&scene), [Sighting { user_id: ada, state: Online, gone_for: None, chats: vec![new], unseen_by: Arc::default() }]);
    scene.departs(ada);
    scene.passes(1);
    scene.people.joins(ada, new);
    assert_eq!(seen(&scene)[0].chats, [scene.chat, new], "by request, on a network that comes and goes");
    scene.passes(30);
    assert_eq!(seen(&scene)[0].chats, [scene.chat, new]);
    assert!(scene.is_empty());
}

#[test]
fn who_hides_is_offline_to_others_and_leaves_no_trace() {
    let (mut scene, ada) = (Scene::new(), UserId::generate());
    scene.arrives(ada);
    scene.told();
    scene.people.hides(ada, true, &[scene.chat]);
    let sightings = scene.people.sightings(9, scene.now);
    assert_eq!((sightings[0].state, sightings[0].gone_for), (Offline, None));
    scene.people.hides(ada, false, &[scene.chat]);
    assert_eq!(scene.told(), [(ada, Online)]);
    scene.people.hides(ada, true, &[scene.chat]);
    scene.told();
    scene.departs(ada);
    scene.passes(60);
    assert_eq!(scene.told(), []);
    assert!(scene.is_empty());
    scene.people.arrives(ada, Appearance { is_hidden: true, ..Appearance::default() }, &[scene.chat]);
    assert_eq!(scene.told(), []);
}

#[test]
fn a_crowd_is_told_a_few_at_a_time_each_once_and_as_they_are_then() {
    let scene = Scene::new();
    let crowd: Vec<UserId> = (0..1_000).map(|_| UserId::generate()).collect();
    for user_id in &crowd {
        scene.arrives(*user_id);
    }
    let first = scene.people.sightings(200, scene.now);
    assert_eq!(first.iter().map(|sighting| sighting.user_id).collect::<Vec<_>>(), crowd[..200]);
    for user_id in &crowd[200..] {
        scene.people.turns(*user_id, true, &[scene.chat]);
    }
    for part in crowd[200..].chunks(200) {
        let told = scene.people.sightings(200, scene.now);
        assert_eq!(
            told.iter().map(|sighting| (sighting.user_id, sighting.state)).collect::<Vec<_>>(),
            part.iter().map(|id| (*id, Away)).collect::<Vec<_>>()
        );
    }
    assert_eq!(scene.told(), []);
}
