// What the chat page itself lacks: the panel above the conversation, names for its buttons, the
// memory of the conversation across reloads, and scrolling that suits long replies.
import { line, words } from "./js/page.js"
import { arrived, bubbles, identify, keep, missed, notice, sent } from "./js/memory.js"
import { giveWay, takeEarly } from "./js/first.js"
import { finder } from "./js/find.js"
import { showKnown } from "./js/known.js"
import { sideBySide } from "./js/compare.js"
import { tell, tellReady } from "./js/frame.js"
import "./js/settings.js"

// The parts of a reply arrive one after another: keep its beginning in view until all are there,
// unless the person scrolls meanwhile.
let moved = 0
for (const kind of ["wheel", "touchmove", "keydown", "mousedown"]) {
  addEventListener(kind, () => { moved = performance.now() }, { capture: true, passive: true })
}
const scrollTo = (element) => {
  const begun = performance.now()
  for (const pause of [0, 60, 150, 300, 600, 1000]) {
    setTimeout(() => {
      if (moved < begun) element?.scrollIntoView({ block: "start", behavior: "auto" })
    }, pause)
  }
}

window.firstfive = {
  keep, sent, finder, takeEarly, sideBySide, tell,
  connect(send, call) { Object.assign(line, { send, call }) },
  known(panel) { if (panel) showKnown(panel) },
  shown(element) {
    giveWay(false)
    arrived()
    notice("")
    const last = [...bubbles()].pop()
    scrollTo(last ?? element?.closest(".step"))
    tellReady()
  },
  redrawn(said) {
    giveWay(Boolean(said))
    scrollTo([...bubbles()].pop())
    missed(said)
    tellReady()
  }
}

const name = (selector, text) => {
  for (const element of document.querySelectorAll(selector)) {
    if (text && element.getAttribute("aria-label") !== text) element.setAttribute("aria-label", text)
  }
}
const nameAll = () => {
  name("#chat-submit", words.send)
  name("#chat-input", words.message)
  name("button:has(> .lucide-arrow-down)", words.scroll_down)
  name("form button[type=button]:has(> svg)", words.reveal)
  const messages = document.querySelector(".step")?.parentElement
  if (messages && messages.getAttribute("role") !== "log") {
    messages.setAttribute("role", "log")
    messages.setAttribute("aria-label", words.conversation ?? "")
  }
}
let waiting = false
new MutationObserver(() => {
  if (waiting) return
  waiting = true
  requestAnimationFrame(() => { waiting = false; nameAll(); identify() })
}).observe(document.documentElement, { childList: true, subtree: true })
