"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const main = document.getElementById("main");
  const page = 200;
  const documents = new Map(data.documents.map(doc => [`${doc.id}/${doc.revision}`, doc]));
  const claims = data.claims.map((record, index) => ({ record, standing: data.standing[index], index }));
  const byId = new Map();
  for (const claim of claims) {
    if (!byId.has(claim.record.id)) byId.set(claim.record.id, []);
    byId.get(claim.record.id).push(claim);
  }

  const reviews = data.reviews.map(link => ({ ...link, entry: link.record === null ? null : JSON.parse(link.record) }));
  const place = claim => `${claim.standing.document}/${claim.standing.revision}`;

  // Text from outside never becomes markup: elements are made by hand and words are put in as text.
  const make = (name, options = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(options)) {
      if (value === null || value === undefined || value === false) continue;
      if (key === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
      else if (key === "class") element.className = value;
      else element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.filter(child => child !== null && child !== undefined));
    return element;
  };
  const show = (...elements) => main.replaceChildren(...elements.filter(element => element !== null));
  const number = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
  const speaker = record => record.sources.map(source => source.kind === "unnamed" && source.mention ? source.mention : source.name).join(" ← ");
  const words = record => record.content.map(part => part.text).join(" … ");
  const label = marking => marking ? make("span", { class: `mark ${marking.replace("+", "-")}` }, `TLP:${marking.toUpperCase()}`) : null;
  const grade = standing => `${standing.reliability ?? ""}${standing.credibility ?? ""}`;
  const docOf = claim => documents.get(place(claim));
  const link = (href, ...children) => make("a", { href }, ...children);
  const docHref = claim => `#document=${place(claim)}&claim=${claim.index}`;
  const day = value => value ? value.slice(0, 10) : "undated";

  function claimItem(claim, where) {
    const { record, standing } = claim;
    const doc = docOf(claim);
    const verdict = standing.verdict === "open" ? null : make("span", { class: "tag" }, standing.verdict + (grade(standing) ? ` ${grade(standing)}` : ""));
    const facts = record.propositions.map(what => make("span", { class: "tag" },
      `${what.actor.map(who => who.name).join(", ") || "?"} → ${what.type.toLowerCase()} → ${what.recipient.map(who => who.name).join(", ") || "?"}${what.polarity === "negative" ? " (not)" : ""}, ${what.status}`));
    return make("li", {},
      make("div", {}, label(standing.marking), make("b", { dir: "auto" }, speaker(record)), " ", make("span", { class: "stance" }, record.stance), verdict, ...facts),
      make("blockquote", { dir: "auto" }, link(docHref(claim), words(record))),
      where ? make("div", { class: "soft" }, `${day(doc.published)} `, make("span", { dir: "auto" }, `${doc.outlet ?? ""} — ${doc.title ?? doc.name}`), ` · ${record.id}`) : null);
  }

  const filters = { words: "", stance: "", speaker: "", verdict: "" };
  function showClaims() {
    const list = make("ol", { class: "list" });
    const told = make("p", { class: "soft", role: "status" });
    const more = make("p", { class: "more" });
    const options = (name, values) => {
      const select = make("select", { on: { change: () => { filters[name] = select.value; fill(page); } } }, make("option", { value: "" }, "all"));
      for (const [value, count] of values) select.append(make("option", { value, selected: filters[name] === value }, `${value} (${count})`));
      return select;
    };
    const count = key => [...claims.reduce((all, claim) => all.set(key(claim), (all.get(key(claim)) ?? 0) + 1), new Map())].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const field = make("input", { type: "search", value: filters.words, on: { input: () => { filters.words = field.value; fill(page); } } });
    const form = make("form", { role: "search", on: { submit: event => event.preventDefault() } },
      make("label", { class: "grow" }, "Words, names, outlets", field), make("label", {}, "Stance", options("stance", count(claim => claim.record.stance))),
      make("label", {}, "Speaker", options("speaker", count(claim => speaker(claim.record)).slice(0, 200))), make("label", {}, "Review", options("verdict", count(claim => claim.standing.verdict))));
    function fill(most) {
      const wanted = filters.words.toLowerCase().split(/\s+/).filter(Boolean);
      const found = claims.filter(claim => {
        if (filters.stance && claim.record.stance !== filters.stance || filters.speaker && speaker(claim.record) !== filters.speaker || filters.verdict && claim.standing.verdict !== filters.verdict) return false;
        if (wanted.length === 0) return true;
        const doc = docOf(claim);
        const hay = [speaker(claim.record), words(claim.record), claim.record.cue?.text, claim.record.id, doc.outlet, doc.title, doc.name, ...claim.record.propositions.flatMap(what => [what.type, ...what.actor.map(who => who.name), ...what.recipient.map(who => who.name)])].join(" ").toLowerCase();
        return wanted.every(word => hay.includes(word));
      });
      list.replaceChildren(...found.slice(0, most).map(claim => claimItem(claim, true)));
      told.textContent = `${number(found.length, "claim", "claims")} of ${claims.length.toLocaleString("en")}`;
      more.replaceChildren(...(found.length > most ? [make("button", { type: "button", on: { click: () => fill(most + page) } }, `Show ${Math.min(page, found.length - most)} more`)] : []));
    }
    fill(page);
    show(make("h2", {}, "Claims"), form, told, list, more);
  }

  function showDocuments() {
    const counts = claims.reduce((all, claim) => all.set(place(claim), (all.get(place(claim)) ?? 0) + 1), new Map());
    const rows = data.documents.map(doc => make("tr", {}, make("td", {}, day(doc.published)), make("td", { dir: "auto" }, doc.outlet ?? ""),
      make("td", { dir: "auto" }, label(doc.marking), link(`#document=${doc.id}/${doc.revision}`, doc.title ?? doc.name)), make("td", {}, String(counts.get(`${doc.id}/${doc.revision}`) ?? 0)), make("td", {}, doc.family ? doc.family.slice(0, 8) : "")));
    const families = data.families.map(family => make("li", {}, make("b", {}, family.family.slice(0, 8)), `: ${number(family.members.length, "document", "documents")} here, ${family.elsewhere} more in the ledger — one origin. `,
      ...family.members.flatMap(member => { const doc = data.documents.find(one => one.id === member.document); return [link(`#document=${doc.id}/${doc.revision}`, doc.outlet ?? doc.title ?? doc.name), ` (${member.relation}) `]; })));
    show(make("h2", {}, "Documents"), make("table", {}, make("thead", {}, make("tr", {}, ...["published", "outlet", "title", "claims", "family"].map(name => make("th", { scope: "col" }, name)))), make("tbody", {}, ...rows)),
      families.length ? make("h2", {}, "Copies") : null, families.length ? make("ul", { class: "list" }, ...families) : null);
  }

  function showDocument(key, chosen) {
    const doc = documents.get(key);
    if (!doc) { show(make("p", {}, "This document is not in the pack.")); return; }
    const own = claims.filter(claim => place(claim) === key);
    const current = own.find(claim => claim.index === chosen) ?? null;
    const points = Array.from(data.texts[doc.sha256]);
    const spans = [];
    for (const claim of own) for (const part of claim.record.content) spans.push({ start: part.start, end: part.end, claim, role: "content" });
    if (current) {
      if (current.record.cue) spans.push({ start: current.record.cue.start, end: current.record.cue.end, claim: current, role: "cue" });
      for (const source of current.record.sources) if (source.mention) spans.push({ start: source.start, end: source.end, claim: current, role: "who" });
    }
    const borders = [...new Set([0, points.length, ...spans.flatMap(span => [span.start, span.end])])].sort((a, b) => a - b);
    const starts = new Map();
    for (const span of spans) { if (!starts.has(span.start)) starts.set(span.start, []); starts.get(span.start).push(span); }
    const text = make("div", { class: "text", dir: "auto" });
    let open = [];
    let first = null;
    for (let at = 0; at + 1 < borders.length; at++) {
      open = open.filter(span => span.end > borders[at]).concat(starts.get(borders[at]) ?? []);
      const piece = points.slice(borders[at], borders[at + 1]).join("");
      const here = open.filter(span => span.end > borders[at]);
      if (here.length === 0) { text.append(piece); continue; }
      const on = here.some(span => span.role === "content" && span.claim === current);
      const name = [on ? "on" : "", here.some(span => span.role === "cue") ? "cue" : "", here.some(span => span.role === "who") ? "who" : ""].filter(Boolean).join(" ");
      const content = here.filter(span => span.role === "content");
      const element = make(content.length ? "mark" : "span", { class: name }, piece);
      if (content.length) {
        const inner = content.reduce((best, span) => span.end - span.start < best.end - best.start ? span : best);
        element.addEventListener("click", () => { location.hash = docHref(inner.claim).slice(1); });
        element.title = `${speaker(inner.claim.record)} ${inner.claim.record.stance}`;
      }
      if (on && !first) first = element;
      text.append(element);
    }
    const list = make("ol", { class: "list" }, ...own.map(claim => { const item = claimItem(claim, false); if (claim === current) item.className = "on"; return item; }));
    const facts = make("dl", {}, ...[["outlet", doc.outlet], ["published", doc.published], ["address", doc.address], ["came in", `${doc.added}, revision ${doc.revision}`], ["text", `texts/${doc.sha256}.txt`], ["original bytes", doc.original ? `originals/${doc.original}` : "none were kept"]]
      .filter(([, value]) => value).flatMap(([name, value]) => [make("dt", {}, name), make("dd", { dir: "auto" }, value)]));
    show(make("h2", { dir: "auto" }, label(doc.marking), doc.title ?? doc.name), facts,
      make("div", { class: "split" }, make("section", { "aria-label": "Text" }, text), make("section", { class: "side", "aria-label": "Claims in this text" }, current ? details(current) : null, make("h3", {}, number(own.length, "claim", "claims")), list)));
    first?.scrollIntoView({ block: "center" });
  }

  function details(claim) {
    const { record, standing } = claim;
    const about = reviews.filter(link => link.entry && (link.entry.subject === record.id || link.entry.other === record.id));
    const answers = record.answers.map(id => byId.has(id) ? link(docHref(byId.get(id)[0]), `${speaker(byId.get(id)[0].record)}: ${words(byId.get(id)[0].record)}`) : `${id} (not in this pack)`);
    const rows = [["id", record.id], ["speaker", speaker(record)], ["stance", `${record.stance} (${record.form})`], ["cue", record.cue?.text], ["words", words(record)],
      ["answers", answers.length ? make("span", {}, ...answers.flatMap(answer => [answer, " "])) : null], ["review", standing.verdict + (grade(standing) ? ` ${grade(standing)}` : "")], ["confidence", standing.confidence],
      ["read by", standing.model === null ? "a person" : `Hearsay ${record.reading.version}, model ${standing.model.slice(0, 12)}`], ["recorded", standing.recorded]];
    return make("div", {}, make("h3", {}, "This claim"), make("dl", {}, ...rows.filter(([, value]) => value !== null && value !== undefined && value !== "").flatMap(([name, value]) => [make("dt", {}, name), make("dd", { dir: "auto" }, value)])),
      about.length ? make("ul", { class: "list" }, ...about.map(reviewItem)) : null);
  }

  const reviewItem = item => item.entry === null
    ? make("li", { class: "soft" }, `${item.number}. withheld: ${item.touches ? "about something above the marking of this pack" : "about nothing in this pack"} · ${item.hash.slice(0, 16)}`)
    : make("li", {}, `${item.number}. ${item.entry.at.slice(0, 19).replace("T", " ")} `, make("b", {}, item.entry.reviewer), ` ${item.entry.kind} ${item.entry.relation ?? ""} ${item.entry.reliability ?? ""}${item.entry.credibility ?? ""} `,
      byId.has(item.entry.subject) ? link(docHref(byId.get(item.entry.subject)[0]), item.entry.subject.slice(0, 8)) : item.entry.subject.slice(0, 40), item.entry.other ? ` ↔ ${item.entry.other.slice(0, 8)}` : "", item.entry.note ? make("blockquote", { dir: "auto" }, item.entry.note) : null);

  function showReviews() {
    const withheld = reviews.filter(item => item.entry === null).length;
    show(make("h2", {}, "Reviews"), make("p", { class: "soft" }, `${number(reviews.length, "entry", "entries")} of the log, ${withheld} withheld. Each holds the hash of the one before; the last is ${data.facts.log.head}.`),
      make("ul", { class: "list" }, ...reviews.filter(item => item.entry !== null).map(reviewItem)));
  }

  function showDisputes() {
    show(make("h2", {}, "Disputes"), make("p", { class: "soft" }, "What is affirmed by one party and denied by another, or told with numbers that exclude each other. Copies of one report count as one origin."),
      data.disputes.length ? make("ol", { class: "list" }, ...data.disputes.map(item => make("li", {},
        make("div", { class: "soft" }, `${item.latest ?? "undated"} · for: ${number(item.for.articles, "article", "articles")}, ${number(item.for.origins, "origin", "origins")}; against: ${number(item.against.articles, "article", "articles")}, ${number(item.against.origins, "origin", "origins")}${item.numbers ? "; numbers differ" : ""}`),
        ...item.positions.map(position => make("div", {}, make("h3", { dir: "auto" }, `${position.name}: ${position.side}`), make("ul", { class: "list" }, ...position.statements.map(said => {
          const claim = (byId.get(said.claim) ?? []).find(one => one.standing.document === said.document) ?? byId.get(said.claim)?.[0];
          return make("li", {}, `${said.published ?? "undated"} `, make("b", { dir: "auto" }, said.speaker), ` ${said.stance} `, claim ? link(docHref(claim), said.words) : said.words, make("span", { class: "soft" }, ` ${said.outlet ?? ""}`));
        }))))))) : make("p", {}, "None among the claims of this pack."));
  }

  function showVerify() {
    const facts = data.facts;
    show(make("h2", {}, "How to verify this pack"),
      make("p", {}, "Without Hearsay: unpack it and compare every file with its hash."), make("pre", {}, "unzip case.zip -d case && cd case\nsha256sum -c manifest.sha256\nsha256sum -c SHA256SUMS"),
      make("p", {}, "Compare the hash of the manifest with the one that the sender told you by another way: it stands for the whole pack."),
      make("p", {}, "With Hearsay: the same, and every passage is compared with its text, every claim's id is computed, the chain of reviews is followed, and texts and claims are derived again from the original bytes."),
      make("pre", {}, "hearsay verify case.zip"), make("h2", {}, "What it is"),
      make("dl", {}, ...[["query", facts.query || "everything"], ["as of", facts.as_of], ["prepared by", facts.producer], ["Hearsay", facts.hearsay], ["marking", facts.marking], ["nothing above", facts.max_marking],
        ["claims", `${facts.claims} (${facts.left_out} left out for their marking)`], ["documents", facts.documents], ["review log", `${facts.log.entries} entries, last ${facts.log.head}`],
        ["readers", facts.readers.map(reader => `${reader.version}, model ${reader.model}`).join("; ")], ["exports", facts.exports.join(", ")]]
        .filter(([, value]) => value !== null && value !== undefined && value !== "").flatMap(([name, value]) => [make("dt", {}, name), make("dd", { dir: "auto" }, String(value))])));
  }

  function route() {
    const hash = decodeURIComponent(location.hash.slice(1));
    const document_ = /^document=([0-9a-f]+\/\d+)(?:&claim=(\d+))?$/.exec(hash);
    const name = document_ ? "documents" : ["claims", "documents", "disputes", "reviews", "verify"].includes(hash) ? hash : "claims";
    for (const anchor of document.querySelectorAll("nav a")) {
      if (anchor.getAttribute("href") === `#${name}`) anchor.setAttribute("aria-current", "page"); else anchor.removeAttribute("aria-current");
    }
    if (document_) showDocument(document_[1], document_[2] === undefined ? null : Number(document_[2]));
    else ({ claims: showClaims, documents: showDocuments, disputes: showDisputes, reviews: showReviews, verify: showVerify })[name]();
    if (!(document_ && document_[2] !== undefined)) scrollTo(0, 0);
  }

  const title = data.facts.title || (data.facts.query ? `Claims: ${data.facts.query}` : "All claims");
  document.title = `${title} — proof pack`;
  document.getElementById("title").textContent = title;
  document.getElementById("summary").textContent = `${number(claims.length, "claim", "claims")} in ${number(data.documents.length, "document", "documents")}, prepared by ${data.facts.producer} with Hearsay ${data.facts.hearsay}.`;
  if (data.facts.marking) {
    const marking = document.getElementById("marking");
    marking.textContent = `TLP:${data.facts.marking.toUpperCase()}`;
    marking.className = data.facts.marking.replace("+", "-");
    marking.hidden = false;
  }

  addEventListener("hashchange", route);
  route();
})();
