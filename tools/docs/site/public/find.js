// Puts a field above the tables of the error finder: only rows and reasons that hold its words are shown.
for (const place of document.querySelectorAll(".find")) {
  const label = document.createElement("label")
  label.textContent = "A code, a text or a reason"
  const field = document.createElement("input")
  field.type = "search"
  field.autocomplete = "off"
  field.spellcheck = false
  label.append(field)
  const found = document.createElement("p")
  found.setAttribute("role", "status")
  place.append(label, found)

  // A part is a heading with what follows it, up to the next heading.
  const parts = []
  for (const element of place.parentElement.children) {
    if (element.matches(".sl-heading-wrapper")) parts.push({ level: element.className, elements: [element], rows: [] })
    else if (element !== place) parts.at(-1)?.elements.push(element)
    parts.at(-1)?.rows.push(...element.querySelectorAll("tbody tr"))
  }
  const show = () => {
    const words = field.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "")
    const holds = (element) => words.every((word) => element.textContent.toLowerCase().includes(word))
    let rows = 0
    for (const part of parts) {
      for (const row of part.rows) {
        row.hidden = !holds(row)
        if (!row.hidden) rows++
      }
      const isShown =
        words.length === 0 ||
        (part.rows.length > 0
          ? part.rows.some((row) => !row.hidden)
          : part.elements.length > 1 && part.elements.some(holds))
      for (const element of part.elements) element.hidden = !isShown
      if (isShown && part.rows.length === 0 && part.elements.length > 1) rows++
    }
    found.textContent = words.length === 0 ? "" : rows === 0 ? "Nothing fits." : `${rows} found`
  }
  field.addEventListener("input", show)
  field.value = new URLSearchParams(location.search).get("q") ?? ""
  show()
}
