#!/usr/bin/python3
"""Tests tools/verify_ledger with the vectors of RFC 6962 and of docs/formats/ledger.md, and with logs made here: every
byte of a small one is tampered with. Needs python3-cryptography, for signing."""
import base64
import contextlib
import hashlib
import importlib.machinery
import importlib.util
import io
import itertools
import random
import re
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ROOT = Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
loader = importlib.machinery.SourceFileLoader("verify_ledger", str(ROOT / "tools/verify_ledger"))
tool = importlib.util.module_from_spec(importlib.util.spec_from_loader("verify_ledger", loader))
loader.exec_module(tool)

PAGE = (ROOT / "docs/formats/ledger.md").read_text(encoding="utf-8")
ORIGIN = "menhu.example.gov.tw/ledger/2026"
EXAMPLE = next(line for line in PAGE.split("\n") if line.startswith('{"account"')).encode()


def b64(data):
    return base64.b64encode(data).decode()


class Signer:
    def __init__(self, name, kind=0x01, seed=1):
        self.name, self.kind = name, kind
        self.private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        encoded = bytes([kind]) + self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.id = hashlib.sha256(name.encode() + b"\n" + encoded).digest()[:4]
        self.vkey = f"{name}+{self.id.hex()}+{b64(encoded)}"

    def line(self, text, seconds=1795406706):
        if self.kind == 0x04:
            signed = b"cosignature/v1\ntime %d\n" % seconds + text.encode()
            signature = seconds.to_bytes(8, "big") + self.private.sign(signed)
        else:
            signature = self.private.sign(text.encode())
        return f"\u2014 {self.name} {b64(self.id + signature)}\n"


def mth(entries):
    """RFC 6962 section 2.1, word for word."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    k = 1
    while k * 2 < len(entries):
        k *= 2
    return hashlib.sha256(b"\x01" + mth(entries[:k]) + mth(entries[k:])).digest()


def path(m, entries):
    """RFC 6962 section 2.1.1."""
    if len(entries) == 1:
        return []
    k = 1
    while k * 2 < len(entries):
        k *= 2
    if m < k:
        return path(m, entries[:k]) + [mth(entries[k:])]
    return path(m - k, entries[k:]) + [mth(entries[:k])]


def entry(number, **more):
    members = {"at": f"2026-11-23T04:05:{number % 60:02}.{number % 1000:03}Z", "kind": "query.lookup", "v": 1,
               "counts": {"fields": number}, "purpose": "役男徵集", **more}
    return tool.json.dumps(members, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def checkpoint(entries, signers, origin=ORIGIN, further=""):
    text = f"{origin}\n{len(entries)}\n{b64(mth(entries))}\n{further}"
    return (text + "\n" + "".join(signer.line(text) for signer in signers)).encode()


def receipt(index, entries, signers, extra=True):
    lines = ["c2sp.org/tlog-proof@v1", *([f"extra {b64(entries[index])}"] if extra else []), f"index {index}",
             *map(b64, path(index, entries)), "", ""]
    return "\n".join(lines).encode() + checkpoint(entries, signers)


def export(directory, entries, signers, **more):
    """Writes a log, slowly and from the definitions."""
    def write(name, data):
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_bytes(data)

    def name_of(number):
        text = f"{number % 1000:03}"
        while number >= 1000:
            number //= 1000
            text = f"x{number % 1000:03}/" + text
        return text

    write("checkpoint", checkpoint(entries, signers, **more))
    for level in itertools.count():
        span = 256 ** level
        hashes = [mth(entries[i * span:(i + 1) * span]) for i in range(len(entries) // span)]
        if not hashes:
            break
        for n in range(0, len(hashes), 256):
            of = hashes[n:n + 256]
            suffix = name_of(n // 256) + (f".p/{len(of)}" if len(of) < 256 else "")
            write(f"tile/{level}/{suffix}", b"".join(of))
            if level == 0:
                write(f"tile/entries/{suffix}", b"".join(len(e).to_bytes(2, "big") + e for e in entries[n:n + 256]))


LOG, WITNESS = Signer(ORIGIN), Signer("witness.example", 0x04, 2)
SECOND = Signer("second.example", 0x04, 3)
POLICY = f"# who\nlog {LOG.vkey}\nwitness one {WITNESS.vkey} https://witness.example/\nquorum one\n"


def ask(*words):
    """Exit code, and the lines of the verdict."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            code = tool.main([str(word) for word in words])
        except SystemExit as left:
            code = left.code
    return code, out.getvalue().splitlines()


