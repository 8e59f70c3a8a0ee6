import { detailsIn } from '../../locales/our-details.ts'
import type { FastifyInstance } from 'fastify'
import { normalEmail } from '../../../domain/contacts/identity.ts'
import type { App } from '../../../operations/app/app.ts'
import {
  CertificateRefused,
  issueCertificate,
  type IssuedCertificate,
} from '../../../operations/removals/issue-certificate.ts'
import { certificatePdf } from '../../documents/certificate-pdf.ts'
import { HttpProblem } from '../../app/problem.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit, type VisitHandler } from '../app/route.ts'
import { openView } from '../app/view.ts'

/** What became of the wish for one address's proof; null = a file was given. */
type CertificateFailure = { email: string; error: 'email' | 'not-in-it' }

/**
 * Certificates of one removal, to hand over: on paper, as the signed file, and as the file that proves one address.
 * Each one given is in the audit log.
 */
export function addCertificatePages(
  server: FastifyInstance,
  app: App,
  show: (visit: Visit, failure: CertificateFailure) => ReturnType<VisitHandler>,
): void {
  const send = ({ reply }: Visit, { certificate, file }: IssuedCertificate) =>
    reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="${certificate.number}.json"`)
      .send(file)

  addRoute(server, app, 'GET /removals/:id/certificate.json', { roles: may.judge }, async (visit) =>
    send(visit, await issue(visit, null)),
  )

  addRoute(server, app, 'GET /removals/:id/certificate.pdf', { roles: may.judge }, async (visit) => {
    const { certificate, fingerprint } = await issue(visit, null)
    const view = await openView(visit)
    const language = visit.query['lang'] === 'fr' || visit.query['lang'] === 'en' ? visit.query['lang'] : view.language
    const context = {
      language,
      timeZone: view.settings.timeZone,
      fingerprint,
      verifyUrl: app.publicUrl === null ? null : `${app.publicUrl}/verify`,
    }
    const pdf = await certificatePdf(certificate, context, detailsIn(language, app))
    return visit.reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="${certificate.number}.pdf"`)
      .send(pdf)
  })

  // A form and not a link: an address in a link would stand in logs and histories.
  addRoute(server, app, 'POST /removals/:id/certificate', { roles: may.judge }, async (visit) => {
    const email = (visit.form['email'] ?? '').trim()
    if (normalEmail(email) === null) return show(visit, { email, error: 'email' })
    try {
      return send(visit, await issue(visit, email))
    } catch (error) {
      if (error instanceof CertificateRefused && error.code === 'not-in-it')
        return show(visit, { email, error: 'not-in-it' })
      throw error
    }
  })
}

async function issue({ app, params, login }: Visit, email: string | null): Promise<IssuedCertificate> {
  try {
    return await issueCertificate(app, params['id'] ?? '', login.user.email, email)
  } catch (error) {
    if (error instanceof CertificateRefused && error.code !== 'not-in-it') throw new HttpProblem(404, 'not-found')
    throw error
  }
}
