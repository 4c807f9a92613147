import { useEffect, useRef, useState } from "react"
import { useChatData } from "@chainlit/react-client"

// Kept on the window: see Words.jsx.
const parts = (window.firstfiveParts ??= {})

parts.Option ??= function Option({ choice, chosen, disabled, toggle, onClick }) {
  return (
    <button type="button" className="ff-button ff-choice" data-choice={choice.id} disabled={disabled}
      aria-pressed={toggle ? chosen : undefined} onClick={onClick}>
      {toggle ? <span className="ff-tick" aria-hidden="true">{chosen ? "✓" : ""}</span> : null}
      <span className="ff-label">{choice.label}</span>
      {choice.count == null ? null : (
        <span className="ff-count">{choice.count.toLocaleString(document.documentElement.lang)}</span>
      )}
    </button>
  )
}

// The box to look for other values in, which the page's scripts make.
parts.Find ??= function Find({ attribute, label, pick }) {
  const place = useRef(null)
  const latest = useRef(pick)
  latest.current = pick
  useEffect(() => {
    const box = window.firstfive.finder(attribute, label, (choice) => latest.current(choice))
    place.current.append(box)
    return () => box.remove()
  }, [])
  return <div ref={place} />
}

parts.QuickReplies ??= function QuickReplies({ props, sendUserMessage }) {
  const { choices, always, multiple, opening, answered, attribute, more, words } = props
  const { loading, connected } = useChatData()
  const [ticked, setTicked] = useState([])
  const [found, setFound] = useState([])
  const still = loading || !connected
  const offered = [...choices, ...found]
  const send = (picked) => {
    const text = picked.map((c) => c.label).join(", ")
    const meant = { choices: picked.map((c) => c.id) }
    window.firstfive?.sent(text, meant)
    sendUserMessage(text, JSON.stringify(meant))
  }
  useEffect(() => {
    if (!opening || answered) return
    const early = window.firstfive?.takeEarly() ?? {}
    if (early.text) sendUserMessage(early.text)
    else if (choices[early.example]) send([choices[early.example]])
  }, [])
  if (answered) return null

  const toggle = (id) =>
    setTicked(ticked.includes(id) ? ticked.filter((t) => t !== id) : [...ticked, id])
  const pick = (choice) => {
    if (!multiple) return send([choice])
    if (!offered.some((c) => c.id === choice.id)) setFound([...found, choice])
    if (!ticked.includes(choice.id)) setTicked([...ticked, choice.id])
  }
  const picked = offered.filter((c) => ticked.includes(c.id))
  const option = (c, toggles) => (
    <parts.Option key={c.id} choice={c} chosen={ticked.includes(c.id)} disabled={still}
      toggle={toggles} onClick={() => (toggles ? toggle(c.id) : send([c]))} />
  )

  return (
    <div className="ff-question">
      {opening ? <p className="ff-hint">{words.opening_hint}</p> : null}
      {multiple ? <p className="ff-hint">{words.several}</p> : null}
      <div className={`ff-choices${opening ? " ff-examples" : ""}`} role="group">
        {offered.map((c) => option(c, multiple))}
      </div>
      {more > 0 ? <parts.Find attribute={attribute} label={words.find} pick={pick} /> : null}
      {multiple ? (
        <button type="button" className="ff-button ff-main ff-continue" disabled={still || !picked.length}
          onClick={() => send(picked)}>
          {picked.length ? words.continue : words.continue_none}
        </button>
      ) : null}
      <div className="ff-always" role="group">{always.map((c) => option(c, false))}</div>
      {props.free_text && !opening ? <p className="ff-hint">{words.or_type}</p> : null}
    </div>
  )
}

export default <parts.QuickReplies props={props} sendUserMessage={sendUserMessage} />
