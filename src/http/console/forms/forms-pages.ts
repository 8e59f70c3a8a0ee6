import { isUuid } from '../../../store/app/database.ts'
import type { Pool } from 'pg'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { askedRows } from '../../../domain/forms/audit.ts'
import { disputingRows } from '../../../domain/forms/form-dispute.ts'
import type { App } from '../../../operations/app/app.ts'
import { answerRow, auditNow, followPage, followVendorForm, unfollow } from '../../../operations/forms/follow-form.ts'
import { pastePage, type FormResult } from '../../../operations/forms/audit-followed.ts'
import { confirmCollected, tieFormSource } from '../../../operations/forms/form-people.ts'
import { pageText, PageFault } from '../../../operations/forms/open-page.ts'
import { formScope, formSystems } from '../../../operations/forms/vendor-forms.ts'
import { listConnections } from '../../../store/connections/connections.ts'
import { confirmationsOf, countDisputed, formDisputes, formSourceNames } from '../../../store/forms/form-disputes.ts'
import {
  answersTo,
  auditsOf,
  findForm,
  formScores,
  listFollowedForms,
  type FollowedForm,
} from '../../../store/forms/forms.ts'
import { countHit } from '../../../store/accounts/rate-counters.ts'
import { HttpProblem } from '../../app/problem.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { formPage } from './form-page.tsx'
import { formChoice, chooseFormsPage } from './choose-forms-page.tsx'
import { formsPage } from './forms-page.tsx'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { readUpload, type Upload } from '../app/upload.ts'
import { sendFormCsv } from './form-csv.ts'
import { openView } from '../app/view.ts'

const maxUrlLength = 2_000
const maxNoteLength = 500
/** As much as a page may have that is read by its address. */
const maxHtmlBytes = 2 * 1024 * 1024
/** HTML of one user that is read in an hour by the clock, good or bad (docs/reference/security.md#limits). */
const pastesPerHour = 60
/** A form asked for again less than so long ago is still being read. */
const justAskedMs = 20_000

/** Do our forms collect lawfully (docs/reference/law.md#j)? */
export function addFormPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /forms', { roles: may.configure }, async (visit) => list(visit, emptyForm))
  addRoute(server, app, 'POST /forms', { roles: may.judge }, add)
  addRoute(server, app, 'GET /forms/choose', { roles: may.judge }, async (visit) => choose(visit, false))
  addRoute(server, app, 'POST /forms/choose', { roles: may.judge }, chosen)
  addRoute(server, app, 'GET /forms/:id', { roles: may.configure }, show)
  addRoute(server, app, 'POST /forms/:id/audit', { roles: may.judge }, async (visit) => {
    const form = await formOf(visit)
    await auditNow(app, form.id, visit.login.user.email)
    return visit.reply.redirect(`/forms/${form.id}?asked=${app.clock.now().getTime()}`, 303)
  })
  addRoute(server, app, 'POST /forms/:id/answers', { roles: may.judge }, answer)
  addRoute(server, app, 'POST /forms/:id/people', { roles: may.judge }, async (visit) => {
    const form = await formOf(visit)
    const name = visit.form['source'] ?? ''
    if (name !== '' && !(await sourceNames(app.pool, visit)).includes(name)) throw new HttpProblem(404, 'not-found')
    await tieFormSource(app, form.id, name === '' ? null : name, visit.login.user.email)
    return visit.reply.redirect(`/forms/${form.id}#people`, 303)
  })
  void server.register(async (scope) => {
    readUpload(scope, 2 * maxHtmlBytes)
    addRoute(scope, app, 'POST /forms/:id/html', { roles: may.judge }, paste)
  })
  addRoute(server, app, 'POST /forms/:id/confirm', { roles: may.judge }, confirm)
  addRoute(server, app, 'POST /forms/:id/follow', { roles: may.judge }, async (visit) => {
    const form = await formOf(visit)
    const key = visit.form['key'] ?? ''
    const [last] = await auditsOf<FormResult>(app.pool, form.id)
    if (form.url === null || !(last?.result.others.some((other) => other.key === key) ?? false))
      throw new HttpProblem(404, 'not-found')
    return visit.reply.redirect(`/forms/${await followPage(app, form.url, key, visit.login.user.email)}`, 303)
  })
  addRoute(server, app, 'POST /forms/:id/end', { roles: may.judge }, async (visit) => {
    const form = await formOf(visit)
    await unfollow(app, form.id, visit.login.user.email)
    return visit.reply.redirect('/forms?ended=1', 303)
  })
}

