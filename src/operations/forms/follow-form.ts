import { randomUUID } from 'node:crypto'
import { scoreOf, withAnswers } from '../../domain/forms/audit.ts'
import type { FormRow } from '../../domain/forms/finding.ts'
import { checkPageUrl } from '../../outbound/page.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import {
  auditsOf,
  auditSoon,
  dueForms,
  endForm,
  findForm,
  insertFormAnswer,
  insertForm,
  keepAudit,
  type FollowedForm,
} from '../../store/forms/forms.ts'
import type { App } from '../app/app.ts'
import type { FormResult } from './audit-followed.ts'

const atOnce = 20

/** Queues every form whose week has passed. */
export async function wakeForms(app: App): Promise<void> {
  for (const formId of await dueForms(app.pool, app.clock.now(), atOnce)) await app.enqueue('audit-form', { formId })
}

/** Follows a form of a public page from now on. Throws PageFault for an address that may not be read. */
export async function followPage(app: App, address: string, key: string | null, actor: string): Promise<string> {
  const url = checkPageUrl(address, { allowedHosts: app.outboundHosts })
  url.hash = ''
  return follow(
    app,
    {
      url: url.href,
      connectionId: null,
      vendorFormId: null,
      key,
      name: `${url.host}${url.pathname === '/' ? '' : url.pathname}`,
    },
    actor,
  )
}

/** Follows a form of a connected system. */
export async function followVendorForm(
  app: App,
  connectionId: string,
  vendorFormId: string,
  name: string,
  actor: string,
): Promise<string> {
  return follow(
    app,
    { url: null, connectionId, vendorFormId, key: null, name: name.slice(0, 200) || vendorFormId },
    actor,
  )
}

async function follow(
  app: App,
  form: Pick<FollowedForm, 'url' | 'connectionId' | 'vendorFormId' | 'key' | 'name'>,
  actor: string,
): Promise<string> {
  const now = app.clock.now()
  const id = await inTransaction(app.pool, async (sql) => {
    const inserted = await insertForm(sql, { ...form, id: randomUUID(), addedBy: actor }, now)
    if (inserted.added)
      await insertAudit(
        sql,
        [
          {
            actId: `form:${inserted.id}:follow`,
            act: 'form',
            actor,
            connectionId: form.connectionId,
            details: { formId: inserted.id, step: 'followed' },
          },
        ],
        now,
      )
    return inserted.id
  })
  await app.enqueue('audit-form', { formId: id })
  return id
}

/** Ends following a form; what was found stays. */
export async function unfollow(app: App, formId: string, actor: string): Promise<void> {
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    if (await endForm(sql, formId, now))
      await insertAudit(
        sql,
        [{ actId: `form:${formId}:end`, act: 'form', actor, details: { formId, step: 'ended' } }],
        now,
      )
  })
}

/** Looks at a form now, whatever its day. */
export async function auditNow(app: App, formId: string, actor: string): Promise<void> {
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    await auditSoon(sql, formId, now)
    await insertAudit(
      sql,
      [
        {
          actId: `form:${formId}:again:${now.getTime()}`,
          act: 'form',
          actor,
          details: { formId, step: 'asked again' },
        },
      ],
      now,
    )
  })
  await app.enqueue('audit-form', { formId })
}

/**
 * Keeps what a person found out where the page cannot show it; it counts until the form changes. Gives whether the form
 * is as it was when the person looked.
 */
export async function answerRow(
  app: App,
  formId: string,
  answer: { row: FormRow; met: boolean; note: string; digest: string },
  actor: string,
): Promise<boolean> {
  const form = await findForm(app.pool, formId)
  const [last] = form === null ? [] : await auditsOf<FormResult>(app.pool, formId)
  if (form === null || last === undefined || last.formDigest !== answer.digest) return false
  const now = app.clock.now()
  const rows = withAnswers(last.result.rows, [answer])
  const { passed, failed, open, of } = scoreOf(rows)
  await inTransaction(app.pool, async (sql) => {
    await insertFormAnswer(sql, formId, { ...answer, author: actor, answeredAt: now })
    await insertAudit(
      sql,
      [
        {
          actId: `form:${formId}:${answer.row}:${now.getTime()}`,
          act: 'form',
          actor,
          details: { formId, step: 'answered', row: answer.row, met: answer.met },
        },
      ],
      now,
    )
  })
  await keepAudit(app.pool, formId, null, {
    name: form.name,
    auditedAt: now,
    rulesVersion: last.rulesVersion,
    pageDigest: last.pageDigest,
    formDigest: last.formDigest,
    result: { ...last.result, rows },
    passed,
    failed,
    open,
    of,
    nextAuditAt: form.nextAuditAt,
  })
  return true
}
