// Some of the five side by side.
import { button, dialog, make, words } from "./page.js"

export const sideBySide = ({ titles, lines }) => {
  const cell = (value) => make("td", value === null
    ? { textContent: words.not_stated, className: "ff-silent" } : { textContent: value })
  const differ = (line) => new Set(line.values).size > 1
  const rows = [...lines.filter(differ), ...lines.filter((line) => !differ(line))]
  const table = make("table", { className: "ff-compared" },
    make("caption", { className: "ff-sr", textContent: words.compare_title }),
    make("thead", {}, make("tr", {}, make("td", {}),
      ...titles.map((title) => make("th", { scope: "col", textContent: title })))),
    make("tbody", {}, ...rows.map((line) => make("tr", { className: differ(line) ? "ff-differs" : "" },
      make("th", { scope: "row", textContent: line.label }), ...line.values.map(cell)))))
  table.style.setProperty("--ff-columns", titles.length)
  const shown = dialog("ff-compare", words.compare_title, table, button(words.close, "ff-main", () => shown.close()))
}
