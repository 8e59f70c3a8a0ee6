import { z } from 'zod'
import { retryAfterMs } from '../../../src/connector/calls/http-answer.ts'
import type { HttpResponse } from '../../../src/connector/deps/http.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { limitWaitMs } from './endpoints.ts'

const ErrorBody = z.object({ error: z.object({ code: z.string().optional(), scope: z.string().optional() }) })

/** One failed answer in our words: the kind says what happens next. The vendor's text never goes into the message. */
export function errorFor(response: HttpResponse): ConnectorError {
  const { status } = response
  const { code, scope } = bodyOf(response.body)
  const wait = retryAfterMs(response.headers)
  if (status === 401)
    return new ConnectorError('auth-expired', 'Carnet CRM refuses our access, also with a fresh token.', { status })
  if (status === 403) {
    const missing = scope ?? 'people.write'
    const message = `Carnet CRM did not grant ${missing}; add the scope to the app and connect again.`
    return new ConnectorError('forbidden', message, { status, missing })
  }
  if (status === 429)
    return new ConnectorError('rate-limited', 'Carnet CRM asks us to slow down.', {
      status,
      retryAfterMs: wait ?? limitWaitMs,
    })
  if (code === 'bad_cursor')
    return new ConnectorError('cursor-lost', 'Carnet CRM no longer knows the saved position; it is read anew.', {
      status,
    })
  // 409 import_running: nothing is written while a user imports a file.
  if (status >= 500 || status === 408 || status === 409)
    return new ConnectorError('unavailable', `Carnet CRM answered ${status}; the call is made again later.`, {
      status,
      ...(wait === null ? {} : { retryAfterMs: wait }),
    })
  if (status >= 300 && status < 400)
    return new ConnectorError('unexpected-response', 'Carnet CRM answered with a redirect; check CARNET_API_URL.', {
      status,
    })
  return new ConnectorError('bad-request', `Carnet CRM refused the call as wrong (${status}); report it to support.`, {
    status,
  })
}

function bodyOf(body: string): { code?: string | undefined; scope?: string | undefined } {
  try {
    const parsed = ErrorBody.safeParse(JSON.parse(body))
    return parsed.success ? parsed.data.error : {}
  } catch {
    return {}
  }
}
