import { useState } from "react"
import { useChatData } from "@chainlit/react-client"

// Kept on the window: see Words.jsx.
const parts = (window.firstfiveParts ??= {})

parts.Option ??= function Option({ choice, chosen, disabled, toggle, onClick }) {
  return (
    <button type="button" className="ff-button ff-choice" data-choice={choice.id} disabled={disabled}
      aria-pressed={toggle || disabled ? chosen : undefined} onClick={onClick}>
      {toggle || chosen ? <span className="ff-tick" aria-hidden="true">{chosen ? "✓" : ""}</span> : null}
      <span className="ff-label">{choice.label}</span>
      {choice.count == null ? null : <span className="ff-count">{choice.count.toLocaleString()}</span>}
    </button>
  )
}

parts.Known ??= function Known({ known, progress, words }) {
  if (!known.length && !progress) return null
  return (
    <div className="ff-known">
      {known.length ? (
        <div>
          <span className="ff-known-title">{words.known}:</span>
          <ul>
            {known.map((line) => (
              <li key={line.label}><span className="ff-known-label">{line.label}:</span> {line.value}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {progress ? <p className="ff-progress">{progress}</p> : null}
    </div>
  )
}

parts.QuickReplies ??= function QuickReplies({ props, sendUserMessage }) {
  const { choices, always, multiple, opening, answered, known, progress, words } = props
  const { loading, connected } = useChatData()
  const [ticked, setTicked] = useState([])
  const still = Boolean(answered) || loading || !connected
  const chosen = answered ? answered.choices : ticked
  const send = (picked) => {
    const text = picked.map((c) => c.label).join(", ")
    const meant = { choices: picked.map((c) => c.id) }
    window.firstfive?.sent(text, meant)
    sendUserMessage(text, JSON.stringify(meant))
  }
  const toggle = (id) =>
    setTicked(ticked.includes(id) ? ticked.filter((t) => t !== id) : [...ticked, id])
  const picked = choices.filter((c) => ticked.includes(c.id))
  const option = (c, toggles) => (
    <parts.Option key={c.id} choice={c} chosen={chosen.includes(c.id)} disabled={still}
      toggle={toggles} onClick={() => (toggles ? toggle(c.id) : send([c]))} />
  )

  return (
    <div className={`ff-question${answered ? " ff-answered" : ""}`}>
      {opening && !answered ? <p className="ff-hint">{words.opening_hint}</p> : null}
      {multiple && !answered ? <p className="ff-hint">{words.several}</p> : null}
      <div className={`ff-choices${opening ? " ff-examples" : ""}`} role="group">
        {choices.map((c) => option(c, multiple))}
      </div>
      {multiple && !answered ? (
        <button type="button" className="ff-button ff-main ff-continue" disabled={still || !picked.length}
          onClick={() => send(picked)}>
          {picked.length ? words.continue : words.continue_none}
        </button>
      ) : null}
      <div className="ff-always" role="group">{always.map((c) => option(c, false))}</div>
      {props.free_text && !opening && !answered ? <p className="ff-hint">{words.or_type}</p> : null}
      {answered ? null : <parts.Known known={known} progress={progress} words={words} />}
    </div>
  )
}

export default <parts.QuickReplies props={props} sendUserMessage={sendUserMessage} />
