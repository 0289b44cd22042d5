//! The matrix as a picture: a square for each state and operation, in it a stripe for each runner, coloured by agreement.
//!
//! It is what the page shows above its cases, for places that show pictures only. The same recording makes the same bytes.

use std::fmt::Write as _;

use crate::event::{CaseSeen, CellSeen, ColumnSeen, GridSeen, SocketSeen, TrialSeen};
use crate::recording::Recording;

use super::cell::{self, Letter};

/// What a letter is called in the legend.
fn name(letter: Letter) -> String {
    match letter {
        Letter::M | Letter::S => format!("deviates: {}", letter.name()),
        _ => letter.name().to_owned(),
    }
}

/// The colours of the page. The paper is drawn too, because whoever shows the picture may be light where the reader is dark.
const STYLE: &str = "\
text{font:12px system-ui,sans-serif;fill:#1f2328}.dim{fill:#62686f}.title{font-weight:600;font-size:14px}\
.paper{fill:#fdfdfc}.empty{fill:none;stroke:#d9d9d4}\
path.C{fill:#bfe3cb}path.R{fill:#cfdff2}path.M{fill:#f6b3ac}path.S{fill:#fadb9f}path.H{fill:#6b32a8}path.X{fill:#33383e}\
path.N,path.I{fill:#ececea}path.U{fill:none;stroke:#6d7278;stroke-dasharray:2 2}path.B{fill:none;stroke:#a3126e;stroke-width:2}\
text.in{font:600 8px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;text-anchor:middle}\
text.C{fill:#2d7a4b}text.R{fill:#4a6a94}text.M{fill:#a81c1c}text.S{fill:#8a5200}text.H{fill:#fff}text.X{fill:#fff}\
text.N,text.U,text.I{fill:#6d7278}text.B{fill:#a3126e}\
@media(prefers-color-scheme:dark){text{fill:#dfe3e8}.dim{fill:#949ca6}.paper{fill:#15171a}.empty{stroke:#363c43}\
path.C{fill:#1f4530}path.R{fill:#24374f}path.M{fill:#7d2321}path.S{fill:#65480f}path.H{fill:#d3adff}path.X{fill:#dfe3e8}\
path.N,path.I{fill:#2a2e33}path.U{stroke:#8d959f}path.B{stroke:#ff9ad5}\
text.C{fill:#6fc08d}text.R{fill:#8fb0dc}text.M{fill:#ffb4ad}text.S{fill:#f3c068}text.H{fill:#15171a}text.X{fill:#15171a}\
text.N,text.U,text.I{fill:#8d959f}text.B{fill:#ff9ad5}}";

