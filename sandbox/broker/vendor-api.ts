import type { Answer, Call, Json } from '../core/call.ts'
import { isObject } from '../core/call.ts'
import type { Router } from '../core/router.ts'
import type { Journal } from '../core/table.ts'
import { Table } from '../core/table.ts'

/** One person at a mailing tool. */
interface MailerContact {
  readonly email: string
  readonly emailBlacklisted: boolean
  readonly smsBlacklisted: boolean
}
export interface VendorApi {
  readonly contacts: Table<MailerContact>
  readonly unsubscribed: Table<{ readonly value: string; readonly times: number }>
}

export const brevoKey = 'sandbox-brevo-key'
export const lemlistLogin = 'sandbox:lemlist-key'

/**
 * Two mailing tools on the broker's origin, as far as docs/reference/brokers.md#brevo, #lemlist describes them: Brevo's
 * contact with its two flags (key in `api-key`), lemlist's unsubscribed variables (basic authentication, idempotent).
 * What docs/reference does not say is left plain: bodies of errors, statuses of success other than 2xx.
 */
export function addVendorApi(router: Router, journal: Journal): VendorApi {
  const contacts = new Table<MailerContact>(journal)
  const unsubscribed = new Table<{ value: string; times: number }>(journal)
  for (const name of ['ada', 'grace', 'linus'])
    contacts.set(`${name}@mailer.example.test`, {
      email: `${name}@mailer.example.test`,
      emailBlacklisted: false,
      smsBlacklisted: false,
    })
  const keyed = (call: Call, work: () => Answer): Answer =>
    call.headers['api-key'] === brevoKey ? work() : { status: 401, json: { code: 'unauthorized' } }
  router.on('GET', '/v3/contacts/:identifier', (call) =>
    keyed(call, () => {
      const contact = contacts.get(decodeURIComponent(call.params['identifier'] ?? ''))
      return contact === undefined
        ? { status: 404, json: { code: 'document_not_found' } }
        : { status: 200, json: contact }
    }),
  )
  router.on('PUT', '/v3/contacts/:identifier', (call) =>
    keyed(call, () => {
      const contact = contacts.get(decodeURIComponent(call.params['identifier'] ?? ''))
      const body = parse(call)
      if (contact === undefined) return { status: 404, json: { code: 'document_not_found' } }
      if (body === null) return { status: 400, json: { code: 'invalid_parameter' } }
      const flag = (name: 'emailBlacklisted' | 'smsBlacklisted'): boolean =>
        typeof body[name] === 'boolean' ? body[name] : contact[name]
      contacts.set(contact.email, {
        ...contact,
        emailBlacklisted: flag('emailBlacklisted'),
        smsBlacklisted: flag('smsBlacklisted'),
      })
      return { status: 204 }
    }),
  )
  router.on('POST', '/api/v2/unsubscribes/variables/:value', (call) => {
    if (call.headers.authorization !== `Basic ${Buffer.from(lemlistLogin).toString('base64')}`)
      return { status: 401, text: 'Unauthorized' }
    const value = decodeURIComponent(call.params['value'] ?? '')
    unsubscribed.set(value, { value, times: (unsubscribed.get(value)?.times ?? 0) + 1 })
    return { status: 200, json: { value } }
  })
  return { contacts, unsubscribed }
}

function parse(call: Call): Json | null {
  try {
    const body: unknown = JSON.parse(call.raw.toString('utf8'))
    return isObject(body) ? body : null
  } catch {
    return null
  }
}
