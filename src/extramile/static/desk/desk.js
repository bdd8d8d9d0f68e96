import { connect } from "../shared/connection.js";
import { acts, toast } from "./acts.js";
import { openAlerts } from "./alerts.js";
import { openBanner } from "./banner.js";
import { openCare } from "./care.js";
import { openCounts } from "./counts.js";
import { openDid } from "./did.js";
import { openKeys } from "./keys.js";
import { byId, me, t } from "./known.js";
import { openMenus } from "./menus.js";
import { openMile } from "./mile.js";
import { openSending } from "./outbox.js";
import { openMood } from "./mood.js";
import { openPlans } from "./plans.js";
import { openPresence } from "./presence.js";
import { openPromises } from "./promises.js";
import { renewed } from "./renewed.js";
import { openRooms } from "./rooms.js";
import { openRows } from "./rows.js";
import { openScreens } from "./screens.js";
import { openSearch } from "./search.js";
import { openTyping } from "./typing.js";
import { openWithin } from "./within.js";

const online = () => state === "online";
const send = (frame) => live.send(frame);
const tell = openBanner();
const rows = openRows();
const counts = openCounts();
const screens = openScreens();
const search = openSearch();
const typing = openTyping();
const presence = openPresence({ send });
const sending = openSending(send, (message) => rooms.pending(message, online()));
const rooms = openRooms({ send, online, sending, rows, screens, typing, shown: () => care.look() });
const alerts = openAlerts({ open: rooms.open, opened: rooms.conversation });
const promises = openPromises({ open: rooms.open, conversation: rooms.conversation });
openDid({ conversation: rooms.conversation, refresh: rooms.refresh });
const menus = openMenus({ conversation: rooms.conversation, opened: presence.dots });
const mood = openMood(rooms.conversation);
const care = openCare({ conversation: rooms.conversation, rest: presence.rest, answer: rooms.answer });
openPlans(rooms.conversation);
const mile = openMile(rooms.conversation);
let state = "idle";
let welcomed = false;

const frames = {
  welcome(frame) {
    presence.start(frame.presence);
    counts.start(frame.tallies);
    alerts.start(frame.at);
    /* Lines that changed between the making of this page, or the loss of the connection, and now. */
    list();
    if (welcomed) rooms.refresh();
    welcomed = true;
    sending.flush();
  },
  entry(frame) {
    sending.done(frame.id);
    rooms.thread(frame)?.take(frame);
    if (!rooms.thread(frame)) return;
    mood.wrote(frame);
    care.look();
  },
  resumed(frame) {
    rooms.thread(frame)?.resumed(frame);
    rooms.thread(frame)?.viewers(frame.viewers);
  },
  ack: ({ id }) => sending.done(id),
  rows(frame) {
    rows.changed(frame.rows);
    counts.rows(frame.rows);
    alerts.rows(frame.rows);
  },
  tallies: (frame) => counts.changed(frame.tallies),
  mark: (frame) => rooms.thread(frame)?.marks(frame),
  typing: (frame) => rooms.thread(frame) && typing.take(frame, rooms.customer()),
  viewers: (frame) => rooms.thread(frame)?.viewers(frame.agents),
  presence: (frame) => presence.changed(frame.agents),
  customer: (frame) => rooms.thread(frame) && rooms.refresh(),
  promise: (frame) => promises.due(frame),
  beat: ({ heads }) => Object.entries(heads).forEach(([conversation, seq]) => rooms.thread({ conversation: Number(conversation) })?.beat(seq)),
  error(frame) {
    if (frame.of === "send") sending.refused(frame);
    else if (frame.of === "watch" && ["rate", "unavailable"].includes(frame.code)) rooms.refused(frame);
    else if (frame.code === "not_yours") toast(t("gone"), { wrong: true });
  },
};

const scheme = location.protocol === "https:" ? "wss:" : "ws:";
const live = connect(`${scheme}//${location.host}/live/desk`, {
  hello: () => ({ watch: rooms.watched() }),
  take: (frame) => frames[frame.kind]?.(frame),
  lost() {
    sending.lost();
    rooms.lost();
    typing.clear();
  },
  tell(now) {
    state = now;
    tell(now);
    sending.all().forEach((message) => rooms.pending(message, online()));
  },
});

const holder = () => byId("head")?.dataset.holder ?? "";
const act = {
  wake: (id) => acts.wake(id),
  reopen: (id) => acts.reopen(id),
  resolve: (id) => acts.resolve(id),
  block: (id) => acts.block(id),
  unblock: (id) => acts.unblock(id),
  help: () => keys.help(),
  mile,
  ...rooms.act,
  ...care.act,
};
const withOpen = (run) => () => rooms.conversation() && run(rooms.conversation());

const keys = openKeys({
  move: rows.move,
  write: rooms.write,
  menu: menus.open,
  care: care.show,
  mile,
  hold: menus.hold,
  meant: rooms.meant,
  take: withOpen((id) => acts.assign(id, `agent:${me.id}`, { name: me.name, before: holder() })),
  resolve: withOpen((id) => acts[byId("head").dataset.status === "resolved" ? "reopen" : "resolve"](id)),
  customer: withOpen(() => screens.show(screens.now() === "side" ? "thread" : "side")),
  search() {
    screens.show("list");
    search.focus();
  },
  box: (at) => document.querySelectorAll("#boxes a")[at]?.click(),
  dismiss: () => menus.close() || rooms.dismiss() || screens.leave(),
});

document.addEventListener("click", (event) => {
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
  const on = (name) => plain && event.target.closest(`[data-${name}]`);
  const taken = (run) => {
    event.preventDefault();
    run();
  };
  const [open, box, does, menu, untag, show] = ["open", "box", "do", "menu", "untag", "show"].map(on);
  if (open) taken(() => rooms.open(Number(open.dataset.open), { at: Number(open.dataset.atSeq) || null }));
  else if (box?.href) taken(() => choose(box.dataset.box));
  else if (does) taken(() => act[does.dataset.do](rooms.conversation()));
  else if (menu) taken(() => menus.open(menu.dataset.menu));
  else if (untag) taken(() => acts.untag(rooms.conversation(), untag.dataset.untag));
  else if (show?.matches("button")) taken(() => screens.show(show.dataset.show));
});

function choose(box) {
  search.close();
  rows.choose(box);
  list(box);
}

async function list(box) {
  const before = rows.box();
  const shown = await rows.load(box);
  if (shown && rows.box() !== before) rooms.box();
  if (shown !== false) return;
  rows.choose(rows.box());
  toast(t("no_answer"), { wrong: true });
}

document.addEventListener("visibilitychange", () => {
  rooms.look();
  if (!document.hidden) renewed("intention");
});
/* Before the page forgets what is kept here: signing out throws away what did not go out. */
document.addEventListener("submit", (event) => {
  const n = event.target.matches("[data-sign-out]") && sending.all().length;
  if (n && !confirm(t("unsent", { n }))) {
    event.preventDefault();
    event.stopPropagation();
  }
}, { capture: true });
openWithin();
renewed("intention");
rooms.start();
live.start();
