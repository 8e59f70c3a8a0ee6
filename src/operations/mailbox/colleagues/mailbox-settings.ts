import { Refused } from '../../../domain/app/refused.ts'
import { normalEmail } from '../../../domain/contacts/identity.ts'
import { isCompanyDomain } from '../../../domain/contacts/mail-domain.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction } from '../../../store/app/database.ts'
import { saveMailboxSettings, type MailboxSettings } from '../../../store/mailbox/mailbox-settings.ts'
import type { User } from '../../../store/accounts/users.ts'
import type { App } from '../../app/app.ts'

/** What an admin typed of who writes to a mailbox: domains and vendors one a line. */
interface TypedMailboxSettings {
  colleagues: boolean
  domains: string
  authServer: string
  vendors: string
}

/** A field that cannot be used; `line`: what stands wrong in it. */
export class MailboxSettingRefused extends Refused<'domains' | 'authServer' | 'vendors' | 'unproved'> {
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
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    await saveMailboxSettings(sql, connectionId, settings, user.email, now)
    await insertAudit(
      sql,
      [
        {
          actId: `mailbox:${connectionId}:${now.getTime()}`,
          act: 'setting',
          actor: user.email,
          connectionId,
          details: { what: 'mailbox', ...settings },
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

/** `LeadIQ <privacy@leadiq.example.test>`. */
function vendorOf(line: string): { address: string; vendor: string } {
  const [, vendor = '', typed = ''] = /^(.{1,100}?)\s*<([^<>]{3,320})>$/u.exec(line) ?? []
  const address = normalEmail(typed)
  if (vendor.trim() === '' || address === null) throw new MailboxSettingRefused('vendors', line)
  return { address, vendor: vendor.trim() }
}
