"use strict";
(async () => {
  const $ = id => document.getElementById(id);
  const HEIGHT = 34, LIMIT = 30000000, BLOCK = 100;
  const SHOWN = 50000;
  const WORDS = { r: "right", w: "wrong", n: "", u: "unscored", f: "failed", m: "missing", e: "erased", "-": "not planned" };
  const MARKS = { r: "✓ right", w: "✗ wrong", u: "unscored", f: "failed", m: "missing", e: "erased", "-": "not planned" };
  const clean = text => String(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
  const make = (name, text, kind) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = clean(text);
    if (kind) element.className = kind;
    return element;
  };
  async function inflate(id) {
    const bytes = Uint8Array.from(atob($(id).textContent), letter => letter.charCodeAt(0));
    return JSON.parse(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text());
  }

  const data = await inflate("columns"), total = data.items.length, hasDetails = $("d0") !== null;
  const short = value => Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
  const outcome = (arm, row) => arm.outcomes[row] === "n" ? short(arm.scores[row]) : MARKS[arm.outcomes[row]];
  const score = (arm, row) => ({ r: 1, w: 0, n: arm.scores ? arm.scores[row] : null })[arm.outcomes[row]] ?? null;
  const columns = [{ name: "item", width: "minmax(11rem,2fr)", text: row => data.items[row], value: row => data.items[row] }];
  if (data.samples) columns.push({ name: "sample", width: "5rem", text: row => data.samples[row], value: row => data.samples[row] });
  for (const slice of data.slices) columns.push({ name: slice.name, width: "minmax(7rem,1fr)", text: row => slice.levels[row] ?? "", value: row => slice.levels[row] });
  const order = "-emfuwr";
  for (const arm of data.arms) columns.push({
    name: arm.name, width: "minmax(7rem,1fr)", kind: row => arm.outcomes[row] === "r" ? "right" : arm.outcomes[row] === "w" ? "wrong" : "soft",
    text: row => outcome(arm, row), value: row => score(arm, row) ?? (data.proportion ? order.indexOf(arm.outcomes[row]) - 9 : null) });

  const filters = [["All", () => true]];
  const any = test => row => data.arms.some(arm => test(arm.outcomes[row]));
  if (data.proportion) filters.push(["Some arm wrong", any(letter => letter === "w")], ["Every arm right", row => data.arms.every(arm => arm.outcomes[row] === "r")]);
  for (const [letter, word] of [["f", "failed"], ["m", "missing"], ["u", "unscored"], ["e", "erased"]]) filters.push(["Some arm " + word, any(found => found === letter)]);
  if (data.arms.length > 1) filters.push(["Arms differ", row => {
    const scores = data.arms.map(arm => score(arm, row)).filter(value => value !== null);
    return scores.some(value => value !== scores[0]);
  }]);
  for (const [b, c] of data.pairs) {
    const base = data.arms[b], candidate = data.arms[c], sign = data.higher ? 1 : -1, names = `${candidate.name} against ${base.name}`;
    const gain = row => score(base, row) === null || score(candidate, row) === null ? 0 : sign * (score(candidate, row) - score(base, row));
    filters.push([`Regressions: ${names}`, row => gain(row) < 0 || (score(base, row) !== null && "mfu".includes(candidate.outcomes[row]))]);
    filters.push([`Improvements: ${names}`, row => gain(row) > 0]);
  }
  filters.forEach(([name], index) => $("show").append(new Option(clean(name), index)));

  let view = [], sort = { column: -1, down: false }, current = 0, found = null, turn = 0;
  const state = new URLSearchParams(location.hash.slice(1));
  const grid = $("grid"), rows = $("rows"), head = $("head"), dialog = $("detail");
  const remember = () => {
    const next = new URLSearchParams();
    if ($("find").value) next.set("find", $("find").value);
    if ($("show").value !== "0") next.set("show", $("show").value);
    if ($("deep").checked) next.set("deep", "1");
    if (sort.column >= 0) next.set("sort", (sort.down ? "-" : "") + sort.column);
    if (dialog.open) next.set("row", view[current]);
    history.replaceState(null, "", "#" + next);
  };

  grid.style.setProperty("--columns", columns.map(column => column.width).join(" "));
  grid.style.setProperty("--least", 11 + 7 * (columns.length - 1) + "rem");
  grid.setAttribute("aria-colcount", columns.length);
  columns.forEach((column, index) => {
    const cell = make("div"), button = make("button", column.name);
    cell.setAttribute("role", "columnheader");
    cell.setAttribute("aria-colindex", index + 1);
    button.addEventListener("click", () => {
      sort = sort.column === index && sort.down ? { column: -1, down: false } : { column: index, down: sort.column === index };
      arrange();
    });
    cell.append(button);
    head.append(cell);
  });

  function compare(a, b) {
    const x = columns[sort.column].value(a), y = columns[sort.column].value(b);
    if (x === y) return a - b;
    if (x === null || x === undefined) return 1;
    if (y === null || y === undefined) return -1;
    return (x < y ? -1 : 1) * (sort.down ? -1 : 1);
  }

  function arrange() {
    const wanted = $("find").value.trim().toLowerCase(), test = filters[$("show").value][1];
    const texts = columns.slice(0, columns.length - data.arms.length);
    const kept = [];
    for (let row = 0; row < total; row++)
      if (test(row) && (!wanted || texts.some(column => String(column.text(row)).toLowerCase().includes(wanted)) || (found && found.has(row)))) kept.push(row);
    if (sort.column >= 0) kept.sort(compare);
    [...head.children].forEach((cell, index) => cell.setAttribute("aria-sort", index !== sort.column ? "none" : sort.down ? "descending" : "ascending"));
    view = kept;
    current = Math.min(current, Math.max(0, view.length - 1));
    grid.setAttribute("aria-rowcount", view.length + 1);
    $("count").textContent = `${view.length.toLocaleString("en")} of ${total.toLocaleString("en")} rows`;
    rows.style.height = Math.min(view.length * HEIGHT, LIMIT) + "px";
    draw();
    remember();
  }

  // Browsers end at some thirty million pixels: beyond that, scrolling is scaled.
  const reach = () => Math.max(1, Math.min(view.length * HEIGHT, LIMIT) - room()), real = () => Math.max(1, view.length * HEIGHT - room());
  const room = () => grid.clientHeight - head.offsetHeight;
  const scale = () => view.length * HEIGHT > LIMIT ? real() / reach() : 1;

  function draw() {
    const top = grid.scrollTop * scale(), first = Math.max(0, Math.floor(top / HEIGHT) - 4), last = Math.min(view.length, first + Math.ceil(room() / HEIGHT) + 9);
    const drawn = document.createDocumentFragment();
    for (let at = first; at < last; at++) {
      const line = make("div", undefined, at === current ? "row current" : "row");
      line.id = "r" + at;
      line.setAttribute("role", "row");
      line.setAttribute("aria-rowindex", at + 2);
      line.setAttribute("aria-selected", at === current);
      line.style.top = at * HEIGHT - top + grid.scrollTop + "px";
      line.addEventListener("click", () => { current = at; open(); });
      columns.forEach((column, index) => {
        const cell = make("div", column.text(view[at]), column.kind ? column.kind(view[at]) : "");
        cell.setAttribute("role", "gridcell");
        cell.setAttribute("aria-colindex", index + 1);
        cell.title = clean(column.text(view[at])).slice(0, 300);
        line.append(cell);
      });
      drawn.append(line);
    }
    rows.replaceChildren(drawn);
    if ($("r" + current)) grid.setAttribute("aria-activedescendant", "r" + current);
    else grid.removeAttribute("aria-activedescendant");
  }

  function move(to) {
    if (!view.length) return;
    current = Math.max(0, Math.min(view.length - 1, to));
    const top = current * HEIGHT, shown = grid.scrollTop * scale();
    if (top < shown) grid.scrollTop = top / scale();
    else if (top + HEIGHT > shown + room()) grid.scrollTop = (top + HEIGHT - room()) / scale();
    draw();
  }

  // A text of a megabyte takes the browser many seconds to lay out: its start is shown at once, the rest on demand.
  function block(text) {
    if (text.length <= SHOWN) return [make("pre", text)];
    const pre = make("pre", text.slice(0, SHOWN)), more = make("button", `Show all ${text.length.toLocaleString("en")} characters`);
    more.type = "button";
    more.addEventListener("click", () => { pre.textContent = clean(text); more.remove(); pre.focus(); });
    return [pre, more];
  }

  function texts(parent, parts, missing) {
    if (!parts || !parts.length) { if (missing) parent.append(make("p", missing, "soft")); return; }
    for (const [label, text] of parts) parent.append(make("h4", label), ...block(text === null ? "left out of this report" : text));
  }

  async function open() {
    if (!view.length) return;
    const row = view[current], mine = ++turn, body = $("detail-body");
    const cells = hasDetails ? (await inflate("d" + Math.floor(row / BLOCK)))[row % BLOCK] : data.arms.map(() => ({}));
    if (mine !== turn) return;
    const name = data.items[row] + (data.samples && data.samples[row] ? ` (sample ${data.samples[row]})` : "");
    $("detail-title").textContent = clean(name);
    body.replaceChildren();
    for (const slice of data.slices) if (slice.levels[row] !== null) body.append(make("p", `${slice.name}: ${slice.levels[row]}`, "soft"));
    const prompts = cells.filter(cell => cell.prompt).length, first = cells.find(cell => cell.prompt);
    if (prompts === 1) { body.append(make("h3", "Asked")); texts(body, first.prompt); }
    const arms = make("div", undefined, "arms");
    data.arms.forEach((arm, index) => {
      const card = make("article"), cell = cells[index];
      card.append(make("h3", arm.name));
      card.append(make("p", outcome(arm, row), arm.outcomes[row] === "r" ? "right" : arm.outcomes[row] === "w" ? "wrong" : "strong"));
      if (prompts > 1 && cell.prompt) texts(card, cell.prompt);
      if (cell.error) card.append(make("h4", "Why"), ...block(cell.error));
      texts(card, cell.output, cell.error || !hasDetails ? "" : "No output is on record here.");
      if (cell.explanation) card.append(make("h4", "The evaluator's explanation"), ...block(cell.explanation));
      for (const [label, value] of cell.measurements || []) card.append(make("p", `${label}: ${short(value)}`, "soft"));
      arms.append(card);
    });
    if (!hasDetails) body.append(make("p", "Prompts and outputs are left out of this report.", "soft"));
    body.append(arms);
    body.scrollTop = 0;
    if (!dialog.open) dialog.showModal();
    $("previous").disabled = current === 0;
    $("next").disabled = current === view.length - 1;
    remember();
  }

  async function search() {
    const wanted = $("find").value.trim().toLowerCase(), mine = ++turn;
    found = null;
    if ($("deep").checked && hasDetails && wanted) {
      const hits = new Set();
      for (let block = 0; block * BLOCK < total; block++) {
        (await inflate("d" + block)).forEach((cells, index) => {
          if (cells.some(cell => [...(cell.prompt || []), ...(cell.output || []), ["", cell.explanation || ""], ["", cell.error || ""]].some(([, text]) => String(text).toLowerCase().includes(wanted)))) hits.add(block * BLOCK + index);
        });
        if (mine !== turn) return;
        if (block % 50 === 49) $("count").textContent = `Searching: ${Math.round(100 * block * BLOCK / total)}%`;
      }
      found = hits;
    }
    arrange();
  }

  grid.addEventListener("scroll", () => requestAnimationFrame(draw));
  grid.addEventListener("keydown", event => {
    if (event.target !== grid) return;
    const page = Math.max(1, Math.floor(room() / HEIGHT) - 1);
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + page, PageUp: current - page, Home: 0, End: view.length - 1 }[event.key];
    if (to !== undefined) { event.preventDefault(); move(to); }
    else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); }
  });
  $("find").addEventListener("input", search);
  $("deep").addEventListener("change", search);
  $("show").addEventListener("change", arrange);
  $("previous").addEventListener("click", () => { move(current - 1); open(); });
  $("next").addEventListener("click", () => { move(current + 1); open(); });
  $("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { draw(); grid.focus(); remember(); });
  addEventListener("resize", draw);

  $("explorer").hidden = false;
  if (!hasDetails) $("deep").closest("label").hidden = true;
  $("find").value = state.get("find") || "";
  $("deep").checked = state.get("deep") === "1" && hasDetails;
  if (filters[state.get("show")]) $("show").value = state.get("show");
  const sorted = state.get("sort");
  if (sorted !== null && columns[Math.abs(sorted)]) sort = { column: Math.abs(sorted), down: sorted.startsWith("-") };
  await search();
  if (state.has("row") && view.includes(Number(state.get("row")))) { move(view.indexOf(Number(state.get("row")))); await open(); }
  document.documentElement.dataset.ready = "yes";
})();
