// What people wrongly believe about mail, found out by tapping. What is expected stands in
// lessons/misconceptions/ with its RFC; a reason is named by the id that the file names.
import { expect, open, test } from "./helpers.mjs";
import * as play from "./playing.mjs";
import { cell, check, choose, device, disk, folder, lines, mail, matrix, menu, move, network } from "./playing.mjs";
import { onDisk, press, read, says, take, toStage, toTheBeginning, until, write } from "./playing.mjs";

const CAKE = "Kuchen am Sonntag";
const BUS = "Bus to the away match";
const MATHS = "Mathe: Aufgabe 5";

const begin = (page, scenario) => open(page, { query: { scenario, speed: "max" } });

test("1: POP3 deletes mail when it is fetched", async ({ page }) => {
  await begin(page, "pop3-fetch");
  await check(page, "Laptop");
  await says(page, BUS, "Server", "the original: unread", "why-original");
  await says(page, BUS, "Laptop", "own copy: unread", "why-own-equal");
  await expect(disk(page).getByRole("row", { name: /^INBOX/ })).toContainText("3 messages");
  await expect(await lines(page, "RETR ")).not.toHaveCount(0);
  await expect(await lines(page, "DELE ")).toHaveCount(0);
  // The same with another setting of the app.
  await toStage(page);
  await toTheBeginning(page);
  await choose(page, "Laptop", "Remove it as soon as it is fetched");
  await until(page, "09:40:04");
  await says(page, BUS, "Server", /removed/, "why-removed-by-pop3");
  await says(page, BUS, "Laptop", "own copy: unread", "why-own-only");
  await expect(disk(page).getByRole("row", { name: /INBOX 0/ })).toHaveCount(1);
});

test("2: POP3 works with one device only", async ({ page }) => {
  await begin(page, "pop3-three-devices");
  await check(page, "Laptop");
  await check(page, "Phone");
  await until(page, "09:41:59");
  for (const name of ["Laptop", "Phone", "Tablet"]) {
    await says(page, CAKE, name, /^own copy: /, "why-own-only");
  }
  await says(page, BUS, "Tablet", "own copy: unread", "why-own-only");
  for (const name of ["Laptop", "Phone"]) {
    await expect(mail(page, name, BUS)).toHaveCount(0);
    await says(page, BUS, name, /^gone here/, "why-removed-by-pop3");
  }
  // Nobody removes: all three have it.
  await toTheBeginning(page);
  await choose(page, "Tablet", "Leave it on the server");
  await until(page, "09:41:59");
  for (const name of ["Laptop", "Phone", "Tablet"]) {
    await expect(mail(page, name, BUS)).toHaveCount(1);
    await says(page, BUS, name, "own copy: unread", "why-own-equal");
  }
});

test("3: DELE removes a mail at once", async ({ page }) => {
  await begin(page, "pop3-cut");
  await until(page, "09:40:40");
  await says(page, CAKE, "Server", "the original: unread", "why-dele-undone");
  await says(page, CAKE, "Laptop", "own copy: unread");
  await expect((await lines(page, "marked as deleted")).first()).toBeVisible();
  await expect(await lines(page, "QUIT")).toHaveCount(0);
  // The line holds again.
  await toStage(page);
  await check(page, "Laptop");
  await says(page, CAKE, "Server", /removed/, "why-removed-by-pop3");
  await expect(await lines(page, "QUIT")).not.toHaveCount(0);
});

test("4: deleting in IMAP happens at once", async ({ page }) => {
  await begin(page, "mark-and-expunge");
  await press(page, "Phone", BUS, "Delete");
  await says(page, BUS, "Server", /^the original: .*marked for removal$/, "why-original");
  await says(page, BUS, "Laptop", /^same as server: .*marked for removal$/, "why-same");
  await expect(onDisk(page, BUS)).toContainText("\\Deleted");
  await expect(mail(page, "Laptop", BUS)).toHaveAccessibleName(/marked for removal/);
  // The laptop removes for good, and only what it names.
  await press(page, "Laptop", MATHS, "Delete");
  await says(page, MATHS, "Server", /removed/, "why-removed-by-expunge");
  await expect(onDisk(page, MATHS)).toHaveCount(0);
  await expect(onDisk(page, BUS)).toHaveCount(1);
  await expect(await lines(page, "UID EXPUNGE")).not.toHaveCount(0);
});

