// What waits on this device, and how it is sent. Every answer has a number of its own, so sending it twice records it
// once.
const prefix = `lawbase-answer ${location.pathname.split('/')[2]} `
const memory = new Map()
/** Answers that are not recorded yet; a browser without a store keeps them as long as the page is open. */
export const store = {
  get isMemory() {
    return memory.size > 0
  },
  all() {
    const found = new Map(memory)
    try {
      for (let place = 0; place < localStorage.length; place += 1) {
        const key = localStorage.key(place)
        if (key.startsWith(prefix)) found.set(key, JSON.parse(localStorage.getItem(key)))
      }
    } catch {
      /* No store in this browser: what is in memory is all there is. */
    }
    return [...found.values()].sort((a, b) => a.filledAt - b.filledAt)
  },
  keep(entry) {
    try {
      localStorage.setItem(prefix + entry.id, JSON.stringify(entry))
      return true
    } catch {
      memory.set(prefix + entry.id, entry)
      return false
    }
  },
  drop(id) {
    memory.delete(prefix + id)
    try {
      localStorage.removeItem(prefix + id)
    } catch {
      /* as above */
    }
  },
}

/** A random number in the form of a UUID; `randomUUID` is missing on plain http. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** Sends one answer: recorded, refused with what is wrong, or it waits. */
export async function send(entry, timeoutMs) {
  const body = new URLSearchParams([
    ...entry.fields,
    ['id', entry.id],
    ['filledAt', String(entry.filledAt)],
    ['sentAt', String(Date.now())],
  ])
  try {
    const answer = await fetch(entry.action, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
      credentials: 'omit',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const told = await answer.json()
    if (answer.ok && typeof told.recorded === 'string') return { state: 'recorded', lines: told.lines }
    if (answer.status === 422 && told.errors) return { state: 'refused', errors: told.errors }
  } catch {
    /* No network, a hall's login page, or a server that is down: the answer waits. */
  }
  return { state: 'waits' }
}
