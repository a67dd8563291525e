"""Computes keys.json from docs/keys.md alone, with nothing but Python's standard library.

    python3 tests/Runtime.Tests/Vectors/make_vectors.py > tests/Runtime.Tests/Vectors/keys.json

It shares no code with the SDK: where the two agree, the page says enough to compute a key in another language.
"""
import hashlib
import json
import struct
from datetime import date, datetime, timezone


def u32(n):
    return struct.pack("<I", n)


def i64(n):
    return struct.pack("<q", n)


def raw(data):
    return u32(len(data)) + data


def string(text):
    return raw(text.encode("utf-8"))


NULL = b"\x00"
FALSE = b"\x05"
TRUE = b"\x06"


def text(value):
    return NULL if value is None else b"\x01" + string(value)


def integer(value):
    return NULL if value is None else b"\x02" + string(str(value))


def double(value):
    if value != value:
        bits = bytes.fromhex("000000000000f87f")
    else:
        bits = struct.pack("<d", 0.0 if value == 0 else value)
    return b"\x03" + bits


def single(value):
    if value != value:
        bits = bytes.fromhex("0000c07f")
    else:
        bits = struct.pack("<f", 0.0 if value == 0 else value)
    return b"\x04" + bits


def decimal(digits):
    return NULL if digits is None else b"\x07" + string(digits)


def moment(year, month, day, hour, minute, second, ticks=0):
    start = datetime(1, 1, 1, tzinfo=timezone.utc)
    passed = datetime(year, month, day, hour, minute, second, tzinfo=timezone.utc) - start
    return b"\x08" + i64((passed.days * 86400 + passed.seconds) * 10_000_000 + ticks)


def day(value):
    return b"\x09" + string(value.isoformat())


def time(ticks):
    return b"\x0a" + i64(ticks)


def duration(ticks):
    return b"\x0b" + i64(ticks)


def guid(value):
    return b"\x0c" + string(value)


def uri(value):
    return b"\x0d" + string(value)


def version(value):
    return b"\x0e" + string(value)


def enum(name):
    return b"\x0f" + string(name)


def flags(*names):
    return enum(",".join(sorted(names, key=lambda n: n.encode("utf-8"))))


def data(value):
    return b"\x10" + raw(value)


def listed(*values):
    return b"\x11" + u32(len(values)) + b"".join(values)


def set_of(*values):
    return b"\x12" + u32(len(values)) + b"".join(sorted(values))


def map_by(*entries):
    return b"\x13" + u32(len(entries)) + b"".join(sorted(key + value for key, value in entries))


def map_of(**values):
    return b"\x13" + u32(len(values)) + b"".join(sorted(text(k) + v for k, v in values.items()))


def parts(values):
    named = sorted(values.items(), key=lambda part: part[0].encode("utf-8"))
    return u32(len(named)) + b"".join(string(name) + value for name, value in named)


def nested(schema_id, key_version, values, tag=""):
    return b"\x14" + string(schema_id) + u32(key_version if schema_id else 0) + string(tag) + parts(values)


def template(template_text, values):
    return chat([("", template_text)], values)


def chat(messages, values):
    identity = hashlib.sha256(u32(len(messages)) + b"".join(string(role) + string(said) for role, said in messages)).digest()
    return b"\x15" + identity + parts(values)


def root(schema_id, key_version, values):
    return string(schema_id) + u32(key_version) + parts(values)


def derived_root(schema_id, key_version, tag, values):
    return root(schema_id, key_version, {"": text(tag), **values})


def joined(schema_id, key_version, value):
    return string("joined") + string(schema_id) + i64(key_version) + string(value)


STEPS = "{{Solve}} {question} in {steps} steps: {question}\n"


def scalars(**changes):
    values = dict(
        Yes=TRUE, No=FALSE, Char=text("x"), Text=text(""), Nothing=NULL, SByte=integer(0), Byte=integer(0), Short=integer(0),
        UShort=integer(0), Int=integer(0), UInt=integer(0), Long=integer(0), ULong=integer(0), Big=integer(0), Huge=integer(0),
        UHuge=integer(0), Double=double(0.0), Single=single(0.0), Decimal=decimal("0"), Trimmed=decimal("0"),
        Moment=moment(2026, 1, 31, 12, 0, 0), Date=day(date(1, 1, 1)), Time=time(0), Span=duration(0),
        Guid=guid("00000000-0000-0000-0000-000000000000"), Uri=NULL, Version=NULL, Colour=enum("Red"), Rights=enum("None"),
        MaybeInt=NULL, MaybeColour=NULL)
    values.update(changes)
    return root("scalars", 4, values)


def collections(**changes):
    values = dict(
        Numbers=listed(), Names=NULL, Colours=listed(), Points=listed(), Set=set_of(), Doubles=set_of(), Palette=set_of(), Map=map_of(),
        Nested=map_of(), Where=map_of(), Bytes=data(b""), Memory=data(b""), Prices=listed(), Plain=NULL, Steps=NULL)
    values.update(changes)
    return root("collections", 1, values)


def later(**changes):
    values = {"item": integer(-7), "\uff5e": integer(1), "\U0001f600": integer(2)}
    values.update(changes)
    return root("later", 1, values)


def point(x, y):
    return nested("point", 2, {"X": integer(x), "why": integer(y)})


