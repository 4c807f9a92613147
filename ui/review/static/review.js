// Keys for people who read many conversations. Without this script every page works by its links
// and buttons alone.
"use strict"

const OFF = "firstfive.review.keys.off"
const turns = [...document.querySelectorAll("[data-turn]")]
const rows = [...document.querySelectorAll("[data-row] a")]
const toggle = document.querySelector("[data-keys]")
let marked = -1

const mark = (n, move = true) => {
  if (!turns.length) return
  turns[marked]?.classList.remove("marked")
  marked = Math.min(turns.length - 1, Math.max(0, n))
  turns[marked].classList.add("marked")
  if (move) {
    turns[marked].focus({ preventScroll: true })
    turns[marked].scrollIntoView({ block: "start" })
  }
}

const step = (by) => {
  if (turns.length) {
    mark(marked + by)
  } else if (rows.length) {
    const at = rows.indexOf(document.activeElement)
    rows[Math.min(rows.length - 1, Math.max(0, at + by))].focus()
  }
}

const press = (key) => {
  const label = turns[marked]?.querySelector(`[data-label="${CSS.escape(key)}"]`)
  const other = document.querySelector(`[data-key="${CSS.escape(key)}"]`)
  if (label) label.click()
  else if (other?.matches("textarea")) other.focus()
  else if (other) other.click()
  return Boolean(label || other)
}

const acted = (key) => {
  if (key === "j") step(1)
  else if (key === "k") step(-1)
  else if (key === "w") mark(turns.length - 1)
  else if (key === "/") document.querySelector("[data-search]")?.focus()
  else return press(key)
  return true
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, select, textarea")
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !toggle?.checked) return
  if (acted(event.key)) event.preventDefault()
})

document.addEventListener("focusin", (event) => {
  const at = turns.indexOf(event.target.closest("[data-turn]"))
  if (at >= 0) mark(at, false)
})

if (toggle) {
  toggle.checked = localStorage.getItem(OFF) !== "yes"
  toggle.addEventListener("change", () => localStorage.setItem(OFF, toggle.checked ? "no" : "yes"))
}
const named = turns.findIndex((turn) => `#${turn.id}` === location.hash)
mark(named < 0 ? 0 : named, named >= 0)
