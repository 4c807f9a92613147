// The memory of the conversation across reloads: which it is, and words that may not have arrived.
import { line, make, partitioned, root, words } from "./page.js"

const SENT = "firstfive.sent"
let kept = null

export const composer = () => document.getElementById("chat-input")
export const bubbles = () => document.querySelectorAll('[data-step-type="user_message"]')
const read = () => JSON.parse(sessionStorage.getItem(SENT) ?? "null")
const write = (sent) => sessionStorage.setItem(SENT, JSON.stringify(sent))

// The cookie is the server's to set and to remove: no script reads it.
const ask = (path, body) => fetch(`${root}/${path}`, {
  method: "POST", headers: { "Content-Type": "application/json" }, keepalive: true,
  body: JSON.stringify({ ...body, partitioned })
})
export const keep = async ({ name, ticket }) => {
  if (kept?.ticket === ticket) return
  kept = { name, ticket }
  const answer = await ask("keep", { ticket }).catch(() => null)
  // What was refused for now is asked for again with the next reply.
  if (!answer || answer.status === 429 || answer.status >= 500) kept = { name }
}
export const forget = async () => {
  sessionStorage.removeItem(SENT)
  if (kept) await ask("forget", { name: kept.name }).catch(() => null)
}

export const typeIn = (text) => {
  const box = composer()
  if (!box) return
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, text)
  box.dispatchEvent(new Event("input", { bubbles: true }))
  box.focus()
}

export const notice = (text, role = "alert") => {
  const place = document.getElementById("message-composer")
  document.getElementById("ff-notice")?.remove()
  if (place && text) place.before(make("p", { id: "ff-notice", textContent: text, attributes: { role } }))
}

export const sent = (text, meant) => {
  if (text.trim()) write({ text, meant, tries: 0 })
}
export const arrived = () => sessionStorage.removeItem(SENT)

// After a reload or a lost connection: what was sent but is not in the transcript goes out once
// more under its first id, which the server answers only once; after that, back into the box.
export const missed = (said) => {
  const lost = read()
  if (!lost || lost.text.trim() === said.trim()) return arrived()
  if (lost.id && !lost.tries) {
    write({ ...lost, tries: 1 })
    return line.send(lost.text, JSON.stringify({ ...lost.meant, id: lost.id }))
  }
  arrived()
  typeIn(lost.text)
  notice(words.not_sent)
}

// The page gives each message its id; the one just sent is read from its bubble.
export const identify = () => {
  const waiting = read()
  const bubble = [...bubbles()].pop()
  if (!waiting || waiting.id || !bubble?.innerText.includes(waiting.text.trim())) return
  const id = bubble.querySelector("[id^=step-]")?.id.slice("step-".length)
  if (id) write({ ...waiting, id })
}

const remember = () => sent(composer()?.value ?? "", {})
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && event.target === composer()) remember()
}, true)
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("#chat-submit")) remember()
}, true)
