import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { assertRunning, tokenRefused, type SalesforceContext } from './api.ts'
import { clientName, paths, soapIds } from './endpoints.ts'

const Result = z.object({
  success: z.enum(['true', 'false']).transform((value) => value === 'true'),
  errors: z.array(z.object({ statusCode: z.string(), message: z.string().default('') })).default([]),
})
const Envelope = z.object({
  Envelope: z.object({
    Body: z.object({
      emptyRecycleBinResponse: z.object({ result: z.array(Result) }).optional(),
      undeleteResponse: z.object({ result: z.array(Result) }).optional(),
      Fault: z.object({ faultcode: z.string() }).optional(),
    }),
  }),
})

const parser = new XMLParser({
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: false,
  isArray: (name) => name === 'result' || name === 'errors',
})

/** Faults that pass by themselves; `Server` is SOAP's own word for one at their side. */
const passing = new Set([
  'REQUEST_LIMIT_EXCEEDED',
  'SERVER_UNAVAILABLE',
  'UNABLE_TO_LOCK_ROW',
  'QUERY_TIMEOUT',
  'UNKNOWN_EXCEPTION',
  'Server',
])

/** Tokens in JWT format are refused by SOAP, however fresh (docs/reference/salesforce.md#jwt-soap). */
function isJwt(token: string): boolean {
  return /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/u.test(token)
}

/** Stands for the vendor's words, because their code is not documented (docs/reference/salesforce.md#empty-bin). */
export const noBinEntry = 'NO_RECYCLE_BIN_ENTRY'

/** The calls that REST has no equivalent for, with what is said of each that was not done. */
const doing = {
  emptyRecycleBin: {
    notNow: (code: string) => `Salesforce could not empty its recycle bin right now (${code}).`,
    denied: (code: string) =>
      `Salesforce does not let our user empty the recycle bin (${code}); it empties itself after 15 days.`,
    answered: (status: number) =>
      `Salesforce answered ${status} when it was to empty its recycle bin; it is tried again later.`,
    noSoap: 'Salesforce did not answer in SOAP when it was to empty its recycle bin.',
  },
  undelete: {
    notNow: (code: string) => `Salesforce could not take records out of its recycle bin right now (${code}).`,
    denied: (code: string) =>
      `Salesforce does not let our user take records out of the recycle bin (${code}); a user of the org who may can do it there.`,
    answered: (status: number) =>
      `Salesforce answered ${status} when it was to take records out of its recycle bin; it is tried again later.`,
    noSoap: 'Salesforce did not answer in SOAP when it was to take records out of its recycle bin.',
  },
} as const
type SoapVerb = keyof typeof doing

/**
 * Empties the recycle bin of these records (docs/reference/salesforce.md#empty-bin: SOAP only, at most 200 ids, cannot
 * be undone). Gives per id, in order, the vendor's refusal code, or null where it was done. Throws ConnectorError;
 * `forbidden` when the org's tokens do not fit SOAP or our user may not call it.
 */
export async function emptyRecycleBin(ctx: SalesforceContext, ids: readonly string[]): Promise<(string | null)[]> {
  return ofIds(ctx, 'emptyRecycleBin', ids)
}

/** Takes these records out of the recycle bin again (docs/reference/salesforce.md#undelete); answers alike. */
export async function undelete(ctx: SalesforceContext, ids: readonly string[]): Promise<(string | null)[]> {
  return ofIds(ctx, 'undelete', ids)
}

async function ofIds(ctx: SalesforceContext, verb: SoapVerb, ids: readonly string[]): Promise<(string | null)[]> {
  if (ids.length === 0 || ids.length > soapIds) throw new Error(`${verb} takes 1 to ${soapIds} ids`)
  const words = doing[verb]
  let token = await ctx.access.token()
  let body = await call(ctx, verb, ids, token)
  if (faultOf(body) === 'INVALID_SESSION_ID') {
    token = await ctx.access.renewToken(token)
    body = await call(ctx, verb, ids, token)
    if (faultOf(body) === 'INVALID_SESSION_ID' && !isJwt(token)) throw tokenRefused()
  }
  const fault = faultOf(body)
  if (fault !== null && passing.has(fault)) throw new ConnectorError('unavailable', words.notNow(fault))
  if (fault !== null) throw new ConnectorError('forbidden', words.denied(fault), { missing: fault })
  const results = body.Envelope.Body[`${verb}Response`]?.result ?? []
  if (results.length !== ids.length)
    throw new ConnectorError('unexpected-response', 'Salesforce answered for another number of records than asked.')
  return results.map(({ success, errors: [error] }) =>
    success
      ? null
      : /no recycle bin entry/iu.test(error?.message ?? '')
        ? noBinEntry
        : (error?.statusCode ?? 'UNKNOWN_ERROR'),
  )
}

async function call(
  ctx: SalesforceContext,
  verb: SoapVerb,
  ids: readonly string[],
  token: string,
): Promise<z.infer<typeof Envelope>> {
  const { deps } = ctx
  assertRunning(deps.signal)
  await deps.budget.take(deps.lane, 1)
  const text = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:p="urn:partner.soap.sforce.com"><soapenv:Header><p:SessionHeader><p:sessionId>${escaped(token)}</p:sessionId></p:SessionHeader><p:CallOptions><p:client>${clientName}</p:client></p:CallOptions></soapenv:Header><soapenv:Body><p:${verb}>${ids.map((id) => `<p:ids>${escaped(id)}</p:ids>`).join('')}</p:${verb}></soapenv:Body></soapenv:Envelope>`
  const response = await deps.http({
    method: 'POST',
    url: (await ctx.access.baseUrl()) + paths.soap,
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
    body: text,
    ...(deps.signal === undefined ? {} : { signal: deps.signal }),
  })
  const parsed = XMLValidator.validate(response.body) === true ? Envelope.safeParse(parser.parse(response.body)) : null
  if (parsed?.success === true) return parsed.data
  const { status } = response
  if (status >= 500 || status === 429) throw new ConnectorError('unavailable', doing[verb].answered(status), { status })
  throw new ConnectorError('unexpected-response', doing[verb].noSoap, { status })
}

/** The code of a fault without its prefix: `sf:INVALID_SESSION_ID`. */
function faultOf(body: z.infer<typeof Envelope>): string | null {
  const code = body.Envelope.Body.Fault?.faultcode.split(':').at(-1)
  return code === undefined ? null : /^\w+$/u.test(code) ? code : 'UNKNOWN_FAULT'
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
