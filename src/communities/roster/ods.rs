//! A table as an OpenDocument spreadsheet (ISO/IEC 26300): an archive of three small files.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// What such a file is.
pub const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";

const MANIFEST: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">\
<manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/>\
<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>\
</manifest:manifest>";

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.3\">\
<office:body><office:spreadsheet>";

/// The spreadsheet; `name` is that of its one sheet. Whole numbers are numbers, all else is text, so that nothing that
/// others wrote is taken for a formula.
///
/// # Errors
/// None that a file in memory has.
pub fn spreadsheet(name: &str, rows: &[Vec<String>]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default();
    // First and as it is: by that a file's kind is known without unpacking it.
    zip.start_file("mimetype", packed.compression_method(CompressionMethod::Stored))?;
    zip.write_all(KIND.as_bytes())?;
    zip.start_file("META-INF/manifest.xml", packed)?;
    zip.write_all(MANIFEST.as_bytes())?;
    zip.start_file("content.xml", packed)?;
    zip.write_all(content(name, rows).as_bytes())?;
    Ok(zip.finish()?.into_inner())
}

fn content(name: &str, rows: &[Vec<String>]) -> String {
    let mut xml = format!("{HEAD}<table:table table:name=\"{}\">", escaped(name));
    for row in rows {
        xml.push_str("<table:table-row>");
        for value in row {
            xml.push_str(&cell(value));
        }
        xml.push_str("</table:table-row>");
    }
    xml.push_str("</table:table></office:spreadsheet></office:body></office:document-content>");
    xml
}

fn cell(value: &str) -> String {
    let number = (1..=15).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_digit())
        && (value == "0" || !value.starts_with('0'));
    if number {
        return format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{value}\"><text:p>{value}</text:p></table:table-cell>"
        );
    }
    let lines: String = value.lines().map(|line| format!("<text:p>{}</text:p>", escaped(line))).collect();
    format!("<table:table-cell office:value-type=\"string\">{lines}</table:table-cell>")
}

/// Text within XML. What XML can't hold is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            char if char.is_control() => {}
            char => out.push(char),
        }
    }
    out
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_spreadsheet_says_what_it_is_before_all_else() {
        let rows = [vec!["name".to_owned(), "count".to_owned()], vec!["=1+1 & <b>\nnext".to_owned(), "12".to_owned()]];
        let file = spreadsheet("Tea & cake", &rows).unwrap();
        // The first entry, neither packed nor with an extra field (OpenDocument 1.3, part 2, 3.3).
        assert_eq!(&file[..4], b"PK\x03\x04");
        assert_eq!(&file[30..38], b"mimetype");
        assert_eq!(&file[38..38 + KIND.len()], KIND.as_bytes());
        let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
        let mut text = String::new();
        zip.by_name("content.xml").unwrap().read_to_string(&mut text).unwrap();
        assert!(text.contains("table:name=\"Tea &amp; cake\""), "{text}");
        assert!(text.contains("<text:p>=1+1 &amp; &lt;b&gt;</text:p><text:p>next</text:p>"), "{text}");
        assert!(text.contains("office:value=\"12\""), "{text}");
    }

    #[test]
    fn only_whole_numbers_are_numbers() {
        for text in ["", "012", "1.5", "-1", "1e9", "1234567890123456", "=2"] {
            assert!(cell(text).contains("\"string\""), "{text}");
        }
        for number in ["0", "7", "123456789012345"] {
            assert!(cell(number).contains("\"float\""), "{number}");
        }
        assert_eq!(escaped("a\u{0}\u{b}b\tc"), "ab c");
    }
}
