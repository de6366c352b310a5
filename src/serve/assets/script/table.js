// Codes by outcome, another attribute or each other; every cell opens into its passages.

import { address } from "./address.js";
import { ask } from "./api.js";
import { fill, h } from "./dom.js";
import { family, label, store } from "./store.js";
import { say, tongue } from "./words.js";

export class Table {
  constructor() {
    this.element = h("div", { class: "wide table-view" });
  }

  /** Shows the table that an address asks for. */
  async open(parameters) {
    const asked = { by: parameters.get("by"), from: parameters.get("from"), unit: parameters.get("unit") };
    const { table } = await ask("table", asked).catch((error) => ({ table: error }));
    const broken = table instanceof Error;
    if (broken && table.status === 0) throw table;
    fill(this.element, h("h1", {}, this.title(broken ? asked.by : table.by)), choices(asked),
      broken ? h("p", { class: "empty" }, store.study.blind ? say("blind_table") : table.message, h("br"), store.study.blind ? null : table.help)
        : [h("p", { class: "quiet" }, said(table)), this.grid(table, asked), notes(table)]);
  }

  title(by) {
    return say("codes_by", { what: by === "codes" ? say("codes") : attributeName(by ?? store.study.outcome?.attribute ?? "…") });
  }

  grid(table, asked) {
    const columns = table.columns.map((column) => ({ ...column, name: nameOf(table, column) }));
    const differs = table.rows.some((row) => Number.isFinite(row.statistics?.risk_difference));
    const compared = differs ? table.comparison.columns : null;
    const least = Math.min(...table.rows.map((row) => row.level));
    const plain = table.by === "codes";
    return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("table") },
      h("table", { class: `cross${plain ? " plain" : ""}` },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("code")),
          columns.map((column) => h("th", { scope: "col", class: "number" }, h("span", {}, column.name),
            column.base !== null && h("small", {}, say("of_base", { n: column.base })))),
          h("th", { scope: "col", class: "number" }, say("total")),
          compared && h("th", { scope: "col", class: "number", title: say("difference_of", nameBoth(columns, compared)) }, say("difference"), h("small", {}, say("points"))))),
        h("tbody", {}, table.rows.map((row) => h("tr", { class: `f${family(row.code)}${row.group ? " group" : ""}`, vars: { "--level": row.level - least } },
          h("th", { scope: "row" }, h("span", {}, row.valence ? say(row.valence) : label(row.code))),
          row.cells.map((cell, at) => h("td", { vars: { "--share": cell.percent ?? 0 } }, opener(row, cell.count, columns[at], table, asked))),
          h("td", {}, opener(row, row.total, null, table, asked)),
          compared && h("td", { class: "number" }, difference(row.statistics)))))));
  }
}

/** A number that opens into its passages. */
function opener(row, count, column, table, asked) {
  if (count === 0) return h("span", { class: "zero" }, "0");
  if (count === null) return h("span", { class: "zero", title: say("no_rules") }, "–");
  const cell = column && row.cells.find((one) => one.value === column.value);
  const percent = cell?.percent ?? null;
  const parameters = { code: row.code, value: column?.value, valence: row.valence, by: table.by, from: asked.from };
  const what = { label: row.valence ? `${label(row.code)}, ${say(row.valence)}` : label(row.code), value: column?.name ?? say("total"), n: count, base: column?.base };
  return h("a", {
    href: address("cell", null, parameters), "aria-label": say(column?.base ? "open_cell" : "open_cell_plain", what),
  }, h("b", {}, count), percent !== null && h("small", {}, `${Math.round(percent)}%`));
}

/** The difference in points with its interval. */
function difference(statistics) {
  const points = (share) => {
    const number = Math.round(share * 100);
    return `${number > 0 ? "+" : number < 0 ? "−" : ""}${Math.abs(number)}`;
  };
  if (!Number.isFinite(statistics?.risk_difference)) return "";
  const { risk_difference: all, rd_newcombe_low: low, rd_newcombe_high: high } = statistics;
  return [h("b", {}, points(all)), Number.isFinite(low) && h("small", {}, say("interval", { low: points(low), high: points(high) }))];
}

