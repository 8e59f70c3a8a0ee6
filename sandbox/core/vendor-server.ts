import type { Answer, Call } from './call.ts'
import { Refusal } from './call.ts'
import type { Fault, Faults, SystemName } from './faults.ts'
import type { Recorder } from './recorder.ts'
import type { Router } from './router.ts'
import type { Respond } from './server.ts'
import type { Journal } from './table.ts'

/** What a vendor tells the common pipeline: faults first, then its own limits, then its routes. */
export interface Vendor {
  readonly system: SystemName
  readonly router: Router
  readonly journal: Journal
  isWrite(call: Call): boolean
  notFound(call: Call): Answer
  wrongMethod(call: Call, allow: readonly string[]): Answer
  rateLimited(fault: Fault, call: Call): Answer
  /** Called around every routed call: rate buckets and extra headers. */
  around(call: Call, work: () => Answer): { answer: Answer; effect?: string }
  /** Sends or drops what a write wants to tell the outside. */
  afterWrite(keep: boolean): void
}

const page =
  '<!doctype html><html><head><title>Service unavailable</title></head><body><h1>We will be right back</h1></body></html>'

export function vendorResponder(vendor: Vendor, faults: Faults, recorder: Recorder): Respond {
  return async (call, socket) => {
    const write = vendor.isWrite(call)
    vendor.journal.setKeepBefore(faults.hasStale(vendor.system))
    const done = recorder.open(vendor.system, call)
    const fault = faults.take(vendor.system, call, write)
    const early = fault === null ? null : refuseEarly(vendor, fault, call)
    if (early === 'cut') {
      done(0, 'cut-before')
      socket.cut()
      return null
    }
    if (early !== null) {
      done(early.status, fault?.kind)
      return early
    }
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.delayMs ?? 10_000))
    const { answer: first, effect } = runWith(vendor, call, fault)
    const answer = first.later === undefined ? first : { ...(await first.later), headers: { ...first.headers } }
    done(fault?.kind === 'cut-after' ? 0 : answer.status, fault?.kind ?? effect)
    if (fault?.kind === 'cut-after') {
      socket.cut()
      return null
    }
    return answer
  }
}

function refuseEarly(vendor: Vendor, fault: Fault, call: Call): Answer | 'cut' | null {
  if (fault.kind === 'cut-before') return 'cut'
  if (fault.kind === 'rate-limit') {
    const answer = vendor.rateLimited(fault, call)
    return fault.retryAfterS === null
      ? answer
      : { ...answer, headers: { ...answer.headers, 'retry-after': String(fault.retryAfterS) } }
  }
  if (fault.kind === 'server-error')
    return {
      status: fault.status ?? 500,
      ...(fault.retryAfterS === null ? {} : { headers: { 'retry-after': String(fault.retryAfterS) } }),
    }
  if (fault.kind === 'html') return { status: fault.status ?? 502, html: page }
  if (fault.kind === 'html-200') return { status: 200, html: page }
  return null
}

function runWith(vendor: Vendor, call: Call, fault: Fault | null): { answer: Answer; effect?: string } {
  const work = (): Answer => routed(vendor, call)
  if (fault?.kind === 'stale-read') return vendor.around(call, () => vendor.journal.staleRead(work))
  if (fault?.kind === 'accept-and-ignore' || fault?.kind === 'revert-after') {
    const { result, entries } = vendor.journal.capture(() => vendor.around(call, work))
    if (fault.kind === 'accept-and-ignore') {
      for (const entry of entries.toReversed()) entry.undoNow()
      vendor.afterWrite(false)
    } else {
      vendor.afterWrite(true)
      setTimeout(() => {
        for (const entry of entries.toReversed()) entry.revert()
      }, fault.delayMs ?? 10_000).unref()
    }
    return result
  }
  const result = vendor.around(call, work)
  vendor.afterWrite(true)
  return result
}

function routed(vendor: Vendor, call: Call): Answer {
  const found = vendor.router.find(call.method, call.path)
  if (found === null) return vendor.notFound(call)
  if ('allow' in found) return vendor.wrongMethod(call, found.allow)
  try {
    return vendor.journal.atomically(() => found.handler({ ...call, params: found.params }))
  } catch (error) {
    vendor.afterWrite(false)
    if (error instanceof Refusal) return error.answer
    throw error
  }
}
