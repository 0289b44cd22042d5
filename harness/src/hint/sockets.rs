//! What the calls so far have made of descriptors and handles: which numbers stand for the same thing, and what has succeeded on it.
//!
//! It is read from the roles of what a call is given and gives, as the states of sockets are. Each call is taken once, when it has
//! returned, so that of a long trace all is known though its calls are forgotten.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use crate::interface::{Atom, Function, Role, Value};
use crate::record::Site;
use crate::trace::Call;

/// What the numbers of a program stand for.
#[derive(Debug, Default)]
pub struct Sockets {
    /// What each number stands for that a call has given.
    numbers: BTreeMap<Atom, usize>,
    things: BTreeMap<usize, Thing>,
    /// How many things there have been.
    count: usize,
    /// What has closed each number that nothing has opened since.
    closed: BTreeMap<Atom, By>,
    /// The numbers on which a call has succeeded, or which one has given: they are known to have been there.
    seen: BTreeSet<Atom>,
    /// The last call that gave a number, and that.
    pub(super) last_made: Option<(By, u32)>,
    /// The ports that the program was told of.
    told: BTreeSet<u16>,
}

/// A call, by its name and its place.
#[derive(Debug, Clone)]
pub(super) struct By {
    pub(super) name: String,
    pub(super) site: Site,
}

/// What a number stands for: a socket, or something else that a call has made.
#[derive(Debug)]
pub(super) struct Thing {
    /// What has made it.
    pub(super) by: By,
    /// The family it was opened with, as the trace has it.
    pub(super) family: Option<String>,
    /// `stream` or `dgram`, where that is known.
    pub(super) kind: Option<&'static str>,
    /// The address that it was bound to.
    pub(super) bound: Option<(IpAddr, u16, By)>,
    /// Where its last connect was to go, whatever that came to.
    pub(super) aimed: Option<(IpAddr, u16)>,
    /// The last call of each function that has succeeded on it, with its place in the order of all calls.
    did: BTreeMap<String, (usize, Site)>,
    /// The functions that were called on it.
    tried: BTreeSet<String>,
    /// How it was shut down: whether for receiving, and by what for sending.
    pub(super) shut: (bool, Option<Site>),
    /// The descriptors that were added to it, where it is a list to wait by.
    added: BTreeSet<Atom>,
}

impl Thing {
    /// The last call of this function that has succeeded on it.
    pub(super) fn did(&self, function: &str) -> Option<Site> {
        self.did.get(function).map(|(_, site)| *site)
    }

    /// Whether this function was called on it, with whatever success.
    pub(super) fn tried(&self, function: &str) -> bool {
        self.tried.contains(function)
    }

    /// Whether it was opened as a socket, so that all that was done to it is known.
    pub(super) fn is_opened(&self) -> bool {
        self.family.is_some() && self.by.name != "sock_pair" && !self.by.name.contains("accept")
    }

    pub(super) fn is_stream(&self) -> bool {
        self.kind == Some("stream")
    }

    pub(super) fn is_datagram(&self) -> bool {
        self.kind == Some("dgram")
    }

    /// What has begun on it and was not finished: of a component, a `start-` after which no `finish-` has succeeded.
    pub(super) fn under_way(&self) -> Option<(String, String, Site)> {
        self.did.iter().find_map(|(name, (begun, site))| {
            let (resource, function) = name.split_once('.')?;
            let started = function.strip_prefix("start-")?;
            let finish = format!("finish-{started}");
            let finished = self.did.get(&format!("{resource}.{finish}"));
            let is_open = finished.is_none_or(|(finished, _)| finished < begun);
            is_open.then(|| (function.to_owned(), finish, *site))
        })
    }

    /// Whether this descriptor was added to the list that it is.
    pub(super) fn has(&self, watched: &Value) -> bool {
        Atom::of(watched).is_some_and(|watched| self.added.contains(&watched))
    }
}

/// The number that a call is made on.
fn asked(call: &Call) -> Option<Atom> {
    call.decoded.given(Role::Asked).and_then(Atom::of)
}

impl Sockets {
    /// Takes the next call that has returned.
    pub fn step(&mut self, call: &Call) {
        self.count += 1;
        let now = &call.decoded;
        let by = || By {
            name: now.name.clone(),
            site: call.site,
        };
        let success = now.answer.is_success();
        for field in &now.outs {
            if let Value::Address { port, .. } = field.value {
                self.told.insert(port);
            }
        }
        let asked = asked(call);
        if let Some(asked) = asked {
            self.change(call, asked);
            if success {
                self.seen.insert(asked);
            }
        }
        let thing = asked.and_then(|asked| self.numbers.get(&asked).copied());
        if success
            && let Some(asked) = asked
            && now.function.is_some_and(Function::closes)
        {
            self.leave(asked, by());
        }
        if success
            && let Some(to) = now.given(Role::Replaced).and_then(Atom::of)
            && let Some(asked) = asked.filter(|asked| *asked != to)
        {
            self.leave(to, by());
            self.leave(asked, by());
            self.enter(to, thing);
        }
        let duplicates = now.name.starts_with("fd_dup");
        for field in now.outs.iter().filter(|one| one.role == Some(Role::Made)) {
            let Some(made) = Atom::of(&field.value) else {
                continue;
            };
            let thing = match duplicates {
                true => thing,
                false => Some(self.new_thing(call, by(), thing)),
            };
            self.enter(made, thing);
            if let Atom::Fd(number) | Atom::Handle(_, number) = made {
                self.last_made = Some((by(), number));
            }
        }
        self.forget();
    }