class InDirectory(unittest.TestCase):
    def setUp(self):
        self.directory = Path(tempfile.mkdtemp(prefix="verify-ledger-"))
        self.addCleanup(shutil.rmtree, self.directory)
        self.log = self.directory / "log"

    def file(self, name, data):
        made = self.directory / name
        made.write_bytes(data if isinstance(data, bytes) else data.encode())
        return made

    def sound(self, *words):
        code, lines = ask(*words)
        self.assertEqual((code, len(lines)), (0, 2), lines)
        return lines

    def refused(self, *words, says=""):
        code, lines = ask(*words)
        self.assertEqual((code, len(lines)), (1, 2), lines)
        self.assertTrue(lines[0].startswith("不完好：") and lines[1].startswith("NOT SOUND: "), lines)
        self.assertIn(says, lines[1])

    def wrongly(self, *words):
        self.assertEqual(ask(*words)[0], 2)


class Vectors(unittest.TestCase):
    def test_roots_of_rfc_6962(self):
        entries = [bytes.fromhex(e) for e in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                                              "606162636465666768696a6b6c6d6e6f")]
        rows = re.findall(r"^\| (\d) \| `([0-9a-f]{64})` \|$", PAGE, re.M)
        self.assertEqual(len(rows), 5)
        for count, root in rows:
            self.assertEqual(tool.tree_root([tool.leaf_hash(e) for e in entries[:int(count)]]).hex(), root)
        self.assertEqual(tool.tree_root([]).hex()[:8], "e3b0c442")

    def test_proofs_of_rfc_6962(self):
        h = bytes.fromhex
        root8 = h("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")
        proof = [h("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"),
                 h("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
                 h("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
        self.assertTrue(tool.inclusion_holds(tool.leaf_hash(b""), 0, 8, root8, proof))
        proof5 = [h("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
                  h("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                  h("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
        self.assertTrue(tool.inclusion_holds(tool.leaf_hash(h("40414243")), 5, 8, root8, proof5))
        self.assertFalse(tool.inclusion_holds(tool.leaf_hash(h("40414243")), 4, 8, root8, proof5))

    def test_every_proof_of_every_small_log(self):
        for size in range(1, 20):
            entries = [bytes([n]) for n in range(size)]
            root = mth(entries)
            self.assertEqual(tool.tree_root([tool.leaf_hash(e) for e in entries]), root)
            for index in range(size):
                proof, leaf = path(index, entries), tool.leaf_hash(entries[index])
                for other in range(size + 2):
                    self.assertEqual(tool.inclusion_holds(leaf, other, size, root, proof), other == index)
                self.assertFalse(tool.inclusion_holds(leaf, index, size, root, proof + [root]))
                if proof:
                    self.assertFalse(tool.inclusion_holds(leaf, index, size, root, proof[:-1]))

    def test_signed_note(self):
        key = tool.Key("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", 1)
        line = re.search(r"`(— example.com/foo [^`]+)`", PAGE)[1]
        note = f"This is an example message.\n\n{line}\n".encode()
        self.assertEqual(tool.open_note(note, [key]), ("This is an example message.\n", {key.known_as}))

    def test_paths_of_tiles(self):
        self.assertEqual(tool.tile_path(0, 5, 256), "tile/0/005")
        self.assertEqual(tool.tile_path(0, 1234067, 256), "tile/0/x001/x234/067")
        self.assertEqual(tool.tile_path("entries", 1234000, 7), "tile/entries/x001/x234/000.p/7")
        self.assertEqual([tool.tile_path(level, *list(tool.tiles_of(70000 // 256 ** level))[-1]) for level in (0, 1, 2)],
                         ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"])


class Entries(unittest.TestCase):
    def good(self, data):
        tool.check_entry(data, 0, 2026)

    def bad(self, data):
        with self.assertRaises(tool.NotSound):
            tool.check_entry(data.encode() if isinstance(data, str) else data, 0, 2026)

    def test_example_of_the_page(self):
        self.good(EXAMPLE)

    def test_every_byte_of_the_example(self):
        """What is changed is refused, or another entry with other bytes: reading and writing it anew gives those."""
        for place, bit in itertools.product(range(len(EXAMPLE)), range(8)):
            data = bytearray(EXAMPLE)
            data[place] ^= 1 << bit
            with contextlib.suppress(tool.NotSound):
                self.assertNotEqual(tool.check_entry(bytes(data), 0, 2026), tool.check_entry(EXAMPLE, 0, 2026))

    def test_texts(self):
        for text in ("/", "\x7f", "\u2028", "😀", '"\\\b\t\n\f\r\x00\x1f', "役男"):
            self.good(entry(0, purpose=text))
        at = '{"at":"2026-11-23T04:05:06.789Z","kind":"a","purpose":"%s","v":1}'
        for text in (r"\/", r"\u0041", r"\u000a", r"\u001F", r"\u007f", r"\ud800", r"\ud83d\ude00", "", "\n"):
            self.bad(at % text)
        self.good((at % r"\u001f").encode())
        self.bad((at % "a").encode().replace(b"a\",\"v", b"\xed\xa0\x80\",\"v"))
        self.bad((at % "a").encode().replace(b"a\",\"v", b"\xc0\x80\",\"v"))

    def test_forms(self):
        at = '"at":"2026-11-23T04:05:06.789Z"'
        self.good(('{%s,"kind":"a","v":1}' % at).encode())
        for text in ('{"kind":"a",%s,"v":1}', '{%s,"kind":"a","v":1}\n', '{%s, "kind":"a","v":1}', '{%s,"kind":"a","v":1.0}',
                     '{%s,"kind":"a","v":true}', '{%s,"kind":"a","v":2}', '{%s,"kind":"a","kind":"a","v":1}', '{%s,"kind":"a"}',
                     '{%s,"kind":"a","other":"b","v":1}', '\ufeff{%s,"kind":"a","v":1}', '[%s]', '{%s,"kind":"A","v":1}',
                     '{%s,"kind":"","v":1}', '{%s,"kind":null,"v":1}'):
            self.bad(text % at)
        for text in ("", "{}", "1", "null", "[" * 60000, "NaN"):
            self.bad(text)

    def test_members(self):
        sealed = b64(bytes(28))
        self.good(entry(0, month="2026-11", sealed=sealed))
        self.good(entry(0, counts={"a": 0, "b": -1, "c": 2 ** 53 - 1}, facts={"a": ""}, case="0" * 64, person="f" * 32,
                        unit="7ZZZZZZZZZZZZ"))
        for more in ({"month": "2026-11"}, {"sealed": sealed}, {"month": "2026-13", "sealed": sealed},
                     {"month": "2026-11", "sealed": b64(bytes(27))}, {"month": "2026-11", "sealed": sealed.rstrip("=")},
                     {"month": "2026-11", "sealed": sealed[:-3] + "B=="}, {"counts": {}}, {"counts": {"a": 2 ** 53}},
                     {"counts": {"a": -2 ** 53}}, {"counts": {"a": True}}, {"counts": {"a": 1.5}}, {"counts": {"A": 1}},
                     {"counts": {"": 1}}, {"counts": {"a" * 41: 1}}, {"counts": [1]}, {"facts": {}}, {"facts": {"a": 1}},
                     {"account": "8000000000000"}, {"account": "000000000000U"}, {"unit": "000000000000"},
                     {"grant": "000000000000a"}, {"case": "F" * 64}, {"person": "0" * 64}, {"account": 1}):
            self.bad(entry(0, **more))
        for counts in ('{"b":1,"a":1}', '{"a":1,"a":1}', '{"a":-0}', '{"a":01}', '{"a":+1}', '{"a":1e0}', '{"a":%s}' % ("9" * 5000)):
            self.bad('{"at":"2026-11-23T04:05:06.789Z","counts":%s,"kind":"a","v":1}' % counts)

    def test_instants(self):
        for at in ("2025-12-31T16:00:00.000Z", "2026-12-31T15:59:59.999Z", "2026-02-28T00:00:00.000Z"):
            self.good(entry(0, at=at))
        for at in ("2025-12-31T15:59:59.999Z", "2026-12-31T16:00:00.000Z", "2026-02-29T00:00:00.000Z", "2026-11-23T24:00:00.000Z",
                   "2026-11-23T00:00:60.000Z", "2026-11-23T00:00:00Z", "2026-11-23T00:00:00.00Z", "2026-11-23T00:00:00.000",
                   "2026-11-23 00:00:00.000Z", "２０２６-11-23T00:00:00.000Z", "2026-11-23T00:00:00.000Z\n"):
            self.bad(entry(0, at=at))
        for year, good in ((1970, True), (1969, False), (9998, True), (9999, False)):
            with contextlib.nullcontext() if good else self.assertRaises(tool.NotSound):
                tool.check_entry(entry(0, at=f"{year}-06-01T00:00:00.000Z"), 0, year)


class Logs(InDirectory):
    def verify(self):
        return "log", self.log, "--key", LOG.vkey

    def test_sizes(self):
        for size in (0, 1, 2, 7, 255, 256, 257, 600):
            export(self.log, [entry(n) for n in range(size)], [LOG, WITNESS])
            self.assertIn(f", {size} entries", self.sound(*self.verify())[1])
            shutil.rmtree(self.log)

    def test_three_levels(self):
        entries = [entry(n) for n in range(256 * 256 + 1)]
        export(self.log, entries, [LOG])
        self.assertTrue((self.log / "tile/2/000.p/1").is_file())
        self.sound(*self.verify())
        tile = self.log / "tile/2/000.p/1"
        tile.write_bytes(tile.read_bytes()[:-1] + b"x")
        self.refused(*self.verify(), says="tile/2/000.p/1")

    def test_every_bit_of_a_small_log(self):
        """Under a policy that demands the witness, no bit of any file can be another."""
        export(self.log, [entry(n) for n in range(3)], [LOG, WITNESS])
        policy = self.file("policy", POLICY)
        self.sound(*self.verify(), "--policy", policy)
        bits = 0
        for changed in [p for p in self.log.rglob("*") if p.is_file()]:
            whole = changed.read_bytes()
            for place, bit in itertools.product(range(len(whole)), range(8)):
                changed.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << bit)]) + whole[place + 1:])
                code, lines = ask(*self.verify(), "--policy", policy)
                self.assertEqual((code, len(lines)), (1, 2), f"{changed.name} byte {place} bit {bit}: {lines}")
                bits += 1
            for data in (whole[:-1], whole + b"\n", whole + b"\x00", b"", whole[1:], whole + whole):
                changed.write_bytes(data)
                self.refused(*self.verify(), "--policy", policy)
            changed.unlink()
            self.refused(*self.verify(), "--policy", policy)
            changed.write_bytes(whole)
        self.assertGreater(bits, 5000)

    def test_bits_of_a_larger_log(self):
        export(self.log, [entry(n) for n in range(520)], [LOG])
        chance, files = random.Random(1), sorted(p for p in self.log.rglob("*") if p.is_file())
        self.assertEqual(len(files), 8)
        for changed in files:
            whole = changed.read_bytes()
            for _ in range(25):
                data = bytearray(whole)
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
                changed.write_bytes(data)
                self.refused(*self.verify())
            changed.write_bytes(whole)
        self.sound(*self.verify())

    def test_says_where(self):
        entries = [entry(n) for n in range(300)]
        export(self.log, entries, [LOG])
        bundle = self.log / "tile/entries/001.p/44"
        whole = bundle.read_bytes()
        bundle.write_bytes(whole.replace(b'"fields":270', b'"fields":271'))
        self.refused(*self.verify(), says="hash 14 of tile/0/001.p/44 is not that of the entries from 270 on")
        bundle.write_bytes(whole.replace(b'"fields":270', b'"fields":-00'))
        self.refused(*self.verify(), says="entry 270 ")
        bundle.write_bytes(whole)
        (self.log / "tile/0/001.p/43").write_bytes(b"")
        self.refused(*self.verify(), says="tile/0/001.p/43")

    def test_swapped_dropped_forged(self):
        entries = [entry(n) for n in range(5)]
        for others in (entries[1:] + entries[:1], entries[:-1], entries[:4] + [entry(9)]):
            export(self.log, others, [LOG])  # consistent in itself, under the checkpoint of the other
            self.file("log/checkpoint", checkpoint(entries, [LOG]))
            self.refused(*self.verify())
            shutil.rmtree(self.log)
        forger = Signer(ORIGIN, seed=9)
        export(self.log, entries, [forger])
        self.refused(*self.verify(), says="not signed by")
        forger.id = LOG.id
        export(self.log, entries, [forger])
        self.refused(*self.verify(), says="does not verify")

    def test_entry_of_another_year(self):
        export(self.log, [entry(0), entry(1, at="2027-01-01T00:00:00.000Z")], [LOG])
        self.refused(*self.verify(), says="entry 1")

    def test_checkpoints(self):
        entries = [entry(n) for n in range(2)]
        good = checkpoint(entries, [LOG])
        text, line = good.decode().split("\n\n")
        signed = lambda t: t + "\n" + LOG.line(t)  # noqa: E731
        unknown = Signer("unknown.example", seed=8)
        export(self.log, entries, [LOG])
        for note in (checkpoint(entries, [LOG], further="more\n"), checkpoint(entries, [unknown, LOG, Signer(ORIGIN, seed=8)]),
                     checkpoint(entries, [LOG, LOG])):
            self.file("log/checkpoint", note)
            self.sound(*self.verify())
        for note in (checkpoint(entries, []), checkpoint(entries, [unknown]), good[:-1], good.replace(b"\n", b"\r\n"),
                     checkpoint(entries, [LOG], further="\n"), signed(text.replace("\n2\n", "\n02\n") + "\n"),
                     signed(text.replace("\n2\n", "\n+2\n") + "\n"), signed(text + "=\n"), signed(f"{ORIGIN}\n2\n"),
                     checkpoint(entries, [LOG], origin="another.example/ledger/2026"), good + b"\n", good + b"x\n",
                     good.replace("\u2014".encode(), b"-"), good.replace(b"=\n\n", b"\n\n"), b"\n" + good,
                     good + ("\u2014 \u2003 AAAAAAAA\n").encode(), good + ("\u2014 a+b AAAAAAAA\n").encode()):
            self.file("log/checkpoint", note)
            self.refused(*self.verify())

    def test_keys(self):
        export(self.log, [entry(0)], [LOG])
        name, key_id, encoded = LOG.vkey.split("+", 2)
        for key in ("", "a", "a+b", f"{name}+{key_id.upper()}x+{encoded}", f"{name}x+{key_id}+{encoded}", WITNESS.vkey,
                    f"{name}+{key_id}+{encoded[:-4]}", LOG.vkey + "\n"):
            self.wrongly("log", self.log, "--key", key)
        self.wrongly("log", self.log)
        self.wrongly("log")
        self.wrongly("other")
        self.wrongly("log", self.log, "--key", LOG.vkey, "--policy", self.directory / "none")


class Policies(InDirectory):
    def setUp(self):
        super().setUp()
        export(self.log, [entry(0)], [LOG, WITNESS])

    def verify(self, policy):
        return "log", self.log, "--key", LOG.vkey, "--policy", self.file("policy", policy)

    def test_quorums(self):
        one, two = f"witness one {WITNESS.vkey}\n", f"witness two {SECOND.vkey}\n"
        head = f"log {LOG.vkey}\n" + one + two
        for rest in ("quorum none", "quorum one", "group g any one two\nquorum g", "group g 1 one two\n\nquorum g",
                     "group g all one\ngroup h any g two\n \tquorum\t h "):
            self.sound(*self.verify(head + rest + "\n"))
        for rest in ("quorum two", "group g all one two\nquorum g", "group g 2 one two\nquorum g"):
            self.refused(*self.verify(head + rest + "\n"), says="quorum")
        other = Signer("other.example/2026", seed=7)
        self.refused(*self.verify(f"log {other.vkey}\nquorum none\n"), says="no log of the trust policy")
        for rest in ("", "quorum g", "quorum one\nquorum one", "group g any one one\nquorum g", "group g 0 one\nquorum g",
                     "group g 2 one\nquorum g", "group g any one\ngroup h any one\nquorum h", "group g any none\nquorum g",
                     "group none any one\nquorum none", "group one any two\nquorum one", "group g any g\nquorum g", one + "quorum one",
                     f"witness three {WITNESS.vkey}\nquorum one", f"log {LOG.vkey}\nquorum one", f"log {WITNESS.vkey}\nquorum one",
                     "quorum one\nsurprise", "group g 01 one\nquorum g", "quorum\u00a0one", "quorum one\r", "group g any\nquorum g"):
            self.wrongly(*self.verify(head + rest + "\n"))

    def test_a_bad_cosignature_spoils_the_note(self):
        text = checkpoint([entry(0)], []).decode()[:-1]
        late = SECOND.line(text)
        payload = bytearray(base64.b64decode(late.split(" ")[2]))
        payload[8] ^= 1
        self.file("log/checkpoint", text + "\n" + LOG.line(text) + WITNESS.line(text) + f"\u2014 {SECOND.name} {b64(payload)}\n")
        self.sound("log", self.log, "--key", LOG.vkey)
        self.refused(*self.verify(POLICY.replace("quorum", f"witness two {SECOND.vkey}\nquorum")), says=SECOND.name)
        self.file("log/checkpoint", text + "\n" + LOG.line(text) + WITNESS.line(text, 2 ** 63))
        self.refused(*self.verify(POLICY), says=WITNESS.name)


class Receipts(InDirectory):
    def verify(self, data, *more):
        return "receipt", self.file("one.tlog-proof", data), "--key", LOG.vkey, *more

    def test_sizes(self):
        for size in (1, 2, 3, 9):
            entries = [entry(n) for n in range(size)]
            for index in range(size):
                self.assertIn(f"entry {index} ", self.sound(*self.verify(receipt(index, entries, [LOG])))[1])

    def test_every_bit(self):
        policy = self.file("policy", POLICY)
        whole = receipt(4, [entry(n) for n in range(7)], [LOG, WITNESS])
        self.sound(*self.verify(whole, "--policy", policy))
        for place, bit in itertools.product(range(len(whole)), range(8)):
            data = whole[:place] + bytes([whole[place] ^ (1 << bit)]) + whole[place + 1:]
            code, lines = ask(*self.verify(data, "--policy", policy))
            self.assertEqual((code, len(lines)), (1, 2), f"byte {place} bit {bit}: {lines}")
        for data in (whole[:-1], whole + b"\n", b"", whole[1:], whole.replace(b"\n", b"\r\n")):
            self.refused(*self.verify(data, "--policy", policy))

    def test_without_the_entry(self):
        entries = [entry(n) for n in range(4)]
        bare, full = (receipt(2, entries, [LOG], extra=extra) for extra in (False, True))
        self.wrongly(*self.verify(bare))
        mine, other = self.file("mine", entries[2]), self.file("other", entries[1])
        for data in (bare, full):
            self.sound(*self.verify(data, "--entry", mine))
            self.sound(*self.verify(data, "--entry", tool.leaf_hash(entries[2]).hex()))
            self.refused(*self.verify(data, "--entry", other))
            self.refused(*self.verify(data, "--entry", tool.leaf_hash(entries[1]).hex()))
        self.wrongly(*self.verify(full, "--entry", self.directory / "none"))

    def test_forms(self):
        entries = [entry(n) for n in range(4)]
        good = receipt(2, entries, [LOG]).decode()
        for data in (good.replace("index 2", "index 02"), good.replace("index 2", "index  2"), good.replace("index 2\n", ""),
                     good.replace("index 2", "index 6"), good.replace("@v1", "@v2"), good.replace("index 2\n", "index 2\n\n"),
                     good.replace("index 2\n", "index 2\nAAAA\n"), good.replace("index 2", "index 2\nindex 2")):
            self.refused(*self.verify(data))
        self.refused(*self.verify(receipt(0, [b"not an entry"], [LOG])), says="canonical")


class Consistency(InDirectory):
    def verify(self, old):
        return "consistency", self.file("old", old), self.log, "--key", LOG.vkey

    def test_grown_and_rewritten(self):
        entries = [entry(n) for n in range(9)]
        export(self.log, entries, [LOG])
        for size in range(10):
            self.sound(*self.verify(checkpoint(entries[:size], [LOG])))
        self.refused(*self.verify(checkpoint(entries + [entry(9)], [LOG])), says="shrunk")
        self.refused(*self.verify(checkpoint(entries[1:5], [LOG])), says="rewritten")
        self.refused(*self.verify(checkpoint(entries[1:] + entries[:1], [LOG])), says="rewritten")
        self.refused(*self.verify(checkpoint(entries[:5], [Signer(ORIGIN, seed=9)])))
        self.wrongly("consistency", self.directory / "none", self.log, "--key", LOG.vkey)


if __name__ == "__main__":
    result = unittest.TextTestRunner(verbosity=1).run(unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"]))
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed", flush=True)
    sys.exit(failed != 0)
