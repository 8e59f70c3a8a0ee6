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
const show = async (reveal) => {
  const mine = ++shown
  const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'))
  if (reveal) body.set('reveal', 'yes')
  const answer = await fetch('/objections/person', { method: 'POST', body, credentials: 'same-origin' })
  if (!answer.ok || mine !== shown) return
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
const isShown = () => document.getElementById('person')?.hidden === false
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-reveal-person]') === null) return
  event.preventDefault()
  void show(true).catch(() => {})
})
const take = (index) => {
  const person = people[index]
  chosen.value = person === undefined ? '' : person.contactId
  if (person !== undefined) input.value = person.name
  close()
  doors.find((door) => door.checked)?.focus()
  void show(false).catch(() => {})
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
const find = async () => {
  const text = input.value.trim()
  const mine = ++asked
  if (text.length < 2) return close()
  const body = new URLSearchParams({ _csrf: form.elements._csrf.value, text })
  const answer = await fetch('/objections/find', {
    method: 'POST',
    body,
    headers: { accept: 'application/json' },
    credentials: 'same-origin',
  })
  if (!answer.ok || mine !== asked || document.activeElement !== input) return
  const found = await answer.json()
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

let waiting
input.addEventListener('input', () => {
  chosen.value = ''
  forget()
  clearTimeout(waiting)
  waiting = setTimeout(() => void find().catch(() => close()), 60)
})
input.addEventListener('keydown', (event) => {
  if (list.hidden || event.ctrlKey || event.metaKey) return
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
  const door = doors[Number(event.key) - 1]
  if (door === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  door.checked = true
  door.focus()
})
form.addEventListener('change', (event) => {
  if (isShown() && (event.target.name === 'scope' || event.target.name === 'channels')) void show(false).catch(() => {})
})
// Ticking a channel means that not everything is meant.
for (const box of form.querySelectorAll('input[name=channels]')) {
  box.addEventListener('change', () => {
    form.querySelector(
      `input[name=scope][value=${[...form.querySelectorAll('input[name=channels]')].some((one) => one.checked) ? 'some' : 'all'}]`,
    ).checked = true
  })
}