async function systemNames(pool: Pool): Promise<ReadonlyMap<string, string>> {
  return new Map((await listConnections(pool)).map((connection) => [connection.id, connection.label]))
}

async function list(visit: Visit, form: FormState): Promise<string> {
  const { app, query } = visit
  const view = await openView(visit, '/forms')
  const [forms, scores, names, connections] = await Promise.all([
    listFollowedForms(app.pool),
    formScores(app.pool),
    systemNames(app.pool),
    listConnections(app.pool),
  ])
  return formsPage(view, {
    form,
    ended: query['ended'] !== undefined,
    systems: connections.some(
      (connection) => connection.state !== 'disconnected' && formScope(app, connection.connector) !== null,
    ),
    forms: forms
      .map((one) => ({
        form: one,
        system: one.connectionId === null ? null : (names.get(one.connectionId) ?? ''),
        scores: scores.get(one.id) ?? [],
      }))
      .toSorted((a, b) => (b.scores.at(-1)?.failed ?? 0) - (a.scores.at(-1)?.failed ?? 0)),
  })
}

async function add(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, reply } = visit
  const url = (form['url'] ?? '').trim().slice(0, maxUrlLength)
  try {
    return await reply.redirect(
      `/forms/${await followPage(app, /^[\w.-]+\.[a-z]{2,}(\/|$)/iu.test(url) ? `https://${url}` : url, null, login.user.email)}`,
      303,
    )
  } catch (error) {
    if (!(error instanceof PageFault)) throw error
    const view = await openView(visit, '/forms')
    return sendPage(
      reply,
      await list(visit, { values: { url }, errors: { url: view.t.forms.faults[error.code] ?? error.message } }),
      422,
    )
  }
}

async function choose(visit: Visit, error: boolean): Promise<string> {
  const { app } = visit
  const view = await openView(visit, '/forms/choose')
  const [systems, forms] = await Promise.all([formSystems(app), listFollowedForms(app.pool)])
  return chooseFormsPage(view, {
    systems,
    error,
    followed: new Map(forms.map((one) => [formChoice(one.connectionId ?? '', one.vendorFormId ?? ''), one.id])),
  })
}

/** Only forms that the systems name are followed: what was posted is looked up again. */
async function chosen(visit: Visit): Promise<FastifyReply> {
  const { app, login, reply } = visit
  const wanted = new Set(visit.list('form'))
  const found = (await formSystems(app)).flatMap((system) =>
    (system.forms ?? [])
      .filter((form) => wanted.has(formChoice(system.connectionId, form.id)))
      .map((form) => ({ ...form, connectionId: system.connectionId })),
  )
  if (found.length === 0) return sendPage(reply, await choose(visit, true), 422)
  for (const form of found) await followVendorForm(app, form.connectionId, form.id, form.name, login.user.email)
  return reply.redirect('/forms', 303)
}

async function formOf({ app, params }: Visit): Promise<FollowedForm> {
  const id = (params['id'] ?? '').replace(/\.csv$/u, '')
  const form = isUuid(id) ? await findForm(app.pool, id) : null
  if (form === null) throw new HttpProblem(404, 'not-found')
  return form
}

async function show(visit: Visit): Promise<string | FastifyReply> {
  return (visit.params['id'] ?? '').endsWith('.csv') ? csv(visit) : render(visit, null)
}

async function render(visit: Visit, typed: { row: string; state: FormState } | null): Promise<string> {
  const { app, query } = visit
  const form = await formOf(visit)
  const view = await openView(visit, `/forms/${form.id}`)
  const [audits, answers, names, sources, disputes, confirmations] = await Promise.all([
    auditsOf<FormResult>(app.pool, form.id),
    answersTo(app.pool, form.id),
    systemNames(app.pool),
    sourceNames(app.pool, visit),
    formDisputes(app.pool, form.id),
    confirmationsOf(app.pool, form.id),
  ])
  const counted = await Promise.all(
    disputes.map(async (dispute) => ({ ...dispute, ...(await countDisputed(app.pool, dispute)) })),
  )
  const asked = Number(query['asked'] ?? '0')
  return formPage(view, {
    form,
    audits,
    answers,
    typed,
    people: { names: sources, disputes: counted, confirmations },
    system: form.connectionId === null ? null : (names.get(form.connectionId) ?? ''),
    asked: (form.checkedAt?.getTime() ?? 0) < asked && view.now.getTime() - asked < justAskedMs,
  })
}

