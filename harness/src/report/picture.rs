//! The matrix as a picture: a square for each state and operation, in it a stripe for each runner, coloured by agreement.
//!
//! It is what the page shows above its cases, for places that show pictures only. The same recording makes the same bytes.

use std::fmt::Write as _;

use crate::event::{Case, Cell, Grid, Runner, Socket, Trial};
use crate::recording::Recording;

use super::cell::{self, Letter};

/// The letters from what a reader should see first to what matters least, each with its name in the legend.
const LETTERS: [(Letter, &str); 10] = [
    (Letter::X, "crashed"),
    (Letter::H, "hung"),
    (Letter::M, "deviates: must"),
    (Letter::S, "deviates: should"),
    (Letter::B, "broken"),
    (Letter::U, "unsupported"),
    (Letter::N, "not asked"),
    (Letter::I, "ignored"),
    (Letter::C, "conforms"),
    (Letter::R, "left open"),
];

const STYLE: &str = "\
text{font:12px system-ui,sans-serif;fill:#1f2328}.dim{fill:#62686f}.title{font-weight:600;font-size:14px}\
.C{fill:#a9d8b8}.R{fill:#c3d5ec}.M{fill:#e0564b}.S{fill:#f0b44c}.H{fill:#a573d8}.X{fill:#33383e}\
.N,.I{fill:#e4e4e0}.U,.B{fill:none;stroke:#8d9299;stroke-dasharray:2 2}.none{fill:none;stroke:#e3e3de}\
@media(prefers-color-scheme:dark){text{fill:#dfe3e8}.dim{fill:#949ca6}.C{fill:#2f6a48}.R{fill:#3a5578}.M{fill:#d4493f}\
.S{fill:#c98a1f}.H{fill:#9460c8}.X{fill:#dfe3e8}.N,.I{fill:#343a41}.none{stroke:#2d3238}}";

/// The width of a square, its height, and what is left free between two.
const WIDTH: usize = 22;
const HEIGHT: usize = 15;
const GAP: usize = 2;
/// Where the squares begin: right of the names of the states.
const LEFT: usize = 150;

/// The picture of a run, as an SVG document.
pub fn render(recording: &Recording) -> String {
    let began = &recording.began;
    let mut drawing = Drawing::default();
    for grid in &began.grids {
        for socket in &grid.sockets {
            drawing.map(recording, grid, socket);
        }
    }
    drawing.legend();
    let Drawing {
        shapes,
        width,
        height,
    } = drawing;
    let width = width + 16;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-8 0 {width} {height}\" width=\"{width}\" role=\"img\" \
         aria-label=\"States and operations, and how each runner agrees with what is required\">\n\
         <style>{STYLE}</style>\n{shapes}</svg>\n"
    )
}

/// What is drawn so far, and how much room it takes.
#[derive(Default)]
struct Drawing {
    shapes: String,
    width: usize,
    height: usize,
}

impl Drawing {
    /// The states of a socket as rows and its operations as columns.
    fn map(&mut self, recording: &Recording, grid: &Grid, socket: &Socket) {
        let began = &recording.began;
        let of_grid = |trial: &&Trial| trial.case.split('/').next() == Some(&grid.api);
        let tried = |runner: &&Runner| {
            let mut trials = recording.trials.iter().filter(of_grid);
            trials.any(|trial| trial.runner == runner.name)
        };
        let runners: Vec<&Runner> = began.runners.iter().filter(tried).collect();
        if runners.is_empty() {
            return;
        }
        let names: Vec<&str> = runners.iter().map(|runner| runner.name.as_str()).collect();
        let top = self.height + 22;
        let _ = writeln!(
            self.shapes,
            "<text class=\"title\" x=\"0\" y=\"{top}\">{} {}</text>\
             <text class=\"dim\" x=\"{LEFT}\" y=\"{top}\">in a square: {}</text>",
            grid.api,
            socket.name,
            names.join(", ")
        );
        let longest = socket.operations.iter().map(String::len).max();
        let head = top + 10 + longest.unwrap_or_default() * 7;
        for (column, operation) in socket.operations.iter().enumerate() {
            let x = LEFT + column * (WIDTH + GAP) + WIDTH / 2 + 4;
            let _ = writeln!(
                self.shapes,
                "<text x=\"{x}\" y=\"{head}\" transform=\"rotate(-90 {x} {head})\">{operation}</text>"
            );
        }
        for (row, state) in socket.states.iter().enumerate() {
            let y = head + 6 + row * (HEIGHT + GAP);
            let _ = writeln!(
                self.shapes,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{state}</text>",
                LEFT - 8,
                y + HEIGHT - 4
            );
            for (column, operation) in socket.operations.iter().enumerate() {
                let cell = [socket.name.as_str(), state, operation];
                let cases: Vec<&Case> = began.cases.iter().filter(is_in(grid, cell)).collect();
                let x = LEFT + column * (WIDTH + GAP);
                let name = cell.join("/");
                let is_gap = grid.gaps.iter().any(|gap| gap.cells.contains(&name));
                match cases.is_empty() {
                    true if is_gap => {}
                    true => self.empty((x, y)),
                    false => self.square(recording, &cases, &runners, (x, y)),
                }
            }
        }
        self.width = self
            .width
            .max(LEFT + socket.operations.len() * (WIDTH + GAP));
        self.height = head + 6 + socket.states.len() * (HEIGHT + GAP) + 14;
    }

