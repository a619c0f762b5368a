//! Tables as text (RFC 4180, and as spreadsheets write them: with semicolons or tabs).

/// The longest table (rows), its head included.
pub const MOST_ROWS: usize = 5_000;
/// The widest (columns).
pub const MOST_COLUMNS: usize = 100;

/// What stands between the cells of a table: whatever splits its first rows into the most columns, as many in each.
#[must_use]
pub fn delimiter(text: &str) -> char {
    let score = |delimiter: &char| {
        let rows = rows_of(text, *delimiter, 6);
        let width = rows.first().map_or(0, Vec::len);
        let same = rows.iter().filter(|row| row.len() == width).count();
        if width < 2 { (0, 0) } else { (same * 100 / rows.len().max(1), width) }
    };
    // Of two that do as well the last: commas are the usual.
    [';', '\t', '|', ','].into_iter().max_by_key(score).unwrap_or(',')
}

/// The rows of a table, without empty ones.
#[must_use]
pub fn rows(text: &str) -> Vec<Vec<String>> {
    rows_of(text, delimiter(text), MOST_ROWS)
}

fn rows_of(text: &str, delimiter: char, most: usize) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    loop {
        let char = chars.next();
        match char {
            Some('"') if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            Some('"') if quoted => quoted = false,
            Some('"') if cell.trim().is_empty() => {
                cell.clear();
                quoted = true;
            }
            Some(char) if quoted => cell.push(char),
            Some(char) if char == delimiter => put(&mut row, &mut cell),
            Some('\r') if chars.peek() == Some(&'\n') => {}
            Some('\n' | '\r') | None => {
                put(&mut row, &mut cell);
                if row.iter().any(|cell| !cell.is_empty()) {
                    rows.push(std::mem::take(&mut row));
                }
                row.clear();
                if char.is_none() || rows.len() >= most {
                    return rows;
                }
            }
            Some(char) => cell.push(char),
        }
    }
}

fn put(row: &mut Vec<String>, cell: &mut String) {
    if row.len() < MOST_COLUMNS {
        row.push(cell.trim().to_owned());
    }
    cell.clear();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tables_of_all_kinds_are_read() {
        let wanted = vec![vec!["Title", "Date"], vec!["Tea; and \"cake\"\nat five", "2026-12-03"], vec!["", "x"]];
        for text in [
            "Title,Date\r\n\"Tea; and \"\"cake\"\"\nat five\",2026-12-03\r\n\r\n,x\r\n",
            "Title;Date\n\"Tea; and \"\"cake\"\"\nat five\" ; 2026-12-03\n;x",
            "Title\tDate\r\"Tea; and \"\"cake\"\"\nat five\"\t2026-12-03\r\tx\r",
        ] {
            assert_eq!(rows(text), wanted, "{text}");
        }
        assert_eq!(delimiter("a,b,c\n1,2,3"), ',');
        assert_eq!(delimiter("Title;Price\nTea;1,50\nCake;2,50"), ';');
        assert_eq!(rows(""), Vec::<Vec<String>>::new());
    }

    proptest! {
        #[test]
        fn any_text_is_some_table(text in "[ -~äö\n\r\t\"]{0,200}") {
            prop_assert!(rows(&text).iter().all(|row| row.len() <= MOST_COLUMNS && !row.is_empty()));
        }

        #[test]
        fn what_is_quoted_comes_back(cells in prop::collection::vec("[a-zäö,;\"\n]{1,12}", 2..5)) {
            let line = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",");
            let read = rows_of(&line, ',', 9);
            let wanted: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            if wanted.iter().any(|cell| !cell.is_empty()) { prop_assert_eq!(&read[0], &wanted); }
        }
    }
}