test("5: deleting means the trash, everywhere", async ({ page }) => {
  await begin(page, "delete-button");
  await press(page, "Laptop", MATHS, "Delete");
  await press(page, "Phone", BUS, "Delete");
  await press(page, "Tablet", CAKE, "Delete");
  await says(page, MATHS, "Server", "the original: in Trash", "why-original");
  await folder(page, "Tablet", "Trash");
  await says(page, MATHS, "Tablet", "same as server: in Trash", "why-same");
  await says(page, BUS, "Server", /^the original: .*marked for removal$/);
  await says(page, BUS, "Laptop", /^same as server: .*marked for removal$/, "why-same");
  await says(page, CAKE, "Server", /removed/, "why-removed-by-expunge");
  await expect(mail(page, "Laptop", CAKE)).toHaveCount(0);
  // And a provider with labels archives what was deleted for good.
  await begin(page, "labels");
  await press(page, "Laptop", MATHS, "Delete");
  await says(page, MATHS, "Server", /All Mail/, "why-original");
  await expect(disk(page).getByRole("row", { name: /All Mail/ })).toContainText("3 messages");
});

test("6: IMAP sends the mail", async ({ page }) => {
  await begin(page, "two-ways");
  await read(page, "Ada · Laptop", BUS);
  await write(page, "Ada · Laptop", { to: "ben@sued.example", subject: "Which bus?" });
  await says(page, BUS, "Ada · Laptop", "same as server: read", "why-same");
  await folder(page, "Ada · Laptop", "Outbox");
  await play.asks(page, "Ada · Laptop", "Which bus?", "why-unsent");
  await expect(mail(page, "Ben · Phone", "Which bus?")).toHaveCount(0);
  // The other way round: the server for reading takes no calls, the one for sending works again.
  await toTheBeginning(page);
  await page.getByRole("button", { name: "Change the world" }).click();
  const panel = page.getByRole("complementary", { name: "Change the world" });
  await panel.locator("summary").filter({ hasText: "Providers and accounts" }).click();
  await panel.locator("summary").filter({ hasText: /^nord.example/ }).click();
  const change = panel.getByRole("button", { name: "Change the state" });
  await panel.getByLabel("State of imap.nord.example").selectOption("takes no connections");
  await change.nth(0).click();
  await expect(mail(page, "Ada · Laptop", BUS)).toHaveCount(0);
  await panel.getByLabel("State of smtp.nord.example").selectOption("works");
  await change.nth(1).click();
  await page.keyboard.press("Escape");
  await says(page, BUS, "Ada · Laptop", /^not known here/, "why-unreachable");
  await write(page, "Ada · Laptop", { to: "ben@sued.example", subject: "No bus" });
  await says(page, "No bus", "Ben · Phone", /^same as server: unread/, "why-same");
});

test("7: the folder “Sent” fills itself", async ({ page }) => {
  await begin(page, "sent-copies");
  await write(page, "Ada · Phone", { to: "ben@sued.example", subject: "From the phone" });
  await write(page, "Ada · Laptop", { to: "ben@sued.example", subject: "From the laptop" });
  await folder(page, "Ada · Laptop", "Sent");
  await expect(mail(page, "Ada · Laptop", "From the phone")).toHaveCount(1);
  await expect(mail(page, "Ada · Laptop", "From the laptop")).toHaveCount(0);
  await says(page, "From the phone", "Ada · Laptop", "same as server: in Sent", "why-same");
  await says(page, "From the laptop", "Ada · Laptop", /.*/, "why-sent-copy-by-nobody");
  await expect(disk(page).getByRole("row", { name: /^Sent/ })).toContainText("2 messages");
  await expect(mail(page, "Ben · Tablet", "From the laptop")).toHaveCount(1);
  // Left to a provider that files none.
  await choose(page, "Ada · Phone", "The provider");
  await write(page, "Ada · Phone", { to: "ben@sued.example", subject: "Left to the provider" });
  await expect(mail(page, "Ben · Tablet", "Left to the provider")).toHaveCount(1);
  await expect(disk(page).getByRole("row", { name: /^Sent/ })).toContainText("2 messages");
});

test("8: the other person’s computer must be on", async ({ page }) => {
  await begin(page, "post-waits");
  await write(page, "Ada · Laptop", { to: "ben@sued.example", subject: "Drumsticks" });
  await until(page, "10:10:00");
  await expect(disk(page).getByRole("row", { name: "Queue" })).toHaveCount(1);
  await expect(onDisk(page, "Drumsticks").filter({ hasText: "ben@sued.example" })).toContainText("next try");
  await expect(mail(page, "Ben · Phone", "Drumsticks")).toHaveCount(0);
  await until(page, "11:40:00");
  await expect(disk(page).getByRole("row", { name: "Queue" })).toHaveCount(0);
  await says(page, "Drumsticks", "Ben · Phone", /^not known here/, "why-not-switched-on");
  await page.getByRole("region", { name: "sued.example" }).getByRole("button", { name: "sued.example" }).click();
  await expect(page.getByRole("article", { name: "sued.example" })).toBeVisible();
  await expect(onDisk(page, "Drumsticks")).toHaveCount(1);
  await until(page, "15:00:00");
  await says(page, "Drumsticks", "Ben · Phone", /^same as server: unread/, "why-same");
});

