import type { FastifyInstance, FastifyReply } from 'fastify'
import { may } from '../../../domain/accounts/roles.ts'
import { RecordedConsentForm } from '../../../domain/consents/recorded-consent.ts'
import type { App } from '../../../operations/app/app.ts'
import { ConsentRefused, recordConsent } from '../../../operations/consents/record-consent.ts'
import { notYetError, pastError } from '../app/days/day-error.ts'
import { evidenceFormBytes, uploadedEvidence } from '../app/evidence-upload.ts'
import { sendPage } from '../app/outside.ts'
import { personAt } from '../app/person-at.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { readUpload } from '../app/upload.ts'
import { openView } from '../app/view.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { consentFormPage } from './consent-form-page.tsx'

/** A consent that somebody of ours took or heard, recorded on the contact's page. */
export function addConsentFormPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /contacts/:id/consent', { roles: may.person }, (visit) => render(visit, emptyForm))
  void server.register(async (scope) => {
    readUpload(scope, evidenceFormBytes)
    addRoute(scope, app, 'POST /contacts/:id/consent', { roles: may.person }, save)
  })
}

async function render(visit: Visit, form: FormState): Promise<string> {
  const id = await personAt(visit)
  return consentFormPage(await openView(visit, `/contacts/${id}`), id, form)
}

/** The field that each refusal stands under. */
const fieldOf: Readonly<Record<ConsentRefused['code'], string>> = {
  future: 'givenOn',
  'long-past': 'givenOn',
  'no-address': 'channels',
  'no-number': 'channels',
  'opted-out': 'channels',
  'no-file': 'evidence',
  'no-company': 'words',
}

async function save(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, reply, request } = visit
  const id = await personAt(visit)
  const view = await openView(visit)
  const { errors: words } = view.t.recordedConsents.form
  const errors: Record<string, string> = {}
  const parsed = RecordedConsentForm.safeParse({
    ...form,
    channels: visit.list('channels'),
    isSureOfDay: form['isSureOfDay'] === 'yes',
  })
  if (!parsed.success)
    for (const issue of parsed.error.issues) {
      const field = String(issue.path[0]) as 'way' | 'channels' | 'givenOn' | 'words' | 'heardBy'
      errors[field] = field === 'givenOn' ? pastError(view, form['givenOn'], words.givenOn) : words[field]
    }
  const notYet = notYetError(view, form['givenOn'])
  if (notYet !== null) errors['givenOn'] = notYet
  const file = uploadedEvidence((request.body as Record<string, unknown> | undefined)?.['evidence'])
  if (file === 'bad') errors['evidence'] = view.t.common.evidence.bad
  let isLongPast = false
  const again = async (): Promise<FastifyReply> => {
    const { _csrf, ...values } = form
    const channels = visit.list('channels').join(' ')
    const shown: Record<string, string> = { ...values, channels, ...(isLongPast ? { isSureOfDay: 'no' } : {}) }
    return sendPage(reply, await render(visit, { values: shown, errors }), 422)
  }
  if (!parsed.success || file === 'bad' || notYet !== null) return again()
  try {
    await recordConsent(app, login.user, id, parsed.data, file === 'none' ? null : file)
  } catch (error) {
    if (!(error instanceof ConsentRefused)) throw error
    isLongPast = error.code === 'long-past'
    errors[fieldOf[error.code]] =
      error.code === 'future' ? pastError(view, form['givenOn'], words.givenOn) : words[error.code]
    return again()
  }
  return reply.redirect(`/contacts/${id}#consents`, 303)
}
