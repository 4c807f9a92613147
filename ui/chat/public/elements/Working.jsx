import { useEffect, useState } from "react"

// Kept on the window: see Words.jsx.
const parts = (window.firstfiveParts ??= {})

parts.Working ??= function Working({ props, callAction }) {
  const { made_by, generated_by_ai, text, words } = props
  const [stopping, setStopping] = useState(false)
  const [told, setTold] = useState("")
  // What is read out must come into a region that is there already.
  useEffect(() => setTold(text), [text])
  const stop = () => {
    setStopping(true)
    callAction({ name: "stop", payload: {} }).catch(() => setStopping(false))
  }

  return (
    <div className="ff-working" data-made-by={made_by}
      data-generated-by-ai={generated_by_ai ? "true" : undefined}>
      <p role="status">{told}{told ? " …" : ""}</p>
      <button type="button" className="ff-button ff-stop" disabled={stopping} onClick={stop}>
        {words.stop}
      </button>
    </div>
  )
}

export default <parts.Working props={props} callAction={callAction} />
