// Takes blocks off that a person lifted, at one Connection. Safe to repeat: what still stands is read again before each
// write, and a cell that somebody said no to meanwhile is blocked again at once.
import type { App } from '../src/operations/app/app.ts'
import { carryLifts } from '../src/operations/objections/carry-lifts.ts'
import type { Handler } from '../src/queue/work.ts'

export function handleLifts(app: App): Handler<'carry-lifts'> {
  return async ({ connectionId }, { signal }) => {
    while (!signal.aborted && (await carryLifts(app, connectionId, signal)) > 0);
  }
}
