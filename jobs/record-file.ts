// Records a list of noes that somebody uploaded. Safe to repeat: the list's row is claimed first, and each of its rows
// has a key of its own, so what a worker left behind is only gone on with.
import type { App } from '../src/operations/app/app.ts'
import { recordAskedFile } from '../src/operations/objections/record-file.ts'
import type { Handler } from '../src/queue/work.ts'

export function handleFile(app: App): Handler<'record-file'> {
  return async ({ fileId }, { signal }) => recordAskedFile(app, fileId, signal)
}