    /// Changes what a number stands for as a call on it has it.
    fn change(&mut self, call: &Call, asked: Atom) {
        let (now, count) = (&call.decoded, self.count);
        let Some(thing) = self.numbers.get(&asked) else {
            return;
        };
        let Some(thing) = self.things.get_mut(thing) else {
            return;
        };
        let address = now.address();
        if !thing.tried.contains(&now.name) {
            thing.tried.insert(now.name.clone());
        }
        if let (Some(there), Some(_), true) = (
            address,
            now.given(Role::There),
            now.name.ends_with("connect"),
        ) {
            thing.aimed = Some(there);
        }
        if !now.answer.is_success() {
            // What was begun and could not be finished is not done.
            if now.name.ends_with("finish-bind") && now.answer.to_string() != "err(would-block)" {
                thing.bound = None;
            }
            return;
        }
        thing.did.insert(now.name.clone(), (count, call.site));
        if let (Some((ip, port)), Some(_)) = (address, now.given(Role::Here)) {
            let by = By {
                name: now.name.clone(),
                site: call.site,
            };
            thing.bound = Some((ip, port, by));
        }
        if now.name == "sock_shutdown" {
            let how = now.argument("how").unwrap_or_default();
            let (receives, sends) = &mut thing.shut;
            *receives |= how.split('+').any(|side| side == "rd");
            if how.split('+').any(|side| side == "wr") {
                *sends = Some(call.site);
            }
        }
        if let Some(watched) = now.given(Role::Watched).and_then(Atom::of) {
            match now.argument("op").as_deref() {
                Some("add") => thing.added.insert(watched),
                Some("del") => thing.added.remove(&watched),
                _ => false,
            };
        }
    }

    fn new_thing(&mut self, call: &Call, by: By, of: Option<usize>) -> usize {
        let now = &call.decoded;
        let of = of.and_then(|of| self.things.get(&of));
        let accepts = by.name.contains("accept");
        let of = of.filter(|_| accepts);
        let told = |role| now.given(role).map(Value::to_string);
        let creates = |kind| by.name.contains("create") && by.name.contains(kind);
        let kind = match told(Role::Type).as_deref() {
            Some("stream") => Some("stream"),
            Some("dgram") => Some("dgram"),
            _ if creates("tcp-socket") => Some("stream"),
            _ if creates("udp-socket") => Some("dgram"),
            _ => of.and_then(|of| of.kind),
        };
        let family = told(Role::Family).or_else(|| of.and_then(|of| of.family.clone()));
        let thing = Thing {
            by,
            family,
            kind,
            bound: None,
            aimed: None,
            did: BTreeMap::new(),
            tried: BTreeSet::new(),
            shut: (false, None),
            added: BTreeSet::new(),
        };
        self.things.insert(self.count, thing);
        // A call that makes two has them be different things.
        self.count += 1;
        self.count - 1
    }

    /// Lets a number stand for this, or for what nothing is known of.
    fn enter(&mut self, number: Atom, thing: Option<usize>) {
        self.closed.remove(&number);
        self.seen.insert(number);
        match thing {
            Some(thing) => self.numbers.insert(number, thing),
            None => self.numbers.remove(&number),
        };
    }

    fn leave(&mut self, number: Atom, by: By) {
        self.numbers.remove(&number);
        self.closed.insert(number, by);
    }

    /// Forgets what no number stands for.
    fn forget(&mut self) {
        if self.things.len() > self.numbers.len() {
            let kept: BTreeSet<usize> = self.numbers.values().copied().collect();
            self.things.retain(|thing, _| kept.contains(thing));
        }
    }

    /// What a call is made on, as far as the program has made that.
    pub(super) fn of(&self, call: &Call) -> Option<&Thing> {
        self.at(asked(call)?)
    }

    /// What a number stands for.
    pub(super) fn at(&self, number: Atom) -> Option<&Thing> {
        self.things.get(self.numbers.get(&number)?)
    }

    /// What has closed what a call is made on.
    pub(super) fn closed(&self, call: &Call) -> Option<&By> {
        self.closed.get(&asked(call)?)
    }

    /// Whether what a call is made on was ever known to be there.
    pub(super) fn has_seen(&self, call: &Call) -> bool {
        asked(call).is_none_or(|asked| self.seen.contains(&asked))
    }

    /// The standard stream that a call is made on, if its number still stands for that.
    pub(super) fn stream(&self, call: &Call) -> Option<&'static str> {
        let asked @ Atom::Fd(number) = asked(call)? else {
            return None;
        };
        let is_own = !self.numbers.contains_key(&asked) && !self.closed.contains_key(&asked);
        let names = ["input", "output", "error"];
        names.get(number as usize).copied().filter(|_| is_own)
    }

    /// The sockets that are bound and still open, but for what a call is made on: the least number of each.
    pub(super) fn bound_but(&self, call: &Call) -> Vec<(u32, &Thing)> {
        let own = asked(call).and_then(|asked| self.numbers.get(&asked));
        let mut known = BTreeSet::new();
        let others = self.numbers.iter().filter(|(_, thing)| Some(*thing) != own);
        others
            .filter_map(|(number, thing)| {
                let (Atom::Fd(number) | Atom::Handle(_, number)) = number else {
                    return None;
                };
                let one = self.things.get(thing)?;
                (one.bound.is_some() && known.insert(thing)).then_some((*number, one))
            })
            .collect()
    }

    /// Whether the program was told of this port.
    pub(super) fn told(&self, port: u16) -> bool {
        self.told.contains(&port)
    }
}
