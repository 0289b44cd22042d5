//! wasock: a conformance test suite for the socket interfaces of WebAssembly runtimes.
//!
//! The life of a trial, module by module:
//!
//! ```text
//! cases/wasix/stream/listening/listen.wat
//!    | case          the file: prose, header, expectations, module; mistakes are shown at their place
//!    | peer          the steps of the other end of its connections, where the case has such
//!    | assemble      text to binary, with the line of each call
//!    | instrument    every call of a WASI import is wrapped, so that the guest itself reports it
//!    | component     a module of WASI 0.2 is put into a component
//!    v
//!  trial             a child process in a world of its own runs the guest on one runner
//!    | record        the lines that the guest reported
//!    | interface, trace  numbers and bytes become names and values
//!    | outcome       what happened
//!    | verdict       what that says about the runtime
//!    | grid          in which state of the socket the question was asked
//!    v
//!    | snapshot      what was recorded of it
//!    | event         what the run tells of it, collected in a recording
//!    v
//!  report            what people and programs read
//! ```
//!
//! A program that runs trials calls [`trial::enter_if_child`] first thing in `main`: trials are processes made from
//! the same program.

pub mod assemble;
pub mod case;
pub mod cause;
pub mod claims;
pub mod component;
pub mod event;
pub mod expect;
pub mod grid;
pub mod header;
pub mod hint;
pub mod instrument;
pub mod interface;
pub mod measure;
pub mod mistake;
pub mod outcome;
pub mod peer;
pub mod record;
pub mod recording;
pub mod report;
pub mod run;
pub mod skeleton;
pub mod snapshot;
pub mod suite;
pub mod trace;
pub mod trial;
pub mod verdict;
pub mod world;
