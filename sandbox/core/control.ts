import type { Answer, Call, Json } from './call.ts'
import { Refusal, isObject, listOf, stringOf } from './call.ts'
import type { Clock } from './clock.ts'
import type { Faults, SystemName } from './faults.ts'
import { faultKinds } from './faults.ts'
import type { Recorder } from './recorder.ts'
import { Router } from './router.ts'
import type { Respond } from './server.ts'

/** A request the control server cannot carry out; the message says what to send instead. */
export class ActError extends Error {}

export interface Found {
  readonly system: string
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly email: string
  readonly optedOut: boolean
  readonly deleted: boolean
  readonly detail: Json
}

/** What the control server may do to one stand-in. */
export interface ControlledSystem {
  /** A part may be costly, and is made when it is asked for. */
  readonly state: () => Json
  /** One person's record as the state shows it; null = there is none. */
  readonly record?: (id: string) => Json | null
  readonly counts: () => Readonly<Record<string, number>>
  readonly search: (text: string) => readonly Found[]
  readonly switches: object
  readonly act?: (body: Json) => Json
  readonly registerApp?: (body: Json) => Json
  readonly updateApp?: (clientId: string, body: Json) => Json
  readonly tokens?: (action: 'expire-access' | 'revoke') => void
  readonly changeScopes?: (drop: readonly string[], add: readonly string[]) => readonly string[]
  readonly settings?: () => Json
  readonly deliveries?: () => readonly unknown[]
}

export interface ControlOptions {
  readonly clock: Clock
  readonly faults: Faults
  readonly recorder: Recorder
  readonly systems: Readonly<Record<SystemName, ControlledSystem>>
  readonly urls: () => Readonly<Record<string, string>>
}

/** Kept on a port of its own, off the vendors' origins. */
export function controlResponder(router: Router): Respond {
  return (call) => {
    const found = router.find(call.method, call.path)
    if (found === null) return { status: 404, json: { error: `No ${call.path} here; see GET /_sandbox` } }
    if ('allow' in found)
      return {
        status: 405,
        headers: { allow: found.allow.join(', ') },
        json: { error: `Use ${found.allow.join(' or ')}` },
      }
    try {
      return found.handler({ ...call, params: found.params })
    } catch (error) {
      if (error instanceof Refusal) return error.answer
      if (error instanceof ActError || error instanceof RangeError)
        return { status: 400, json: { error: error.message } }
      throw error
    }
  }
}

/** What a tester may do to any stand-in (README.md, "Control server"). */
export function controlRoutes(options: ControlOptions): Router {
  const router = new Router()
  router.on('GET', '/_sandbox/urls', () => ok(options.urls()))
  addWatching(router, options)
  addActing(router, options)
  addFaults(router, options)
  return router
}

function addWatching(router: Router, { clock, recorder, systems }: ControlOptions): void {
  const clockAnswer = (): Answer => ok({ now: clock.iso(), offsetMs: clock.offsetMs() })
  router.on('GET', '/_sandbox/clock', clockAnswer)
  router.on('POST', '/_sandbox/clock', (call) => {
    const advance = bodyOf(call)['advanceMs']
    clock.advance(typeof advance === 'number' ? advance : Number.NaN)
    return clockAnswer()
  })
  router.on('GET', '/_sandbox/state', (call) => {
    const only = call.url.searchParams.get('system')
    return ok({
      now: clock.iso(),
      ...Object.fromEntries(
        Object.entries(systems)
          .filter(([name]) => only === null || only === name)
          .map(([name, system]) => [name, partsOf(system.state(), call.url.searchParams.getAll('part'))]),
      ),
    })
  })
  router.on('GET', '/_sandbox/records/:system/:id', (call) =>
    ok({ record: systems[call.params['system'] ?? '']?.record?.(call.params['id'] ?? '') ?? null }),
  )
  router.on('GET', '/_sandbox/requests', (call) => {
    const query = call.url.searchParams
    return ok(
      recorder.after(
        Number(query.get('after') ?? '0') || 0,
        query.get('system'),
        Number(query.get('limit') ?? '200000') || 200_000,
      ),
    )
  })
}

/** The named parts of a state; all when none is named. */
function partsOf(state: Json, parts: readonly string[]): Json {
  return parts.length === 0 ? state : Object.fromEntries(parts.map((part) => [part, state[part]]))
}

