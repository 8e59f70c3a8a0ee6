// Conveniences of the console. Every page works without this file.
'use strict'

// The menu starts open for readers without scripts; on a small screen it folds.
const menu = document.querySelector('details[data-menu]')
const small = window.matchMedia('(max-width: 820px)')
const fold = () => {
  if (menu !== null) menu.open = !small.matches
}
fold()
small.addEventListener('change', fold)

const focusFirst = document.querySelector('[data-focus]')
if (focusFirst !== null) focusFirst.focus()

// A link to a part of what was one long page leads on to the part's own.
const part = document.getElementById(location.hash.slice(1))?.dataset.part
if (part !== undefined) location.replace(part)

const say = (text) => {
  const place = document.getElementById('said')
  if (place !== null) place.textContent = text
}

const prepare = (root) => {
  for (const button of root.querySelectorAll('[data-copy], [data-reveal], [data-tick-all]')) button.hidden = false
  if ('showPicker' in HTMLInputElement.prototype)
    for (const button of root.querySelectorAll('[data-day]')) button.hidden = false
}
prepare(document)

document.addEventListener('click', (event) => {
  const copy = event.target.closest('[data-copy]')
  if (copy !== null) {
    const field = document.getElementById(copy.dataset.field ?? '')
    // Said anew each time, also when the same value is copied twice.
    const done = () => {
      say('')
      setTimeout(() => say(copy.dataset.copied), 50)
    }
    const select = () => {
      field?.focus()
      field?.select()
      if (document.execCommand('copy')) done()
    }
    if (navigator.clipboard === undefined) select()
    else void navigator.clipboard.writeText(copy.dataset.copy).then(done, select)
    return
  }
  const reveal = event.target.closest('[data-reveal]')
  if (reveal !== null) {
    const field = document.getElementById(reveal.dataset.reveal)
    field.type = field.type === 'password' ? 'text' : 'password'
    field.focus()
    return
  }
  // An open filter list closes when something else is pressed.
  for (const list of document.querySelectorAll('details[data-menu-button][open]'))
    if (!list.contains(event.target)) list.open = false
})

// The button beside a typed day opens the browser's own calendar, which writes back as one types; an hour stays.
const typedDay = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-day]')
  if (button === null) return
  const [, day, month, year] = typedDay.exec(document.getElementById(button.dataset.day).value.trim()) ?? []
  const picker = button.nextElementSibling
  picker.value = year === undefined ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  picker.showPicker()
})
document.addEventListener('change', ({ target }) => {
  if (!target.matches('input.day-picker')) return
  const field = document.getElementById(target.previousElementSibling.dataset.day)
  const hour = / \d{1,2}[:h]\d{2}$/.exec(field.value)?.[0] ?? ''
  field.value = target.value === '' ? '' : target.value.split('-').reverse().join('/') + hour
  field.dispatchEvent(new Event('input', { bubbles: true }))
  say(field.value)
})

// One box ticks all of its page.
document.addEventListener('change', (event) => {
  const name = event.target.dataset?.ticks
  if (name === undefined) return
  for (const box of event.target.form.querySelectorAll(`input[type=checkbox][name=${name}]`))
    box.checked = event.target.checked
})

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape')
    for (const list of document.querySelectorAll('details[data-menu-button][open]')) list.open = false
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.target.closest?.('form')?.requestSubmit()
})

// Single keys, for who did not switch them off: `?` opens the list, which says where each leads.
const keys = document.querySelector('dialog[data-keys]')
if (keys !== null) {
  const pages = new Map([...keys.querySelectorAll('kbd[data-href]')].map((key) => [key.dataset.key, key.dataset.href]))
  const search = document.getElementById('q')
  let first = ''
  // What the page itself offers by a key: a link to follow, a field to go to, an answer to give.
  const offered = (key) =>
    document.querySelector(`[data-shortcut="${CSS.escape(key)}"]`) ??
    document.querySelector(`[data-answer="${CSS.escape(key)}"] button`)
  const take = (place) => (place.matches('a') ? place.click() : place.focus())
  const isTyping = ({ target }) =>
    target.closest?.('input, textarea, select, [contenteditable], [role=combobox]') != null
  /** Whether the key does something here. */
  const press = (pressed) => {
    const place = pressed === '/' ? search : offered(pressed)
    if (pressed === '?') keys.showModal()
    else if (pressed === 'G') first = 'G'
    else if (pages.has(pressed)) location.assign(pages.get(pressed))
    else if (place !== null) take(place)
    else return false
    return true
  }
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keys.open || isTyping(event)) return
    const pressed = first === '' ? event.key.toUpperCase() : `${first} ${event.key.toUpperCase()}`
    first = ''
    if (press(pressed)) event.preventDefault()
  })
}