def plain(name, *inner):
    return nested("", 0, {"Name": text(name), "Inner": listed(*inner)})


RENDERED = "{Solve} sums in 3 steps: sums\n"

QUESTION = "Solve step by step, then give the number after '####'.\n\nQuestion: {question}"

CASES = {
    "word-problem": root("word-problems", 1, {
        "Id": text("p-1"), "Prompt": template(QUESTION, {"question": text("1 + 1?")}), "SystemPrompt": text("Be brief.")}),
    "scalars": scalars(),
    "scalars-full": scalars(
        Char=text("é"), Text=text("line\n\"\u0000\U0001f600e\u0301"), Nothing=text(""), SByte=integer(-128), Byte=integer(255),
        Short=integer(-32768), UShort=integer(65535), Int=integer(-2147483648), UInt=integer(4294967295),
        Long=integer(-9223372036854775808), ULong=integer(18446744073709551615), Big=integer(-(10 ** 40)), Huge=integer(-(2 ** 127)),
        UHuge=integer(2 ** 128 - 1), Double=double(-0.1), Single=single(0.1), Decimal=decimal("-1.50"), Trimmed=decimal("-1.5"),
        Moment=moment(2026, 1, 31, 11, 0, 0, 1), Date=day(date(2026, 1, 31)), Time=time(863999999999), Span=duration(-12345678901234),
        Guid=guid("0123abcd-4567-89ef-0123-456789abcdef"), Uri=uri("HTTP://Example.org/ä?x=%20"), Version=version("1.2.3"),
        Colour=enum("Blue"), Rights=flags("Write", "Read", "Admin"), MaybeInt=integer(-1), MaybeColour=enum("Green")),
    "scalars-special": scalars(Double=double(float("nan")), Single=single(float("nan")), Trimmed=decimal("100"), Decimal=decimal("0.00")),
    "scalars-infinite": scalars(Double=double(float("inf")), Single=single(float("-inf"))),
    "collections": collections(),
    "collections-full": collections(
        Numbers=listed(integer(3), integer(-1), integer(3)), Names=listed(text("a"), NULL, text("")), Colours=listed(enum("Green"), enum("Red")),
        Points=listed(point(1, 2), point(0, 7)), Set=set_of(text("b"), text("a"), text("\U0001f600"), text("\uff5e"), text("aa")),
        Doubles=set_of(double(1.0), double(-2.5), double(float("nan"))), Palette=set_of(enum("Red"), enum("Green")),
        Map=map_of(b=integer(1), a=integer(2), aa=integer(3)), Nested=map_of(x=listed(decimal("1.0"), NULL), y=listed()),
        Where=map_of(here=point(1, 1), nowhere=NULL), Bytes=data(b"\x00\xff"), Memory=data(b"abc"), Prices=listed(decimal("1.5"), decimal("20")),
        Plain=plain("outer", plain(None), plain("x", plain("y"))), Steps=template(STEPS, {"question": text("q"), "steps": integer(4)})),
    "later-defaults": later(),
    "later-other": later(
        Rate=double(0.25), Extra=text("x"), Colour=enum("Red"), Price=decimal("1.5"), Flag=NULL),
    "joined": joined("joined.task", 3, "id-1::" + hashlib.sha256(RENDERED.encode()).hexdigest()[:8] + "::0.13::1/-2::::Read,Write"),
    "joined-full": joined("joined.task", 3, "id-1::" + hashlib.sha256(RENDERED.encode()).hexdigest()[:8] + "::-2.00::note::1/-2::0.1::None"),
    "holds-joined": root("holds-joined", 1, {"Pair": nested("", 0, {"joined": text("1/-2")})}),
}


CASES["derived-root"] = derived_root("decoding", 3, "sampling", {"Seed": integer(-1), "Temperature": double(0.5)})
CASES["derived-root-greedy"] = derived_root("decoding", 3, "greedy", {"Seed": integer(0)})
CASES["holds-derived"] = root("holds-decoding", 1, {
    "Decoding": nested("decoding", 3, {"Seed": integer(2), "Temperature": double(0.0)}, tag="sampling"),
    "Weights": map_by((enum("Red"), integer(1)), (enum("Blue"), integer(2))),
    "Steps": map_by((integer(10), nested("decoding", 3, {"Seed": integer(0)}, tag="greedy")), (integer(-9), nested("decoding", 3, {"Seed": integer(1)}, tag="greedy"))),
    "Range": nested("interval", 2, {"From": NULL, "To": integer(5)})})
CASES["chat"] = root("chatting", 1, {
    "Chat": chat(
        [("system", "You answer {style}.\nAlways."), ("user", "{question} {{x}}"), ("assistant", ""), ("user", "{style}: {question}")],
        {"style": text("briefly"), "question": text("q")}),
    "Formatted": template(
        "{price:F2}|{price}|{when:yyyy-MM}|{count:X4}|{items}|{items:, }|{ids:N}{{:}}",
        {"price": decimal("1.005"), "when": moment(1, 1, 1, 0, 0, 0), "count": integer(10), "items": listed(double(0.5), double(0.0)), "ids": listed()})})


def main():
    vectors = {}
    for name, buffer in CASES.items():
        vectors[name] = {"buffer": buffer.hex(), "digest": hashlib.sha256(buffer).hexdigest()}
    print(json.dumps(vectors, indent=1, sort_keys=True))


main()
