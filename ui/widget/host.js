// What a host page may do with the chat's events: here, show them.
for (const event of ["ready", "recommendations", "interested"]) {
  document.addEventListener(`firstfive:${event}`, ({ detail }) => {
    const items = detail.items ?? (detail.title ? [detail] : [])
    const line = document.createElement("li")
    line.dataset.event = event
    line.textContent = [event, ...items.map((item) => item.title)].join(" · ")
    document.getElementById("heard").append(line)
  })
}
