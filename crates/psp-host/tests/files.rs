//! What both machines promise about files, clocks and stops: each test runs on the real one and on the one in memory.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use psp_host::{
    FileKind, FileTimes, OpenOptions, Stop, System, memory::MemorySystem, os::OsSystem, ticks_of,
    time_of_ticks,
};
use std::{
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

fn on_both(test: impl Fn(&dyn System, &Path)) {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let systems: [Arc<dyn System>; 2] = [Arc::new(OsSystem::new()), Arc::new(MemorySystem::new())];
    for system in systems {
        let name = format!("psp-host-{}-{}", system.process_id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let root = system.temp_directory().join(name);
        system.create_dir(&root).unwrap();
        test(system.as_ref(), &root);
        system.remove_dir_all(&root).unwrap();
        assert!(!system.exists(&root));
    }
}

#[test]
fn write_append_read() {
    on_both(|system, root| {
        let file = root.join("a.txt");
        system.write(&file, b"one").unwrap();
        system.append(&file, b"two").unwrap();
        assert_eq!(system.read(&file).unwrap(), b"onetwo");
        system.write(&file, b"x").unwrap();
        assert_eq!(system.metadata(&file).unwrap().len, 1);
        let taken = system.open(&file, OpenOptions::CREATE_NEW).err().unwrap();
        assert_eq!(taken.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(system.open(root, OpenOptions::READ).err().unwrap().kind(), io::ErrorKind::IsADirectory);
        assert_eq!(system.read(&root.join("b")).unwrap_err().kind(), io::ErrorKind::NotFound);
    });
}

#[test]
fn handles_seek() {
    on_both(|system, root| {
        let mut file = system.open(&root.join("a"), OpenOptions::UPDATE).unwrap();
        file.write_all(b"0123456789").unwrap();
        file.seek(SeekFrom::Start(3)).unwrap();
        file.write_all(b"x").unwrap();
        file.seek(SeekFrom::End(-2)).unwrap();
        let mut rest = String::new();
        file.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "89");
        file.set_len(5).unwrap();
        assert_eq!(system.read(&root.join("a")).unwrap(), b"012x4");
        assert_eq!(file.metadata().unwrap().len, 5);
    });
}

#[test]
fn directories_and_links() {
    on_both(|system, root| {
        system.create_dir_all(&root.join("a/b/c")).unwrap();
        system.create_dir_all(&root.join("a/b/c")).unwrap();
        system.write(&root.join("a/f"), b"12").unwrap();
        system.symlink(Path::new("a/f"), &root.join("link")).unwrap();
        system.symlink(Path::new("nowhere"), &root.join("broken")).unwrap();
        system.hard_link(&root.join("a/f"), &root.join("second")).unwrap();
        let mut names: Vec<(PathBuf, FileKind)> =
            system.read_dir(root).unwrap().into_iter().map(|it| (it.name.into(), it.kind)).collect();
        names.sort();
        let expected = [
            ("a", FileKind::Directory),
            ("broken", FileKind::Symlink),
            ("link", FileKind::Symlink),
            ("second", FileKind::File),
        ];
        assert_eq!(names, expected.map(|(name, kind)| (name.into(), kind)));
        assert_eq!(system.metadata(&root.join("link")).unwrap().len, 2);
        assert_eq!(system.read_link(&root.join("link")).unwrap(), Path::new("a/f"));
        let (one, two) = (root.join("a/f"), root.join("second"));
        assert_eq!(system.metadata(&one).unwrap().inode, system.metadata(&two).unwrap().inode);
        assert_eq!(system.metadata(&one).unwrap().links, 2);
        assert!(system.exists(&root.join("broken")) && !system.is_file(&root.join("broken")));
        let same = system.canonicalize(&root.join("a/b/../../link")).unwrap();
        assert_eq!(same, system.canonicalize(&one).unwrap());
        assert_eq!(system.remove_dir(&root.join("a")).unwrap_err().kind(), io::ErrorKind::DirectoryNotEmpty);
    });
}

#[test]
fn rename_and_copy() {
    on_both(|system, root| {
        system.create_dir_all(&root.join("from/sub")).unwrap();
        system.write(&root.join("from/sub/f"), b"x").unwrap();
        system.rename(&root.join("from"), &root.join("to")).unwrap();
        assert_eq!(system.read(&root.join("to/sub/f")).unwrap(), b"x");
        assert!(!system.exists(&root.join("from")));
        let old = UNIX_EPOCH + Duration::new(1_000_000_000, 500_000_000);
        let file = root.join("to/sub/f");
        system.set_times(&file, FileTimes { modified: Some(old), accessed: None }).unwrap();
        system.set_mode(&file, 0o640).unwrap();
        assert_eq!(system.copy(&file, &root.join("copy")).unwrap(), 1);
        let copy = system.metadata(&root.join("copy")).unwrap();
        assert_eq!((copy.modified, copy.mode), (old, 0o640));
    });
}

#[test]
fn readonly_and_executable() {
    on_both(|system, root| {
        let file = root.join("f");
        system.write(&file, b"").unwrap();
        system.set_mode(&file, 0o644).unwrap();
        assert!(!system.is_executable(&file));
        system.set_readonly(&file, true).unwrap();
        assert!(system.metadata(&file).unwrap().is_readonly());
        system.set_readonly(&file, false).unwrap();
        assert_eq!(system.metadata(&file).unwrap().mode, 0o644);
        system.set_mode(&file, 0o755).unwrap();
        assert!(system.is_executable(&file) && !system.is_executable(root));
    });
}

#[test]
fn times_before_1970() {
    on_both(|system, root| {
        let file = root.join("f");
        system.write(&file, b"").unwrap();
        let old = UNIX_EPOCH - Duration::new(1000, 250_000_000);
        system.set_times(&file, FileTimes { modified: Some(old), accessed: Some(old) }).unwrap();
        assert_eq!(system.metadata(&file).unwrap().modified, old);
    });
}

#[test]
fn ticks_are_those_of_dotnet() {
    assert_eq!(ticks_of(UNIX_EPOCH), 621_355_968_000_000_000);
    for ticks in [0, 1, 621_355_967_999_999_999, 638_448_068_961_234_567, 3_155_378_975_999_999_999] {
        assert_eq!(ticks_of(time_of_ticks(ticks)), ticks);
    }
    assert!(ticks_of(SystemTime::now()) > 638_000_000_000_000_000);
}

#[test]
fn deadlines_happen_in_order_unless_dropped() {
    on_both(|system, _| {
        let (sender, receiver) = mpsc::channel();
        let after = |milliseconds, word| {
            let sender = sender.clone();
            system.after(Duration::from_millis(milliseconds), Box::new(move || sender.send(word).unwrap()))
        };
        let guards = [after(60, "third"), after(20, "first"), after(40, "second")];
        drop(after(30, "never"));
        after(50, "kept").keep();
        assert!(!system.sleep(Duration::from_millis(100), &Stop::new()));
        assert_eq!(receiver.try_iter().collect::<Vec<_>>(), ["first", "second", "kept", "third"]);
        drop(guards);
    });
}

#[test]
fn a_stop_ends_a_sleep() {
    on_both(|system, _| {
        let stop = Stop::new();
        let below = stop.child().child();
        let _timer = system.after(Duration::from_millis(20), Box::new(move || stop.request()));
        let start = Instant::now();
        assert!(system.sleep(Duration::from_secs(30), &below));
        assert!(start.elapsed() < Duration::from_secs(5));
    });
}

#[test]
fn random_bytes_differ() {
    on_both(|system, _| {
        let (mut one, mut two) = ([0; 33], [0; 33]);
        system.random(&mut one).unwrap();
        system.random(&mut two).unwrap();
        assert_ne!(one, two);
    });
}
