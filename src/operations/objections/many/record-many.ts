import { inTransaction } from '../../../store/app/database.ts'
import { lockLists } from '../../../store/objections/objections.ts'
import type { App } from '../../app/app.ts'
import { decideAgain } from '../../decisions/decide-later.ts'
import { wakeDrains } from '../../app/wake-drains.ts'
import type { ObjectionInput } from '../objection-input.ts'
import { recordObjections } from '../record-objection.ts'

/** People recorded in one transaction. */
const perPage = 200

/**
 * Records objections that a file or a call brings together, at most one per person, and sends them on their way.
 * `known`: said before. Harmless when repeated; `isAlone`: of two such calls at once the second finds what the first
 * recorded.
 */
export async function recordMany(
  app: App,
  inputs: readonly ObjectionInput[],
  { isAlone = false } = {},
): Promise<{ recorded: number; known: number }> {
  const report = { recorded: 0, known: 0 }
  for (let start = 0; start < inputs.length; start += perPage) {
    const page = inputs.slice(start, start + perPage)
    const recorded = await inTransaction(app.pool, async (sql) => {
      if (isAlone) await lockLists(sql)
      return recordObjections(app, sql, page)
    })
    await wakeDrains(
      app,
      recorded.flatMap((one) => one.connectionIds),
    )
    const fresh = recorded.filter((one) => !one.repeated)
    await decideAgain(
      app,
      fresh.map((one) => one.contactId),
    )
    report.recorded += fresh.length
    report.known += recorded.length - fresh.length
  }
  return report
}
