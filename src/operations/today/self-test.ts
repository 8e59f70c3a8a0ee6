import type { PlainHttp } from '../../connector/oauth-spec.ts'
import { randomUUID } from 'node:crypto'
import { ConnectorError } from '../../connector/errors.ts'
import { newToken, tokenHash } from '../../crypto/tokens.ts'
import { PageFault } from '../../outbound/page-fault.ts'
import { readPage } from '../../outbound/page.ts'
import { testLetter } from './test-letter.ts'
import type { User } from '../../store/accounts/users.ts'
import {
  finishSelfTest,
  startSelfTest,
  type SelfTest,
  type SelfTestFault,
  type SelfTestKind,
} from '../../store/settings/self-tests.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'

const timeoutMs = 10_000

type Answer = Pick<SelfTest, 'fault' | 'status'>
const passed: Answer = { fault: null, status: null }

/** What `/healthz` answers to the token of a test under way: the call came back to this installation. */
export const ownAnswer = 'ok, this installation'

/**
 * Tries out what is set: an address by asking for its health page through it, the mail server with a mail to whoever
 * asks, the privacy policy by opening it. The answer takes the place of the last one. False = nothing is set to try.
 */
export async function runSelfTest(app: App, what: SelfTestKind, by: User): Promise<boolean> {
  const target = await targetOf(app, what, by)
  if (target === null) return false
  const [id, token] = [randomUUID(), newToken()]
  const begun = { what, id, target, askedBy: by.email, askedAt: app.clock.now(), tokenHash: tokenHash(token) }
  await startSelfTest(app.pool, begun)
  await finishSelfTest(app.pool, id, await tryOut(app, what, { target, token, by }), app.clock.now())
  return true
}

async function targetOf(app: App, what: SelfTestKind, by: User): Promise<string | null> {
  if (what === 'console') return app.isConsoleNamed ? app.consoleUrl : null
  if (what === 'public') return app.publicUrl
  if (what === 'mail') return app.mailer === null ? null : by.email
  return (await loadSettings(app.pool)).settings.controller?.privacyUrl ?? null
}

function tryOut(app: App, what: SelfTestKind, test: { target: string; token: string; by: User }): Promise<Answer> {
  if (what === 'mail') return sendTest(app, test.by)
  return what === 'privacy' ? openPage(app.outboundHosts, test.target) : askHealth(app.http, test.target, test.token)
}

/** Asks an address for our health page, with a token that only this installation knows. */
async function askHealth(http: PlainHttp, address: string, token: string): Promise<Answer> {
  try {
    const { status, body } = await http({ method: 'GET', url: `${address}/healthz?test=${token}`, timeoutMs })
    if (status >= 300 && status < 400) return { fault: 'redirect', status }
    if (status !== 200) return { fault: 'status', status }
    return body === ownAnswer ? passed : { fault: 'elsewhere', status: null }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    return { fault: error.kind === 'bad-request' ? 'inside' : 'no-answer', status: null }
  }
}

async function sendTest({ mailer, consoleUrl }: App, by: User): Promise<Answer> {
  try {
    await mailer?.send({ ...testLetter(by.language, consoleUrl), to: by.email })
    return passed
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    const faults: Partial<Record<ConnectorError['kind'], SelfTestFault>> = {
      forbidden: 'smtp-login',
      'bad-request': 'mail-refused',
    }
    return { fault: faults[error.kind] ?? 'mail-not-taken', status: error.details.status ?? null }
  }
}

async function openPage(outboundHosts: readonly string[], address: string): Promise<Answer> {
  try {
    await readPage(address, { allowedHosts: outboundHosts, timeoutMs })
    return passed
  } catch (error) {
    if (!(error instanceof PageFault)) throw error
    if (error.code === 'status') return { fault: 'status', status: error.status }
    if (error.code === 'private') return { fault: 'inside', status: null }
    const isSilent = ['timeout', 'unreachable', 'cut'].includes(error.code)
    return { fault: isSilent ? 'no-answer' : 'not-a-page', status: null }
  }
}
