import type { FastifyInstance } from 'fastify'
import { may } from '../../../domain/accounts/roles.ts'
import type { App } from '../../../operations/app/app.ts'
import {
  changeMailboxSettings,
  MailboxSettingRefused,
} from '../../../operations/mailbox/colleagues/mailbox-settings.ts'
import { HttpProblem } from '../../app/problem.ts'
import { sendPage } from '../app/outside.ts'
import { addRoute } from '../app/route.ts'
import { openView } from '../app/view.ts'
import { existingConnection } from './before-removals/existing-connection.ts'
import { loadConnection } from './facts/connection-facts.ts'
import { connectionPage } from './connection-page.tsx'

const maxText = 4_000

/** Who writes to a mailbox besides the people we contact. */
export function addMailboxPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'POST /connections/:id/senders', { roles: may.connect }, async (visit) => {
    const id = await existingConnection(visit)
    const text = (name: string) => (visit.form[name] ?? '').slice(0, maxText)
    const view = await openView(visit, `/connections/${id}`)
    const facts = await loadConnection(view, id)
    if (facts.mailbox === null) throw new HttpProblem(404, 'not-found')
    const values = {
      colleagues: visit.form['colleagues'] ?? '',
      domains: text('domains'),
      authServer: text('authServer'),
      vendors: text('vendors'),
      shared: facts.connector.sharedMailboxes === undefined ? '' : text('shared'),
    }
    try {
      await changeMailboxSettings(app, visit.login.user, id, { ...values, colleagues: values.colleagues === 'on' })
      return visit.reply.redirect(`/connections/${id}#senders`, 303)
    } catch (error) {
      if (!(error instanceof MailboxSettingRefused)) throw error
      const field = error.code === 'unproved' ? 'authServer' : error.code
      const errors = { [field]: view.t.mailboxes.errors[error.code](error.line) }
      return sendPage(visit.reply, connectionPage(view, facts, null, { senders: { values, errors } }), 422)
    }
  })
}
