"""Files made to harm, for the story (tests/functional/story_hostile.py) and the campaign (run.sh): small deliveries in the
demonstration layouts with manifests that tell the truth about their bytes, lists as CSV, ODS and XLSX, and what is done to
them. Everything follows from its arguments; a campaign's chance comes in from outside."""
import hashlib
import io
import struct
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LAYOUTS = {path.stem: tomllib.loads(path.read_text()) for path in sorted((ROOT / "data/layouts").glob("*.toml"))}
TEN_MB = 10 << 20
LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"


def national_id(number, first="Y1"):
    """A number with a right check digit."""
    text = f"{first}{number:07d}"
    value = 10 + LETTERS.index(text[0])
    total = value // 10 + value % 10 * 9 + sum(int(digit) * weight for digit, weight in zip(text[1:], range(8, 0, -1)))
    return text + str(-total % 10)


# ---- deliveries ----

def fields(layout, role):
    record = next(one for one in LAYOUTS[layout]["record"] if one["role"] == role)
    return [field["name"] for field in record["fields"]]


def person(number, **changes):
    """A resident who lives alone."""
    one = national_id(number)
    return {"PersonId": one, "PersonName": f"王小{number}", "BirthDate": "1990-05-17", "BornBeforeRepublic": "0", "Sex": "1",
            "MarriageCode": "1", "HouseholdNumber": f"Y{number:07d}", "HouseholdType": "3", "HeadId": one, "Relation": "戶長",
            "AreaCode": "68000010", "Neighbor": "001", "StreetDoorplate": f"示範路{number}號", "Status": "1", **changes}


def line(layout, role, mark, values):
    return "|".join([mark, *(str(values.get(name, "")) for name in fields(layout, role))]) + "\n"


def full_file(people, sequence, day, encoding="utf-8"):
    layout = "demo_full_utf8"
    control = {"TableNumber": "DEMO-P01", "Sequence": sequence, "BaseDate": day, "RecordCount": len(people)}
    text = line(layout, "header", "H", control)
    text += "".join(line(layout, "person", "P", one) for one in people)
    return (text + line(layout, "trailer", "T", control)).encode(encoding)


def change_file(people, sequence, day, previous):
    """These people moved in."""
    layout = "demo_change_utf8"
    control = {"TableNumber": "DEMO-C01", "Sequence": sequence, "BaseDate": day, "PreviousBaseDate": previous,
               "RecordCount": len(people)}
    text = line(layout, "header", "H", control)
    for number, one in enumerate(people, 1):
        event = {"ChangeNumber": number, "Act": f"S{number}", "EventCode": "14", "EventDate": day, "RegisteredDate": day,
                 "PersonId": one["PersonId"]}
        text += line(layout, "change", "C", event)
        text += "|".join(["A", str(number), *(one.get(name, "") for name in fields(layout, "after")[1:])]) + "\n"
    return (text + line(layout, "trailer", "T", control)).encode()


