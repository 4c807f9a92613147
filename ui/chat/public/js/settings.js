// Size of the text, colours and language, and "Start over", which asks first.
import { button, cookie, dialog, language, languages, make, words } from "./page.js"
import { forget } from "./memory.js"

const page = document.documentElement

const choices = (title, name, options, chosen, act) => make("fieldset", {},
  make("legend", { textContent: title }),
  ...Object.entries(options).map(([value, label]) => {
    const radio = make("input", { type: "radio", name, value, checked: value === chosen })
    radio.addEventListener("change", () => act(value))
    return make("label", { className: "ff-radio" }, radio, make("span", { textContent: label }))
  }))

const openSettings = () => {
  const look = (value) => { page.dataset.look = value; localStorage.setItem("firstfive.look", value) }
  const size = (value) => { page.dataset.size = value; localStorage.setItem("firstfive.size", value) }
  const speak = (value) => { cookie("firstfive_language", value, 365); location.reload() }
  const shown = dialog("ff-settings-dialog", words.settings,
    choices(words.text_size, "size", { 1: words.size_normal, 2: words.size_large, 3: words.size_largest }, page.dataset.size, size),
    choices(words.look, "look", { light: words.look_light, dark: words.look_dark, contrast: words.look_contrast }, page.dataset.look, look),
    choices(words.language, "language", languages, language, speak),
    button(words.close, "ff-main", () => shown.close()))
}

const startOver = async () => {
  await forget()
  const address = new URL(location.href)
  if (!address.searchParams.has("conversation")) return location.reload()
  address.searchParams.delete("conversation")
  location.replace(address)
}
const askStartOver = () => {
  const shown = dialog("ff-start-over", words.start_over_question,
    make("p", { textContent: words.start_over_detail }),
    make("div", { className: "ff-ends" },
      button(words.start_over_no, "", () => shown.close()),
      button(words.start_over_yes, "ff-main", startOver)))
}

document.getElementById("ff-settings")?.addEventListener("click", openSettings)
document.getElementById("ff-restart")?.addEventListener("click", askStartOver)
