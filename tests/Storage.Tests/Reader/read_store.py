#!/usr/bin/env python3
"""Reads a store and prints what counts in it as JSON. Written from docs/formats.md alone, with the standard library alone."""
import gzip, hashlib, json, os, re, struct, sys

TABLE = []
for n in range(256):
    for _ in range(8):
        n = n >> 1 ^ (0x82F63B78 if n & 1 else 0)
    TABLE.append(n)


def crc32c(data, salt=0):
    register = 0xFFFFFFFF ^ salt
    for byte in data:
        register = TABLE[(register ^ byte) & 255] ^ register >> 8
    return register ^ 0xFFFFFFFF


def text(value):
    data = value.encode()
    return struct.pack("<I", len(data)) + data


def is_good(line, salt):
    return line.startswith(b'{"kind":"') and line[-18:-10] == b',"crc":"' and line[-2:] == b'"}' and line[-10:-2] == b"%08x" % crc32c(line[:-18], salt)


def good_lines(content, salt):
    """Every good line, wherever it is; the end without a line feed is none."""
    for line in content.split(b"\n")[:-1]:
        if line.startswith(b'{"kind":"header"') and is_good(line, 0):
            yield json.loads(line), line
            continue
        at = 0
        while at >= 0:
            if is_good(line[at:], salt):
                yield json.loads(line[at:]), line[at:]
                break
            at = line.find(b'{"kind":"', at + 1)


def segments(folder):
    """(writer, number, content), the plain file before the sealed one, writers by length and text."""
    found = {}
    for name in os.listdir(folder) if os.path.isdir(folder) else []:
        match = re.fullmatch(r"(w\d{4,})-(\d{6,})\.jsonl(\.gz)?", name)
        if match and (match[3] is None or (match[1], int(match[2])) not in found):
            found[match[1], int(match[2])] = os.path.join(folder, name)
    for (writer, number), path in sorted(found.items(), key=lambda item: (len(item[0][0]), item[0])):
        with open(path, "rb") as file:
            content = file.read()
        yield writer, number, gzip.decompress(content) if path.endswith(".gz") else content


def stream(run, folder, name):
    """(order, writer, line, bytes) of every line of a stream, each (writer, seq) once."""
    seen = set()
    for writer, number, content in segments(folder):
        salt = struct.unpack(">I", hashlib.sha256(text("salt") + text(run) + text(name) + text(writer) + struct.pack("<q", number)).digest()[:4])[0]
        epoch = int(writer[1:])
        for line, raw in good_lines(content, salt):
            if line["kind"] == "header":
                epoch = line["epoch"]
            elif line["kind"] != "seal" and (writer, line["seq"]) not in seen:
                seen.add((writer, line["seq"]))
                yield (epoch, len(writer), writer, line["seq"]), writer, line, raw


def fill(messages, arguments):
    hole = re.compile(r"\{\{|\}\}|\{([^}]*)\}")
    one = lambda match: match[0][0] if match[1] is None else arguments[match[1].split(":")[0]]
    return "\n\n".join(("" if m["role"] is None else m["role"] + ":\n") + hole.sub(one, m["text"]) for m in messages)


class Run:
    def __init__(self, folder):
        self.folder = folder
        with open(os.path.join(folder, "run.json"), encoding="utf-8") as file:
            self.info = json.load(file)
        self.id = self.info["run"]
        self.templates, self.texts, self.tasks, self.winners, self.lines = {}, {}, {}, {}, {}
        self.measured, self.artifacts, self.events, self.erased, self.gone = {}, {}, [], set(), 0
        self.transforms = {}
        for order, writer, line, raw in stream(self.id, os.path.join(folder, "journal"), "journal"):
            self.take(order, writer, line, raw)

    def take(self, order, writer, line, raw):
        kind = line["kind"]
        if kind == "template":
            self.templates[line["id"]] = line["messages"]
        elif kind == "text":
            self.texts[line["id"]] = line["text"]
        elif kind == "task":
            self.latest(self.tasks, line["key"].split(":")[1], order, line)
        elif kind in ("record", "reuse"):
            line["raw"] = raw[raw.find(b',"record":') + 10:-18] if "record" in line else b""
            self.lines[writer, line["seq"]] = line
            self.latest(self.winners, line["key"], ("error" not in line, *order), {**line, "line": (self.id, writer, line["seq"])})
        elif kind == "transform":
            self.latest(self.transforms, (line["key"], line["transform"]), order, line)
        elif kind == "measurement":
            self.latest(self.measured, (line["key"], line["name"], line["step"]), order, line)
        elif kind == "artifact":
            self.latest(self.artifacts, (line["key"], line["name"]), order, line)
        elif kind == "event":
            self.events.append((order, line))
        elif kind == "tombstone":
            self.erased.add(line["key"])
        elif kind == "gap" and line["cause"] != "erased":
            self.gone += line["lines"]

    @staticmethod
    def latest(table, key, order, line):
        if key not in table or table[key][0] < order:
            table[key] = (order, line)

    def value(self, value):
        """An annotated value with its shared texts and its templates filled in."""
        if isinstance(value, list):
            return [self.value(one) for one in value]
        if not isinstance(value, dict):
            return value
        if value.keys() == {"$text"}:
            return self.texts[value["$text"]]
        if value.keys() == {"template", "arguments"}:
            return fill(self.templates[value["template"]], self.value(value["arguments"]))
        return {name: self.value(one) for name, one in value.items()}


