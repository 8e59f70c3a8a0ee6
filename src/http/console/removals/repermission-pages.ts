import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { addDays, addMonths, dayOf } from '../../../domain/app/day.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import { languageNeeds } from '../../../domain/notices/language-needs.ts'
import { noticeLanguageCodes } from '../../../domain/notices/tables/notice-words.ts'
import { askTexts } from '../../../domain/removals/tables/repermission-texts.ts'
import type { App } from '../../../operations/app/app.ts'
import {
  askConnections,
  canAsk,
  previewAsks,
  queueAsks,
} from '../../../operations/removals/repermission/ask-repermission.ts'
import { askMail } from '../../../operations/removals/repermission/send-asks.ts'
import { connectionRows } from '../../../store/connections/connections-view.ts'
import { askResults } from '../../../store/removals/repermission-view.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { mergeFieldsOf } from '../app/merge-fields.ts'
import { sendPage } from '../app/outside.ts'
import { repermissionPage } from './repermission-page.tsx'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { changeSettings } from '../../../operations/settings/save-settings.ts'
import { readersOf } from '../app/kept-figure.ts'
import { openView } from '../app/view.ts'

const path = '/removals/ask'

/**
 * The one question before a term (docs/reference/law.md#g4): who would be asked, what they read, what became of it, and
 * the switch.
 */
export function addRepermissionPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, `GET ${path}`, { roles: may.judge }, async (visit) => render(visit, emptyForm))
  addRoute(server, app, `POST ${path}`, { roles: may.judge }, save)
}

/** The mail as it would be read, in the place of a person's link and term an example. */
function mailsOf(settings: Settings, publicUrl: string | null, today: string) {
  const { controller } = settings
  return controller === null
    ? []
    : noticeLanguageCodes.map((code) => ({
        code,
        ...askMail(controller, code, addDays(today, 45), `${publicUrl ?? 'https://…'}/stay/…`),
        sentence: askTexts[code].yes.replace('{controller}', controller.name),
      }))
}

/** What was seen before the switch: all texts, and the company in them (docs/reference/promises.md#i9). */
const seenDigest = ({ controller }: Settings): string =>
  createHash('sha256')
    .update(JSON.stringify([controller, askTexts]))
    .digest('hex')

async function render(visit: Visit, form: FormState): Promise<string> {
  const { app, query } = visit
  const view = await openView(visit, path)
  const [preview, results, systems, connections, readers] = await Promise.all([
    previewAsks(app),
    askResults(app.pool, new Date(`${addMonths(view.now, -12)}T00:00:00Z`)),
    askConnections(app),
    connectionRows(app.pool),
    readersOf(view),
  ])
  return repermissionPage(view, {
    preview,
    results,
    systems,
    form,
    canAsk: canAsk(app, view.settings),
    seen: seenDigest(view.settings),
    saved: query['saved'] === '1',
    needs: languageNeeds(readers),
    mails: mailsOf(view.settings, app.publicUrl, dayOf(view.now)),
    fields: mergeFieldsOf(
      app,
      connections.filter((row) => app.connectors.get(row.connector)?.kind === 'crm'),
    ),
  })
}

async function save(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const view = await openView(visit, path)
  const { errors: words } = view.t.repermission.form
  const way = form['way'] ?? ''
  const perHour = /^\d{1,5}$/u.test(form['perHour']?.trim() ?? '') ? Number(form['perHour']) : Number.NaN
  const system = (await askConnections(app)).find(({ id }) => id === way)
  const errors: Record<string, string> = {}
  if (way !== 'off') {
    if (way !== 'mail' && system === undefined) errors['way'] = words.unknown
    else if (!canAsk(app, view.settings)) errors['way'] = words.noServer
    else if (system?.ready === false) errors['way'] = words.notReady
    else if (form['seen'] !== seenDigest(view.settings)) errors['way'] = words.changed
    if (!(perHour >= 1 && perHour <= 10_000)) errors['perHour'] = words.perHour
  }
  if (Object.keys(errors).length > 0) return sendPage(reply, await render(visit, { values: form, errors }), 422)
  await changeSettings(app, login.user, (current) => ({
    ...current,
    repermission:
      way === 'off' ? null : way === 'mail' ? { way: 'mail', perHour } : { way: 'field', connectionId: way, perHour },
  }))
  await queueAsks(app)
  return reply.redirect(`${path}?saved=1`, 303)
}
