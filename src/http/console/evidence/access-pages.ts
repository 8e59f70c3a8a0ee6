import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance } from 'fastify'
import { accessPack, type AccessPack } from '../../../operations/evidence/access-pack.ts'
import type { App } from '../../../operations/app/app.ts'
import { accessPackPdf } from '../../documents/access-pack-pdf.ts'
import { HttpProblem } from '../../app/problem.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import { openView } from '../app/view.ts'

/** The answer for a person who asks what is held of them, as PDF and JSON; each one is in the audit log. */
export function addAccessPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /contacts/:id/access.pdf', { roles: may.export, fresh: stepUp }, async (visit) => {
    const pack = await packOf(visit)
    const view = await openView(visit)
    const language = visit.query['lang'] === 'fr' || visit.query['lang'] === 'en' ? visit.query['lang'] : view.language
    return visit.reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="${nameOf(pack)}.pdf"`)
      .send(await accessPackPdf(pack, language, view.settings.timeZone))
  })

  addRoute(server, app, 'GET /contacts/:id/access.json', { roles: may.export, fresh: stepUp }, async (visit) => {
    const pack = await packOf(visit)
    return visit.reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="${nameOf(pack)}.json"`)
      .send(`${JSON.stringify(pack, null, 2)}\n`)
  })
}

async function packOf({ app, params, login }: Visit): Promise<AccessPack> {
  const id = params['id'] ?? ''
  const pack = isUuid(id) ? await accessPack(app, { contactId: id }, login.user.email) : null
  if (pack === null) throw new HttpProblem(404, 'not-found')
  return pack
}

const nameOf = (pack: AccessPack) => `access-${pack.contacts[0]?.id.slice(0, 8) ?? 'person'}`
