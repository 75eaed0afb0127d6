"use strict"
// Decides on facts and saves them as an evidence file. Numbers stay texts: a number of JavaScript
// is binary, where 0.1 is not 1/10. What the file says comes in pieces from the page's data.
{
  const data = JSON.parse(document.getElementById("data").textContent)
  const words = data.words
  const byId = id => document.getElementById(id)
  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name])
  const facts = [...document.querySelectorAll(".card")].map(card => card.dataset.fact)
  const cardOf = fact => byId(`fact-${fact}`)
  const editor = byId("editor")
  const isWide = matchMedia("(min-width: 60rem)")

  // --- decisions: of a fact its verdict ("accepted", "rejected", "" while it is open), the number
  // of the choice (null: none yet), and the value if it is not that of the choice

  const open = fact => ({ verdict: "", choice: data.facts[fact].first, value: null })
  let decisions = Object.fromEntries(facts.map(fact => [fact, open(fact)]))
  let past = []
  let current = null
  let isSaved = true
  let canStore = true

  const choiceOf = fact => data.facts[fact].choices[decisions[fact].choice]
  const valueOf = fact => decisions[fact].value ?? choiceOf(fact).value

  function decide(fact, decision) {
    past.push([fact, decisions[fact]])
    put(fact, decision)
  }

  function put(fact, decision) {
    decisions[fact] = decision
    isSaved = false
    store()
    show(fact)
    showProgress()
  }

  // --- what may be written for a fact, as `lawcheck score` reads it

  const NUMBER = /^[+-]?(0|[1-9]\d{0,14})(\.\d{1,50})?$/
  const FORMS = {
    count: text => (/^(0|[1-9]\d{0,14})$/.test(text) ? null : words.count),
    amount: text => (NUMBER.test(text) ? null : words.amount),
    percent: text => (text.endsWith("%") && NUMBER.test(text.slice(0, -1)) ? null : words.percent),
    fraction: text => (NUMBER.test(text) ? null : words.fraction),
    yes_no: text => (["是", "否"].includes(text) ? null : words.yes_no),
  }

  function faultOf(fact, text) {
    const { form, least, most } = data.facts[fact]
    const fault = FORMS[form](text)
    if (fault || form === "yes_no") return fault
    if (least !== null && scaled(text) < scaled(least)) return fill(words.least, { least })
    if (most !== null && scaled(text) > scaled(most)) return fill(words.most, { most })
    return null
  }

  // A decimal number as a whole one, in units of 10⁻⁵⁰.
  function scaled(text) {
    const [whole, part = ""] = text.replace(/[+%]/g, "").split(".")
    return BigInt(whole + part.padEnd(50, "0"))
  }

  // --- the file

  function linesOf(fact) {
    const { choices, taken } = data.facts[fact]
    const { verdict, value } = decisions[fact]
    const accepted = verdict === "accepted" ? choiceOf(fact) : null
    const lines = accepted ? [`  ${entryOf(accepted, value)}${noteOn(accepted, value)}\n`] : []
    choices.forEach((each, number) => {
      if (accepted && (each === accepted || each.value === accepted.value)) return
      const whys = [verdict === "rejected" && words.rejected, !verdict && number === taken && words.unreviewed, each.why]
      lines.push(`  # ${entryOf(each)}  # ${whys.filter(Boolean).join(words.joint) || words.other}\n`)
    })
    return lines
  }

  function entryOf({ before, key, value, after }, edited = null) {
    return edited === null ? `${before}${key}: ${value}${after}` : `${before}value: ${edited}${after}`
  }

  function noteOn({ key, shown, why }, value) {
    if (value !== null) return `  # ${fill(words.edited, { said: shown, value })}`
    return why && key === "value" ? `  # ${fill(words.accepted, { why })}` : ""
  }

  function save() {
    const hasFacts = count("accepted") > 0
    const lines = Object.keys(data.facts).flatMap(linesOf) // in the order of the checklist
    const file = [data.head, hasFacts ? data.with_facts : data.without_facts, ...lines]
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob(file, { type: "text/yaml" }))
    link.download = data.name
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60000)
    isSaved = true
    say(fill(words.saved, { name: data.name, ...counts() }))
  }

  // --- what is kept in the browser: decisions on this very report and these very facts

  function store() {
    try {
      const decided = facts.filter(fact => JSON.stringify(decisions[fact]) !== JSON.stringify(open(fact)))
      const kept = Object.fromEntries(decided.map(fact => [fact, decisions[fact]]))
      localStorage.setItem(data.key, JSON.stringify(kept))
    } catch {
      canStore = false // switched off, or full: the page works without it
    }
  }

  function restore() {
    try {
      const kept = JSON.parse(localStorage.getItem(data.key) ?? "{}")
      for (const fact of facts) if (fact in kept && isPossible(fact, kept[fact])) decisions[fact] = kept[fact]
    } catch {
      canStore = false
    }
  }

  function isPossible(fact, { verdict, choice, value }) {
    const there = choice === null ? verdict !== "accepted" : Object.hasOwn(data.facts[fact].choices, choice)
    return ["accepted", "rejected", ""].includes(verdict) && there && (value === null || !faultOf(fact, value))
  }

  // --- what is shown

  const count = verdict => facts.filter(fact => decisions[fact].verdict === verdict).length
  const counts = () => ({
    accepted: count("accepted"),
    rejected: count("rejected"),
    open: count(""),
    decided: facts.length - count(""),
    all: facts.length,
  })

  function say(text) {
    byId("status").textContent = text
  }

  function show(fact) {
    const card = cardOf(fact)
    const { verdict, choice, value } = decisions[fact]
    for (const each of ["accepted", "rejected"]) card.classList.toggle(each, verdict === each)
    card.querySelector("[data-do=accept]").setAttribute("aria-pressed", verdict === "accepted")
    card.querySelector("[data-do=reject]").setAttribute("aria-pressed", verdict === "rejected")
    card.querySelector("[data-do=clear]").hidden = !verdict
    card.querySelectorAll("[type=radio]").forEach((each, number) => (each.checked = number === choice))
    const said = card.querySelector(".verdict")
    said.classList.toggle("edited", value !== null)
    said.textContent =
      value === null ? (verdict && words[`is_${verdict}`]) : fill(words.edited, { said: choiceOf(fact).shown, value })
    for (const figure of document.querySelectorAll(`#text a[data-facts~="${fact}"]`)) {
      const verdicts = figure.dataset.facts.split(" ").map(each => verdictAt(each, figure))
      for (const each of ["accepted", "rejected"]) figure.classList.toggle(each, verdicts.every(one => one === each))
    }
  }

  // What was decided on the choice that cites a piece of the text.
  function verdictAt(fact, piece) {
    const { verdict, choice } = decisions[fact]
    const cites = each => each.quotes.some(quote => piece.classList.contains(`q${quote}`))
    const isOther = data.facts[fact].choices.findIndex(cites) !== choice
    return verdict === "accepted" && isOther ? "rejected" : verdict
  }

  function showProgress() {
    byId("progress").value = counts().decided
    byId("decided").textContent = fill(words.decided, counts())
    document.querySelector("[data-do=undo]").disabled = past.length === 0
  }

  function highlight(quotes, isScrolled = isWide.matches) {
    for (const each of document.querySelectorAll(".here")) each.classList.remove("here")
    const pieces = quotes.flatMap(quote => [...document.getElementsByClassName(`q${quote}`)])
    for (const each of pieces) each.classList.add("here")
    if (isScrolled) pieces[0]?.scrollIntoView({ block: "center" })
  }

  function go(fact, isFocused = true) {
    if (current) cardOf(current).removeAttribute("aria-current")
    current = fact
    const card = cardOf(fact)
    card.setAttribute("aria-current", "true")
    if (isFocused) card.focus({ preventScroll: true })
    card.scrollIntoView({ block: "nearest" })
    const { choices } = data.facts[fact]
    highlight((choiceOf(fact) ?? choices[0]).quotes)
  }

  function goBy(step) {
    const place = facts.indexOf(current) + step
    if (place >= 0 && place < facts.length) go(facts[place])
  }

  function goToNextOpen() {
    const from = facts.indexOf(current) + 1
    const next = [...facts.slice(from), ...facts.slice(0, from)].find(fact => !decisions[fact].verdict)
    if (next) go(next)
    else say(words.all_decided)
  }

  function goToFinding(number) {
    const finding = byId(`finding-${number}`)
    finding.focus({ preventScroll: true })
    finding.scrollIntoView({ block: "nearest" })
    highlight([...finding.querySelectorAll("[data-quote]")].map(each => each.dataset.quote))
  }

  function goByFinding() {
    const all = document.querySelectorAll(".findings > li")
    if (all.length === 0) return say(words.no_findings)
    const here = document.activeElement.closest(".findings > li")
    goToFinding(([...all].indexOf(here) + 1) % all.length)
  }

  // --- what a person does

  function accept(fact, value = decisions[fact].value) {
    if (!choiceOf(fact)) return say(words.choose)
    const fault = faultOf(fact, value ?? choiceOf(fact).value)
    if (fault) return edit(fact, fault)
    say("")
    decide(fact, { ...decisions[fact], verdict: "accepted", value })
    goToNextOpen()
  }

  function reject(fact) {
    say("")
    decide(fact, { ...decisions[fact], verdict: "rejected", value: null })
    goToNextOpen()
  }

  function clear(fact) {
    decide(fact, open(fact))
    go(fact)
  }

  function choose(fact, number) {
    if (number >= data.facts[fact].choices.length || number === decisions[fact].choice) return
    say("")
    decide(fact, { verdict: "", choice: number, value: null })
    highlight(choiceOf(fact).quotes)
  }

  function undo() {
    if (past.length === 0) return say(words.nothing_to_undo)
    const [fact, decision] = past.pop()
    put(fact, decision)
    say(words.undone)
    go(fact)
  }

  function edit(fact, fault = "") {
    if (!choiceOf(fact)) return say(words.choose)
    const isAnswer = data.facts[fact].form === "yes_no"
    const [field, other] = isAnswer ? [byId("answer"), byId("value")] : [byId("value"), byId("answer")]
    go(fact, false)
    cardOf(fact).append(editor)
    editor.hidden = false
    field.hidden = false
    other.hidden = true
    editor.querySelector("label").hidden = isAnswer
    field.value = valueOf(fact)
    showFault(fault)
    cardOf(fact).scrollIntoView({ block: "nearest" })
    field.focus()
    field.select?.()
  }

  function showFault(fault) {
    byId("fault").textContent = fault
    byId("value").setAttribute("aria-invalid", fault !== "")
  }

  function endEdit() {
    editor.hidden = true
    cardOf(current).focus({ preventScroll: true })
  }

  editor.addEventListener("submit", event => {
    event.preventDefault()
    const field = byId("value").hidden ? byId("answer") : byId("value")
    // NFKC: a Chinese keyboard may write １２％
    const value = field.value.normalize("NFKC").trim()
    const fault = faultOf(current, value)
    if (fault) {
      showFault(fault)
      return field.focus()
    }
    editor.hidden = true
    const { key, value: said } = choiceOf(current)
    // who writes 160 where the report says at least 160 says that it is 160
    accept(current, key === "value" && value === said ? null : value)
  })

  const ACTIONS = {
    accept, reject, edit, clear, save, undo,
    help: () => byId("help").showModal(),
    close: () => byId("help").close(),
    cancel: endEdit,
  }

  document.addEventListener("click", event => {
    const fact = event.target.closest(".card")?.dataset.fact
    const button = event.target.closest("[data-do]")
    const quote = event.target.closest("[data-quote]")
    const finding = event.target.closest("[data-finding]")
    const figure = event.target.closest("#text a")
    if (fact && fact !== current) go(fact, false)
    if (button) {
      ACTIONS[button.dataset.do](fact)
    } else if (quote) {
      event.preventDefault()
      highlight([quote.dataset.quote], true)
    } else if (finding) {
      event.preventDefault()
      goToFinding(finding.dataset.finding)
    } else if (figure) {
      event.preventDefault()
      const names = figure.dataset.facts.split(" ")
      go(names[(names.indexOf(current) + 1) % names.length])
    }
  })

  document.addEventListener("change", event => {
    const fact = event.target.closest(".card")?.dataset.fact
    if (event.target.type === "radio") choose(fact, Number(event.target.value))
  })

  const KEYS = {
    j: () => goBy(1),
    k: () => goBy(-1),
    ArrowDown: () => goBy(1),
    ArrowUp: () => goBy(-1),
    c: goByFinding,
    a: () => accept(current),
    Enter: () => accept(current),
    r: () => reject(current),
    e: () => edit(current),
    u: undo,
    s: save,
    "?": ACTIONS.help,
  }

  const MOVES = ["j", "k", "ArrowDown", "ArrowUp"]

  document.addEventListener("keydown", event => {
    const { key, target } = event
    if (key === "Escape" && !editor.hidden) return endEdit()
    if (key === "Enter" && target.id === "answer") {
      event.preventDefault()
      return editor.requestSubmit()
    }
    const isTaken = event.ctrlKey || event.altKey || event.metaKey || event.isComposing || byId("help").open
    if (isTaken || !byId("keys").checked || target.closest("#editor")) return
    // keys that already mean something where the focus is
    if (key === "Enter" && target.closest("a, button, input:not([type=radio])")) return
    if (key.startsWith("Arrow") && target.closest("#text, [type=radio]")) return
    const number = /^[1-9]$/.test(key) ? Number(key) - 1 : null
    if (number === null && !Object.hasOwn(KEYS, key)) return
    if (current === null && !"csu?".includes(key)) return // a report that says nothing
    if (event.repeat && !MOVES.includes(key)) return // who leans on Enter has not read what is next
    event.preventDefault()
    if (number === null) KEYS[key]()
    else choose(current, number)
  })

  addEventListener("beforeunload", event => {
    if (!canStore && !isSaved) event.preventDefault()
  })

  restore()
  facts.forEach(show)
  showProgress()
  if (facts.length > 0) go(facts.find(fact => !decisions[fact].verdict) ?? facts[0], false)
}
