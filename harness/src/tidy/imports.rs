//! The imports of a case: their order and their columns.

use super::Line;

/// One import: a line, or the two that a long one takes.
struct Import(Vec<Line>);

/// The longest line of a table.
const WIDTH: usize = 120;

/// Puts the imports into the order of `functions`, and into columns; where the module calls by number, they stay in the order
/// that the numbers count.
pub(super) fn tidy(lines: &mut Vec<Line>, functions: &[&str], is_numbered: bool) {
    let Some(first) = lines.iter().position(is_import) else {
        return;
    };
    let mut rest = lines.split_off(first).into_iter().peekable();
    let mut imports = Vec::new();
    while let Some(line) = rest.next_if(is_import) {
        let mut opens = line.opens;
        let mut import = Import(vec![line]);
        while opens > 0
            && let Some(line) = rest.next()
        {
            opens += line.opens;
            import.0.push(line);
        }
        imports.push(import);
    }
    if !is_numbered {
        order(&mut imports, functions);
    }
    columns(&mut imports);
    lines.extend(imports.into_iter().flat_map(|import| import.0));
    lines.extend(rest);
}

fn is_import(line: &Line) -> bool {
    line.code.starts_with("(import ")
}

/// Sorts the imports; one that is not among `functions` stays behind the one that it follows.
fn order(imports: &mut Vec<Import>, functions: &[&str]) {
    let mut last = 0;
    let placed = imports.drain(..).map(|import| {
        let name = import.name();
        let place = functions.iter().position(|known| *known == name);
        last = place.map_or(last, |place| place + 1);
        (last, import)
    });
    let mut placed: Vec<(usize, Import)> = placed.collect();
    placed.sort_by_key(|(place, _)| *place);
    imports.extend(placed.into_iter().map(|(_, import)| import));
}

/// Makes a table of the imports, where each has one line and still fits in it.
fn columns(imports: &mut [Import]) {
    let cells: Option<Vec<[&str; 4]>> = imports.iter().map(Import::cells).collect();
    let Some(cells) = cells else {
        return;
    };
    let widest = |column: usize| cells.iter().map(move |row| row[column].len()).max();
    let [modules, names, functions, _] =
        [0, 1, 2, 3].map(|column| widest(column).unwrap_or_default());
    let rows = cells.iter().map(|[module, name, function, rest]| {
        // A function without a type has nothing that could stand in a column.
        let functions = if rest.starts_with(' ') { functions } else { 0 };
        format!("{module:modules$} {name:names$} {function:functions$}{rest}")
    });
    let rows: Vec<String> = rows.collect();
    let fits = |(import, row): (&Import, &String)| import.0[0].indent.len() + row.len() <= WIDTH;
    if imports.iter().zip(&rows).all(fits) {
        for (import, row) in imports.iter_mut().zip(rows) {
            import.0[0].code = row;
        }
    }
}

impl Import {
    /// The name of the function in its interface.
    fn name(&self) -> &str {
        self.0[0].code.split('"').nth(3).unwrap_or_default()
    }

    /// The module, the name, the function with its name in the case, and the rest of an import of one line.
    fn cells(&self) -> Option<[&str; 4]> {
        let [line] = &self.0[..] else {
            return None;
        };
        let (names, function) = line.code.split_at(line.code.find(" (func $")?);
        let (module, name) = names.split_at(names.find("\" ")? + 1);
        let function = &function[1..];
        let end = "(func ".len() + function["(func ".len()..].find([' ', ')'])?;
        let (function, rest) = function.split_at(end);
        Some([module, &name[1..], function, rest])
    }
}
