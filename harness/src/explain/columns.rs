//! Lines whose parts stand below each other.

/// The rows, each part as wide as the widest that stands below or above it.
pub fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column| {
        let parts = rows.iter().filter_map(|row: &Vec<String>| row.get(column));
        parts
            .map(|part: &String| part.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let parts = row.iter().zip(&widths);
        let line: String = parts
            .map(|(part, width)| format!("{part:width$}  "))
            .collect();
        line.trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}
