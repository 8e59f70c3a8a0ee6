import type { Answer, Call, Json } from '../../core/call.ts'
import { isObject, listOf, Refusal, stringOf } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import { errorAnswer, refuse, texts } from '../account/errors.ts'
import type { SfContext } from './context.ts'
import { enter, jsonBody } from './context.ts'

const maxParts = 25
const maxQueries = 5

/**
 * docs/reference/salesforce.md#composite: several requests in one call, which counts once; each has its own status. The
 * codes for too many of them are UNSURE, and so is which resources an org takes here.
 */
export function addCompositeRoute(router: Router, context: SfContext): void {
  router.on('POST', '/services/data/:version/composite', (call) => {
    enter(context, call)
    if (context.store.switches.compositeClosed) return refuse(404, 'NOT_FOUND', texts.notFound)
    const parts = listOf(jsonBody(call)['compositeRequest']).filter(isObject)
    if (parts.length === 0) return refuse(400, 'JSON_PARSER_ERROR', 'compositeRequest is missing')
    const queries = parts.filter((part) => /\/query(?:All)?[/?]/.test(String(part['url'])))
    if (parts.length > maxParts || queries.length > maxQueries)
      return refuse(400, 'LIMIT_EXCEEDED', `At most ${maxParts} requests, of which ${maxQueries} queries`)
    if (new Set(parts.map((part) => part['referenceId'])).size < parts.length)
      return refuse(400, 'INVALID_INPUT', 'Each referenceId must be its own')
    return { status: 200, json: { compositeResponse: parts.map((part) => answered(router, call, part)) } }
  })
}

function answered(router: Router, whole: Call, part: Json): Json {
  const { status, json = null } = answerTo(router, whole, part)
  return { body: json, httpHeaders: {}, httpStatusCode: status, referenceId: part['referenceId'] }
}

function answerTo(router: Router, whole: Call, part: Json): Answer {
  const address = stringOf(part['url']) ?? ''
  if (!address.startsWith('/services/data/')) return errorAnswer(404, { code: 'NOT_FOUND', message: texts.notFound })
  const url = new URL(address, whole.url)
  const method = stringOf(part['method']) ?? ''
  const found = router.find(method, url.pathname)
  if (found === null || 'allow' in found) return errorAnswer(404, { code: 'NOT_FOUND', message: texts.notFound })
  const raw = Buffer.from(part['body'] === undefined ? '' : JSON.stringify(part['body']))
  try {
    return found.handler({ ...whole, method, url, path: url.pathname, raw, params: found.params })
  } catch (error) {
    if (error instanceof Refusal) return error.answer
    throw error
  }
}
