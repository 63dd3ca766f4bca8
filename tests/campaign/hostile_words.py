# SPDX-License-Identifier: GPL-3.0-or-later
"""What people with bad intentions, broken programs and the languages of the world write into names and files.

`words(bait)` are strings for fields, `files(bait)` whole files with the command that reads them. A bait is what nobody may follow:
the path of a picture, and the address of a server, that stand in them.
"""
import io
import json
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Bait:
    path: str  # of a picture that no program has to open
    url: str  # that no program has to ask for
    folder: str  # where no program has to write


def markup(bait):
    file, url = f"file://{bait.path}", bait.url
    for link in (url, file, bait.path):
        yield f'<img src="{link}">'
        yield f"<b>Bold</b> <img src='{link}' width=4000 height=4000>"
        yield f'<a href="{link}">click</a>'
        yield f'<table background="{link}"><tr><td>x</td></tr></table>'
        yield f'<html><head><link rel="stylesheet" href="{link}"></head><body>x</body></html>'
        yield f'<p style="background-image: url({link})">x</p>'
        yield f"<style>@import url('{link}'); body {{ background: url({link}) }}</style>x"
        yield f'<iframe src="{link}"></iframe>'
        yield f'<object data="{link}" type="text/html"></object>'
        yield f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{link}"/></svg>'
        yield f"<!--#include file='{link}'--><?xml-stylesheet href='{link}'?>"
        yield f"![picture]({link}) [link]({link})"
        yield f"<ul style=\"list-style-image: url('{link}')\"><li>x</li></ul>"
        yield f"<qt><img src={link}></qt>"
        yield f"<video src='{link}' autoplay></video><audio src='{link}'></audio><embed src='{link}'>"
        yield f"<meta http-equiv='refresh' content='0;url={link}'>"
    yield "<script>alert(1)</script>"
    yield "\"><script>alert(1)</script>"
    yield "<svg onload=alert(1)>"
    yield "<img src=x onerror=alert(1)>"
    yield "<a href=\"javascript:alert(1)\">x</a>"
    yield "<a href='accord://invoice/1'>x</a> accord://person/admin?role=controller"
    yield "<img src=':/icons/check.svg'> <img src='qrc:/icons/check.svg'>"
    yield "<img src='data:image/svg+xml;base64,PHN2Zz48L3N2Zz4='>"
    yield "<h1>Approved</h1><font color=white size=7>unseen</font>"
    yield "<br>" * 500
    yield "<table>" * 400
    yield "<b>" * 2000 + "x"
    yield "&lt;b&gt; &amp;amp; &#x26; &nbsp; &#0; &#xD800; &unknown;"
    yield "]]> <![CDATA[ x ]]> <!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]> &b;"


def formulas(bait):
    for sign in ("=", "+", "-", "@", "\t=", "\r=", " =", "；=", "＝", "＋", "－", "＠", "\u00a0=", "'=", "\"=", ";=", ",=", "|="):
        yield f"{sign}cmd|' /C calc'!A0"
        yield f"{sign}HYPERLINK(\"{bait.url}\";\"total\")"
    yield f"=WEBSERVICE(\"{bait.url}\")"
    yield f"=IMPORTXML(\"{bait.url}\",\"//a\")"
    yield f"=IMAGE(\"{bait.url}\")"
    yield "=1+1"
    yield "-2+3+cmd|' /C calc'!A0"
    yield "@SUM(1+1)*cmd|' /C calc'!A0"
    yield "=\"a\";=\"b\"\n=\"c\""
    yield "\"quoted\",\"=1+1\"\n=2+2,"


def control_signs(_):
    yield "\x1b[31mred\x1b[0m \x1b[2J\x1b[H"
    yield "\x1b]0;title\x07 \x1b]8;;http://example.invalid\x07link\x1b]8;;\x07"
    yield "\x1b]52;c;cm0gLXJmIH4K\x07"
    yield "\x9b31mred \x9d0;title\x9c"
    yield "\x1bP1$r0m\x1b\\ \x1b_payload\x1b\\"
    yield "bell\x07 back\x08\x08\x08space \x7f"
    yield "line\nfeed" "\r\nreturn\rover"
    yield "null\x00byte"
    yield "\x01\x02\x03\x04\x05\x06\x0e\x0f\x10\x1f"
    yield "vertical\x0btab form\x0cfeed"
    yield "next\u0085line line\u2028separator paragraph\u2029separator"
    yield "Total\r\nBcc: everybody@example.invalid\r\n\r\nbody"
    yield "%0d%0aSet-Cookie: a=b %00 %2e%2e%2f"
    yield "tab\tseparated\tvalues"