// After a no was recorded by hand: P prints its receipt, N takes the next one.
const next = document.querySelector('a[data-next]')
if (next !== null) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select') !== null)
      return
    if (event.key === 'n' || event.key === 'N') next.click()
    if (event.key === 'p' || event.key === 'P') document.querySelector('a[href$="receipt.pdf"]')?.click()
  })
}

// A form is sent once, however often its button is pressed.
document.addEventListener('submit', (event) => {
  const form = event.target
  // A button that answers in another tab leaves the form here to be sent.
  if (event.submitter?.formTarget === '_blank') return
  if (form.dataset.sent === 'yes') event.preventDefault()
  form.dataset.sent = 'yes'
  // What is answered with a file leaves the page as it is: the next file can be asked for.
  if (form.dataset.file !== undefined) setTimeout(() => delete form.dataset.sent, 1_000)
})
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent
})

// Live parts: the same page is fetched again while something moves, never under a hidden tab, never
// what has the focus or was filled in.
const open = (part) => [...part.querySelectorAll('details')].map((details) => details.open)
// Heading, badges and the last proof stand outside the part and tell of the same change.
const freshen = (page) => {
  const before = document.querySelector('main h1')?.textContent
  for (const place of ['.page-head', '.bar nav', '.top-facts']) {
    const [shown, next] = [document.querySelector(place), page.querySelector(place)]
    if (
      shown === null ||
      next === null ||
      shown.contains(document.activeElement) ||
      shown.textContent === next.textContent
    )
      continue
    const node = document.importNode(next, true)
    const states = open(shown)
    for (const [index, details] of [...node.querySelectorAll('details')].entries())
      details.open = states[index] === true
    shown.replaceWith(node)
    prepare(node)
  }
  const after = document.querySelector('main h1')?.textContent
  if (after !== undefined && after !== before) say(after)
}
// What was ticked, chosen or typed in a part, and not sent yet.
const isChanged = (field) =>
  field.matches('select')
    ? [...field.options].some((option) => option.selected !== option.defaultSelected)
    : field.matches('[type=checkbox], [type=radio]')
      ? field.checked !== field.defaultChecked
      : field.value !== field.defaultValue
const isTouched = (part) => [...part.querySelectorAll('input, textarea, select')].some(isChanged)
const refresh = async (part) => {
  const answer = await fetch(part.dataset.liveFrom ?? location.href, {
    headers: { accept: 'text/html' },
    credentials: 'same-origin',
    redirect: 'error',
  })
  if (!answer.ok) throw new Error('not now')
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page.getElementById(part.id)
  if (fresh === null && part.dataset.liveEnd === 'reload') {
    location.reload()
    return part
  }
  if (fresh === null) throw new Error('gone')
  if (part.contains(document.activeElement) || isTouched(part)) return part
  const states = open(part)
  for (const [index, details] of [...fresh.querySelectorAll('details')].entries())
    if (states[index] === true) details.open = true
  const node = document.importNode(fresh, true)
  part.replaceWith(node)
  prepare(node)
  freshen(page)
  // What was waited for is there: on to it.
  if (node.dataset.go !== undefined) location.assign(node.dataset.go)
  return node
}
const follow = (part) => {
  const seconds = Number(part.dataset.live)
  if (!(seconds > 0) || location.protocol === 'file:') return
  setTimeout(() => {
    if (document.hidden) return follow(part)
    refresh(part).then(follow, () => setTimeout(() => follow(part), 5_000))
  }, seconds * 1_000)
}
for (const part of document.querySelectorAll('[data-live]')) follow(part)
