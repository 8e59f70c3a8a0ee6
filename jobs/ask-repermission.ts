// Asks queued questions before a term (legal-rules G4). Safe to repeat and to run beside another: each row is claimed
// first and marked before its mail is handed over; one whose worker died meanwhile is shown as unclear and never sent
// again.
import type { App } from '../src/operations/app/app.ts'
import { sendAsks } from '../src/operations/removals/send-asks.ts'
import type { Handler } from '../src/queue/work.ts'

export function handleAsks(app: App): Handler<'ask-repermission'> {
  return async (_payload, { signal }) => sendAsks(app, signal)
}
