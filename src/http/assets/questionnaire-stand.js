// On a stand: nobody sees what the visitor before typed, and the page opens without a network.
const idleSeconds = 60
const warnSeconds = 20

/**
 * Clears the page when nobody is there any more, after a warning. `state` says what is on it: `typed`, `thanks`,
 * `empty` or `sending`.
 */
export function watchIdle(box, text, state, clear) {
  let quiet = 0
  const somebodyIsHere = () => {
    quiet = 0
    box.hidden = true
  }
  for (const act of ['pointerdown', 'keydown', 'input'])
    document.addEventListener(act, somebodyIsHere, { passive: true })
  setInterval(() => {
    const now = state()
    if (now === 'empty' || now === 'sending') return somebodyIsHere()
    quiet += 1
    if (quiet >= idleSeconds + warnSeconds) {
      somebodyIsHere()
      clear()
    } else if (quiet >= idleSeconds && now === 'typed' && box.hidden) {
      box.querySelector('p').textContent = text.replace('{seconds}', warnSeconds)
      box.hidden = false
    }
  }, 1_000)
}

/**
 * Keeps the page itself on the device: a visitor's own phone keeps nothing of it. From then on the body says so, and
 * the page opens without a network.
 */
export async function keepPage() {
  if (navigator.serviceWorker === undefined) return
  await navigator.serviceWorker.register('/q/worker.js')
  const made = performance
    .getEntriesByType('resource')
    .map((entry) => entry.name)
    .filter((url) => /\/(assets|brand)\//.test(new URL(url).pathname))
  const cache = await caches.open('lawbase-questionnaire')
  await cache.addAll([...new Set([location.href, ...made])])
  document.body.dataset.kept = 'yes'
}
