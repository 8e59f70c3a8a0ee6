import { randomUUID } from 'node:crypto'
import type { Call, Json } from '../../core/call.ts'
import { isObject } from '../../core/call.ts'
import { Refusal } from '../../core/call.ts'
import type { AccessToken, HubSpotAuth } from './auth.ts'
import { authorOf, requireScopes, requireToken } from './auth.ts'
import { invalid } from './errors.ts'
import type { Author, HubSpotStore } from './types.ts'

export interface HubSpotContext {
  readonly store: HubSpotStore
  readonly auth: HubSpotAuth
}

/** Token, then scopes: the author of what follows. */
export function enter(
  context: HubSpotContext,
  call: Call,
  ...scopes: readonly (readonly string[])[]
): { token: AccessToken; author: Author } {
  const token = requireToken(context.auth, call)
  requireScopes(token, scopes)
  return { token, author: authorOf(context.auth, token) }
}

export const contactsRead = ['crm.objects.contacts.read', 'contacts'] as const
export const contactsWrite = ['crm.objects.contacts.write', 'contacts'] as const
export const schemasRead = ['crm.schemas.contacts.read', 'contacts'] as const
export const schemasWrite = ['crm.schemas.contacts.write', 'contacts'] as const
export const dealsRead = ['crm.objects.deals.read', 'contacts'] as const
export const companiesRead = ['crm.objects.companies.read'] as const
export const ticketsRead = ['tickets'] as const
export const quotesRead = ['crm.objects.quotes.read', 'e-commerce'] as const

/**
 * docs/reference/hubspot.md#error-body: broken JSON is a 400 with this text; another content type is a 415 (UNSURE).
 */
export function jsonBody(call: Call): Json {
  if (
    !String(call.headers['content-type'] ?? '')
      .toLowerCase()
      .includes('json')
  ) {
    throw new Refusal({
      status: 415,
      json: { status: 'error', message: 'HTTP 415 Unsupported Media Type', correlationId: randomUUID() },
    })
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(call.raw.toString('utf8'))
  } catch {
    return invalid('Invalid input JSON on line 1, column 1: the body could not be parsed')
  }
  if (!isObject(parsed)) return invalid('Invalid input JSON on line 1, column 1: an object was expected')
  return parsed
}

export function stringList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}