def scores(run, winners):
    evaluations = {}
    root = os.path.join(run.folder, "evaluations")
    for name in sorted(os.listdir(root)) if os.path.isdir(root) else []:
        latest = {}
        for order, _, line, _ in stream(run.id, os.path.join(root, name), name):
            if line["kind"] == "score":
                Run.latest(latest, line["key"], order, line)
        evaluations[name] = {key: {"value": line["value"], "label": line["label"], "unscored": line["unscored"], "current": is_current(line, winners.get(key), run)} for key, (_, line) in latest.items()}
    return evaluations


def is_current(score, winner, run):
    if winner is None or score["error"] is not None or tuple(winner["line"]) != (score["run"], score["writer"], score["sequence"]):
        return False
    if "transform" in score:
        made = [line for (key, _), (_, line) in run.transforms.items() if key == score["key"]]
        return any(one["output"] == score["output"] and (one["run"], one["writer"], one["sequence"]) == tuple(winner["line"]) for one in made)
    return score["output"] == hashlib.sha256(winner["raw"]).hexdigest()[:32]


def tombstones(store, experiment):
    """The generations that were erased from an experiment, or from all."""
    path = os.path.join(store, "erased.jsonl")
    if not os.path.exists(path):
        return set()
    with open(path, "rb") as file:
        lines = [line for line, _ in good_lines(file.read(), 0)]
    if not lines or lines[-1]["kind"] != "seal" or lines[-1]["lines"] != len(lines) - 1:
        raise ValueError(path + " is damaged")
    return {line["id"] for line in lines if line["kind"] == "tombstone" and line["of"] == "generation" and line["experiment"] in (None, experiment)}


def describe(run, others, store, erased):
    winners, generations = {}, {}
    for key, (_, line) in run.winners.items():
        source = run
        if line["kind"] == "reuse":
            source, place = others[line["run"]], (line["writer"], line["sequence"])
            line = {**source.lines[place], "line": (line["run"], *place), "kind": "reuse"}
        winners[key] = line
        generations[key] = {"reuse": line["kind"] == "reuse", "attempt": line["attempt"], "error": line.get("error"), "record": source.value(line.get("record"))}
    objects = {}
    for (key, name), (_, line) in run.artifacts.items():
        with open(os.path.join(store, "objects", line["sha256"][:2], line["sha256"]), "rb") as file:
            content = file.read()
        objects[f"{key} {name}"] = hashlib.sha256(content).hexdigest() == line["sha256"] and content.decode()
    with open(os.path.join(run.folder, "manifest.jsonl"), "rb") as file:
        planned = [line["key"] for line, _ in good_lines(file.read(), int(run.info["manifest"][:8], 16)) if line["kind"] == "generation"]
    return {
        "status": run.info["status"], "gone": run.gone, "planned": planned, "generations": generations, "scores": scores(run, winners), "artifacts": objects,
        "tasks": {key: {"item": line["item"], "task": run.value(line["task"])} for key, (_, line) in run.tasks.items()},
        "measurements": {f"{key} {name} {step}": line["value"] for (key, name, step), (_, line) in run.measured.items()},
        "transforms": {f"{key} {line['name']}": {"value": run.value(line.get("value")), "none": line.get("none"), "error": line["error"]["kind"] if "error" in line else None} for (key, _), (_, line) in run.transforms.items()},
        "erased": [key for key in planned if key in run.erased or key in erased],
        "events": [[line["key"], line["name"], line["text"]] for _, line in sorted(run.events, key=lambda event: event[0])],
    }


def main(store):
    said = {}
    root = os.path.join(store, "experiments")
    for experiment in sorted(os.listdir(root)):
        folder = os.path.join(root, experiment, "runs")
        runs = {name: Run(os.path.join(folder, name)) for name in sorted(os.listdir(folder)) if os.path.exists(os.path.join(folder, name, "run.json"))}
        said[experiment] = {name: describe(run, runs, store, tombstones(store, experiment)) for name, run in runs.items()}
    json.dump(said, sys.stdout, ensure_ascii=False, sort_keys=True, allow_nan=False)


main(sys.argv[1])
