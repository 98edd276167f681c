//! S73: no room for what people upload, and uploads that break off.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use futures_util::future::join_all;
use futures_util::stream;
use reqwest::Method;

use crate::files::{place_of, upload, uploads};
use crate::support::{Answer, Chat, Person, TestServer, bodies};

const KIB: usize = 1_024;

/// What lies over the directory of the files: a disk of 1 MiB, where mounting is allowed.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn over(path: &Path) -> Option<Self> {
        let mounts = Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(path).output();
        mounts.is_ok_and(|output| output.status.success()).then(|| Self(path.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").args(["--lazy".as_ref(), self.0.as_os_str()]).status().ok();
    }
}

/// After every upload of before has fallen due.
async fn sweeps(server: &TestServer) {
    server.passes(2 * 60);
    server.keeps_house().await;
}

/// Somebody who talks as if nothing was the matter.
async fn talks(person: &Person, chat: &Chat, what: &str) {
    let mut socket = person.connects().await;
    socket.says(chat, what).await;
    assert_eq!(bodies(&person.reads(chat).await).last().copied(), Some(what));
}

#[tokio::test]
async fn s73_on_a_full_disk_uploads_are_refused_and_the_chat_goes_on() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let directory = server.files_directory();
    let disk = SmallDisk::over(&directory);
    if disk.is_none() {
        fs::set_permissions(&directory, PermissionsExt::from_mode(0o500)).expect("our own directory");
    }
    for name in ["large", "larger"] {
        upload(&ada, &chat, name, vec![0; 4 * KIB * KIB]).await.is_problem(503, "unavailable");
        talks(&ada, &chat, name).await;
    }
    sweeps(&server).await;
    assert_eq!(server.objects(), 0, "nothing is left of them");
    if disk.is_none() {
        fs::set_permissions(&directory, PermissionsExt::from_mode(0o700)).expect("our own directory");
    }
    let file = uploads(&ada, &chat, "small", vec![0; 900 * KIB]).await;
    ada.get(&place_of(&file)).await;
    server.anyone().get("//health/ready").await.is(200);
}

#[tokio::test]
async fn s73_twenty_uploads_at_once_and_one_that_breaks_off_leave_what_was_taken() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let _disk = SmallDisk::over(&server.files_directory());
    let many = (0..20).map(|n| {
        let (ada, chat) = (&ada, &chat);
        async move { upload(ada, chat, &n.to_string(), vec![0; 100 * KIB]).await }
    });
    let answers: Vec<Answer> = join_all(many).await;
    let kept = answers.iter().filter(|answer| answer.status == 201).count();
    assert!(kept >= 5 && answers.iter().all(|answer| [201, 503].contains(&answer.status)), "{answers:?}");
    let broken = stream::iter([Ok(vec![0; 10 * KIB]), Err(std::io::Error::other("gone"))]);
    let request = ada.request(Method::POST, &format!("/chats/{chat}/files?name=broken"));
    assert!(request.body(reqwest::Body::wrap_stream(broken)).send().await.is_err());
    talks(&ada, &chat, "still here").await;
    sweeps(&server).await;
    assert_eq!(server.objects(), kept);
}
