import type { FastifyInstance, FastifyReply } from 'fastify'
import { may } from '../../../domain/accounts/roles.ts'
import { PersonSourceForm } from '../../../domain/sources/person-source.ts'
import type { App } from '../../../operations/app/app.ts'
import type { UploadedFile } from '../../../operations/app/evidence.ts'
import { attestPerson, PersonSourceRefused } from '../../../operations/decisions/attest-person.ts'
import { HttpProblem } from '../../app/problem.ts'
import { dayError, notYetError, pastError } from '../app/days/day-error.ts'
import { evidenceFormBytes, uploadedEvidence } from '../app/evidence-upload.ts'
import { sendPage } from '../app/outside.ts'
import { personAt } from '../app/person-at.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { readUpload } from '../app/upload.ts'
import { openView, type View } from '../app/view.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { sourceFormPage } from './person-source-page.tsx'

/** A source of one person, attested by a DPO with the file that shows it. */
export function addPersonSourcePages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /contacts/:id/source', { roles: may.judge }, (visit) => render(visit, emptyForm))
  void server.register(async (scope) => {
    readUpload(scope, evidenceFormBytes)
    addRoute(scope, app, 'POST /contacts/:id/source', { roles: may.judge }, save)
  })
}

async function render(visit: Visit, form: FormState): Promise<string> {
  const id = await personAt(visit)
  const view = await openView(visit, `/contacts/${id}`)
  const { back, ...texts } = view.t.sources.person
  const action = `/contacts/${id}/source`
  return sourceFormPage(view, { ...texts, action, back: [back, `/contacts/${id}`], form, isOpen: true })
}

/**
 * What was sent, read and checked; what is wrong stands in `errors` by field. `isFileKept`: one is there already, which
 * no other one has to replace.
 */
export function readSourceForm(
  { form, request }: Visit,
  view: View,
  isFileKept = false,
): { form: PersonSourceForm | null; file: UploadedFile | null; errors: Record<string, string> } {
  const { t } = view
  const errors: Record<string, string> = {}
  const parsed = PersonSourceForm.safeParse({ ...form, noticeShown: form['noticeShown'] === 'on' })
  if (!parsed.success)
    for (const issue of parsed.error.issues) {
      const field = String(issue.path[0]) as keyof typeof t.sources.person.errors
      const text = t.sources.person.errors[field]
      errors[field] = field === 'obtainedOn' ? dayError(view, form['obtainedOn'], text) : text
    }
  const notYet = notYetError(view, form['obtainedOn'])
  if (notYet !== null) errors['obtainedOn'] = notYet
  const file = uploadedEvidence((request.body as Record<string, unknown> | undefined)?.['evidence'])
  if (file === 'bad') errors['evidence'] = t.common.evidence.bad
  if (file === 'none' && !isFileKept) errors['evidence'] = t.sources.person.errors.evidence
  return { form: parsed.data ?? null, file: file === 'bad' || file === 'none' ? null : file, errors }
}

async function save(visit: Visit): Promise<FastifyReply> {
  const { app, login, reply } = visit
  const id = await personAt(visit)
  const view = await openView(visit)
  const { form, file, errors } = readSourceForm(visit, view)
  const again = async (): Promise<FastifyReply> => {
    const { _csrf, ...values } = visit.form
    return sendPage(reply, await render(visit, { values, errors }), 422)
  }
  if (form === null || file === null || Object.keys(errors).length > 0) return again()
  try {
    await attestPerson(app, login.user, id, form, file)
  } catch (error) {
    if (!(error instanceof PersonSourceRefused)) throw error
    if (error.code === 'gone') throw new HttpProblem(404, 'not-found')
    const words = view.t.sources.person.errors
    if (error.code === 'future') errors['obtainedOn'] = pastError(view, form.obtainedOn, words.obtainedOn)
    else errors['name'] = words[error.code]
    return again()
  }
  return reply.redirect(`/contacts/${id}#sources`, 303)
}
