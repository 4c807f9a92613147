// A box to look for a value in: what is typed is looked up, and found values are offered below it.
import { fill, line, make, words } from "./page.js"

const PAUSE = 150
let boxes = 0

export const finder = (attribute, label, pick) => {
  const id = `ff-find-${++boxes}`
  const input = make("input", { id, type: "text", autocomplete: "off", maxLength: 80, attributes: {
    role: "combobox", "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list" } })
  const list = make("ul", { id: `${id}-list`, hidden: true, attributes: { role: "listbox", "aria-label": label } })
  const status = make("p", { className: "ff-hint", attributes: { role: "status" } })
  const place = make("div", { className: "ff-find" },
    make("label", { htmlFor: id, textContent: label }), input, list, status)
  let found = [], at = -1, asked = 0, waiting = 0

  const show = () => {
    list.replaceChildren(...found.map((choice, n) => make("li", {
      id: `${id}-${n}`, className: "ff-found", attributes: { role: "option", "aria-selected": String(n === at) } },
    make("span", { textContent: choice.label }),
    make("span", { className: "ff-count", textContent: choice.count.toLocaleString(document.documentElement.lang) }))))
    list.hidden = !found.length
    input.setAttribute("aria-expanded", String(!list.hidden))
    if (at < 0) input.removeAttribute("aria-activedescendant")
    else input.setAttribute("aria-activedescendant", `${id}-${at}`)
    list.children[at]?.scrollIntoView({ block: "nearest" })
  }
  const close = () => { found = []; at = -1; status.textContent = ""; show() }
  const take = (choice) => { input.value = ""; close(); pick(choice) }
  const look = async () => {
    const typed = input.value.trim(), mine = ++asked
    if (!typed) return close()
    const answer = await line.call({ name: "find", payload: { attribute, typed } }).catch(() => null)
    if (mine !== asked) return
    found = answer?.response ?? []
    at = -1
    status.textContent = found.length ? fill(words.find_some, { count: found.length }) : words.find_none
    show()
  }
  input.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(look, PAUSE)
  })
  input.addEventListener("keydown", (event) => {
    const moves = { ArrowDown: 1, ArrowUp: -1 }
    if (event.key in moves && found.length) at = (at + moves[event.key] + found.length) % found.length
    else if (event.key === "Enter" && found.length) take(found[Math.max(at, 0)])
    else if (event.key === "Escape" && found.length) close()
    else return
    event.preventDefault()
    event.stopPropagation()
    if (found.length) show()
  })
  list.addEventListener("mousedown", (event) => event.preventDefault())
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]")
    if (option) take(found[[...list.children].indexOf(option)])
  })
  return place
}
