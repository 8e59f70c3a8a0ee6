import type { Answer, Call, Json } from '../../core/call.ts'
import { isObject } from '../../core/call.ts'
import { errorAnswer, refuse, texts } from '../account/errors.ts'
import type { SalesforceAuth } from '../account/auth.ts'
import { sessionOf } from '../account/auth.ts'
import type { SfWritten } from './written.ts'
import type { ObjectDef } from '../account/schema.ts'
import type { SalesforceStore } from '../account/store.ts'
import { objectDef } from '../account/store.ts'

export interface SfContext {
  readonly store: SalesforceStore
  readonly auth: SalesforceAuth
}

export const oldestVersion = 31
export const newestVersion = 68

/** Version, then session (docs/reference/salesforce.md#version-pin): 410 for retired ones, 404 for what never was. */
export function enter(context: SfContext, call: Call): string {
  const version = call.params['version'] ?? ''
  const number = /^v(\d{1,2})\.0$/.exec(version)?.[1]
  if (number === undefined || Number(number) > newestVersion || Number(number) < 1)
    return refuse(404, 'NOT_FOUND', texts.notFound)
  if (Number(number) < oldestVersion)
    return refuse(410, 'UNSUPPORTED_API_VERSION', `API version ${number}.0 is retired. Use a supported version.`)
  if (sessionOf(context.auth, call) === null) return refuse(401, 'INVALID_SESSION_ID', texts.session)
  return version
}

export function objectIn(context: SfContext, call: Call, tooling: boolean): ObjectDef {
  const object = objectDef(context.store, call.params['type'] ?? '')
  if (object === undefined || (object.tooling && !tooling)) return refuse(404, 'NOT_FOUND', texts.notFound)
  return object
}

export function jsonBody(call: Call): Json {
  const text = call.raw.toString('utf8')
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return refuse(400, 'JSON_PARSER_ERROR', 'Unexpected character in the request body')
  }
  return isObject(parsed)
    ? parsed
    : refuse(400, 'JSON_PARSER_ERROR', 'Can not deserialize the request body: an object was expected')
}

export function failure(written: SfWritten & { ok: false }): Answer {
  return errorAnswer(written.status, written.error)
}