/** What people call an attribute. */
const attributeName = (name) => store.study.columns.find((one) => one.name === name)?.label ?? name;

/** What people call a column, in the language of the page where the study has it. */
function nameOf(table, column) {
  if (table.by === "codes") return label(column.value);
  const outcome = store.study.outcome;
  const values = outcome?.attribute === table.by ? outcome.values : [];
  return values.find((one) => one.value === column.value)?.label ?? column.label ?? column.value;
}

function nameBoth(columns, compared) {
  const name = (value) => columns.find((column) => column.value === value)?.name ?? value;
  return { one: name(compared[0]), other: name(compared[1]) };
}

/** Whose judgement, of how many stories, told by how many. */
function said(table) {
  const whose = table.from === "suggestions" ? say("by_rules", { n: table.incidents })
    : say(table.from === "all-agree" ? "by_agreement" : "by_people", { names: table.coders.join(", "), read: table.read, n: table.incidents });
  const unit = say(table.unit === "respondent" ? "unit_respondent" : "unit_incident");
  return [whose, table.respondents !== null && say("told_by", { n: table.respondents }), say("counted_are", { unit })].filter(Boolean).join(" · ");
}

/** Which stories stand in no column, or in several. */
function notes(table) {
  const list = [
    table.without_value > 0 && say(table.by === "codes" ? "without_codes" : "without_value", { n: table.without_value, by: table.by }),
    table.other > 0 && say("other_value", { n: table.other, by: table.by }),
    table.in_several > 0 && say("in_several", { n: table.in_several }),
    table.without_rules.length > 0 && say("without_rules", { codes: table.without_rules.map(label).join(", ") }),
    table.respondents_partly_read > 0 && say("partly_read", { n: table.respondents_partly_read }),
    table.without_text > 0 && say("without_text", { n: table.without_text }),
    table.from === "suggestions" && say("rules_find"),
    table.comparison.columns?.length === 2 && table.rows.some((row) => row.statistics) && say("difference_note"),
  ].filter(Boolean);
  return list.length > 0 && h("ul", { class: "notes quiet" }, list.map((one) => h("li", {}, one)));
}

/** What the columns are, whose judgement, and what is counted. */
function choices(asked) {
  const { study } = store;
  const go = (change) => { location.hash = address("table", null, { ...asked, ...change }); };
  const choice = (name, text, values, now) => h("label", {}, h("span", {}, text),
    h("select", { name, on: { change: (event) => go({ [name]: event.target.value }) } },
      values.map(([value, shown]) => h("option", { value, selected: value === (now ?? "") }, shown))));
  const outcome = study.outcome?.attribute;
  const others = study.columns.filter((one) => one.name !== outcome).map((one) => [one.name, one.label ?? one.name]);
  const columns = [outcome && ["", attributeName(outcome)], ...others, ["codes", say("codes_by_codes")]].filter(Boolean);
  const people = study.coders.filter((coder) => !coder.model);
  const whose = [["", say("whose_usual")], ["suggestions", say("whose_rules")],
    ...(people.length > 0 ? [["codings", say("whose_people")]] : []), ...(people.length > 1 ? [["all-agree", say("whose_agree")]] : []),
    ...study.coders.map((coder) => [`coder:${coder.name}`, say("whose_coder", { name: coder.name })])];
  const units = [["", say("unit_incident")], ["respondent", say("unit_respondent")]];
  return h("div", { class: "choose", lang: tongue() }, choice("by", say("columns_of"), columns, asked.by),
    choice("from", say("whose"), whose, asked.from), study.respondents && choice("unit", say("unit"), units, asked.unit));
}
