// Makes each "run" place of a page a button that runs the program shown above it, in a frame of its own, against the
// emulator of the vendor, and prints what happened in order.
for (const place of document.querySelectorAll(".run[data-example]")) {
  const button = document.createElement("button")
  button.textContent = "Run"
  const list = document.createElement("ol")
  list.setAttribute("aria-live", "polite")
  let last
  const add = (at, kind, text) => {
    if (last?.kind === kind && last.text === text) {
      last.count++
      last.item.lastElementChild.textContent = `${text} (${last.count} times)`
      return
    }
    const item = document.createElement("li")
    item.dataset.kind = kind
    for (const [tag, content] of [
      ["time", at],
      ["span", kind],
      ["span", text]
    ]) {
      const part = document.createElement(tag)
      part.textContent = content
      item.append(part)
    }
    list.append(item)
    last = { kind, text, item, count: 1 }
  }
  let frame
  button.addEventListener("click", () => {
    frame?.remove()
    list.replaceChildren()
    last = undefined
    frame = document.createElement("iframe")
    frame.hidden = true
    frame.title = "The running program"
    frame.src = place.dataset.frame
    button.disabled = true
    document.body.append(frame)
  })
  addEventListener("message", ({ data, origin, source }) => {
    if (origin !== location.origin || frame === undefined || source !== frame.contentWindow) return
    if (data.kind === "end") {
      button.disabled = false
      frame.remove()
    } else add(`${data.at} ms`, data.kind, data.text)
  })
  place.replaceChildren(button, list)
}
