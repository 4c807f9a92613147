// The first screen, which stands in the page before the chat has loaded, and gives way to it.
import { words } from "./page.js"
import { composer, notice, typeIn } from "./memory.js"

const early = window.firstfiveEarly ?? {}

// What was clicked or written before the chat was there: taken once, by the opening question.
export const takeEarly = () => {
  const taken = { ...early }
  delete early.example
  delete early.text
  return taken
}

export const giveWay = (resumed) => {
  // The chat server's sign-in page turns into the chat without being loaded anew.
  document.querySelector("#ff-top nav").hidden = false
  const first = document.getElementById("ff-first")
  if (!first) return
  const box = document.getElementById("ff-early-text")
  const begun = early.text ? "" : box?.value ?? ""
  const typing = document.activeElement === box
  first.remove()
  document.documentElement.classList.remove("ff-waiting")
  if (begun) typeIn(begun)
  else if (typing) composer()?.focus()
  if (resumed) notice(words.welcome_back, "status")
}