def directions(_):
    yield "\u202egnp.exe\u202c paid"
    yield "invoice\u202efdp.exe"
    yield "\u2066left\u2069 \u2067right\u2069 \u2068first\u2069"
    yield "\u202a\u202b\u202d" * 200
    yield "100.00 \u200f\u202e00.001 USD"
    yield "שלום עולם 123.45 ₪"
    yield "مرحبا بالعالم ١٢٣٫٤٥"
    yield "Acme\u200b Inc.\u200c\u200d\ufeff"
    yield "\u2060\u2061\u2062\u2063invisible"
    yield "\u00ad".join("hyphenated")
    yield "\u200b" * 300
    yield "\u3164\u115f\u1160"
    yield "АСМЕ Іnс. (Cyrillic)"
    yield "Ａｃｍｅ　Ｉｎｃ．"
    yield "\ufe0f\ufe0e\u20e3"
    yield "e\u0301 against \u00e9; \u212b against \u00c5; ﬁ against fi"
    yield "\U000e0041\U000e0042\U000e007f tags"


def languages(_):
    yield "株式会社みなと百貨店ホール"
    yield "北京西红门商场有限公司"
    yield "광명점 주식회사"
    yield "ไทยแลนด์ จำกัด ทดสอบการตัดคำที่ยาวมากโดยไม่มีช่องว่าง"
    yield "भारतीय कंपनी लिमिटेड"
    yield "Ελληνική Εταιρεία Α.Ε."
    yield "İstanbul ığüşöç I i"
    yield "Straße Größe GROẞE"
    yield "ᚠᛇᚻ᛫ᛒᛦᚦ"
    yield "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝟙𝟚𝟛 𓀀𓂀"
    yield "👩‍👩‍👧‍👦🏳️‍🌈👍🏽🇺🇳"
    yield "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞"
    yield "a" + "\u0301" * 500
    yield "\ufdfa" * 200
    yield "﷽" * 100
    yield "\ufffe\uffff\ufdd0"
    yield "\ud800 alone"
    yield "\udfff\ud800 turned"
    yield "\U0010ffff\U000fffff private \ue000"
    yield "½ ¼ ² ³ ℵ ∞ ≠ −1 1⁄2"
    yield "٣٫١٤ ३.१४ 三.一四 １２３"


def places(bait):
    for path in ("../../../../etc/passwd", "..\\..\\windows\\system32", "/etc/passwd", f"{bait.folder}/written", f"file://{bait.folder}/written",
                 "C:\\CON", "NUL", "COM1.pdf", "a:b", "name.", "name ", " name", ".", "..", ".hidden", "-rf", "--out", "--workspace", "~", "~root",
                 "$HOME", "${HOME}", "$(touch written)", "`touch written`", "; touch written", "| touch written", "& touch written",
                 "a/b/c", "a\\b", "a?b*c", "<a>b|c\"d", "%TEMP%", "//server/share", "\\\\server\\share\\x", "invoice.pdf.exe", "x" * 300,
                 "é" * 200, "name\u2215slash", "name\uff0fslash", "CON.txt", "aux", "prn.csv", "desktop.ini", ":stream:$DATA"):
        yield path


def languages_of_programs(_):
    yield "'; DROP TABLE invoice; --"
    yield "\" OR \"\"=\""
    yield "' OR 1=1 --"
    yield "1); DELETE FROM account; --"
    yield "x' UNION SELECT sql FROM sqlite_master --"
    yield "Robert'); SELECT pg_sleep(30); --"
    yield "$1 $2 :name ?1 @name"
    yield "%s %n %d %p %x %1$s %99999s"
    yield "%1 %2 %L1 %n %99"
    yield "{0} {name} {{}} {0:>99999}"
    yield "&File &&Amp A&B &"
    yield "${jndi:ldap://example.invalid/a}"
    yield "{{7*7}} {% debug %} <%= 7*7 %> #{7*7}"
    yield "\\input{/etc/passwd} \\write18{touch written} $x^2$"
    yield "#let x = read(\"/etc/passwd\") #x"
    yield ") Tj ET Q /JS (app.alert(1)) /S /JavaScript >> endobj"
    yield "(\\050 \\) \\\\ <feff0041>"
    yield "/Type /Action /S /Launch /F (calc.exe)"
    yield "/URI (http://example.invalid/) /S /URI"
    yield "\\u0000 \\x00 \\0 \\r\\n"
    yield "true"
    yield "null"
    yield "NaN"
    yield "[object Object]"
    yield "undefined"
    yield "__proto__"
    yield "{\"a\": [1, {\"b\": null}]}"
    yield "*?[a-z]{1,2}(a+)+$"
    yield "(a+)+$ " + "a" * 5000 + "!"
    yield "NOT AND OR NEAR( \" ^ : *"
    yield "\"unclosed quote"
    yield "%_\\%"
    yield "^GSPC~DGR:X.GRF"
    yield "BEGIN:VCARD\nEND:VCARD"
    yield "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR"


