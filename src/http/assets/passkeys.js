// Passkeys of the console: asks the browser to make or to use one, and sends what it answers with the form around it.
'use strict'

const known = globalThis.PublicKeyCredential
const isAble = known?.parseRequestOptionsFromJSON !== undefined && known.parseCreationOptionsFromJSON !== undefined

/** What the browser is asked for in this login. */
const optionsFor = async (form) => {
  const answer = await fetch(form.dataset.options, {
    method: 'POST',
    headers: { 'x-csrf-token': form.elements._csrf.value },
  })
  if (!answer.ok) throw new Error(`options: ${answer.status}`)
  return answer.json()
}

const askBrowser = async (form) => {
  const options = await optionsFor(form)
  return form.dataset.passkey === 'add'
    ? navigator.credentials.create({ publicKey: known.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: known.parseRequestOptionsFromJSON(options) })
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!isAble) continue
  form.hidden = false
  const fault = form.querySelector('[data-passkey-fault]')
  const answer = form.querySelector('[data-passkey-answer]')
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    fault.hidden = true
    askBrowser(form)
      .then((credential) => {
        answer.value = JSON.stringify(credential.toJSON())
        form.submit()
      })
      .catch(() => {
        fault.hidden = false
      })
  })
}
if (isAble) for (const note of document.querySelectorAll('[data-passkey-unable]')) note.hidden = true
