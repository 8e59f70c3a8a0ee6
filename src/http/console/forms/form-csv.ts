import type { FastifyReply } from 'fastify'
import { peopleCsv } from '../../../domain/spreadsheets/people-csv.ts'
import { formRowTexts } from '../../../domain/forms/tables/form-reasons.ts'
import { wordsOfFinding } from '../../../domain/forms/words-of.ts'
import type { FormResult } from '../../../operations/forms/audit-followed.ts'
import type { FollowedForm, FormAuditRow } from '../../../store/forms/forms.ts'
import type { Visit } from '../app/route.ts'
import { sayIn } from '../app/say-in.ts'
import { openView } from '../app/view.ts'
import { noteExport } from '../../../operations/app/note-use.ts'

/** Every row of the newest audit, with what was found and what puts it right. */
export async function sendFormCsv(
  visit: Visit,
  form: FollowedForm,
  last: FormAuditRow<FormResult>,
): Promise<FastifyReply> {
  const { app, login, reply } = visit
  const view = await openView(visit)
  const say = sayIn(view)
  const s = view.t.forms
  await noteExport(app, login.user, { what: 'form', id: form.id })
  const rows = last.result.rows.map((row) => {
    const words = row.findings.map((one) => ({ ...wordsOfFinding(one), quotes: one.quotes }))
    return [
      row.id,
      say(formRowTexts[row.id].title),
      s.rowStates[row.state],
      words.map(({ found }) => say(found)).join(' '),
      words.flatMap(({ quotes }) => quotes).join(' | '),
      words.flatMap(({ fix }) => (fix === null ? [] : [say(fix)])).join(' '),
      formRowTexts[row.id].source,
    ]
  })
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="form-audit.csv"')
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(peopleCsv([s.csvHeads, ...rows], view.language === 'fr' ? ';' : ','))
}