async function answer(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const followed = await formOf(visit)
  const row = askedRows.find((one) => one === form['row'])
  if (row === undefined) throw new HttpProblem(400, 'bad-input')
  const e = (await openView(visit, `/forms/${followed.id}`)).t.forms.answer.errors
  const note = (form['note'] ?? '').trim().slice(0, maxNoteLength)
  const errors = {
    ...(form['met'] === 'yes' || form['met'] === 'no' ? {} : { met: e.met }),
    ...(note.length < 5 ? { note: e.note } : {}),
  }
  const again = async (faults: Readonly<Record<string, string>>, status: number) =>
    sendPage(
      reply,
      await render(visit, { row, state: { values: { met: form['met'] ?? '', note }, errors: faults } }),
      status,
    )
  if (Object.keys(errors).length > 0) return again(errors, 422)
  if (
    !(await answerRow(
      app,
      followed.id,
      { row, met: form['met'] === 'yes', note, digest: form['digest'] ?? '' },
      login.user.email,
    ))
  )
    return again({ met: e.changed }, 409)
  return reply.redirect(`/forms/${followed.id}#${row}`, 303)
}

/** HTML as it was copied from a browser, or as a saved page. */
async function paste(visit: Visit): Promise<string | FastifyReply> {
  const { app, login, reply, request } = visit
  const followed = await formOf(visit)
  const { url } = followed
  if (url === null) throw new HttpProblem(404, 'not-found')
  const e = (await openView(visit, `/forms/${followed.id}`)).t.forms.paste.errors
  const body = request.body as Readonly<Record<string, string | Upload | undefined>>
  const [typed, file] = [typeof body['html'] === 'string' ? body['html'] : '', body['file']]
  const again = async (error: string, status = 422) =>
    sendPage(
      reply,
      await render(visit, { row: 'paste', state: { values: { html: typed }, errors: { html: error } } }),
      status,
    )
  const saved = typeof file === 'object' && file.bytes.length > 0 ? file.bytes : null
  if ((saved ?? Buffer.from(typed)).length > maxHtmlBytes) return again(e.large)
  // A saved page keeps the encoding of its site; what was pasted came as text.
  const html = saved === null ? typed : pageText(saved, '')
  if (!/<\s*[a-z]/iu.test(html)) return again(html.trim() === '' ? e.empty : e.text)
  if ((await countHit(app.pool, `paste ${login.user.id}`, 3_600)) > pastesPerHour) return again(e.often, 429)
  const fault = await pastePage(app, { ...followed, url }, html, login.user.email)
  return fault === null ? reply.redirect(`/forms/${followed.id}`, 303) : again(e[fault])
}

/** Names of own forms as sources: those of people, and those that the mapping of a system gives. */
async function sourceNames(pool: Pool, visit: Visit): Promise<string[]> {
  const { settings } = await openView(visit)
  const mapped = [...Object.values(settings.sources), ...Object.values(settings.moreSources).flat()].flatMap(
    ({ values }) => values.filter(({ kind }) => kind === 'C1').map(({ name }) => name),
  )
  return [...new Set([...(await formSourceNames(pool)), ...mapped])].toSorted((a, b) => a.localeCompare(b))
}

/** Somebody answers for what was collected although a row fails: with a reason, for the form as it was shown. */
async function confirm(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, reply } = visit
  const followed = await formOf(visit)
  const row = disputingRows.find((one) => one === form['row'])
  if (row === undefined) throw new HttpProblem(400, 'bad-input')
  const e = (await openView(visit, `/forms/${followed.id}`)).t.forms.people.errors
  const note = (form['note'] ?? '').trim().slice(0, maxNoteLength)
  const again = async (errors: Readonly<Record<string, string>>, status: number) =>
    sendPage(reply, await render(visit, { row: `confirm-${row}`, state: { values: { note }, errors } }), status)
  if (note.length < 20) return again({ note: e.note }, 422)
  if (!(await confirmCollected(app, followed.id, { row, digest: form['digest'] ?? '', note }, login.user.email)))
    return again({ row: e.changed }, 409)
  return reply.redirect(`/forms/${followed.id}#people`, 303)
}

async function csv(visit: Visit): Promise<FastifyReply> {
  const form = await formOf(visit)
  const [last] = await auditsOf<FormResult>(visit.app.pool, form.id)
  if (last === undefined) throw new HttpProblem(404, 'not-found')
  return sendFormCsv(visit, form, last)
}