test("9: what stands behind the @ is the mail server", async ({ page }) => {
  await begin(page, "mx-backup");
  await write(page, "Ada · Laptop", { to: "ben@sued.example", subject: "The tin" });
  await until(page, "09:44:00");
  await says(page, "The tin", "Ben · Phone", /^same as server: unread/, "why-same");
  await expect(await lines(page, "220 mx2.sued.example")).not.toHaveCount(0);
  await expect(await lines(page, "220 mx1.sued.example")).toHaveCount(0);
  await begin(page, "no-mx");
  await write(page, "Ada · Laptop", { to: "lena@ost.example", subject: "Dough" });
  await says(page, "Dough", "Lena · Phone", "same as server: unread", "why-same");
  await expect(await lines(page, "220 ost.example")).not.toHaveCount(0);
});

test("10: with IMAP every device knows at once", async ({ page }) => {
  await begin(page, "who-knows");
  await network(page, "old phone");
  await press(page, "Laptop", CAKE, "Flag");
  await says(page, CAKE, "phone", "same as server: read, flagged", "why-same");
  await says(page, CAKE, "Tablet", "out of date: still unread", "why-stale-asked");
  await says(page, CAKE, "old phone", "out of date: still unread", "why-stale-offline");
  await check(page, "Tablet");
  await says(page, CAKE, "Tablet", "same as server: read, flagged", "why-same");
  await says(page, CAKE, "old phone", "out of date: still unread", "why-stale-offline");
});

test("11: IMAP needs the network all the time", async ({ page }) => {
  await begin(page, "offline-conflict");
  await network(page, "Tablet");
  await read(page, "Tablet", BUS);
  await expect(device(page, "Tablet").getByRole("group", { name: "Text of the message" })).toContainText("Callum");
  await move(page, "Tablet", CAKE, "School");
  await press(page, "Tablet", MATHS, "Flag");
  await move(page, "Phone", CAKE, "Family");
  await says(page, CAKE, "Tablet", /^not confirmed yet: in School/, "why-pending-offline");
  await says(page, MATHS, "Tablet", /^not confirmed yet: read, flagged/, "why-pending-offline");
  await says(page, CAKE, "Server", "the original: in Family", "why-original");
  // Back again: the phone was faster.
  await network(page, "Tablet");
  await folder(page, "Tablet", "School");
  await folder(page, "Tablet", "Family");
  await says(page, CAKE, "Server", "the original: in Family", "why-original");
  await says(page, CAKE, "Tablet", "same as server: in Family", "why-same");
  await expect(onDisk(page, MATHS)).toContainText("\\Flagged");
});

test("12: “read” belongs to the mail", async ({ page }) => {
  await begin(page, "read-mark");
  await read(page, "Laptop", CAKE);
  await check(page, "Tablet");
  await expect(onDisk(page, CAKE)).toContainText("\\Seen");
  await says(page, CAKE, "Phone", "same as server: read", "why-same");
  await says(page, CAKE, "Tablet", "own copy: unread", "why-own-flags");
  await read(page, "Tablet", BUS);
  await says(page, BUS, "Server", "the original: unread", "why-original");
  await says(page, BUS, "Phone", "same as server: unread", "why-same");
  await says(page, BUS, "Tablet", "own copy: read", "why-own-flags");
  await expect(mail(page, "Phone", BUS)).toHaveAccessibleName(/unread/);
});

