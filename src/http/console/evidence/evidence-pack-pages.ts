import { isUuid } from '../../../store/app/database.ts'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { readEvidenceAsk } from '../../../domain/evidence/evidence-pack.ts'
import { dayIn } from '../../../domain/app/day.ts'
import type { App } from '../../../operations/app/app.ts'
import { EvidenceRefused } from '../../../operations/evidence/evidence-head.ts'
import { openEvidencePack, type EvidencePack } from '../../../operations/evidence/evidence-pack.ts'
import { signingFingerprint } from '../../../operations/app/sign.ts'
import { findContact } from '../../../store/contacts/contact-view.ts'
import { evidencePapers } from '../../documents/evidence/evidence-pdf.ts'
import { HttpProblem } from '../../app/problem.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { evidencePackPage } from './evidence-pack-page.tsx'
import { pastError } from '../app/days/day-error.ts'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import { openView } from '../app/view.ts'

/**
 * The pack for an inspector. Asked for by a form and never by a link: an address in a link would stand in logs and
 * histories.
 */
export function addEvidencePackPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /evidence', { roles: may.export }, (visit) =>
    render(visit, visit.query['contact'] ?? null, emptyForm),
  )
  addRoute(server, app, 'POST /evidence', { roles: may.export, fresh: stepUp }, send)
}

async function render(
  visit: Visit,
  contactId: string | null,
  form: FormState,
  several: readonly string[] = [],
): Promise<string> {
  if (contactId !== null && (!isUuid(contactId) || (await findContact(visit.app.pool, contactId)) === null))
    throw new HttpProblem(404, 'not-found')
  return evidencePackPage(await openView(visit, '/evidence'), { contactId, form, several })
}

async function send(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, reply } = visit
  const view = await openView(visit, '/evidence')
  const { timeZone } = view.settings
  const language = form['language'] === 'fr' || form['language'] === 'en' ? form['language'] : view.language
  const { errors: words } = view.t.evidence
  const contactId = form['contact'] === undefined || form['contact'] === '' ? null : form['contact']
  const refuse = async (errors: Record<string, string>, several: readonly string[] = []) =>
    sendPage(reply, await render(visit, contactId, { values: form, errors }, several), 422)
  const read = readEvidenceAsk(
    { what: form['what'] === 'period' ? 'period' : 'person', ...form },
    dayIn(view.now, timeZone),
  )
  if ('faults' in read) {
    if (read.faults.contact !== undefined) throw new HttpProblem(404, 'not-found')
    return refuse(
      Object.fromEntries(
        Object.entries(read.faults).map(([field, fault]) => [
          field,
          fault === 'day' || fault === 'future' ? pastError(view, form[field], words.day) : words[fault],
        ]),
      ),
    )
  }
  let pack: EvidencePack
  try {
    const papers = evidencePapers({
      language,
      timeZone,
      fingerprint: await signingFingerprint(app),
      verifyUrl: app.publicUrl === null ? null : `${app.publicUrl}/verify`,
    })
    pack = await openEvidencePack(app, read.ask, { actor: login.user.email, language, papers })
  } catch (error) {
    if (!(error instanceof EvidenceRefused)) throw error
    if (error.code === 'unknown') throw new HttpProblem(404, 'not-found')
    return refuse({ email: words.several(error.contactIds.length) }, error.contactIds)
  }
  return reply
    .type('application/zip')
    .header('content-disposition', `attachment; filename="${pack.number}.zip"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(pack.bytes))
}
