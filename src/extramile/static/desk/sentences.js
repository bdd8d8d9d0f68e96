import { t } from "./known.js";
import { clock, moment } from "./times.js";

/** What an event says: somebody did something, and when. */
export function sentence({ event, values, author, agent, by, at }) {
  const given = JSON.parse(values);
  const actor = author || t(by === "visitor" ? "customer" : "system");
  return `${said(event, given, { actor, self: given.agent === Number(agent) })} · ${clock(at)}`;
}

function said(event, given, { actor, self }) {
  switch (event) {
    case "assigned":
      return t(assigned(given, self), { actor, agent: given.agent_name ?? "", team: given.team_name ?? "" });
    case "snoozed":
      return given.until ? t("snoozed_until", { actor, time: moment(given.until) }) : t("snoozed_open", { actor });
    case "woken":
      return t(`woken_${given.why}`, { actor });
    case "reopened":
      return given.why === "customer" ? t("reopened_customer") : t("reopened", { actor });
    case "rated":
      return rated(given).join(" · ");
    default:
      return t(event, { actor, tag: given.tag ?? "" });
  }
}

function rated({ stars, recommend, may_share: shared }) {
  const parts = [t("rated", { n: stars })];
  if (recommend !== null) parts.push(t("recommends", { n: recommend }));
  if (shared) parts.push(t("may_share"));
  return parts;
}

function assigned({ agent, team }, self) {
  if (agent && team) return "assigned_both";
  if (agent) return self ? "assigned_self" : "assigned_agent";
  return team ? "assigned_team" : "assigned_nobody";
}