function addActing(router: Router, { systems }: ControlOptions): void {
  router.on('POST', '/_sandbox/apps/:system', (call) =>
    ok((systemOf(systems, call.params['system'])[1].registerApp ?? unsupported)(bodyOf(call))),
  )
  router.on('PATCH', '/_sandbox/apps/:system/:clientId', (call) => {
    const system = systemOf(systems, call.params['system'])[1]
    return ok((system.updateApp ?? unsupported)(call.params['clientId'] ?? '', bodyOf(call)))
  })
  router.on('POST', '/_sandbox/tokens', (call) => {
    const body = bodyOf(call)
    const action = stringOf(body['action'])
    if (action !== 'expire-access' && action !== 'revoke') throw new ActError('action must be expire-access or revoke')
    ;(systemOf(systems, body['system'])[1].tokens ?? unsupported)(action)
    return ok({ done: true })
  })
  router.on('POST', '/_sandbox/scopes', (call) => {
    const body = bodyOf(call)
    return ok({
      scopes: (systemOf(systems, body['system'])[1].changeScopes ?? unsupported)(
        listOf(body['drop']).map(String),
        listOf(body['add']).map(String),
      ),
    })
  })
  router.on('GET', '/_sandbox/switches', () => ok(switchesOf(systems)))
  router.on('POST', '/_sandbox/switches', (call) => {
    for (const [path, value] of Object.entries(flatten(bodyOf(call)))) setSwitch(systems, path, value)
    return ok(switchesOf(systems))
  })
  router.on('POST', '/_sandbox/act', (call) => {
    const form = String(call.headers['content-type'] ?? '').includes('x-www-form-urlencoded')
    const body = form ? formBody(call) : bodyOf(call)
    const result = (systemOf(systems, body['system'])[1].act ?? unsupported)(body)
    return form ? { status: 303, headers: { location: call.headers.referer ?? '/_sandbox' }, text: '' } : ok(result)
  })
}

function addFaults(router: Router, options: ControlOptions): void {
  const { faults } = options
  router.on('POST', '/_sandbox/faults', (call) => ok(addFault(options, bodyOf(call))))
  router.on('GET', '/_sandbox/faults', () => ok(faults.all()))
  router.on('DELETE', '/_sandbox/faults', () => {
    faults.clear()
    return ok([])
  })
  router.on('DELETE', '/_sandbox/faults/:id', (call) => ok({ removed: faults.remove(Number(call.params['id'])) }))
}

export function ok(json: unknown): Answer {
  return { status: 200, json }
}

function unsupported(): never {
  throw new ActError('This stand-in does not do that')
}

export function bodyOf(call: Call): Json {
  try {
    const parsed: unknown = JSON.parse(call.raw.toString('utf8') || '{}')
    if (isObject(parsed)) return parsed
  } catch {
    // told below
  }
  throw new ActError('Send a JSON object')
}

export function formBody(call: Call): Json {
  return Object.fromEntries(new URLSearchParams(call.raw.toString('utf8')))
}

function systemOf(systems: ControlOptions['systems'], name: unknown): [SystemName, ControlledSystem] {
  const system = typeof name === 'string' && Object.hasOwn(systems, name) ? systems[name] : undefined
  if (system === undefined) throw new ActError(`system must be ${listed(Object.keys(systems))}`)
  return [String(name), system]
}

/** `a`, `a or b`, `a, b or c`. */
function listed(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), names.at(-1)].filter((part) => part !== '').join(' or ')
}

export function addFault({ faults, systems }: Pick<ControlOptions, 'faults' | 'systems'>, body: Json): Json {
  const [system] = systemOf(systems, body['system'])
  const kind = faultKinds.find((known) => known === body['kind'])
  if (kind === undefined) throw new ActError(`kind must be one of ${faultKinds.join(', ')}`)
  const number = (name: string): number | null => (typeof body[name] === 'number' ? body[name] : null)
  return {
    ...faults.add({
      system,
      kind,
      times: body['times'] === null ? null : (number('times') ?? 1),
      method: stringOf(body['method']) ?? null,
      pathIncludes: stringOf(body['pathIncludes']) ?? null,
      status: number('status'),
      retryAfterS: number('retryAfterS'),
      delayMs: number('delayMs'),
    }),
  }
}

function flatten(body: Json, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      isObject(value) ? Object.entries(flatten(value, `${prefix}${name}.`)) : [[prefix + name, value]],
    ),
  )
}

function switchesOf(systems: ControlOptions['systems']): Json {
  return Object.fromEntries(Object.entries(systems).map(([name, system]) => [name, system.switches]))
}

function setSwitch(systems: ControlOptions['systems'], path: string, value: unknown): void {
  const [system, name, ...rest] = path.split('.')
  const switches = systemOf(systems, system)[1].switches as Record<string, unknown>
  const current = switches[name ?? '']
  if (name === undefined || rest.length > 0 || current === undefined) throw new ActError(`No switch ${path}`)
  if (typeof current !== typeof value || Array.isArray(current) !== Array.isArray(value))
    throw new ActError(`The switch ${path} takes a ${Array.isArray(current) ? 'list' : typeof current}`)
  switches[name] = value
}
