import { Refused } from '../../../domain/app/refused.ts'
import { normalEmail } from '../../../domain/contacts/identity.ts'
import { isCompanyDomain } from '../../../domain/contacts/mail-domain.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../../store/app/database.ts'
import { lockConnection } from '../../../store/connections/connections.ts'
import { setSharedMailbox } from '../../../store/connections/registrations.ts'
import { forgetPosition, listenAgain, stopListening } from '../../../store/connections/listeners.ts'
import { saveMailboxSettings, type MailboxSettings } from '../../../store/mailbox/mailbox-settings.ts'
import type { User } from '../../../store/accounts/users.ts'
import type { App } from '../../app/app.ts'
import { renewMs } from '../../connections/lease.ts'

/** What an admin typed of who writes to a mailbox: domains and vendors one a line. */
interface TypedMailboxSettings {
  colleagues: boolean
  domains: string
  authServer: string
  vendors: string
  /** The shared mailbox to be opened, where the connector has such a thing; empty = the login's own. */
  shared?: string
}

/** A field that cannot be used; `line`: what stands wrong in it. */
export class MailboxSettingRefused extends Refused<'domains' | 'authServer' | 'vendors' | 'unproved' | 'shared'> {
  readonly line: string
  constructor(code: MailboxSettingRefused['code'], line: string) {
    super(code)
    this.line = line
  }
}

const maxLines = 50

/**
 * Says who writes to a mailbox: our own colleagues, and vendors whose mail lists who opted out there. A vendor's mail
 * only counts with a server that proves its sender, so that one must be named first. Throws MailboxSettingRefused.
 */
export async function changeMailboxSettings(
  app: App,
  user: User,
  connectionId: string,
  typed: TypedMailboxSettings,
): Promise<void> {
  const settings = read(typed)
  const shared = sharedIn(typed.shared ?? '')
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    await saveMailboxSettings(sql, connectionId, settings, user.email, now)
    await openShared(sql, connectionId, shared)
    await insertAudit(
      sql,
      [
        {
          actId: `mailbox:${connectionId}:${now.getTime()}`,
          act: 'setting',
          actor: user.email,
          connectionId,
          details: { what: 'mailbox', ...settings, shared },
        },
      ],
      now,
    )
  })
}

function read({ colleagues, domains, authServer, vendors }: TypedMailboxSettings): MailboxSettings {
  const server = authServer.trim().toLowerCase()
  if (server !== '*' && !/^(?:[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?)?$/u.test(server))
    throw new MailboxSettingRefused('authServer', server)
  const listed = linesOf(vendors).map(vendorOf)
  if (listed.length > 0 && server === '') throw new MailboxSettingRefused('unproved', '')
  return { colleagues, domains: linesOf(domains).map(domainOf), authServer: server, vendors: listed }
}

function sharedIn(typed: string): string {
  const address = typed.trim() === '' ? '' : normalEmail(typed)
  if (address === null) throw new MailboxSettingRefused('shared', typed.trim())
  return address
}

/** Another mailbox is read from its oldest message on: the numbers of the one before say nothing in it. */
async function openShared(sql: Sql, connectionId: string, shared: string): Promise<void> {
  const connection = await lockConnection(sql, connectionId)
  if (connection === null || connection.sharedMailbox === shared) return
  await setSharedMailbox(sql, connectionId, shared)
  await forgetPosition(sql, connectionId)
  await stopListening(sql, connectionId, renewMs * 1.2)
  await listenAgain(sql, connectionId)
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, maxLines)

/** Whoever has a mailbox at a public provider is not one of ours by that. */
function domainOf(line: string): string {
  const domain = (normalEmail(`a@${line.replace(/^@/u, '')}`) ?? '').split('@').at(-1) ?? ''
  if (domain === '' || !isCompanyDomain(domain)) throw new MailboxSettingRefused('domains', line)
  return domain
}

/** `Acme Data <privacy@acme-data.example.test>`. */
function vendorOf(line: string): { address: string; vendor: string } {
  const [, vendor = '', typed = ''] = /^(.{1,100}?)\s*<([^<>]{3,320})>$/u.exec(line) ?? []
  const address = normalEmail(typed)
  if (vendor.trim() === '' || address === null) throw new MailboxSettingRefused('vendors', line)
  return { address, vendor: vendor.trim() }
}
