// The form for opt-outs told to someone: results while typing, arrows and Enter, 1 to 5 for the way it came. It works
// without this file.
'use strict'

const form = document.querySelector('[data-by-hand]')
const input = document.getElementById('who')
const list = document.getElementById('who-options')
const chosen = form.querySelector('input[type=hidden][name=contactId]')
const count = form.querySelector('[data-count]')
const doors = [...form.querySelectorAll('[data-doors] input')]
let active = -1
let people = []
let asked = 0
// True from a change of the text until its results are there: Enter meanwhile waits for them, and takes the first.
// Who goes on by keys (a digit for the way it came, Ctrl+Enter) is not to wait: those are kept until then.
let isFinding = false
let takesFirst = false
let kept = []
let waiting

input.setAttribute('role', 'combobox')
input.setAttribute('aria-autocomplete', 'list')
input.setAttribute('aria-controls', list.id)
input.setAttribute('aria-expanded', 'false')

const close = () => {
  list.hidden = true
  active = -1
  input.setAttribute('aria-expanded', 'false')
  input.removeAttribute('aria-activedescendant')
}
const mark = (index) => {
  active = index
  for (const [at, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(at === index))
  const option = list.children[index]
  if (option === undefined) input.removeAttribute('aria-activedescendant')
  else {
    input.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  }
}
// Who was chosen stands beside the form with what will happen; it goes as soon as something else is typed.
const places = ['person', 'chosen-line']
let shown = 0
const forget = () => {
  shown += 1
  const card = document.getElementById('person')
  if (card === null || card.hidden) return
  card.hidden = true
  card.replaceChildren()
  document.getElementById('chosen-line')?.replaceChildren()
}
/** A question to the server that got no answer is said, never passed over. */
const failed = document.querySelector('[data-ask-failed]')
const ask = async (url, body, headers = {}) => {
  failed.hidden = true
  const answer = await fetch(url, { method: 'POST', body, headers, credentials: 'same-origin' })
  // Whoever was signed out is led to another page.
  if (!answer.ok || answer.redirected) throw new Error(`${url}: ${answer.status}`)
  return answer
}
const sayFailed = () => {
  failed.hidden = false
}
const draw = async (reveal, mine) => {
  const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'))
  if (reveal) body.set('reveal', 'yes')
  const answer = await ask('/objections/person', body)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  if (mine !== shown) return
  for (const id of places) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)]
    if (old !== null && fresh !== null) old.replaceWith(document.importNode(fresh, true))
  }
  const title = document.getElementById('person-title')
  const said = document.getElementById('said')
  if (title !== null && said !== null)
    said.textContent = `${title.textContent}. ${document.querySelector('#chosen-line')?.firstChild?.textContent ?? ''}`
  if (reveal && title !== null) {
    title.tabIndex = -1
    title.focus()
  }
}
/** Shows who was chosen; only the last question counts, also when no answer came to it. */
const show = (reveal) => {
  const mine = ++shown
  draw(reveal, mine).catch(() => mine === shown && sayFailed())
}
/** The way it came that a key stands for. */
const doorOf = (event) => (event.ctrlKey || event.metaKey || event.altKey ? undefined : doors[Number(event.key) - 1])
const choose = (key) => {
  const door = doors[Number(key) - 1]
  door.checked = true
  door.focus()
}
const isShown = () => document.getElementById('person')?.hidden === false
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-reveal-person]') === null) return
  event.preventDefault()
  show(true)
})
const take = (index) => {
  const person = people[index]
  chosen.value = person === undefined ? '' : person.contactId
  if (person !== undefined) input.value = person.name
  close()
  doors.find((door) => door.checked)?.focus()
  // Results still on their way are of no interest any more.
  clearTimeout(waiting)
  asked += 1
  isFinding = takesFirst = false
  show(false)
  const keys = kept
  kept = []
  for (const key of keys) {
    if (key !== 'Enter') choose(key)
    // Of several the first is shown, and sent once whoever types saw who it is.
    else if (list.children.length === 1) form.requestSubmit()
  }
}
const line = (index, title, more, aside) => {
  const option = document.createElement('li')
  option.id = `who-${index}`
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  const name = document.createElement('strong')
  name.textContent = title
  const details = document.createElement('span')
  details.className = 'hint'
  details.textContent = more
  const systems = document.createElement('span')
  systems.className = 'hint aside'
  systems.textContent = aside
  option.append(name, systems, details)
  // Before the field loses the focus.
  option.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    take(index)
  })
  return option
}
const offer = (found, text) => {
  people = found.people
  count.textContent = found.count
  const identity = text.includes('@') || /^[+\d\s().-]{6,}$/.test(text)
  list.replaceChildren(
    ...people.map((person, index) => line(index, person.name, person.more, person.systems)),
    ...(identity ? [line(people.length, form.dataset.notInBase.replace('%', text), '', '')] : []),
  )
  list.hidden = list.children.length === 0
  input.setAttribute('aria-expanded', String(!list.hidden))
  if (!list.hidden) mark(0)
  const said = document.getElementById('said')
  if (said !== null) said.textContent = found.count
}
const find = async () => {
  const text = input.value.trim()
  const mine = ++asked
  try {
    if (text.length < 2) return close()
    const body = new URLSearchParams({ _csrf: form.elements._csrf.value, text })
    const found = await (await ask('/objections/find', body, { accept: 'application/json' })).json()
    if (mine !== asked || document.activeElement !== input) return
    offer(found, text)
    if (takesFirst && !list.hidden) take(0)
  } catch {
    if (mine !== asked) return
    close()
    sayFailed()
  } finally {
    if (mine === asked) {
      isFinding = takesFirst = false
      kept = []
    }
  }
}

input.addEventListener('input', () => {
  chosen.value = ''
  isFinding = true
  takesFirst = false
  kept = []
  forget()
  clearTimeout(waiting)
  waiting = setTimeout(() => void find(), 60)
})
input.addEventListener('keydown', (event) => {
  const isSent = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
  if (!takesFirst || !(isSent || doorOf(event) !== undefined)) return
  kept.push(event.key)
  // The page's own Ctrl+Enter would send the form before anyone is chosen.
  event.stopImmediatePropagation()
  event.preventDefault()
})
input.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey) return
  if (isFinding && event.key === 'Enter') {
    takesFirst = true
    return event.preventDefault()
  }
  if (list.hidden) return
  const last = list.children.length - 1
  if (event.key === 'ArrowDown') mark(active === last ? 0 : active + 1)
  else if (event.key === 'ArrowUp') mark(active <= 0 ? last : active - 1)
  else if (event.key === 'Enter') take(active)
  else if (event.key === 'Escape') close()
  else return
  event.preventDefault()
})
input.addEventListener('blur', close)

form.querySelector('[data-doors]').addEventListener('keydown', (event) => {
  if (doorOf(event) !== undefined) choose(event.key)
})
form.addEventListener('change', (event) => {
  if (isShown() && (event.target.name === 'scope' || event.target.name === 'channels')) show(false)
})
// Ticking a channel means that not everything is meant.
for (const box of form.querySelectorAll('input[name=channels]')) {
  box.addEventListener('change', () => {
    form.querySelector(
      `input[name=scope][value=${[...form.querySelectorAll('input[name=channels]')].some((one) => one.checked) ? 'some' : 'all'}]`,
    ).checked = true
  })
}
