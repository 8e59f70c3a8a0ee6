// Asks whether the links answer from outside. Safe to repeat: the probe's row is claimed first, and its token records
// nothing but that it was asked.
import type { App } from '../src/operations/app/app.ts'
import { probeLinks } from '../src/operations/links/probe-links.ts'
import type { Handler } from '../src/queue/work.ts'

export function handleProbe(app: App): Handler<'probe-links'> {
  return async ({ probeId }) => probeLinks(app, probeId)
}
