import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import {
  changeConnectionSettings,
  loadFormSettings,
  type FormSettings,
} from '../../../operations/connections/change-settings.ts'
import { ConnectRefused } from '../../../operations/connections/connect-refused.ts'
import { checkConnection } from '../../../operations/connections/connect-system.ts'
import { HttpProblem } from '../../app/problem.ts'
import { settingsPage } from './connect/connect-forms.tsx'
import { fieldText } from './connect/connect-pages.tsx'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { openView } from '../app/view.ts'

/** New address, key, secret or folder of a system that was connected by a form. */
export function addConnectionSettings(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /connections/:id/settings', { roles: may.connect }, async (visit) => {
    const known = await settingsIn(visit)
    return settingsPage(await openView(visit), known, { values: known.shown, errors: {} })
  })

  addRoute(server, app, 'POST /connections/:id/settings', { roles: may.connect }, async (visit) => {
    const { form, login, reply } = visit
    const known = await settingsIn(visit)
    const { id } = known.connection
    try {
      await changeConnectionSettings(app, login.user, id, form)
    } catch (error) {
      if (!(error instanceof ConnectRefused)) throw error
      const view = await openView(visit, `/connections/${id}/settings`)
      const field = error.field ?? known.fields[0]?.name ?? ''
      const values = Object.fromEntries(
        known.fields.filter((one) => !one.secret).map(({ name }) => [name, form[name] ?? '']),
      )
      return sendPage(
        reply,
        settingsPage(view, known, {
          values,
          errors: { [field]: fieldText(view, known.connector, field, error, values) },
        }),
        422,
      )
    }
    // The settings stand whatever the self-test says: the page shows what is wrong.
    await checkConnection(app, id).catch((error: unknown) =>
      app.log.warn(
        { connectionId: id, reason: error instanceof Error ? error.name : 'unknown' },
        'self-test after a change of settings failed',
      ),
    )
    return reply.redirect(`/connections/${id}`, 303)
  })
}

async function settingsIn({ app, params }: Visit): Promise<FormSettings> {
  const known = isUuid(params['id'] ?? '') ? await loadFormSettings(app, params['id'] ?? '') : null
  if (known === null) throw new HttpProblem(404, 'not-found')
  return known
}
