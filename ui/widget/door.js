// In the frame, before the chat: the host page hands over who its visitor is, and that is signed in.
(() => {
  const query = new URLSearchParams(location.search)
  const host = query.get("host")
  const goOn = () => location.replace(`../chat/?${query}`)
  if (!host || window.parent === window) return goOn()

  const signIn = (token) => fetch("sign-in", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ token })
  })
  addEventListener("message", async ({ origin, source, data }) => {
    if (origin !== host || source !== window.parent || data?.source !== "firstfive-host") return
    // Whoever cannot be signed in talks without a name, as everybody may who has none.
    await signIn(data.token).catch(() => null)
    goOn()
  })
  window.parent.postMessage({ source: "firstfive", event: "token" }, host)
})()
