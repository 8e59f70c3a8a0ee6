// Checks a receipt or a certificate in the browser, so that neither the file nor the address leaves it. Where the
// browser cannot check such a signature the form is sent as usual.
const form = document.querySelector('[data-verify]')
const box = document.getElementById('verdict')

const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  )
}
const canonical = (value) => `${JSON.stringify(sorted(value), null, 2)}\n`
const bytes = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

async function commit(email, salt) {
  const mac = await crypto.subtle.importKey('raw', bytes(salt), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return crypto.subtle.sign('HMAC', mac, new TextEncoder().encode(`lawbase/receipt/v1\0${email.trim().toLowerCase()}`))
}

const hashOf = (mark, ...parts) =>
  crypto.subtle.digest('SHA-256', new Uint8Array([mark, ...parts.flatMap((part) => [...new Uint8Array(part)])]))

/** The way of RFC 6962 from a commitment to the root. */
async function rootFrom(commitment, path) {
  let hash = await hashOf(0, commitment)
  for (const step of path)
    hash = step.side === 'left' ? await hashOf(1, bytes(step.hash), hash) : await hashOf(1, hash, bytes(step.hash))
  return hash
}

/** The file, if it is one of ours by its looks; else null. */
function parse(text) {
  let file
  try {
    file = JSON.parse(text)
  } catch {
    return null
  }
  const isSigned = typeof file?.publicKey === 'string' && typeof file.signature === 'string'
  const types = ['lawbase-receipt', 'lawbase-certificate', 'lawbase-evidence']
  return isSigned && types.includes(file.document?.type) ? file : null
}

async function isSignedBy({ publicKey, signature, document }) {
  const key = await crypto.subtle.importKey('spki', bytes(publicKey), { name: 'Ed25519' }, false, ['verify'])
  const signed = new TextEncoder().encode(canonical(document))
  return crypto.subtle.verify({ name: 'Ed25519' }, key, bytes(signature), signed)
}

/** Whether the document is about this address. */
async function isAbout({ addresses, person, root }, email) {
  let fits = false
  if (Array.isArray(addresses))
    for (const { salt, commitment } of addresses) fits ||= hex(await commit(email, salt)) === hex(bytes(commitment))
  else if (person) fits = hex(await rootFrom(await commit(email, person.salt), person.path)) === hex(bytes(root))
  return fits
}

async function check(text, fingerprint, email) {
  const file = parse(text)
  if (file === null) return { reason: 'notAReceipt' }
  if (canonical(file).trim() !== text.trim()) return { reason: 'changed' }
  if (!(await isSignedBy(file))) return { reason: 'changed' }
  const found = hex(await crypto.subtle.digest('SHA-256', bytes(file.publicKey)))
  const wanted = fingerprint.replace(/[^0-9a-f]/gi, '').toLowerCase()
  if (wanted !== '' && wanted !== found) return { reason: 'anotherKey' }
  const fits = email === '' ? null : await isAbout(file.document, email)
  return { reason: null, document: file.document, found, fits, keyed: wanted !== '' }
}

/** What became of the people, each counted once; certificates of before tell only how many went. */
function wentOf({ people, removed, refused, plan }, words) {
  if (people === undefined) return `${words.went}: ${removed} / ${plan.planned}`
  const counts = [
    [words.gone, people.gone],
    [words.inBin, people.inBin],
    ...(people.unconfirmed === undefined ? [] : [[words.unconfirmed, people.unconfirmed]]),
    [words.anonymised, people.anonymised],
    [words.back, people.back],
    [words.refused, refused],
  ]
  return counts.map(([name, count]) => `${name}: ${count} / ${plan.planned}`).join(', ')
}

/** What was emptied, and what somebody took out of the bin, is there. */
function absentOf({ removed, anonymised = 0, back = 0, afterBin }) {
  return removed - anonymised - back - (afterBin?.back ?? 0)
}

/** Of a bin that had ended when it was signed, only what was read after it. */
function binOf({ inBinUntil, afterBin, disconnectedAt }, issuedAt, words) {
  if (disconnectedAt !== undefined) return `, ${words.cutOff} ${disconnectedAt}`
  if (afterBin !== undefined) return `, ${words.afterBin} ${afterBin.absent} (${afterBin.readAt})`
  return inBinUntil === null || inBinUntil <= issuedAt ? '' : `, ${words.bin} ${inBinUntil}`
}

function show(result) {
  const words = box.dataset
  const note = document.createElement('div')
  note.className = result.reason === null ? 'note' : 'note broken'
  const say = (text, strong) => {
    const line = document.createElement('p')
    const inner = strong ? line.appendChild(document.createElement('strong')) : line
    inner.textContent = text
    note.append(line)
  }
  if (result.reason !== null) {
    say(words[result.reason], true)
    say(words[`${result.reason}More`])
  } else {
    say(`${words.genuine}: ${result.document.number}`, true)
    say(`${words.genuineMore} ${result.keyed ? '' : words.noKey}`)
    if (result.fits !== null) say(result.fits ? words.about : words.notAbout)
    if (result.document.type === 'lawbase-certificate') {
      say(
        `${words.rule}: ${result.document.rule}. ${wentOf(result.document, words)}. ${words.finished}: ${result.document.finishedAt}`,
      )
      for (const system of result.document.systems)
        say(
          `${system.name}: ${absentOf(system)} / ${system.records} ${words.readBack}${binOf(system, result.document.issuedAt, words)}`,
        )
    } else if (result.document.type === 'lawbase-evidence') {
      say(`${words.made}: ${result.document.issuedAt}`)
      say(`${words.files}: ${words.filesMore}`)
      for (const { path, sha256 } of result.document.files) say(`${path} ${sha256}`)
    } else
      for (const system of result.document.systems)
        say(`${system.name}: ${system.state}, ${system.proof}${system.endedAt === null ? '' : `, ${system.endedAt}`}`)
    say(result.found.match(/.{4}/g).join(' '))
  }
  box.replaceChildren(note)
}

if (form && box && globalThis.crypto?.subtle !== undefined) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.plain === 'yes') return
    event.preventDefault()
    check(form.elements.file.value, form.elements.fingerprint.value, form.elements.email.value).then(show, () => {
      form.dataset.plain = 'yes'
      form.requestSubmit()
    })
  })
}