/// The width of a stripe, of which a square has one for each runner; the height of a square, and what is free between two.
const STRIPE: usize = 9;
const HEIGHT: usize = 15;
const GAP: usize = 3;
/// A square is at least so wide that the name of its operation fits above it.
const LEAST: usize = 13;
/// Where the squares begin: right of the names of the states.
const LEFT: usize = 138;
/// What is free around all of it.
const MARGIN: usize = 16;

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
    let (width, height) = (width + 2 * MARGIN, height + MARGIN);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-{MARGIN} 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-label=\"States and operations, and how each runner agrees with what is required\">\n\
         <style>{STYLE}</style>\n\
         <rect class=\"paper\" x=\"-{MARGIN}\" width=\"{width}\" height=\"{height}\" rx=\"8\"/>\n{shapes}</svg>\n"
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
    fn map(&mut self, recording: &Recording, grid: &GridSeen, socket: &SocketSeen) {
        let began = &recording.began;
        let speaks = |column: &&ColumnSeen| column.speaks.contains(&grid.interface);
        let columns: Vec<&ColumnSeen> = began.columns.iter().filter(speaks).collect();
        if columns.is_empty() {
            return;
        }
        let titles: Vec<String> = columns.iter().map(|column| column.title()).collect();
        let operations = socket.operations.iter();
        let operations: Vec<&str> = operations.map(|one| one.name.as_str()).collect();
        let width = (columns.len() * STRIPE).max(LEAST);
        let top = self.height + 26;
        let title = format!("{} {}", grid.interface, socket.name);
        // A letter of a title takes nine pixels at most, one with another.
        let beside = LEFT.max(title.len() * 9);
        let _ = writeln!(
            self.shapes,
            "<text class=\"title\" x=\"0\" y=\"{top}\">{title}</text>\
             <text class=\"dim\" x=\"{beside}\" y=\"{top}\">in a square: {}</text>",
            titles.join(", ")
        );
        let longest = operations.iter().map(|name| name.len()).max();
        let head = top + 10 + longest.unwrap_or_default() * 7;
        for (place, operation) in operations.iter().enumerate() {
            let x = LEFT + place * (width + GAP) + width / 2 + 4;
            let _ = writeln!(
                self.shapes,
                "<text x=\"{x}\" y=\"{head}\" transform=\"rotate(-90 {x} {head})\">{operation}</text>"
            );
        }
        for (row, state) in socket.states.iter().enumerate() {
            let state = state.name.as_str();
            let y = head + 6 + row * (HEIGHT + GAP);
            let _ = writeln!(
                self.shapes,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{state}</text>",
                LEFT - 8,
                y + HEIGHT - 4
            );
            let mut stripes = Vec::new();
            for (place, operation) in operations.iter().enumerate() {
                let cell = [socket.name.as_str(), state, operation];
                let cases: Vec<&CaseSeen> = began.cases.iter().filter(is_in(grid, cell)).collect();
                let x = LEFT + place * (width + GAP);
                let is_gap = socket.gap(state, operation).is_some();
                match cases.is_empty() {
                    true if is_gap => {}
                    true => self.empty((x, y), width),
                    false => stripes.extend(square(recording, &cases, &columns, (x, width))),
                }
            }
            self.stripes(&stripes, y);
        }
        self.width = self.width.max(LEFT + operations.len() * (width + GAP));
        self.height = head + 6 + socket.states.len() * (HEIGHT + GAP) + 8;
    }

    /// A cell that no case asks yet.
    fn empty(&mut self, (x, y): (usize, usize), width: usize) {
        let (width, height) = (width - 2, HEIGHT - 1);
        let _ = writeln!(
            self.shapes,
            "<rect class=\"empty\" x=\"{x}.5\" y=\"{y}.5\" width=\"{width}\" height=\"{height}\"/>"
        );
    }

    /// The stripes of a row, those of one letter together. What conforms has no letter in it: the others are seen better so.
    fn stripes(&mut self, stripes: &[Stripe], y: usize) {
        for letter in Letter::ALL {
            let (mut path, mut at, mut marks) = (String::new(), String::new(), String::new());
            let mut last = None;
            for stripe in stripes.iter().filter(|stripe| stripe.letter == letter) {
                let (x, width) = (stripe.x, stripe.width - 1);
                // Each begins at a distance from where the one before it did, which is less to write than its place.
                let _ = match last.replace(x) {
                    Some(before) => write!(path, "m{} 0", x - before),
                    None => write!(path, "M{x} {y}"),
                };
                let _ = write!(path, "h{width}v{HEIGHT}h-{width}z");
                let _ = write!(at, "{}.5 ", x + width / 2);
                let _ = write!(marks, "{letter:?}");
            }
            if path.is_empty() {
                continue;
            }
            let _ = write!(self.shapes, "<path class=\"{letter:?}\" d=\"{path}\"/>");
            if letter != Letter::C {
                let _ = write!(
                    self.shapes,
                    "<text class=\"in {letter:?}\" x=\"{}\" y=\"{}\">{marks}</text>",
                    at.trim_end(),
                    y + 11
                );
            }
            self.shapes.push('\n');
        }
    }

    /// What the colours and letters stand for, in as many lines as it takes.
    fn legend(&mut self) {
        let mut place = (0, self.height + 18);
        for letter in Letter::ALL.into_iter().rev() {
            let x = self.legend_text(&mut place, &name(letter));
            let stripe = Stripe {
                letter,
                x,
                width: LEAST,
            };
            self.stripes(&[stripe], place.1);
        }
        let x = self.legend_text(&mut place, "no case yet");
        self.empty((x, place.1), LEAST);
        self.height = place.1 + HEIGHT;
    }

    /// Writes a name at `place`, which then is behind it, and answers with the left of what is to stand before it.
    fn legend_text(&mut self, place: &mut (usize, usize), name: &str) -> usize {
        let width = LEAST + 20 + name.len() * 7;
        if place.0 + width > self.width.max(width) {
            *place = (0, place.1 + HEIGHT + 8);
        }
        let (x, y) = *place;
        let _ = writeln!(
            self.shapes,
            "<text x=\"{}\" y=\"{}\">{name}</text>",
            x + LEAST + 5,
            y + HEIGHT - 4
        );
        place.0 += width;
        x
    }
}

/// A part of a square: what one column came to.
struct Stripe {
    letter: Letter,
    x: usize,
    width: usize,
}

/// A stripe for each column, as the gravest letter of its trials of these cases has it.
fn square(
    recording: &Recording,
    cases: &[&CaseSeen],
    columns: &[&ColumnSeen],
    (x, width): (usize, usize),
) -> Vec<Stripe> {
    let stripes = columns.iter().enumerate().filter_map(|(place, column)| {
        let of_this = |trial: &&TrialSeen| {
            trial.column == column.label && cases.iter().any(|case| case.name == trial.case)
        };
        let trials = recording.trials.iter().filter(of_this);
        let gravest = trials.map(cell::letter).min();
        gravest.map(|letter| Stripe {
            letter,
            x: x + place * width / columns.len(),
            width: width / columns.len(),
        })
    });
    stripes.collect()
}

/// Whether a case is in this cell, whatever else its name says.
fn is_in<'a>(
    grid: &'a GridSeen,
    [socket, state, operation]: [&'a str; 3],
) -> impl Fn(&&CaseSeen) -> bool + 'a {
    move |case| {
        let of_interface = case.interface() == grid.interface;
        let cell = case.cell.as_ref();
        let is_this = |cell: &CellSeen| {
            (cell.socket.as_str(), cell.state.as_str()) == (socket, state) && cell.asks(operation)
        };
        of_interface && cell.is_some_and(is_this)
    }
}
