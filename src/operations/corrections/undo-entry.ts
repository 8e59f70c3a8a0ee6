import type { Scope } from '../../domain/app/kind.ts'
import type { Sql } from '../../store/app/database.ts'
import {
  cancelMistaken,
  closeQuestions,
  endMistaken,
  insertCorrectionTasks,
} from '../../store/objections/corrections.ts'
import type { ObjectionRow } from '../../store/objections/objections.ts'
import type { App } from '../app/app.ts'

/**
 * Undoes what a mistaken entry had done in our base: its Suppressions, its ways to the systems, the questions that it
 * opened. Gives what stops nobody any more.
 */
export async function undoEntry(
  app: Pick<App, 'connectors'>,
  sql: Sql,
  mistaken: ObjectionRow,
  by: string,
  now: Date,
): Promise<Scope[]> {
  const ended = await endMistaken(sql, mistaken.id)
  const told = await cancelMistaken(sql, mistaken.id)
  // A system whose records we read shows by itself that it is open again.
  await insertCorrectionTasks(
    sql,
    mistaken.id,
    told.filter(({ connector }) => app.connectors.get(connector)?.kind !== 'crm'),
  )
  await closeQuestions(sql, mistaken.id, by, now)
  return ended
}
