import { useState } from "react"
import { useChatData } from "@chainlit/react-client"

// Kept on the window: see Words.jsx.
const parts = (window.firstfiveParts ??= {})

parts.Evidence ??= function Evidence({ text, words }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="ff-disclose" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? words.evidence_hide : words.evidence}
      </button>
      {open ? <blockquote className="ff-evidence">{text}</blockquote> : null}
    </>
  )
}

parts.Verdict ??= function Verdict({ item, conversation, words, callAction }) {
  const place = `firstfive.verdict.${conversation}.${item.id}`
  const [verdict, setVerdict] = useState(() => window.sessionStorage.getItem(place) ?? "")
  const [note, setNote] = useState("")
  const tell = (next) =>
    callAction({ name: "feedback", payload: { item: item.id, verdict: next } })
      .then((answer) => answer?.response === true, () => false)
  const say = async (next) => {
    let kept = await tell(next)
    for (const pause of [1000, 3000]) { // the connection may be on its way back
      if (kept) break
      await new Promise((resolve) => setTimeout(resolve, pause))
      kept = await tell(next)
    }
    setNote(kept ? words[`noted_${next}`] : words.not_noted)
    if (!kept) return
    window.sessionStorage.setItem(place, next)
    setVerdict(next)
  }
  return (
    <div className="ff-verdict">
      {["interested", "not_interested"].map((name) => (
        <button key={name} type="button" className="ff-button" data-verdict={name}
          aria-pressed={verdict === name} onClick={() => say(name)}>
          {verdict === name ? <span className="ff-tick" aria-hidden="true">✓</span> : null}
          {words[name]}<span className="ff-sr">: {item.title}</span>
        </button>
      ))}
      <span className="ff-noted" role="status">{note}</span>
    </div>
  )
}

parts.Card ??= function Card({ item, conversation, words, callAction }) {
  const link = /^https?:\/\//i.test(item.url ?? "") ? item.url : null
  return (
    <article className="ff-card" aria-labelledby={`ff-title-${conversation}-${item.id}`}>
      <header>
        <span className="ff-of">{item.of}</span>
        <h3 id={`ff-title-${conversation}-${item.id}`}>{item.title}</h3>
        <p className="ff-match">{item.match}</p>
      </header>
      <p className="ff-summary">{item.summary}</p>
      {item.facts.length ? (
        <dl className="ff-facts">
          {item.facts.map((fact, n) => <div key={n}><dt>{fact.label}</dt><dd>{fact.value}</dd></div>)}
        </dl>
      ) : null}
      {item.reasons.length ? (
        <section className="ff-reasons">
          <h4>{words.reasons}</h4>
          <ul>
            {item.reasons.map((reason, n) => (
              <li key={n}>
                {reason.text} {reason.evidence ? <parts.Evidence text={reason.evidence} words={words} /> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {item.compromises.length ? (
        <section className="ff-compromises">
          <h4>{words.compromises}</h4>
          <ul>{item.compromises.map((text, n) => <li key={n}>{text}</li>)}</ul>
        </section>
      ) : null}
      {link ? (
        <a className="ff-link" href={link} target="_blank" rel="noopener noreferrer nofollow">
          {words.open}<span className="ff-sr"> ({words.new_tab})</span>
        </a>
      ) : null}
      <parts.Verdict item={item} conversation={conversation} words={words} callAction={callAction} />
    </article>
  )
}

parts.RecCards ??= function RecCards({ props, callAction, sendUserMessage }) {
  const { loading, connected } = useChatData()
  const { items, notices, conversation, words } = props
  return (
    <div className="ff-cards">
      {items.map((item) => (
        <parts.Card key={item.id} item={item} conversation={conversation} words={words} callAction={callAction} />
      ))}
      {notices.map((notice, n) => <p key={n} className="ff-notice">{notice}</p>)}
      <p className="ff-hint">{words.more_hint}</p>
      <button type="button" className="ff-button ff-more" disabled={loading || !connected}
        onClick={() => sendUserMessage(words.more)}>
        {words.more}
      </button>
    </div>
  )
}

export default (
  <parts.RecCards props={props} callAction={callAction} sendUserMessage={sendUserMessage} />
)
