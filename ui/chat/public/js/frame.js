// The widget: this page in the frame of another site, which is told what happens in it.
import { framed } from "./page.js"

// The site names itself in the address; only to it, and only if it may frame this page, is told.
const host = framed ? new URLSearchParams(location.search).get("host") : null

export const tell = (event, detail = {}) => {
  if (host && window.parent !== window) window.parent.postMessage({ source: "firstfive", event, detail }, host)
}

let ready = false
export const tellReady = () => {
  if (!ready) tell("ready")
  ready = true
}

if (host) {
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) tell("close")
  })
}
