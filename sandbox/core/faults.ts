import type { Call } from './call.ts'

/** What faults and requests call a stand-in. */
export type SystemName = string

export const faultKinds = [
  'rate-limit',
  'server-error',
  'html',
  'html-200',
  'cut-before',
  'cut-after',
  'slow',
  'accept-and-ignore',
  'revert-after',
  'stale-read',
] as const
type FaultKind = (typeof faultKinds)[number]

export interface Fault {
  readonly id: number
  readonly system: SystemName
  readonly kind: FaultKind
  /** Remaining times; null lasts until cleared. */
  times: number | null
  readonly method: string | null
  readonly pathIncludes: string | null
  readonly status: number | null
  readonly retryAfterS: number | null
  readonly delayMs: number | null
}

const onlyWrites: ReadonlySet<FaultKind> = new Set(['cut-after', 'accept-and-ignore', 'revert-after'])

export class Faults {
  private readonly list: Fault[] = []
  private nextId = 1
  onChange: (() => void) | null = null

  add(fault: Omit<Fault, 'id'>): Fault {
    const added = { ...fault, id: this.nextId++ }
    this.list.push(added)
    this.onChange?.()
    return added
  }

  all(): readonly Fault[] {
    return this.list
  }

  /** Takes one fault back; false when it is over or was never there. */
  remove(id: number): boolean {
    const index = this.list.findIndex((fault) => fault.id === id)
    if (index < 0) return false
    this.list.splice(index, 1)
    this.onChange?.()
    return true
  }

  clear(): void {
    this.list.length = 0
    this.onChange?.()
  }

  hasStale(system: SystemName): boolean {
    return this.list.some((fault) => fault.system === system && fault.kind === 'stale-read')
  }

  /** The first live fault that fits; a call to an OAuth path is hit only when the fault names that path. */
  take(system: SystemName, call: Call, isWrite: boolean): Fault | null {
    const index = this.list.findIndex((fault) => fits(fault, system, call, isWrite))
    const fault = this.list[index]
    if (fault === undefined) return null
    if (fault.times !== null) {
      fault.times -= 1
      if (fault.times <= 0) {
        this.list.splice(index, 1)
        this.onChange?.()
      }
    }
    return fault
  }
}

function fits(fault: Fault, system: SystemName, call: Call, isWrite: boolean): boolean {
  if (fault.system !== system) return false
  if (fault.method !== null && fault.method !== call.method) return false
  // What stands inside a call of several requests is hit as it would be alone.
  const target = call.path + call.url.search + (call.path.endsWith('/composite') ? call.raw.toString('utf8') : '')
  if (fault.pathIncludes !== null && !target.includes(fault.pathIncludes)) return false
  if (fault.pathIncludes === null && /\/oauth2?\/|^\/id\//.test(call.path)) return false
  if (onlyWrites.has(fault.kind)) return isWrite
  if (fault.kind === 'stale-read') return !isWrite
  return true
}