    /// A stripe for each runner, as the gravest letter of its trials of these cases has it.
    fn square(
        &mut self,
        recording: &Recording,
        cases: &[&Case],
        runners: &[&Runner],
        (x, y): (usize, usize),
    ) {
        for (place, runner) in runners.iter().enumerate() {
            let of_this = |trial: &&Trial| {
                trial.runner == runner.name && cases.iter().any(|case| case.name == trial.case)
            };
            let trials = recording.trials.iter().filter(of_this);
            let letters: Vec<Letter> = trials.map(cell::letter).collect();
            let Some((letter, _)) = LETTERS.iter().find(|(letter, _)| letters.contains(letter))
            else {
                continue;
            };
            let (from, to) = (
                place * WIDTH / runners.len(),
                (place + 1) * WIDTH / runners.len(),
            );
            self.stripe(*letter, (x + from, y), to - from);
        }
    }

    /// A cell that no case asks yet.
    fn empty(&mut self, (x, y): (usize, usize)) {
        let (width, height) = (WIDTH - 2, HEIGHT - 1);
        let _ = writeln!(
            self.shapes,
            "<rect class=\"none\" x=\"{x}.5\" y=\"{y}.5\" width=\"{width}\" height=\"{height}\"/>"
        );
    }

    fn stripe(&mut self, letter: Letter, (x, y): (usize, usize), width: usize) {
        let width = width.saturating_sub(1).max(1);
        let _ = writeln!(
            self.shapes,
            "<rect class=\"{letter:?}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{HEIGHT}\"/>"
        );
    }

    /// What the colours stand for.
    fn legend(&mut self) {
        let y = self.height + 8;
        let mut x = 0;
        for (letter, name) in LETTERS.iter().rev() {
            self.stripe(*letter, (x, y), HEIGHT + 1);
            let _ = writeln!(
                self.shapes,
                "<text x=\"{}\" y=\"{}\">{name}</text>",
                x + HEIGHT + 4,
                y + HEIGHT - 4
            );
            x += HEIGHT + 18 + name.len() * 7;
        }
        self.empty((x, y));
        let _ = writeln!(
            self.shapes,
            "<text x=\"{}\" y=\"{}\">no case yet</text>",
            x + WIDTH + 4,
            y + HEIGHT - 4
        );
        x += WIDTH + 90;
        self.width = self.width.max(x);
        self.height = y + HEIGHT + 6;
    }
}

/// Whether a case is in this cell, a variant or not.
fn is_in<'a>(
    grid: &'a Grid,
    [socket, state, operation]: [&'a str; 3],
) -> impl Fn(&&Case) -> bool + 'a {
    move |case| {
        let of_api = case.name.split('/').next() == Some(&grid.api);
        let cell = case.cell.as_ref();
        let is_this = |cell: &Cell| {
            (cell.socket.as_str(), cell.state.as_str()) == (socket, state) && cell.asks(operation)
        };
        of_api && cell.is_some_and(is_this)
    }
}