def sizes(_):
    yield "W" * 200
    yield "W" * 255
    yield "W" * 4000
    yield "x " * 2000
    yield "many words that wrap " * 200
    yield "i" * 100_000
    yield "   "
    yield "\u3000"
    yield "."
    yield "-"
    yield "0"
    yield "1e308"
    yield "-0.00"
    yield "999999999999999999999999999999.99"
    yield "1,234.56 and 1.234,56"
    yield "0000-00-00"
    yield "12/31/9999"
    yield "𝕎" * 2000
    yield "\n" * 200 + "x"


GROUPS = (markup, formulas, control_signs, directions, languages, places, languages_of_programs, sizes)


def words(bait):
    """(name, text) of every string, each text once."""
    seen, all_words = set(), []
    for group in GROUPS:
        for number, text in enumerate(group(bait), 1):
            if text not in seen:
                seen.add(text)
                all_words.append((f"{group.__name__} {number}", text))
    return all_words


def doctypes(bait):
    """XML whose declarations ask for something, or grow."""
    yield "external entity", f'<!DOCTYPE Document [<!ENTITY x SYSTEM "file://{bait.path}">]>', "&x;"
    yield "entity of a server", f'<!DOCTYPE Document [<!ENTITY x SYSTEM "{bait.url}">]>', "&x;"
    yield "parameter entity", f'<!DOCTYPE Document [<!ENTITY % x SYSTEM "{bait.url}"> %x;]>', ""
    yield "outer DTD", f'<!DOCTYPE Document SYSTEM "{bait.url}/a.dtd">', ""
    yield "public DTD", f'<!DOCTYPE Document PUBLIC "-//A//B" "file://{bait.path}">', ""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    yield "a billion laughs", f'<!DOCTYPE Document [<!ENTITY l0 "lol">{laughs}]>', "&l9;"
    yield "quadratic entity", f'<!DOCTYPE Document [<!ENTITY a "{"a" * 50_000}">]>', "&a;" * 5000
    yield "stylesheet", f'<?xml-stylesheet type="text/xsl" href="{bait.url}"?>', ""
    yield "inclusion", "", f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{bait.path}" parse="text"/>'


