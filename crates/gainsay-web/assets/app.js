// What the pages do besides working: keys, search as you type, copying a citation, zoom in place, notes, layers.
"use strict";

const within = (selector, root = document) => [...root.querySelectorAll(selector)];

function onKeys() {
  const box = document.getElementById("q");
  const dialog = document.getElementById("keys");
  let at = -1;
  const move = (step) => {
    const claims = within(".claim").filter((claim) => claim.offsetParent !== null);
    if (!claims.length) return;
    claims[at]?.classList.remove("current");
    at = Math.min(claims.length - 1, Math.max(0, at + step));
    claims[at].classList.add("current");
    claims[at].focus({ preventScroll: true });
    claims[at].scrollIntoView({ block: "start" });
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "Escape") {
      hideHits();
      if (typing) typing.blur();
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const current = document.querySelector(".claim.current");
    if (event.key === "/") box?.focus();
    else if (event.key === "?") dialog?.showModal();
    else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "Enter" && current === document.activeElement) current?.querySelector("h3 a")?.click();
    else if (event.key === "o") current?.querySelector(".rests > summary")?.click();
    else if (event.key === "c") copyCitation((current ?? document).querySelector(".cite"));
    else return;
    event.preventDefault();
  });
}

async function copyCitation(cite) {
  const text = cite?.querySelector(".citation")?.textContent;
  if (!text) return;
  try {
    await navigator.clipboard.writeText(text);
    cite.querySelector("summary").classList.add("copied");
  } catch {
    cite.open = true; // Where copying isn't allowed, the text is there to be selected.
  }
}

function onCitations() {
  document.addEventListener("click", (event) => {
    const summary = event.target.closest?.(".cite > summary");
    if (summary) copyCitation(summary.parentElement);
  });
}

function hideHits() {
  const hits = document.getElementById("hits");
  if (hits) hits.hidden = true;
}

function showHits(found, query) {
  const hits = document.getElementById("hits");
  hits.replaceChildren();
  for (const hit of found.items) {
    const link = document.createElement("a");
    link.href = `/${encodeURIComponent(hit.kind)}/${encodeURIComponent(hit.id)}`;
    link.textContent = hit.title;
    const kind = document.createElement("small");
    kind.textContent = [hit.kind, hit.detail].filter(Boolean).join(" · ");
    link.append(kind);
    hits.append(link);
  }
  if (!found.items.length) {
    const nothing = document.createElement("p");
    nothing.textContent = `Nothing for “${query}”`;
    hits.append(nothing);
  }
  hits.hidden = false;
}

function onSearch() {
  const box = document.getElementById("q");
  if (!box) return;
  let timer;
  let asked = 0;
  const ask = async () => {
    const query = box.value.trim();
    const mine = ++asked;
    if (query.length < 3) return hideHits();
    const answer = await fetch(`/api/v1/search?per_page=8&q=${encodeURIComponent(query)}`);
    if (answer.ok && mine === asked) showHits(await answer.json(), query);
  };
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  box.form.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [box, ...within("#hits a")];
    const next = links[links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    next?.focus();
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(".search")) hideHits();
  });
}

// A zoom link swaps the timeline alone instead of loading the whole page.
function onZoom() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.(".zoom-links a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const old = link.closest(".zoom");
    const answer = await fetch(link.href);
    if (!answer.ok) return location.assign(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(old.id);
    if (!fresh) return location.assign(link.href);
    old.replaceWith(fresh);
    history.replaceState(null, "", link.href);
    within(".zoom-links a", fresh).find((other) => other.textContent === link.textContent)?.focus();
  });
}

// Notes to what the reader points at, by mouse or by keyboard: who says it, what of which claim, and when.
function onNotes() {
  const text = document.querySelector(".reader .text");
  if (!text) return;
  const note = document.createElement("div");
  note.id = "note";
  note.role = "tooltip";
  note.hidden = true;
  document.querySelector("main").append(note);
  let shownFor = null;
  let timer;
  const told = (mark) => {
    const items = (mark.dataset.notes ?? "").split(" ").map((n) => n && document.getElementById(`note-${n}`));
    const parts = items.filter(Boolean).map((item) => {
      const part = document.createElement("div");
      part.append(...[...item.childNodes].map((node) => node.cloneNode(true)));
      return part;
    });
    if (mark.dataset.hint) {
      const hint = document.createElement("p");
      hint.textContent = mark.dataset.hint;
      parts.unshift(hint);
    }
    return parts;
  };
  const hide = () => {
    clearTimeout(timer);
    note.hidden = true;
    shownFor?.removeAttribute("aria-describedby");
    shownFor = null;
  };
  const show = (mark) => {
    clearTimeout(timer);
    if (mark === shownFor) return;
    hide();
    const parts = told(mark);
    if (!parts.length) return;
    note.replaceChildren(...parts);
    note.hidden = false;
    const place = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
    const left = Math.max(8, Math.min(place.left, innerWidth - note.offsetWidth - 8));
    const isBelow = place.bottom + note.offsetHeight + 8 < innerHeight || place.top < note.offsetHeight + 8;
    note.style.left = `${left + scrollX}px`;
    note.style.top = `${(isBelow ? place.bottom + 2 : place.top - note.offsetHeight - 2) + scrollY}px`;
    mark.setAttribute("aria-describedby", "note");
    shownFor = mark;
  };
  // What the browser itself would show beside the note.
  for (const mark of within("[title]", text)) {
    mark.dataset.hint = mark.title;
    mark.removeAttribute("title");
  }
  const marked = (event) => event.target.closest?.("[data-notes], [data-hint]");
  const later = (work) => {
    clearTimeout(timer);
    timer = setTimeout(work, 180);
  };
  text.addEventListener("mouseover", (event) => {
    const mark = marked(event);
    if (mark && mark !== shownFor) later(() => show(mark));
    else if (mark) clearTimeout(timer);
  });
  text.addEventListener("mouseout", () => later(hide));
  note.addEventListener("mouseover", () => clearTimeout(timer));
  note.addEventListener("mouseleave", () => later(hide));
  text.addEventListener("focusin", (event) => {
    const mark = marked(event);
    if (mark) show(mark);
  });
  text.addEventListener("focusout", () => later(hide));
  note.addEventListener("focusin", () => clearTimeout(timer));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}

function onLayers() {
  for (const box of within(".layers input")) {
    const key = `layer:${box.className}`;
    const kept = localStorage.getItem(key);
    if (kept !== null) box.checked = kept === "on";
    box.addEventListener("change", () => localStorage.setItem(key, box.checked ? "on" : "off"));
  }
}

onKeys();
onCitations();
onSearch();
onZoom();
onNotes();
try {
  onLayers();
} catch {
  // A browser that keeps nothing shows the layers as they come.
}
