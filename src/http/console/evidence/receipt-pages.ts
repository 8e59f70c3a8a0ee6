import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { issueReceipt, type IssuedReceipt } from '../../../operations/evidence/issue-receipt.ts'
import { receiptPdf } from '../../documents/receipt-pdf.ts'
import { HttpProblem } from '../../app/problem.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { openView } from '../app/view.ts'

/** Receipts of one objection, to hand over: on paper and as the signed file. Each one given is in the audit log. */
export function addReceiptPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /objections/:id/receipt.json', { roles: may.person }, async (visit) => {
    const { receipt, file } = await issue(visit)
    return visit.reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="${receipt.number}.json"`)
      .send(file)
  })

  addRoute(server, app, 'GET /objections/:id/receipt.pdf', { roles: may.person }, async (visit) => {
    const { receipt, fingerprint } = await issue(visit)
    const view = await openView(visit)
    const language = visit.query['lang'] === 'fr' || visit.query['lang'] === 'en' ? visit.query['lang'] : view.language
    const pdf = await receiptPdf(receipt, {
      language,
      timeZone: view.settings.timeZone,
      fingerprint,
      verifyUrl: app.publicUrl === null ? null : `${app.publicUrl}/verify`,
    })
    return visit.reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="${receipt.number}.pdf"`)
      .send(pdf)
  })
}

async function issue({ app, params, login }: Visit): Promise<IssuedReceipt> {
  const issued = await issueReceipt(app, params['id'] ?? '', login.user.email)
  if (issued === null) throw new HttpProblem(404, 'not-found')
  return issued
}
