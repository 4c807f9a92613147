// "What I know so far": always on the screen, each wish a button behind which it can be changed.
import { button, dialog, fill, line, make, words } from "./page.js"
import { finder } from "./find.js"
import { sent } from "./memory.js"

const place = document.getElementById("ff-known")
let open = false

const edit = (text, attribute, change) => {
  const meant = { profile: [{ attribute, ...change }] }
  sent(text, meant)
  line.send(text, JSON.stringify(meant))
}

const figure = (input) => {
  const plain = input.value.replace(/[^0-9.,-]/g, "").replace(/,(?=\d{3})/g, "").replace(",", ".")
  if (!input.value.trim()) return null
  return plain && Number.isFinite(Number(plain)) ? Number(plain) : NaN
}
const field = (label, value) => {
  const input = make("input", { type: "text", value: value ?? "" })
  return [input, make("label", { className: "ff-field" }, make("span", { textContent: label }), input)]
}

const forms = {
  list: (known, save) => [finder(known.attribute, words.wish_change_list, (choice) => save(choice.id))],
  flag: (known, save) => [make("div", { className: "ff-choices" },
    button(known.yes, "", () => save(true)), button(known.no, "", () => save(false)))],
  range: (known, save) => {
    const [low, lowField] = field(words.wish_low, known.low)
    const [high, highField] = field(words.wish_high, known.high)
    for (const input of [low, high]) input.inputMode = "decimal"
    const wrong = make("p", { className: "ff-sorry", hidden: true, textContent: words.wish_figure, attributes: { role: "alert" } })
    const act = () => {
      const [min, max] = [figure(low), figure(high)]
      const bad = Number.isNaN(min) || Number.isNaN(max) || (min === null && max === null) || (min !== null && max !== null && min > max)
      wrong.hidden = !bad
      if (!bad) save({ min, max })
    }
    return [make("div", { className: "ff-fields" }, lowField, highField), wrong, button(words.wish_save, "ff-main", act)]
  },
  text: (known, save) => {
    const [input, whole] = field(words.wish_text, known.value)
    return [whole, button(words.wish_save, "ff-main", () => input.value.trim() && save(input.value.trim()))]
  }
}

const openWish = (known) => {
  const { attribute, label, must } = known
  const done = (key, change) => { shown.close(); edit(fill(words[key], { label }), attribute, change) }
  const save = (value) => done("said_changed", { set: { stance: "want", value: chosen(value, known), ...(must ? { must } : {}) } })
  const insist = make("input", { type: "checkbox", checked: Boolean(must), attributes: { role: "switch" } })
  insist.addEventListener("change", () => done(insist.checked ? "said_must" : "said_may", { set: { must: insist.checked } }))
  const shown = dialog("ff-wish", label,
    make("p", { textContent: fill(words.wish_now, { value: known.value }) }),
    must === null ? null : make("label", { className: "ff-switch" }, insist,
      make("span", {}, make("b", { textContent: words.wish_must }), ` ${words.wish_must_hint}`)),
    ...forms[known.form](known, save),
    make("div", { className: "ff-ends" },
      button(words.wish_remove, "", () => done("said_removed", { remove: true })),
      button(words.close, "", () => shown.close())))
}

// A found value comes as the id of a choice, "attribute=value" or "attribute=kind:place".
const chosen = (value, known) => {
  if (known.form !== "list" || typeof value !== "string") return value
  const written = value.slice(known.attribute.length + 1)
  const [kind, ...name] = written.split(":")
  return ["city", "region", "state", "country"].includes(kind) && name.length
    ? { name: name.join(":"), kind } : written
}

const chip = (known) => {
  const made = button("", "ff-chip", () => openWish(known))
  made.setAttribute("aria-haspopup", "dialog")
  made.append(make("span", { className: "ff-chip-label", textContent: `${known.label}: ` }), known.value,
    ...(known.must ? [make("span", { className: "ff-must", textContent: words.must })] : []),
    make("span", { className: "ff-sr", textContent: `. ${words.change}` }))
  return make("li", {}, made)
}

export const showKnown = ({ lines, progress }) => {
  place.hidden = !lines.length && !progress
  const toggle = make("button", { type: "button", id: "ff-known-toggle", className: "ff-button",
    textContent: fill(words.known_count, { count: lines.length }), attributes: { "aria-controls": "ff-chips" } })
  const chips = make("ul", { id: "ff-chips" }, ...lines.map(chip))
  const set = () => {
    toggle.setAttribute("aria-expanded", String(open))
    place.classList.toggle("ff-open", open)
  }
  toggle.addEventListener("click", () => { open = !open; set() })
  set()
  place.replaceChildren(
    make("div", { className: "ff-known-head" },
      make("h2", { textContent: words.known }), toggle,
      make("p", { className: "ff-progress", textContent: progress, attributes: { role: "status" } })),
    lines.length ? chips : make("p", { id: "ff-chips", textContent: words.nothing_known }))
}