XML_ROOTS = {"bank": ("Document", "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"),
             "ubl": ("Invoice", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"),
             "cii": ("CrossIndustryInvoice", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100")}


def xml_files(bait):
    for kind, (root, namespace) in XML_ROOTS.items():
        command = ("bank", "import") if kind == "bank" else ("einvoice", "check")
        for name, before, inside in doctypes(bait):
            yield f"{kind} {name}", "xml", command, f'<?xml version="1.0"?>{before}<{root} xmlns="{namespace}">{inside}</{root}>'.encode()
        yield f"{kind} deep", "xml", command, f'<{root} xmlns="{namespace}">'.encode() + b"<a>" * 100_000
        yield f"{kind} attributes", "xml", command, (f'<{root} xmlns="{namespace}" ' + " ".join(f'a{n}="1"' for n in range(20_000)) + "/>").encode()
        yield f"{kind} UTF-16", "xml", command, f'<?xml version="1.0" encoding="UTF-16"?><{root} xmlns="{namespace}"/>'.encode("utf-16")
        yield f"{kind} untrue UTF-8", "xml", command, f'<?xml version="1.0" encoding="UTF-8"?><{root}>'.encode() + b"\xff\xfe\xc0\x80" + f"</{root}>".encode()
        yield f"{kind} unknown encoding", "xml", command, f'<?xml version="1.0" encoding="EBCDIC-CP-US"?><{root}/>'.encode()
        yield f"{kind} cut", "xml", command, f'<{root} xmlns="{namespace}"><a'.encode()
        yield f"{kind} prefix of nobody", "xml", command, f"<x:{root}/>".encode()
        yield f"{kind} two roots", "xml", command, f'<{root} xmlns="{namespace}"/><{root} xmlns="{namespace}"/>'.encode()


JSON_KINDS = {"account": "accord.accounts/1", "contract": "accord.contract/1", "price-book": "accord.price_book/1"}


def json_files(bait):
    for noun, form in JSON_KINDS.items():
        command = (noun, "import")
        head = f'{{"format": "{form}", '
        yield f"{noun} deep", "json", command, b"[" * 100_000
        yield f"{noun} deep objects", "json", command, (head + '"a": ' + '{"a": ' * 50_000).encode()
        yield f"{noun} key twice", "json", command, (head + f'"format": "{form}"}}').encode()
        yield f"{noun} long number", "json", command, (head + '"a": ' + "9" * 1_000_000 + "}").encode()
        yield f"{noun} exponent", "json", command, (head + '"a": 1e999999999}').encode()
        yield f"{noun} NaN", "json", command, (head + '"a": NaN}').encode()
        yield f"{noun} long text", "json", command, (head + '"a": "' + "x" * 5_000_000 + '"}').encode()
        yield f"{noun} many keys", "json", command, (head + ", ".join(f'"{n}": 1' for n in range(200_000)) + "}").encode()
        yield f"{noun} half a surrogate", "json", command, (head + '"a": "\\ud800"}').encode()
        yield f"{noun} null signs", "json", command, (head + '"a": "\\u0000"}').encode()
        yield f"{noun} byte order mark", "json", command, b"\xef\xbb\xbf" + (head + '"a": 1}').encode()
        yield f"{noun} UTF-16", "json", command, (head + '"a": 1}').encode("utf-16")
        yield f"{noun} reference", "json", command, (head + f'"$ref": "{bait.url}", "$schema": "file://{bait.path}"}}').encode()
        yield f"{noun} cut", "json", command, head.encode()
        yield f"{noun} list", "json", command, b"[]"
        yield f"{noun} empty", "json", command, b""
        yield f"{noun} null", "json", command, b"null"
        yield f"{noun} newer format", "json", command, head.replace("/1", "/99").encode() + b'"a": 1}'


def workbook(sheet, members=()):
    """The bytes of a workbook with one sheet and further members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        packed.writestr("xl/workbook.xml", "<workbook><sheets><sheet name='a' sheetId='1'/></sheets></workbook>")
        packed.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, bytes_of in members:
            packed.writestr(name, bytes_of)
    return file.getvalue()


USAGE_HEAD = b"event_id,account,location,meter,quantity,time\n"


def table_files(bait):
    command = ("usage", "import")
    for name, body in {"quotes that never close": b'"' * 100_001, "one long line": b"x" * 5_000_000, "many fields": b"," * 1_000_000,
                       "null signs": b"\x00" * 10_000, "half of UTF-8": b"\xc3", "other line ends": b"a\rb\rc", "nothing": b"",
                       "untrue UTF-8": b"e1,A-1,,calls,1,2026-01-01T00:00:00Z\xff\xfe\n", "endless quantity": b"e1,A-1,,calls,1e999999,2026-01-01T00:00:00Z\n",
                       "huge quantity": b"e1,A-1,,calls," + b"9" * 100_000 + b",2026-01-01T00:00:00Z\n", "day that never was": b"e1,A-1,,calls,1,2026-02-30T25:61:61Z\n",
                       "year 0": b"e1,A-1,,calls,1,0000-01-01T00:00:00Z\n", "year 9999": b"e1,A-1,,calls,1,9999-12-31T23:59:59Z\n",
                       "formula": b"=cmd|' /C calc'!A0,A-1,,calls,1,2026-01-01T00:00:00Z\n", "path": b"../../etc/passwd,../../etc/passwd,,calls,1,2026-01-01T00:00:00Z\n",
                       "negative": b"e1,A-1,,calls,-1,2026-01-01T00:00:00Z\n", "long event": b"e" * 1_000_000 + b",A-1,,calls,1,2026-01-01T00:00:00Z\n"}.items():
        yield f"usage {name}", "csv", command, USAGE_HEAD + body
    yield "usage same column twice", "csv", command, b"event_id,event_id,account\n1,2,3\n"
    yield "usage no head", "csv", command, b"1,2,3\n"
    yield "usage lines of JSON, deep", "ndjson", command, b'{"event_id": ' + b"[" * 100_000
    yield "usage lines of JSON, key twice", "ndjson", command, b'{"event_id": "1", "event_id": "2"}\n'
    big = b"<worksheet>" + b" " * 200_000_000 + b"</worksheet>"
    for name, packed in {"bomb": workbook(big), "climbing member": workbook("<worksheet/>", [(f"../../../..{bait.folder}/written", b"x")]),
                         "outer link": workbook("<worksheet/>", [("xl/externalLinks/a.xml", f'<a href="{bait.url}"/>')]),
                         "external entity": workbook(f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{bait.path}">]><worksheet>&x;</worksheet>'),
                         "cut": workbook("<worksheet/>")[:200], "macro": workbook("<worksheet/>", [("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")])}.items():
        yield f"usage workbook, {name}", "xlsx", command, packed


def bank_files(_):
    command = ("bank", "import")
    for name, body in {"MT940 without an end": b":20:X\r\n:25:1\r\n:28C:1\r\n:60F:C260101USD1,\r\n" + b":61:2601010101C1,NTRFX\r\n" * 50_000,
                       "MT940 huge amount": b":20:X\r\n:25:1\r\n:28C:1\r\n:60F:C260101USD" + b"9" * 5000 + b",\r\n-",
                       "MT940 long line": b":20:" + b"x" * 3_000_000, "BAI2 continued for ever": b"01,A,B,260101,0000,1,80,1,2/\n" + b"88,x\n" * 100_000,
                       "BAI2 odd counts": b"01,A,B,260101,0000,1,80,1,2/\n99,999999999999999999999,99999999,99999999/\n",
                       "OFX deep": b"OFXHEADER:100\nDATA:OFXSGML\n\n<OFX>" + b"<A>" * 100_000, "OFX entity": b"OFXHEADER:100\n\n<OFX>&b;&#xffffff;</OFX>",
                       "NACHA of nines": b"101" + b"9" * 91 + b"\n" + (b"9" * 94 + b"\n") * 1000, "NACHA short lines": b"101\n5\n6\n8\n9\n",
                       "NACHA letters in amounts": b"101 0123456780123456780260101 094101" + b"X" * 50 + b"\n", "nothing": b"", "blank": b" \n" * 100_000,
                       "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "program": b"\x7fELF" + bytes(range(256)) * 40, "PDF": b"%PDF-1.7\n%%EOF",
                       "archive": workbook("<a/>"), "lockbox of nothing": b"1\n2\n9\n", "CSV": b"a,b,c\n=1,2,3\n"}.items():
        yield f"bank {name}", "txt", command, body
    for name, body in {"no PDF": b"%PDF-1.7\nendless", "PDF with a stream for ever": b"%PDF-1.7\n1 0 obj<</Length 999999999999>>stream\n", "picture": b"\x89PNG\r\n\x1a\n"}.items():
        yield f"e-invoice {name}", "pdf", ("einvoice", "check"), body


def files(bait):
    """(name, ending, command, bytes) of every file."""
    return [one for group in (xml_files, json_files, table_files, bank_files) for one in group(bait)]


def statement(number, text):
    """A camt.053 with one payment that nobody can place, and the text as its payer and remittance."""
    return f"""<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr>
<MsgId>M{number}</MsgId><CreDtTm>2026-02-01T00:00:00</CreDtTm></GrpHdr><Stmt><Id>S{number}</Id><CreDtTm>2026-02-01T00:00:00</CreDtTm><Acct><Id>
<IBAN>DE89370400440532013000</IBAN></Id><Ccy>USD</Ccy></Acct><Ntry><Amt Ccy="USD">{number}.01</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt>
<Dt>2026-02-01</Dt></BookgDt><AcctSvcrRef>R{number}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>{escape(text)}</Nm></Pty></Dbtr></RltdPties><RmtInf>
<Ustrd>{escape(text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>""".encode("utf-8", "surrogatepass")


def as_json(document):
    """JSON that keeps halves of surrogates as they are."""
    return json.dumps(document, ensure_ascii=True).encode()
