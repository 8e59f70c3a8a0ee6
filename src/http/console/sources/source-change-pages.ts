import type { FastifyInstance, FastifyReply } from 'fastify'
import { may } from '../../../domain/accounts/roles.ts'
import type { PersonSourceForm } from '../../../domain/sources/person-source.ts'
import { SourceWithdrawal } from '../../../domain/sources/withdrawal.ts'
import type { App } from '../../../operations/app/app.ts'
import { keepEvidence, type UploadedFile } from '../../../operations/app/evidence.ts'
import { correctSource } from '../../../operations/decisions/added/correct-source.ts'
import { previewSourceChange } from '../../../operations/decisions/added/preview-source-change.ts'
import {
  SourceChangeRefused,
  withdrawSource,
  type TakenBack,
} from '../../../operations/decisions/added/withdraw-source.ts'
import { isUuid } from '../../../store/app/database.ts'
import {
  findAddedSource,
  findWithdrawnSource,
  sourcesOfAct,
  type AddedSource,
} from '../../../store/sources/withdrawn-sources.ts'
import { HttpProblem } from '../../app/problem.ts'
import { pastError } from '../app/days/day-error.ts'
import { evidenceFormBytes } from '../app/evidence-upload.ts'
import { sendPage } from '../app/outside.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { readUpload } from '../app/upload.ts'
import { openView, type View } from '../app/view.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { readSourceForm } from './person-source-pages.ts'
import { sourceChangePage, sourceStoppedPage } from './source-change-page.tsx'
import { sourceShiftPage } from './source-shift-page.tsx'

/** A source that one of us added is taken back, or another one added in its place. */
export function addSourceChangePages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /contacts/:id/sources/:source', { roles: may.judge }, async (visit) => {
    const { id = '', source = '' } = visit.params
    const found = await findAddedSource(app.pool, numberOf(source))
    // Whoever was merged is found where they are.
    if (found !== null && found.contactId !== id && isUuid(id))
      return visit.reply.redirect(pathOf(found.contactId, found.id), 303)
    return show(visit, {})
  })
  addRoute(server, app, 'POST /contacts/:id/sources/:source/withdraw', { roles: may.judge }, withdraw)
  void server.register(async (scope) => {
    readUpload(scope, evidenceFormBytes)
    addRoute(scope, app, 'POST /contacts/:id/sources/:source/correct', { roles: may.judge }, correct)
  })
}

const pathOf = (contactId: string, sourceId: number): string => `/contacts/${contactId}/sources/${sourceId}`
const numberOf = (text: string): number => (/^\d{1,15}$/u.test(text) ? Number(text) : 0)

/** What was typed into which of the two forms, and what is wrong with it. */
interface Shown {
  correct?: FormState
  withdraw?: FormState
}

async function show(visit: Visit, { correct, withdraw }: Shown): Promise<string> {
  const { app, params } = visit
  const id = numberOf(params['source'] ?? '')
  const source = await findAddedSource(app.pool, id)
  if (source === null || source.isGone || source.contactId !== params['id']) return stopped(visit, source)
  const view = await openView(visit, pathOf(source.contactId, id))
  const people = (await sourcesOfAct(app.pool, source)).length
  const shift = await previewSourceChange(app, source, { whole: false, form: null })
  return sourceChangePage(view, {
    source,
    people,
    shift,
    action: pathOf(source.contactId, id),
    correct: correct ?? { values: valuesOf(source), errors: {} },
    withdraw: withdraw ?? emptyForm,
  })
}

/** What became of a source that cannot be changed here any more. */
async function stopped(visit: Visit, source: AddedSource | null): Promise<string> {
  const { app, params } = visit
  const withdrawn = await findWithdrawnSource(app.pool, numberOf(params['source'] ?? ''))
  if (source === null && withdrawn === null) throw new HttpProblem(404, 'not-found')
  const contactId = source?.contactId ?? withdrawn?.contactId ?? ''
  const view = await openView(visit, `/contacts/${contactId}`)
  const e = view.t.sourceChange.errors
  const text =
    withdrawn !== null
      ? e.withdrawn(view.f.dateTime(withdrawn.at), withdrawn.by)
      : source?.isGone === true
        ? e.gone
        : e.moved
  return sourceStoppedPage(view, { contactId, text })
}

