import { useEffect, useRef } from "react"
import { useChatData } from "@chainlit/react-client"

// The component is kept on the window: this file is evaluated anew at each change of its props, and
// a new function would be a new component, which loses its state and the keyboard focus.
const parts = (window.firstfiveParts ??= {})

parts.Words ??= function Words({ props, sendUserMessage, callAction }) {
  const { loading } = useChatData()
  const place = useRef(null)
  const { made_by, generated_by_ai, text, tone, lang, fresh, keep, notices, again, redrawn, panel, words } = props

  const paragraphs = text.split(/\n{2,}/).filter(Boolean)
  const asked = (paragraph, n) =>
    tone === "question" && n === paragraphs.length - 1 && paragraph.length < 140

  useEffect(() => {
    window.firstfive?.connect(sendUserMessage, callAction)
    window.firstfive?.known(panel)
    if (keep) window.firstfive?.keep(keep)
    if (redrawn) window.firstfive?.redrawn(redrawn.said)
    else if (fresh) window.firstfive?.shown(place.current)
  }, [])

  return (
    <div ref={place} lang={lang ?? undefined} className={`ff-words ff-${tone}`}
      data-made-by={made_by} data-generated-by-ai={generated_by_ai ? "true" : undefined}
      role={tone === "sorry" ? "alert" : undefined}>
      {paragraphs.map((paragraph, n) => asked(paragraph, n)
        ? <h2 key={n} className="ff-asked">{paragraph}</h2>
        : <p key={n}>{paragraph}</p>)}
      {notices.map((notice, n) => <p key={n} className="ff-notice">{notice}</p>)}
      {again ? (
        <button type="button" className="ff-button ff-main" disabled={loading}
          onClick={() => sendUserMessage(again.text, again.command)}>
          {words.try_again}
        </button>
      ) : null}
    </div>
  )
}

export default <parts.Words props={props} sendUserMessage={sendUserMessage} callAction={callAction} />
