// What goes wrong, when: drawn from a seed, so that a run can be repeated.

/** Numbers from 0 to 1, always the same for one seed. */
export function random(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function pick(next, list) {
  return list[Math.floor(next() * list.length)]
}

const vendors = ['hubspot', 'salesforce']

/** Each kind of trouble with its weight and what it needs to know. */
const troubles = [
  [3, (next) => ({ what: 'kill', process: pick(next, ['main', 'worker', 'second']) })],
  [1, () => ({ what: 'kill-database' })],
  [1, (next) => ({ what: 'queue', act: pick(next, ['forget', 'restart']) })],
  [
    2,
    (next) => {
      const system = pick(next, vendors)
      // Without a delay Salesforce means its limit of the day, and is left alone for five minutes: longer than a run.
      return {
        what: 'fault',
        system,
        kind: 'rate-limit',
        times: 5 + Math.floor(next() * 30),
        retryAfterS: system === 'salesforce' || next() < 0.5 ? 1 : undefined,
      }
    },
  ],
  [
    2,
    (next) => ({
      what: 'fault',
      system: pick(next, [...vendors, 'broker']),
      kind: 'server-error',
      times: 3 + Math.floor(next() * 15),
      status: pick(next, [500, 502, 503, 504]),
    }),
  ],
  [3, (next) => ({ what: 'fault', system: pick(next, vendors), kind: 'cut-after', times: 1 + Math.floor(next() * 6) })],
  [
    1,
    (next) => ({ what: 'fault', system: pick(next, vendors), kind: 'cut-before', times: 1 + Math.floor(next() * 6) }),
  ],
  [1, (next) => ({ what: 'fault', system: pick(next, vendors), kind: pick(next, ['html', 'html-200']), times: 2 })],
  [1, (next) => ({ what: 'fault', system: pick(next, vendors), kind: 'slow', times: 5, delayMs: 2_000 })],
  [
    2,
    (next) => ({
      what: 'fault',
      system: pick(next, vendors),
      kind: 'accept-and-ignore',
      times: 1 + Math.floor(next() * 3),
    }),
  ],
  [
    2,
    (next) => ({
      what: 'fault',
      system: pick(next, vendors),
      kind: 'revert-after',
      times: 1 + Math.floor(next() * 2),
      delayMs: 10_000,
    }),
  ],
  [1, (next) => ({ what: 'stale', system: pick(next, vendors), forMs: 1_500 })],
  [2, (next) => ({ what: 'tokens', system: pick(next, vendors) })],
  [1, () => ({ what: 'streaming' })],
  [1, () => ({ what: 'refreshers' })],
  [1, (next) => ({ what: 'late', forMs: 1_000 + Math.floor(next() * 2_000) })],
  [2, (next) => ({ what: 'forge', how: pick(next, ['unsigned', 'wrong', 'old']) })],
]
const total = troubles.reduce((sum, [weight]) => sum + weight, 0)

/**
 * Troubles over `lengthMs`, oldest first, each with its time: one about every `everyMs`. Every kind of process and
 * store dies at least once, whatever the seed.
 */
export function faultPlan(seed, lengthMs, everyMs) {
  const next = random(seed)
  const plan = []
  for (let atMs = 1_500; atMs < lengthMs; atMs += everyMs * (0.5 + next()))
    plan.push({ atMs: Math.round(atMs), ...draw(next) })
  const must = [
    { what: 'kill', process: 'main' },
    { what: 'kill', process: 'worker' },
    { what: 'kill', process: 'second' },
    { what: 'kill-database' },
    { what: 'queue', act: 'forget' },
    { what: 'refreshers' },
    { what: 'late', forMs: 2_000 },
    { what: 'forge', how: 'old' },
  ]
  for (const [index, trouble] of must.entries())
    plan.push({ atMs: Math.round(lengthMs * ((index + 0.3 + next() * 0.5) / must.length)), ...trouble })
  return plan.toSorted((a, b) => a.atMs - b.atMs)
}

function draw(next) {
  let at = next() * total
  for (const [weight, make] of troubles) {
    if (at < weight) return make(next)
    at -= weight
  }
  return { what: 'forge', how: 'unsigned' }
}