test("13: message 3 is message 3", async ({ page }) => {
  await begin(page, "message-numbers");
  await until(page, "09:40:56");
  // Four mails were there; the second one was expunged between the two questions.
  const answers = (await lines(page, "BODY[HEADER")).filter({ hasText: "nord.example to telnet" });
  await expect(answers).toHaveText([/\* 3 FETCH \(UID 3 .*Bus to the away match/, /\* 3 FETCH \(UID 4 .*suitcase/]);
  await expect(await lines(page, "* 2 EXPUNGE")).not.toHaveCount(0);
  // The tablet gets the newest mail of the next session by the number that another one had.
  await expect(await lines(page, "RETR 4")).not.toHaveCount(0);
  await toStage(page);
  await says(page, MATHS, "Server", /removed/, "why-removed-by-expunge");
  await says(page, "Training fällt am Mittwoch aus", "Tablet", "own copy: unread", "why-own-equal");
  await until(page, "09:41:59");
  await says(page, BUS, "Phone", "same as server: unread", "why-same");
});

test("14: with TLS nobody can read along", async ({ page }) => {
  await begin(page, "three-hops");
  await write(page, "Ada · Laptop", { to: "ben@sued.example", subject: "A present for Lena" });
  await expect(mail(page, "Ben · Phone", "A present for Lena")).toHaveCount(1);
  await lines(page, "");
  await page.getByRole("button", { name: /^The way of each mail/ }).click();
  const way = page.getByRole("article").filter({ has: page.getByRole("heading", { name: "A present for Lena" }) });
  const hops = way.getByRole("list").first().locator("> li");
  await expect(hops).toHaveCount(3);
  const reader = (hop, name) => hops.nth(hop).getByRole("listitem").filter({ hasText: name });
  await expect(reader(0, "beside ada")).toContainText("cannot read it");
  await expect(reader(0, "nord.example")).not.toContainText("cannot read it");
  await expect(reader(1, "between the providers")).not.toContainText("cannot read it");
  await expect(reader(2, "beside ben")).toContainText("cannot read it");
});

test("14: TLS where it can be taken out", async ({ page }) => {
  await begin(page, "cafe");
  await read(page, "Laptop", CAKE);
  await (await lines(page, CAKE)).first().getByRole("button").click();
  const explained = page.getByRole("region", { name: "The line explained" });
  const cafe = explained.getByRole("listitem").filter({ hasText: "the café's network" });
  await expect(cafe).toContainText("can read it");
  await expect(cafe).not.toContainText("cannot read it");
  // Required: the laptop gives up. From the first byte: there is nothing to take out.
  await toStage(page);
  await toTheBeginning(page);
  await choose(page, "Laptop", /^Always \(STARTTLS/);
  await says(page, CAKE, "Laptop", /^not known here/, "why-gave-up");
  await toTheBeginning(page);
  await choose(page, "Laptop", /^From the first byte/);
  await says(page, CAKE, "Laptop", "same as server: unread", "why-same");
});

test("15: folders are the same everywhere", async ({ page }) => {
  await begin(page, "folders");
  await check(page, "Tablet");
  await menu(page, "Laptop", /New folder/);
  await page.getByRole("textbox", { name: "Name of the folder" }).fill("Music");
  await page.getByRole("button", { name: "Create" }).click();
  await move(page, "Laptop", MATHS, "Music");
  await check(page, "phone");
  await folder(page, "phone", "Music");
  await check(page, "Tablet");
  await says(page, MATHS, "Server", "the original: in Music", "why-original");
  await says(page, MATHS, "phone", "same as server: in Music", "why-same");
  await says(page, MATHS, "Tablet", "own copy: unread", "why-own-folders");
  await expect(device(page, "Tablet").getByRole("option", { name: "Music" })).toHaveCount(0);
  // A folder of an app with POP3 is nowhere else.
  await choose(page, "Laptop", "POP3");
  await check(page, "Laptop");
  await menu(page, "Laptop", /New folder/);
  await page.getByRole("textbox", { name: "Name of the folder" }).fill("Cake");
  await page.getByRole("button", { name: "Create" }).click();
  await move(page, "Laptop", CAKE, "Cake");
  await says(page, CAKE, "Laptop", "own copy: in Cake", "why-own-folders");
  await says(page, CAKE, "Server", /^the original: (un)?read$/, "why-original");
  await expect(disk(page).getByRole("row", { name: /Cake/ }).filter({ hasText: "UIDVALIDITY" })).toHaveCount(0);
});

test("16: “To:” decides who gets the mail", async ({ page }) => {
  await begin(page, "bcc");
  await write(page, "Ada · Laptop", { to: "ben@sued.example", bcc: "lena@sued.example", subject: "Tuesday" });
  await says(page, "Tuesday", "Lena · Tablet", "same as server: unread", "why-same");
  await read(page, "Ben · Phone", "Tuesday");
  await says(page, "Tuesday", "Ben · Phone", "same as server: read", "why-same");
  await expect(await lines(page, "RCPT TO:<lena@sued.example>")).not.toHaveCount(0);
  await expect(await lines(page, "Bcc:")).toHaveCount(0);
  // Nothing of what Ben has names her.
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Inside" }).click();
  await page.getByRole("tab", { name: /Phone/ }).click();
  await page.getByRole("tabpanel").getByRole("table").getByRole("button", { name: /Tuesday/ }).first().click();
  const source = page.getByRole("region", { name: "Source of the message" });
  await expect(source).toContainText("ben@sued.example");
  await expect(source).not.toContainText("lena");
});

test("17: with IMAP everything is backed up", async ({ page }) => {
  const PHOTO = "Foto von der Regatta";
  await begin(page, "deleted-by-mistake");
  await press(page, "Phone", PHOTO, "Delete");
  await expect(mail(page, "Laptop", PHOTO)).toHaveCount(0);
  await says(page, PHOTO, "Laptop", /gone/, "why-removed-by-expunge");
  await says(page, PHOTO, "Server", /removed/, "why-removed-by-expunge");
  // A laptop with POP3 keeps what it has fetched.
  await toTheBeginning(page);
  await choose(page, "Laptop", "POP3", "Leave it on the server");
  await press(page, "Phone", PHOTO, "Delete");
  await says(page, PHOTO, "Laptop", "own copy: unread", "why-own-only");
  await read(page, "Laptop", PHOTO);
  await expect(device(page, "Laptop").getByText("has not been fetched yet")).toHaveCount(0);
});

test("18: two devices can fetch by POP3 at the same time", async ({ page }) => {
  await begin(page, "maildrop-lock");
  await says(page, CAKE, "Phone", /^not known here/, "why-maildrop-in-use");
  await expect(mail(page, "Phone", CAKE)).toHaveCount(0);
  await check(page, "Phone");
  await says(page, CAKE, "Phone", "own copy: unread", "why-own-equal");
  await expect(await lines(page, "[IN-USE]")).toHaveCount(1);
});

test("19: Gmail has ended POP3", async ({ page }) => {
  await begin(page, "labels");
  await check(page, "Tablet");
  await check(page, "Phone");
  await says(page, CAKE, "Tablet", "own copy: unread");
  await says(page, CAKE, "Phone", /^not known here/, "why-handed-out-before");
});

test("20: a new app finds everything as it was", async ({ page }) => {
  await begin(page, "new-app");
  await read(page, "Laptop", CAKE);
  await says(page, CAKE, "Laptop", "own copy: read");
  await menu(page, "Laptop", "Set the app up anew");
  await check(page, "Laptop");
  await says(page, CAKE, "Laptop", "own copy: unread", "why-own-equal");
  // With IMAP what was read is on the server.
  await toTheBeginning(page);
  await choose(page, "Laptop", "IMAP");
  await until(page, "09:40:09");
  await read(page, "Laptop", CAKE);
  await menu(page, "Laptop", "Set the app up anew");
  await says(page, CAKE, "Laptop", "same as server: read", "why-same");
  // And what was removed from the server never comes again.
  await toTheBeginning(page);
  await choose(page, "Laptop", "Remove it as soon as it is fetched");
  await until(page, "09:40:09");
  await menu(page, "Laptop", "Set the app up anew");
  await check(page, "Laptop");
  await expect(mail(page, "Laptop", CAKE)).toHaveCount(0);
  await says(page, CAKE, "Laptop", /gone/, "why-removed-by-pop3");
});

test("21: webmail uses IMAP", async ({ page }) => {
  await begin(page, "web-page");
  await read(page, "Webmail", CAKE);
  await says(page, CAKE, "Laptop", "same as server: read", "why-same");
  await says(page, CAKE, "Tablet", "own copy: unread", "why-own-flags");
  const spoken = await (await lines(page, "")).filter({ hasText: "Webmail to" }).allInnerTexts();
  expect(spoken.some((line) => line.includes("HTTP/1.1"))).toBe(true);
  expect(spoken.filter((line) => /SELECT|FETCH|RETR/.test(line))).toEqual([]);
});

test("what is asked of a cell is also answered by the keyboard’s menu key on the mail", async ({ page }) => {
  await begin(page, "read-mark");
  await read(page, "Laptop", CAKE);
  await take(page, "Tablet");
  await mail(page, "Tablet", CAKE).click({ button: "right" });
  const panel = page.getByRole("complementary", { name: /^Why/ });
  await expect(panel.getByRole("paragraph").first()).toHaveText(play.reason("why-own-flags"));
  await expect(matrix(page)).toBeVisible();
  await expect(await cell(page, CAKE, "Tablet")).toHaveText("own copy: unread");
});