const valuesOf = ({ kind, name, obtainedOn, note, noticeShown }: AddedSource): Record<string, string> => ({
  kind,
  name,
  obtainedOn: obtainedOn ?? '',
  note,
  ...(noticeShown === true ? { noticeShown: 'on' } : {}),
})

/** Why it is taken back, and of whom; what is wrong stands in `errors`. */
function readTakenBack({ form, params }: Visit, view: View, errors: Record<string, string>): TakenBack | null {
  const { reason, why = '', scope, seal } = form
  const parsed = SourceWithdrawal.safeParse({ reason, why })
  const words = view.t.sourceChange.errors
  if (!parsed.success)
    for (const issue of parsed.error.issues) {
      const field = issue.path[0] === 'why' ? 'why' : 'reason'
      errors[field] = words[field]
    }
  if (parsed.data === undefined) return null
  const whole = scope === 'list' ? (seal ?? '') : null
  return { sourceId: numberOf(params['source'] ?? ''), contactId: params['id'] ?? '', seal: whole, ...parsed.data }
}

async function withdraw(visit: Visit): Promise<FastifyReply> {
  const { app, login, reply } = visit
  const view = await openView(visit)
  const errors: Record<string, string> = {}
  const given = readTakenBack(visit, view, errors)
  const again = async () => sendPage(reply, await show(visit, { withdraw: { values: typed(visit), errors } }), 422)
  if (given === null) return again()
  if (given.seal === '') return preview(visit, given, { form: null, values: typed(visit) })
  try {
    await withdrawSource(app, login.user, given)
  } catch (error) {
    errors['reason'] = refusedWords(view, error, null)
    return again()
  }
  return reply.redirect(`/contacts/${given.contactId}#sources`, 303)
}

async function correct(visit: Visit): Promise<FastifyReply> {
  const { app, login, reply } = visit
  const view = await openView(visit)
  const { form, file, errors } = readSourceForm(visit, view, true)
  const given = readTakenBack(visit, view, errors)
  const values = async () => (file === null ? typed(visit) : withFile(visit, file))
  const again = async () => sendPage(reply, await show(visit, { correct: { values: await values(), errors } }), 422)
  if (form === null || given === null || Object.keys(errors).length > 0) return again()
  if (given.seal === '') return preview(visit, given, { form, values: await values() })
  const evidenceId = visit.form['evidenceId'] ?? ''
  try {
    await correctSource(app, login.user, given, form, file ?? (isUuid(evidenceId) ? { evidenceId } : null))
  } catch (error) {
    const code = error instanceof SourceChangeRefused ? error.code : null
    errors[code === 'future' ? 'obtainedOn' : code === 'evidence' ? 'evidence' : 'name'] = refusedWords(
      view,
      error,
      form,
    )
    return again()
  }
  return reply.redirect(`/contacts/${given.contactId}#sources`, 303)
}

/** What was typed, without what says who was shown. */
function typed({ form }: Visit): Record<string, string> {
  const { _csrf, seal: _seal, ...values } = form
  return values
}

/** The same with a new file, which waits here for the form to be sent again. */
async function withFile(visit: Visit, file: UploadedFile): Promise<Record<string, string>> {
  const { id } = await keepEvidence(visit.app, visit.app.pool, file, visit.login.user.email)
  return { ...typed(visit), evidenceId: id, evidenceName: file.name }
}

/** What it changes for everyone on the list, before anything is changed. */
async function preview(
  visit: Visit,
  given: TakenBack,
  { form, values }: { form: PersonSourceForm | null; values: Record<string, string> },
): Promise<FastifyReply> {
  const { app, reply } = visit
  const source = await findAddedSource(app.pool, given.sourceId)
  if (source === null || source.isGone || source.contactId !== given.contactId)
    return sendPage(reply, await show(visit, {}), 422)
  const shift = await previewSourceChange(app, source, { whole: true, form })
  const action = pathOf(source.contactId, source.id)
  const view = await openView(visit, action)
  return sendPage(
    reply,
    sourceShiftPage(view, { source, shift, form, action, values: { ...values, seal: shift.seal } }),
  )
}

/** What a refusal says; throws again what is none. A source that is gone is said by the page itself. */
function refusedWords(view: View, error: unknown, form: PersonSourceForm | null): string {
  if (!(error instanceof SourceChangeRefused)) throw error
  if (error.code === 'future') return pastError(view, form?.obtainedOn, view.t.sources.person.errors.obtainedOn)
  if (error.code === 'withdrawn') return ''
  return view.t.sourceChange.errors[error.code]
}
