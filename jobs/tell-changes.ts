// Tells one address which verdicts changed. Safe to repeat: the address is claimed first, and a message keeps its id
// and its changes until it is taken, so that the receiver knows a second one for the first.
import type { App } from '../src/operations/app/app.ts'
import { tellChanges } from '../src/operations/decisions/tell-changes.ts'
import type { Handler } from '../src/queue/work.ts'

export function handleChanges(app: App): Handler<'tell-changes'> {
  return async ({ hookId }, { signal }) => tellChanges(app, hookId, signal)
}
