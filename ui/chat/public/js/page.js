// What the page's other scripts share: its words, small pieces of page, and storage that may fail.
const data = JSON.parse(document.getElementById("ff-page").textContent)
export const { words, root, language, languages, framed } = data

export const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole))

export const make = (tag, properties = {}, ...children) => {
  const { attributes = {}, ...own } = properties
  const made = Object.assign(document.createElement(tag), own)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children.filter((child) => child !== null && child !== undefined))
  return made
}

export const button = (text, name, act) => {
  const made = make("button", { type: "button", className: `ff-button ${name}`, textContent: text })
  made.addEventListener("click", act)
  return made
}

export const dialog = (id, title, ...children) => {
  document.getElementById(id)?.remove()
  // The heading gets the focus, so that a long dialog begins at its beginning.
  const heading = make("h2", { textContent: title, id: `${id}-title`, tabIndex: -1, autofocus: true })
  const made = make("dialog", { id, className: "ff-dialog" }, heading, ...children)
  made.setAttribute("aria-labelledby", heading.id)
  made.addEventListener("close", () => made.remove())
  document.body.append(made)
  made.showModal()
  return made
}

// In the frame of another site only a partitioned cookie is kept, which needs a secure context.
export const partitioned = framed && isSecureContext
const manner = partitioned
  ? "SameSite=None; Secure; Partitioned"
  : `SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`
export const cookie = (name, value, days) => {
  document.cookie = `${name}=${value}; Path=${root || "/"}; Max-Age=${days * 86400}; ${manner}`
}

// The way to the server: the elements of the chat bring it when they are drawn.
export const line = { send: null, call: null }
