// What the chat page itself lacks: names for its icon buttons, a "Start over" that asks first, the
// memory of the conversation across reloads, and scrolling that suits long replies.
(() => {
  const root = document.querySelector('meta[property="og:root_path"]')?.content ?? ""
  const SENT = "firstfive.sent"
  let words = {}
  let kept = null

  const secure = location.protocol === "https:" ? "; Secure" : ""
  const cookie = (name, value, seconds) => {
    document.cookie = `${name}=${value}; Path=${root || "/"}; Max-Age=${seconds}; SameSite=Lax${secure}`
  }
  const composer = () => document.getElementById("chat-input")
  const bubbles = () => document.querySelectorAll('[data-step-type="user_message"]')

  const fill = (text) => {
    const box = composer()
    if (!box) return
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, text)
    box.dispatchEvent(new Event("input", { bubbles: true }))
    box.focus()
  }

  const notice = (text) => {
    const place = document.getElementById("message-composer")
    document.getElementById("ff-notice")?.remove()
    if (!place || !text) return
    const line = document.createElement("p")
    line.id = "ff-notice"
    line.setAttribute("role", "alert")
    line.textContent = text
    place.before(line)
  }

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
    keep(what) {
      kept = what
      cookie(what.name, what.value, 7 * 24 * 3600)
    },
    shown(element) {
      sessionStorage.removeItem(SENT)
      notice("")
      const last = [...bubbles()].pop()
      scrollTo(last ?? element?.closest(".step"))
    },
    sent(text, meant) {
      if (text.trim()) sessionStorage.setItem(SENT, JSON.stringify({ text, meant, tries: 0 }))
    },
    // After a reload or a lost connection: what was sent but is not in the transcript goes out once
    // more under its first id, which the server answers only once; after that, back into the box.
    redrawn(said, send) {
      const sent = JSON.parse(sessionStorage.getItem(SENT) ?? "null")
      scrollTo([...bubbles()].pop())
      if (!sent || sent.text.trim() === said.trim()) return sessionStorage.removeItem(SENT)
      if (sent.id && !sent.tries) {
        sessionStorage.setItem(SENT, JSON.stringify({ ...sent, tries: 1 }))
        return send(sent.text, JSON.stringify({ ...sent.meant, id: sent.id }))
      }
      sessionStorage.removeItem(SENT)
      fill(sent.text)
      notice(words.not_sent)
    }
  }

  const remember = () => window.firstfive.sent(composer()?.value ?? "", {})
  // The page gives each message its id; the one just sent is read from its bubble.
  const identify = () => {
    const sent = JSON.parse(sessionStorage.getItem(SENT) ?? "null")
    const bubble = [...bubbles()].pop()
    if (!sent || sent.id || !bubble?.innerText.includes(sent.text.trim())) return
    const id = bubble.querySelector("[id^=step-]")?.id.slice("step-".length)
    if (id) sessionStorage.setItem(SENT, JSON.stringify({ ...sent, id }))
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && event.target === composer()) remember()
  }, true)

  const button = (text, name, act) => {
    const made = document.createElement("button")
    made.type = "button"
    made.className = `ff-button ${name}`
    made.textContent = text
    made.addEventListener("click", act)
    return made
  }
  const line = (tag, text) => Object.assign(document.createElement(tag), { textContent: text })

  const startOver = () => {
    if (kept) cookie(kept.name, "", 0)
    sessionStorage.removeItem(SENT)
    const address = new URL(location.href)
    if (!address.searchParams.has("conversation")) return location.reload()
    address.searchParams.delete("conversation")
    location.replace(address)
  }
  const askStartOver = () => {
    const dialog = document.createElement("dialog")
    dialog.id = "ff-start-over"
    dialog.setAttribute("aria-label", words.start_over_question)
    const choices = line("div", "")
    choices.append(
      button(words.start_over_no, "", () => dialog.close()),
      button(words.start_over_yes, "ff-main", startOver))
    dialog.append(line("h2", words.start_over_question), line("p", words.start_over_detail), choices)
    dialog.addEventListener("close", () => dialog.remove())
    document.body.append(dialog)
    dialog.showModal()
  }
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null
    if (target?.closest("#chat-submit")) remember()
    if (!target?.closest("#new-chat-button")) return
    event.preventDefault()
    event.stopImmediatePropagation()
    askStartOver()
  }, true)

  const name = (selector, text) => {
    for (const element of document.querySelectorAll(selector)) {
      if (text && element.getAttribute("aria-label") !== text) element.setAttribute("aria-label", text)
    }
  }
  const nameAll = () => {
    name("#chat-submit", words.send)
    name("#new-chat-button", words.start_over)
    name("#chat-input", words.message)
    name("button:has(> .lucide-arrow-down)", words.scroll_down)
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

  fetch(`${root}/project/translations?language=${document.documentElement.lang || "en"}`)
    .then((answer) => answer.json())
    .then((found) => { words = found.translation.firstfive; nameAll() })
    .catch(() => {})
})()
