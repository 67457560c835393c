// The main tasks in a real Chromium, at desktop and phone width, light and dark; then axe-core on every page.
//
//   GAINSAY=target/release/gainsay node tasks.mjs [FOLDER OF ARTICLES]
//
// Screenshots go to shots/. CHROMIUM names the browser; without one, the tests say so and are skipped.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../../..");
const browserPath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const program = process.env.GAINSAY ?? join(root, "target/release/gainsay");
const articles = process.argv[2] ?? join(root, "fixtures/days/articles");
const shots = process.env.SHOTS ?? join(here, "shots");

if (!browserPath) {
  console.log("skipped: there is no chromium here; install one or name it in CHROMIUM");
  process.exit(0);
}
if (!existsSync(program)) {
  console.error(`${program} is not there; build it, or name it in GAINSAY`);
  process.exit(1);
}
const { chromium } = await import("playwright-core");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
mkdirSync(shots, { recursive: true });

async function serve() {
  const child = spawn(program, ["serve", articles, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const chunk of child.stdout) {
    const address = String(chunk).match(/http:\/\/\S+?(?=\/\s)/)?.[0];
    if (address) return { child, address };
  }
  throw new Error("the server did not say where it listens");
}

const { child, address } = await serve();
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
let failed = 0;
const outside = new Set();

const check = (condition, message) => {
  if (!condition) throw new Error(message);
};
const json = async (path) => (await fetch(address + path)).json();
const story = (await json("/api/v1/stories")).items[0];
const storyPath = `/story/${encodeURIComponent(story.id)}`;
const dossier = await json(`/api/v1/stories/${encodeURIComponent(story.id)}/dossier`);
const most = (list, weight) => list.reduce((best, one) => (weight(one) > weight(best) ? one : best));
const claim = most(dossier.claims, (one) => (one.status === "contested" ? 1000 : 0) + one.positions.length);
const event = most(dossier.events, (one) => one.mentions.length);
const named = most(dossier.entities.filter((one) => one.kind !== "place"), (one) => one.mentions.length);
const span = claim.positions[0].evidence;
const word = named.name.split(" ").at(-1);

const tasks = {
  "see what is contested, by whom and since when": async (page) => {
    await page.goto(address + storyPath);
    const first = page.locator("section.board article.claim").first();
    check(await first.locator(".badge.contested").isVisible(), "the first claim is not contested");
    check(await first.locator(".side.affirms").count(), "nobody affirms it");
    check(await first.locator(".side.denies, .side.affirms").count() > 1, "there is no other side");
    check(/since/.test(await first.innerText()), "it does not say since when");
  },
  "open the count of origins and see what proves it": async (page) => {
    await page.goto(address + storyPath);
    const rests = page.locator("article.claim details.rests").first();
    check(/(outlet|article)s?, .*origin/.test(await rests.locator("summary").innerText()), "the count is missing");
    await rests.locator("summary").click();
    check(await rests.locator("figure.tree > svg").isVisible(), "the tree is not shown");
    check(await rests.locator(".proof blockquote").first().isVisible(), "no sentence proves it");
  },
  "go from a claim to the exact words in their article": async (page) => {
    await page.goto(address + storyPath);
    const quoted = page.locator("article.claim .position").first();
    const words = (await quoted.locator("blockquote").innerText()).trim();
    await quoted.locator(".where a.place").click();
    await page.waitForSelector("#mark");
    const marked = (await page.locator(".found").allInnerTexts()).join("");
    const plain = (text) => text.replace(/\s+/g, " ").trim();
    check(plain(marked) === plain(words), `marked “${marked}”, wanted “${words}”`);
    check(await page.locator("#mark").isVisible(), "the mark is not in sight");
  },
  "switch layers of an article, and find them so again": async (page) => {
    await page.goto(`${address}/article/${span.article}`);
    const name = page.locator(".reader .text .l-name").first();
    const look = () => name.evaluate((one) => getComputedStyle(one).borderBottomWidth);
    check((await look()) === "0px", "names are marked at first");
    await page.locator("input.show-name").check();
    check((await look()) !== "0px", "names are not marked");
    await page.reload();
    check(await page.locator("input.show-name").isChecked(), "the layer is forgotten");
  },
  "point at a sentence and see who says it, by mouse and by keyboard": async (page) => {
    await page.goto(`${address}/article/${span.article}`);
    const note = page.locator("#note");
    await page.locator(".text .l-contested[data-notes], .text .l-claim[data-notes]").first().hover();
    await note.waitFor({ state: "visible" });
    check(/Affirmed|Denied|Held possible|No comment/.test(await note.innerText()), "the note does not say who does what");
    check(await note.locator('a[href^="/claim/"]').count(), "the note does not lead to the claim");
    await page.mouse.move(1, 1);
    await note.waitFor({ state: "hidden" });
    await page.locator('.text a[data-notes]:not([tabindex="-1"])').first().focus();
    await note.waitFor({ state: "visible" });
    await page.keyboard.press("Escape");
    await note.waitFor({ state: "hidden" });
  },
  "compare claims by sources in the matrix": async (page) => {
    await page.goto(`${address}${storyPath}/matrix`);
    check(await page.locator("table.matrix tbody tr").count(), "the matrix is empty");
    const cell = page.locator("table.matrix a.cell").first();
    check((await cell.innerText()).trim().length > 0, "a cell has no words");
    await page.getByRole("link", { name: "by those who speak" }).click();
    check(await page.locator("table.matrix a.cell").count(), "nobody speaks");
  },
  "zoom the timeline and come back": async (page) => {
    await page.goto(address + storyPath);
    const before = await page.locator("figure.timeline desc").first().textContent();
    await page.locator(".zoom-links a", { hasText: "Wider" }).click();
    await page.waitForFunction((old) => document.querySelector("figure.timeline desc").textContent !== old, before);
    check(/from=/.test(page.url()), "the zoom has no address of its own");
    await page.locator(".zoom-links a", { hasText: "Key events" }).click();
    await page.waitForFunction((old) => document.querySelector("figure.timeline desc").textContent === old, before);
  },
  "search as you type and open what is found": async (page) => {
    await page.goto(address + "/");
    await page.keyboard.press("/");
    await page.keyboard.type(word.slice(0, 4), { delay: 30 });
    const hit = page.locator("#hits a").first();
    await hit.waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/(name|claim|article|said)\//);
  },
  "go through claims by keys": async (page) => {
    await page.goto(address + storyPath);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    check((await page.locator(".claim.current").count()) === 1, "no claim is current");
    await page.keyboard.press("?");
    check(await page.locator("dialog#keys").isVisible(), "the keys are not shown");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/claim\//);
  },
  "copy a citation": async (page) => {
    await page.goto(`${address}/claim/${claim.id}`);
    await page.locator(".cite summary").first().click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    check(copied.includes("“") && copied.includes("”") && copied.includes("—"), `copied: ${copied}`);
  },
  "see a person, what they said and why names are one": async (page) => {
    await page.goto(`${address}/name/${named.id}`);
    check((await page.locator("h1").innerText()) === named.name, "another name");
    check(await page.getByRole("heading", { name: /Named in/ }).isVisible(), "mentions are missing");
    if (named.why.length) check(await page.getByRole("heading", { name: /Also called/ }).isVisible(), "aliases are missing");
  },
  "correct a speaker, see it in the log, take it back": async (page) => {
    const said = dossier.attributions.find((one) => one.source.kind === "named") ?? dossier.attributions[0];
    await page.goto(`${address}/correct/${said.id}`);
    await page.getByLabel("Who said it").fill("Ada Ferro");
    await page.getByLabel("Why").fill("a test of the browser");
    await page.getByRole("button", { name: "Set the speaker" }).click();
    await page.waitForURL(/\/log/);
    check(await page.getByText("was said by Ada Ferro").first().isVisible(), "the log does not say so");
    await page.getByRole("button", { name: "Take back" }).first().click();
    await page.waitForURL(/\/log/);
    check(await page.getByText("Taken back").first().isVisible(), "it was not taken back");
  },
  "save the story as one file": async (page) => {
    await page.goto(address + storyPath);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Save this story as one file" }).click(),
    ]);
    const text = readFileSync(await download.path(), "utf8");
    check(text.startsWith("<!DOCTYPE html>") && !text.includes("<script"), "the file is not a page without scripts");
  },
};