def manifest(data, *, layout, sequence, day, records, **says):
    """Of these bytes; `says` is what it lies about."""
    told = {"table_number": LAYOUTS[layout]["table_number"], "sequence": sequence, "base_date": day,
            "kind": "change" if "change" in layout else "full", "layout": layout, "records": records, "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(), **says}
    plain = {"sequence", "base_date", "records", "bytes"}
    return "".join(f"{key} = {value}\n" if key in plain else f'{key} = "{value}"\n' for key, value in told.items())


# ---- lists ----

def packed(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def csv_list(rows):
    return "".join(",".join(row) + "\r\n" for row in rows).encode()


def ods_content(rows):
    cells = "".join("<table:table-row>" + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
                    + "</table:table-row>" for row in rows)
    return ('<o:document-content xmlns:o="o" xmlns:table="t" xmlns:text="x" xmlns:office="f"><table:table table:name="名冊">'
            f"{cells}</table:table></o:document-content>")


def ods(content):
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def xlsx_sheet(rows):
    return "".join(f'<row r="{at}">' + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
                   for at, row in enumerate(rows, 1))


def xlsx(sheet, shared=""):
    return packed({
        "xl/workbook.xml": '<workbook xmlns="m" xmlns:r="r"><sheets><sheet name="名冊" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="p"><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/>'
                                      '<Relationship Id="r2" Type="x/sharedStrings" Target="t.xml"/></Relationships>',
        "xl/t.xml": f'<sst xmlns="m">{shared}</sst>',
        "xl/s.xml": f'<worksheet xmlns="m"><sheetData>{sheet}</sheetData></worksheet>'})


def lying_size(package):
    """The directory says that each part unpacks to a byte."""
    data = bytearray(package)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24:at + 28] = struct.pack("<I", 1)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def bombs():
    """Lists that no office made: what they are, their bytes, and the code that refuses them."""
    cell = "x" * 30_000
    plain = ods(ods_content([["a", "b"], ["1", "2"]]))
    laughs = '<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    repeated = ('<table:table-row table:number-rows-repeated="300000"><table:table-cell table:number-columns-repeated="200">'
                f"<text:p>{cell}</text:p></table:table-cell></table:table-row>")
    content = ods_content([["a"]])
    return [
        ("a part of spaces", ods(" " * (24 << 20)), "format.sheet_limit"),
        ("a package in a package", packed({"content.xml": packed({"content.xml": plain})}), "format.sheet_unreadable"),
        ("five thousand parts", packed({f"p{at}": "" for at in range(5000)}), "format.sheet_limit"),
        ("sizes that lie", lying_size(plain), "format.sheet_unreadable"),
        ("an entity of entities", ods(laughs), "format.sheet_doctype"),
        ("an entity from outside", ods('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'), "format.sheet_doctype"),
        ("a row 300,000 times", ods(content.replace("</table:table>", repeated + "</table:table>")), "format.sheet_limit"),
        ("a text shared by 100,000 cells", xlsx(("<row>" + '<c t="s"><v>0</v></c>' * 50 + "</row>") * 2000,
                                               f"<si><t>{cell}</t></si>"), "format.sheet_limit"),
        ("a tag without an end", ods("<a b=\"" + "0123456789abcdef" * (1 << 17)), "format.sheet_limit"),
        ("a text that is not there", xlsx('<row><c t="s"><v>7</v></c></row>'), "format.sheet_unreadable"),
        ("the last cell of all", xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "format.sheet_limit"),
        ("rows that go back", xlsx('<row r="9"><c><v>1</v></c></row><row r="8"><c><v>1</v></c></row>'), "format.sheet_unreadable"),
        ("a formula with its value", xlsx('<row><c><f>1+1</f><v>2</v></c></row>'), "format.sheet_formula"),
        ("a formula of CSV", "a,b\n1,-2+3+cmd|' /C calc'!A0\n".encode(), "format.sheet_formula"),
        ("a cell of 10 MB", xlsx("<row><c t=\"str\"><v>" + "0123456789" * (TEN_MB // 10) + "</v></c></row>"), "format.sheet_limit"),
        ("a line of 10 MB", b"a,b\n1," + b"x" * TEN_MB, "format.csv_row_too_long"),
        ("a quote without an end", b"a,b\n1,\"2\n" * 3, "format.csv_syntax"),
        ("NUL", b"a,b\n1,\x00\n", "format.sheet_unreadable"),
        ("UTF-16 and an odd byte", "a,b\n1,2\n".encode("utf-16") + b"x", "format.sheet_unreadable"),
        ("UTF-16 and half of a pair", "a,b\n1,2\n".encode("utf-16") + b"\x00\xd8", "format.sheet_unreadable"),
        ("UTF-8 and Big5", "姓名,統號\n王小明,1\n".encode() + "李美麗,2\n".encode("cp950"), "format.sheet_unreadable"),
        ("the mark of UTF-8 before Big5", b"\xef\xbb\xbf" + "姓名,統號\n".encode("cp950"), "format.sheet_unreadable"),
        ("a password's package", b"\xd0\xcf\x11\xe0" + b"x" * 600, "format.sheet_legacy"),
    ]


# ---- what chance does to bytes ----

PIECES = [b"\x00", b"\xff", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\r", b"\n", b"\r\n", b'"', b"|", b",", b"\x1a", b"\x1b[2J",
          b"\xed\xa0\x80", b"\xc0\xaf", b"\x8e\xa2\xa1\xa1", "王".encode("cp950"), "王".encode("utf-16-le"), b"\xa4", b"H|", b"T|",
          b"99999999999999999999", b"-1", b"1e9", b"0x28", b"=1+1", b"@A1", b"&a;", b"<", b"]]>", b"<!--", b"<!DOCTYPE x>", b"PK\x01\x02"]


def mutated(random, data, other=b""):
    """One to five things happen to the bytes."""
    data = bytearray(data)
    for _ in range(random.randint(1, 5)):
        at = random.randrange(len(data) + 1)
        length = min(random.choice((1, 1, 2, 3, 8, 40, 300)), len(data) - at)
        what = random.randrange(11)
        if what == 0:
            del data[at:]
        elif what == 1 and length:
            data[at] ^= 1 << random.randrange(8)
        elif what == 2 and length:
            data[at] = random.randrange(256)
        elif what == 3:
            data[at:at] = random.choice(PIECES)
        elif what == 4:
            data[at:at + length] = random.choice(PIECES)
        elif what == 5:
            del data[at:at + length]
        elif what == 6:
            data[at:at] = data[at:at + length]
        elif what == 7:
            data[at:at] = bytes(data[at:at + length]) * random.choice((2, 10, 100, 1000))
        elif what == 8:
            to = random.randrange(len(data) + 1)
            data[to:to] = data[at:at + length]
        elif what == 9 and other:
            from_ = random.randrange(len(other))
            data[at:at + length] = other[from_:from_ + length]
        elif what == 10 and random.randrange(20) == 0:
            data[at:at] = random.choice(PIECES)[:1] * TEN_MB
    return bytes(data)
