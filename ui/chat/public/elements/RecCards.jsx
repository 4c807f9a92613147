import { useEffect, useState } from "react"
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
  const [verdict, setVerdict] = useState(() => sessionStorage.getItem(place) ?? "")
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
    sessionStorage.setItem(place, next)
    setVerdict(next)
    if (next === "interested") window.firstfive.tell(next, { id: item.id, title: item.title, url: item.url })
  }
  return (
    <>
      {["interested", "not_interested"].map((name) => (
        <button key={name} type="button" className="ff-button" data-verdict={name}
          aria-pressed={verdict === name} onClick={() => say(name)}>
          {verdict === name ? <span className="ff-tick" aria-hidden="true">✓</span> : null}
          {words[name]}<span className="ff-sr">: {item.title}</span>
        </button>
      ))}
      <span className="ff-noted" role="status">{note}</span>
    </>
  )
}

// What the item states besides the key facts, and its text: fetched once, when it is asked for.
parts.Details ??= function Details({ item, words, callAction, open }) {
  const [told, setTold] = useState(null)
  useEffect(() => {
    if (!open || told) return
    callAction({ name: "compare", payload: { items: [item.id] } })
      .then((answer) => setTold(answer?.response ?? "nothing"), () => setTold("nothing"))
  }, [open])
  if (!open || !told) return null
  if (told === "nothing" || !told.titles.length) return <p className="ff-sorry" role="alert">{words.no_details}</p>
  return (
    <section className="ff-details">
      <dl className="ff-facts">
        {told.lines.map((line) => <div key={line.attribute}><dt>{line.label}</dt><dd>{line.values[0]}</dd></div>)}
      </dl>
      <h4>{words.source_says}</h4>
      <blockquote className="ff-evidence">{told.texts[0]}</blockquote>
    </section>
  )
}

parts.Card ??= function Card({ item, conversation, words, callAction, compared, onCompare }) {
  const [more, setMore] = useState(false)
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
          {words.open}<span className="ff-sr">: {item.title} ({words.new_tab})</span>
        </a>
      ) : null}
      <parts.Details item={item} words={words} callAction={callAction} open={more} />
      <div className="ff-verdict">
        <parts.Verdict item={item} conversation={conversation} words={words} callAction={callAction} />
        <button type="button" className="ff-button" aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? words.tell_less : words.tell_more}<span className="ff-sr">: {item.title}</span>
        </button>
        <button type="button" className="ff-button" aria-pressed={compared} onClick={onCompare}>
          {compared ? <span className="ff-tick" aria-hidden="true">✓</span> : null}
          {words.compare}<span className="ff-sr">: {item.title}</span>
        </button>
      </div>
    </article>
  )
}

parts.Comparing ??= function Comparing({ picked, words, callAction }) {
  const [failed, setFailed] = useState(false)
  const show = () =>
    callAction({ name: "compare", payload: { items: picked } }).then((answer) => {
      setFailed(!answer?.response)
      if (answer?.response) window.firstfive.sideBySide(answer.response)
    }, () => setFailed(true))
  return (
    <div className="ff-comparing" role="status">
      {picked.length === 1 ? <p>{words.compare_one}</p> : null}
      {picked.length > 1 ? (
        <button type="button" className="ff-button ff-main" onClick={show}>
          {words.compare_now.replace("{count}", picked.length)}
        </button>
      ) : null}
      {failed ? <p className="ff-sorry">{words.no_details}</p> : null}
    </div>
  )
}

parts.RecCards ??= function RecCards({ props, callAction, sendUserMessage }) {
  const { loading, connected } = useChatData()
  const [picked, setPicked] = useState([])
  const { made_by, generated_by_ai, items, notices, critiques, others, lang, conversation, words } = props
  const still = loading || !connected
  const compare = (id) => setPicked(picked.includes(id) ? picked.filter((p) => p !== id) : [...picked, id])
  const say = (text) => {
    window.firstfive.sent(text, {})
    sendUserMessage(text)
  }
  useEffect(() => {
    window.firstfive?.tell("recommendations", { items: items.map(({ id, title, url }) => ({ id, title, url })) })
  }, [])
  return (
    <div className="ff-cards" data-made-by={made_by}
      data-generated-by-ai={generated_by_ai ? "true" : undefined}>
      {items.map((item) => (
        <parts.Card key={item.id} item={item} conversation={conversation} words={words} callAction={callAction}
          compared={picked.includes(item.id)} onCompare={() => compare(item.id)} />
      ))}
      <parts.Comparing picked={picked} words={words} callAction={callAction} />
      {notices.map((notice, n) => <p key={n} className="ff-notice">{notice}</p>)}
      <div className="ff-next">
        {critiques.length ? <h3>{words.critique_hint}</h3> : null}
        <div className="ff-choices" role="group">
          {critiques.map((text) => (
            <button key={text} type="button" className="ff-button" data-critique={text} lang={lang ?? undefined} disabled={still}
              onClick={() => say(text)}>{text}</button>
          ))}
        </div>
        <p className="ff-hint">{words.more_hint}</p>
        <button type="button" className="ff-button ff-more" disabled={still} onClick={() => say(others)}>
          {words.more}
        </button>
        <p className="ff-hint">{words.summary_hint}</p>
        <a className="ff-button ff-summary-link" href={`summary?conversation=${encodeURIComponent(conversation)}`}>
          {words.summary}
        </a>
      </div>
    </div>
  )
}

export default (
  <parts.RecCards props={props} callAction={callAction} sendUserMessage={sendUserMessage} />
)
