import type { FormRow } from '../../domain/forms/finding.ts'
import { disputingRows } from '../../domain/forms/form-dispute.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { insertConfirmation, setFormSource } from '../../store/forms/form-disputes.ts'
import { auditsOf, findForm } from '../../store/forms/forms.ts'
import type { App } from '../app/app.ts'

/**
 * Says whose people come through a form: those of the own form (C1) with this source's name; null = nobody's. It counts
 * from the next run on.
 */
export async function tieFormSource(app: App, formId: string, sourceName: string | null, actor: string): Promise<void> {
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    await setFormSource(sql, formId, sourceName)
    await insertAudit(
      sql,
      [
        {
          actId: `form:${formId}:people:${now.getTime()}`,
          act: 'form',
          actor,
          details: { formId, step: 'people', source: sourceName },
        },
      ],
      now,
    )
  })
}

/**
 * A named person answers for what was collected although a row fails, with a reason; it counts for the form as it is
 * now. False when the form is not as that person saw it, or the row takes nothing out.
 */
export async function confirmCollected(
  app: App,
  formId: string,
  given: { row: FormRow; digest: string; note: string },
  actor: string,
): Promise<boolean> {
  const form = await findForm(app.pool, formId)
  const [last] = form === null ? [] : await auditsOf(app.pool, formId)
  if (
    last === undefined ||
    last.formDigest !== given.digest ||
    !disputingRows.includes(given.row) ||
    !last.result.rows.some(({ id, state }) => id === given.row && state === 'fail')
  )
    return false
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    await insertConfirmation(sql, formId, { ...given, author: actor, confirmedAt: now })
    await insertAudit(
      sql,
      [
        {
          actId: `form:${formId}:confirm:${given.row}:${now.getTime()}`,
          act: 'form',
          actor,
          details: { formId, step: 'confirmed', row: given.row, note: given.note },
        },
      ],
      now,
    )
  })
  return true
}