const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const slug = (text) => text.replace(/[^a-z0-9]+/gi, "-").toLowerCase();

async function fresh(size, colorScheme, more = {}) {
  const context = await browser.newContext({ viewport: sizes[size], colorScheme, ...more });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  context.on("request", (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith("file:")) outside.add(request.url());
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => outside.add(`error in a script: ${error.message}`));
  return { context, page };
}

for (const [size, scheme] of [["desktop", "light"], ["phone", "dark"]]) {
  for (const [name, run] of Object.entries(tasks)) {
    const { context, page } = await fresh(size, scheme);
    try {
      await run(page);
      console.log(`ok      ${size}: ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${size}: ${name}: ${error.message.split("\n")[0]}`);
    }
    await page.screenshot({ path: join(shots, `${size}-${slug(name)}.png`) });
    await context.close();
  }
}

// Without scripts every page still shows all it has.
{
  const { context, page } = await fresh("desktop", "light", { javaScriptEnabled: false });
  await page.goto(address + storyPath);
  const works = (await page.locator("article.claim").count()) > 0 && (await page.locator("figure.timeline svg").count()) > 0;
  console.log(`${works ? "ok    " : "FAILED"}  a story without scripts`);
  failed += works ? 0 : 1;
  await context.close();
}

// The story in one file is no page of the server's: it is looked at from the disk.
const file = `file://${join(shots, "dossier.html")}`;
writeFileSync(fileURLToPath(file), await (await fetch(`${address}${storyPath}/dossier.html`)).text());
const parts = ["claims", "timeline", "matrix", "origins", "said", "names", "articles", "new?since=0"];
const pages = ["/", "/help", "/log", "/search", `/search?q=${encodeURIComponent(word)}`, "/nothing-here", storyPath]
  .concat(parts.map((part) => `${storyPath}/${part}`))
  .concat([`/claim/${claim.id}`, `/event/${event.id}`, `/name/${named.id}`, `/article/${span.article}`])
  .concat([`/article/${span.article}?mark=${span.start}-${span.end}`, `/article/${span.article}/changes`])
  .concat([claim.id, event.id, named.id, span.article].map((id) => `/correct/${id}`))
  .concat([`${storyPath}/matrix?by=speakers`, `${storyPath}?from=2025-01-01&to=2025-12-31`, file]);
let violations = 0;
for (const size of Object.keys(sizes)) {
  for (const scheme of ["light", "dark"]) {
    const { context, page } = await fresh(size, scheme, { bypassCSP: true });
    for (const path of pages) {
      await page.goto(path === file ? path : address + path);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) {
        failed += 1;
        console.log(`FAILED  ${path} is ${wide} pixels too wide (${size})`);
      }
      await page.screenshot({ path: join(shots, `${size}-${scheme}-${slug(path)}.png`), fullPage: true });
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
      await page.evaluate(axe);
      const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
      const result = await page.evaluate((values) => window.axe.run(document, { runOnly: values }), tags);
      for (const found of result.violations) {
        violations += 1;
        console.log(`FAILED  ${path} (${size}, ${scheme}): ${found.id}: ${found.nodes[0].html.slice(0, 120)}`);
      }
    }
    await context.close();
  }
}
console.log(`${pages.length} pages, two widths, light and dark: ${violations} violations`);
for (const one of outside) console.log(`FAILED  ${one}`);
failed += violations + outside.size;
await browser.close();
child.kill();
console.log(failed ? `${failed} failed` : "all passed");
process.exit(failed ? 1 : 0);
