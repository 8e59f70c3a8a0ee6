// The questionnaire: keeps each answer on the device until the server says that it is recorded, sends what waits when
// the network is back, and clears the page for the next visitor.
import { openSignature } from './questionnaire-signature.js'
import { keepPage, watchIdle } from './questionnaire-stand.js'
import { newId, send, store } from './questionnaire-store.js'

const form = document.querySelector('form[data-questionnaire]')
const words = JSON.parse(form.dataset.words)
const at = (id) => document.getElementById(id)
const button = form.querySelector('button[type=submit]')
const firstTryMs = 8_000
const laterMs = 20_000
const againMs = 15_000
const signature = openSignature(at('drawing'), form.elements.drawn)

let sendingRest = false
async function sendRest() {
  if (sendingRest) return
  sendingRest = true
  try {
    for (const entry of store.all()) {
      if (entry.errors !== undefined) continue
      const result = await send(entry, laterMs)
      if (result.state === 'waits') break
      if (result.state === 'recorded') store.drop(entry.id)
      else store.keep({ ...entry, errors: result.errors })
    }
  } finally {
    sendingRest = false
    showWaiting()
  }
}

const rules = new Intl.PluralRules(document.documentElement.lang)
const counted = (texts, count) => texts[rules.select(count) === 'one' ? 'one' : 'other'].replace('{count}', count)

function showWaiting() {
  const entries = store.all()
  const refused = entries.filter((entry) => entry.errors !== undefined)
  const waiting = entries.length - refused.length
  const lines = []
  if (waiting > 0) lines.push(paragraph(counted(words.waiting, waiting)))
  if (refused.length > 0) {
    const line = paragraph(`${counted(words.refused, refused.length)} `)
    const correct = document.createElement('button')
    correct.type = 'button'
    correct.className = 'plain'
    correct.textContent = words.correct
    correct.addEventListener('click', () => load(refused[0]))
    line.append(correct)
    lines.push(line)
  }
  if (store.isMemory) lines.push(paragraph(words.noStore))
  const box = at('waiting')
  if (box.textContent !== lines.map((line) => line.textContent).join('')) box.replaceChildren(...lines)
}

function paragraph(text) {
  const line = document.createElement('p')
  line.textContent = text
  return line
}

/** The refused answer that is being corrected: it is kept until it is sent again. */
let correcting = null

/** Puts a refused answer back into the form, with what is wrong. */
function load(entry) {
  fresh()
  correcting = entry
  for (const [name, value] of entry.fields) {
    const field = form.elements[name]
    if (field === undefined || field === null) continue
    if (field.type === 'checkbox') field.checked = true
    else if (field.type !== 'hidden') field.value = value
  }
  signature.show(new Map(entry.fields).get('drawn') ?? '')
  showErrors(entry.errors)
}

// --- the form ---
function check() {
  const errors = {}
  for (const field of form.querySelectorAll('input[required]'))
    if (field.value.trim() === '') errors[field.name] = words.missing[field.name]
  const email = form.elements.email.value.trim()
  if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(email)) errors.email = words.email
  const { phone } = form.elements
  const ticked = [...form.querySelectorAll('input[type=checkbox]:checked')]
  if (phone && phone.value.trim() !== '' && phone.value.replace(/\D/g, '').length < 6) errors.phone = words.phone
  if (phone && phone.value.trim() === '' && ticked.some((box) => box.dataset.number !== undefined))
    errors.phone = words.phoneForBox
  if (
    form.elements.signedName &&
    ticked.length > 0 &&
    form.elements.drawn.value === '' &&
    form.elements.signedName.value.trim() === ''
  )
    errors.signature = words.signature
  return errors
}

function showErrors(errors) {
  for (const line of form.querySelectorAll('p.wrong')) {
    const id = line.id.replace(/-error$/, '')
    line.textContent = errors[id] ?? ''
    if (errors[id] === undefined) at(id).removeAttribute('aria-invalid')
    else at(id).setAttribute('aria-invalid', 'true')
  }
  const names = Object.keys(errors)
  const list = at('errors').querySelector('ul')
  list.replaceChildren(
    ...names.map((name) => {
      const item = document.createElement('li')
      const target = at(name) === null ? item : item.appendChild(document.createElement('a'))
      if (target !== item) target.href = `#${name}`
      target.textContent = errors[name]
      return item
    }),
  )
  at('errors').hidden = names.length === 0
  if (names.length > 0) at('errors').focus()
}

let sending = false
form.addEventListener('submit', (event) => {
  event.preventDefault()
  if (!sending) void submit()
})

async function submit() {
  const errors = check()
  showErrors(errors)
  if (Object.keys(errors).length > 0) return
  const fields = [...new FormData(form)].filter(([name]) => name !== 'id')
  const entry = {
    id: newId(),
    filledAt: correcting?.filledAt ?? Date.now(),
    action: form.getAttribute('action'),
    fields,
  }
  sending = true
  button.textContent = words.sending
  // Kept before it is sent: a tablet that dies now has it still.
  store.keep(entry)
  if (correcting !== null) store.drop(correcting.id)
  correcting = null
  const result = await send(entry, firstTryMs)
  sending = false
  button.textContent = words.send
  if (result.state === 'refused') {
    store.drop(entry.id)
    showErrors(result.errors)
  } else {
    if (result.state === 'recorded') store.drop(entry.id)
    thank(result.state === 'recorded' ? result.lines : [words.kept])
  }
  showWaiting()
  if (result.state === 'recorded') void sendRest()
}

function thank(lines) {
  clearForm()
  form.hidden = true
  at('thanks-lines').replaceChildren(...lines.map(paragraph))
  at('thanks').hidden = false
  at('thanks').focus()
}

function clearForm() {
  correcting = null
  form.reset()
  for (const box of form.querySelectorAll('input[type=checkbox]')) box.checked = false
  for (const field of form.querySelectorAll('.q-field input')) field.value = ''
  signature.clear()
  showErrors({})
}

/** Ready for the next visitor. */
function fresh() {
  clearForm()
  at('thanks').hidden = true
  form.hidden = false
  scrollTo(0, 0)
  form.querySelector('.q-field input').focus()
}
at('next').addEventListener('click', fresh)

addEventListener('online', () => void sendRest())
setInterval(() => {
  if (store.all().some((entry) => entry.errors === undefined)) void sendRest()
}, againMs)
showWaiting()
void sendRest()

if (form.dataset.tablet !== undefined) {
  const isTyped = () =>
    [...form.querySelectorAll('.q-field input')].some((field) => field.value !== '') ||
    form.querySelector('input:checked') !== null ||
    !signature.isEmpty()
  watchIdle(
    at('idle'),
    words.idle,
    () => (sending ? 'sending' : form.hidden ? 'thanks' : isTyped() ? 'typed' : 'empty'),
    fresh,
  )
  keepPage().catch(() => undefined)
}
