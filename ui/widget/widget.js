// The chat on any site: a button, and a panel with the chat's own page in a frame. All of its look
// stands in a shadow tree and an adopted style sheet, which no content-security policy refuses.
(() => {
  const script = document.currentScript
  if (!script || window.FirstFive) return
  const server = new URL(script.src).origin
  const base = script.src.slice(0, script.src.indexOf("/widget.js"))
  const given = script.dataset
  const words = __WORDS__
  const title = given.title || words.widget_title
  const small = matchMedia("(max-width: 600px), (max-height: 560px)")

  // Colours from the page: six hexadecimal digits; text on them is black or white, whichever is read better.
  const colour = /^#[0-9a-f]{6}$/i.test(given.colour ?? "") ? given.colour : "#0b4884"
  const light = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  const luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
  const ink = 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000"
  const side = given.position === "left" ? "left" : "right"

  const css = `
    :host { all: initial; position: fixed; z-index: 2147483000; font: 18px/1.4 system-ui, sans-serif; }
    button { font: inherit; font-weight: 600; cursor: pointer; min-height: 48px; border: 2px solid ${ink}; border-radius: 999px; padding: 8px 22px; color: ${ink}; background: ${colour}; }
    button:focus-visible { outline: 3px solid ${ink}; outline-offset: 0; box-shadow: 0 0 0 6px ${colour}; }
    [hidden] { display: none !important; }
    .launch { position: fixed; ${side}: 20px; bottom: 20px; display: flex; flex-direction: column; align-items: ${side === "left" ? "flex-start" : "flex-end"}; gap: 10px; max-width: calc(100vw - 40px); }
    .launch button { min-height: 60px; box-shadow: 0 2px 10px rgb(0 0 0 / .35); }
    .greeting { margin: 0; max-width: 320px; padding: 12px 16px; border: 2px solid ${colour}; border-radius: 14px; color: #151b25; background: #fff; }
    .panel { position: fixed; ${side}: 20px; bottom: 20px; width: min(460px, calc(100vw - 40px)); height: min(760px, calc(100vh - 40px)); display: flex; flex-direction: column; overflow: hidden; border: 2px solid ${colour}; border-radius: 16px; background: #fff; box-shadow: 0 6px 30px rgb(0 0 0 / .35); }
    .panel.full { inset: 0; width: auto; height: auto; border: 0; border-radius: 0; }
    .head { flex: none; display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 6px 8px 6px 16px; color: ${ink}; background: ${colour}; }
    .head h2 { margin: 0; font-size: 20px; overflow-wrap: anywhere; }
    iframe { flex: 1 1 auto; width: 100%; border: 0; }
    @media print { .launch, .panel { display: none; } }`

  const make = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties)
    made.append(...children)
    return made
  }
  const place = make("div", { id: "firstfive-widget" })
  place.dataset.generatedByAi = "true" // all that is said in it
  const shadow = place.attachShadow({ mode: "open" })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  shadow.adoptedStyleSheets = [sheet]

  const address = () => {
    const query = new URLSearchParams({ widget: "1", host: location.origin })
    if (given.pack) query.set("pack", given.pack)
    if (given.item) query.set("item", given.item)
    return `${base}${given.token ? "/widget/door" : "/chat/"}?${query}`
  }
  let frame = null
  const tell = (event, detail) => document.dispatchEvent(new CustomEvent(`firstfive:${event}`, { detail }))
  const fit = () => {
    panel.classList.toggle("full", small.matches)
    panel.setAttribute("aria-modal", String(small.matches))
  }
  const open = () => {
    if (!frame) {
      frame = make("iframe", { title, src: address() })
      panel.append(frame)
    }
    panel.hidden = false
    launch.hidden = true
    fit()
    shut.focus()
  }
  const close = () => {
    if (panel.hidden) return
    panel.hidden = true
    launch.hidden = false
    opener.focus()
  }

  const opener = make("button", { type: "button", textContent: given.label || words.widget_open, onclick: open })
  opener.setAttribute("aria-haspopup", "dialog")
  const launch = make("div", { className: "launch" })
  if (given.greeting) launch.append(make("p", { className: "greeting", textContent: given.greeting }))
  launch.append(opener)
  const shut = make("button", { type: "button", textContent: words.close, onclick: close })
  const heading = make("h2", { id: "title", textContent: title })
  const panel = make("section", { className: "panel", hidden: true }, make("div", { className: "head" }, heading, shut))
  panel.setAttribute("role", "dialog")
  panel.setAttribute("aria-labelledby", "title")
  panel.addEventListener("keydown", (event) => event.key === "Escape" && close())
  shadow.append(launch, panel)

  // Only the frame is listened to, and only as a page of the chat's own server.
  addEventListener("message", ({ origin, source, data }) => {
    if (!frame || origin !== server || source !== frame.contentWindow || data?.source !== "firstfive") return
    if (data.event === "token") source.postMessage({ source: "firstfive-host", token: given.token }, server)
    else if (data.event === "close") close()
    else tell(data.event, data.detail)
  })
  small.addEventListener("change", fit)
  window.FirstFive = { open, close }

  const begin = () => {
    document.body.append(place)
    if (given.open === "true") open()
  }
  if (document.body) begin()
  else addEventListener("DOMContentLoaded", begin)
})()
