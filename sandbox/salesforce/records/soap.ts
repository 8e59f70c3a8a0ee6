import type { Answer, Call } from '../../core/call.ts'
import { escapeHtml } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import type { SfContext } from './context.ts'
import { texts } from '../account/errors.ts'
import { liveSession } from '../account/auth.ts'
import type { SfWritten } from './written.ts'
import { purgeRecord, undeleteRecord } from './recycle-bin.ts'

const maxRecords = 200

/** Only what REST has no equivalent for: emptyRecycleBin and undelete (docs/reference/salesforce.md#empty-bin). */
export function addSoapRoutes(router: Router, context: SfContext): void {
  for (const path of ['/services/Soap/u/:version', '/services/Soap/u/:version/:org'])
    router.on('POST', path, (call) => soap(context, call))
}

function soap(context: SfContext, call: Call): Answer {
  const xml = call.raw.toString('utf8')
  const session = /<(?:\w+:)?sessionId>([^<]*)</.exec(xml)?.[1] ?? ''
  if (liveSession(context.auth, session.replaceAll('&amp;', '&')) === null)
    return fault('sf:INVALID_SESSION_ID', `INVALID_SESSION_ID: ${texts.session}`)
  const verb = /<(?:\w+:)?Body[^>]*>\s*<(?:\w+:)?(\w+)/.exec(xml)?.[1]
  const ids = [...xml.matchAll(/<(?:\w+:)?ids[^>]*>([^<]+)</gi)].map((match) => match[1] ?? '')
  if (ids.length > maxRecords)
    return fault(
      'sf:EXCEEDED_ID_LIMIT',
      `EXCEEDED_ID_LIMIT: record limit reached. cannot submit more than ${maxRecords} records into this call`,
    )
  if (verb === 'emptyRecycleBin' && context.store.switches.binClosed)
    return fault('sf:INSUFFICIENT_ACCESS', 'INSUFFICIENT_ACCESS: insufficient access rights on the recycle bin')
  if (verb === 'emptyRecycleBin')
    return answer(
      verb,
      ids.map((id) => [id, purgeRecord(context.store, id)]),
    )
  if (verb === 'undelete')
    return answer(
      verb,
      ids.map((id) => [id, undeleteRecord(context.store, id)]),
    )
  return fault('sf:UNSUPPORTED_API', `UNSUPPORTED_API: ${verb ?? 'the call'} is not available here`)
}

function answer(verb: string, results: readonly (readonly [string, SfWritten])[]): Answer {
  const lines = results.map(
    ([id, result]) =>
      `<result>${result.ok ? '' : `<errors><message>${escapeHtml(result.error.message)}</message><statusCode>${result.error.code}</statusCode></errors>`}<id>${escapeHtml(id)}</id><success>${result.ok}</success></result>`,
  )
  return xmlAnswer(200, `<${verb}Response>${lines.join('')}</${verb}Response>`)
}

function fault(code: string, text: string): Answer {
  return xmlAnswer(
    500,
    `<soapenv:Fault><faultcode>${code}</faultcode><faultstring>${escapeHtml(text)}</faultstring></soapenv:Fault>`,
  )
}

function xmlAnswer(status: number, body: string): Answer {
  return {
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8' },
    text: `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com" xmlns:sf="urn:fault.partner.soap.sforce.com"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`,
  }
}
