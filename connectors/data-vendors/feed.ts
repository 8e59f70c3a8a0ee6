import type { AccountInfo, CheckLine, ConnectedSystem, Connector } from '../../src/connector/contract.ts'
import { inFrenchBy } from '../../src/connector/french.ts'
import { heardOnly, writesNothing } from '../../src/connector/calls/heard-only.ts'
import { ConnectorError } from '../../src/connector/errors.ts'
import type { FormField, Words } from '../../src/connector/form.ts'
import { retryAfterMs } from '../../src/connector/calls/http-answer.ts'
import type { HttpResponse } from '../../src/connector/deps/http.ts'
import type { OptOutFeed } from '../../src/connector/opt-outs.ts'
import { french } from './french.ts'

/** None takes opt-outs of its customers (docs/reference/brokers.md#vendors): nothing is ever written there. */
export const feedWrites: Connector['writes'] = {
  ...writesNothing,
  notStopped: {
    en: 'This vendor takes no opt-outs from its customers: notify it by mail or by hand, as a data broker.',
    fr: 'Ce fournisseur ne prend pas les oppositions de ses clients : prévenez-le par mail ou à la main, comme courtier en données.',
  },
}

/** The opened account of such a vendor; `works` asks it whether our key is good. */
export function feedSystem(
  accountId: string,
  optOuts: OptOutFeed,
  check: () => Promise<readonly CheckLine[]>,
  disconnect: () => Promise<void> = () => Promise.resolve(),
): ConnectedSystem {
  const nothing = () =>
    Promise.reject(new ConnectorError('bad-request', 'This vendor takes no opt-outs: nothing can be blocked there.'))
  return {
    can: heardOnly,
    optOuts,
    check: async (): Promise<AccountInfo> => ({
      accountId,
      accountName: null,
      dailyCalls: null,
      lines: await check(),
    }),
    suppress: nothing,
    verify: nothing,
    disconnect,
  }
}

/** A line of the self-test that works, or says what fails; what the vendor refuses for good is thrown. */
export async function lineOf(name: Words, prevents: Words, work: () => Promise<unknown>): Promise<CheckLine> {
  try {
    await work()
    return { name, state: 'works', prevents: null }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    return {
      name,
      state: 'missing',
      prevents: { en: `${prevents.en} ${error.message}`, fr: `${prevents.fr} ${inFrenchBy(french, error.message)}` },
    }
  }
}

/** The key of an account, which is only sent to the vendor. */
export const keyField = (hint: Words): FormField => ({
  name: 'apiKey',
  secret: true,
  label: { en: 'API key', fr: 'Clé API' },
  hint,
  wrong: { en: 'Enter the key on one line.', fr: 'Saisissez la clé sur une ligne.' },
})

/** Throws for every answer but a success, with what to do about it. */
export function throwUnlessGood(
  { status, headers }: HttpResponse,
  vendor: string,
  refusals: Readonly<Record<number, string>> = {},
): void {
  if (status >= 200 && status < 300) return
  const wait = retryAfterMs(headers)
  const details = { status, ...(wait === null ? {} : { retryAfterMs: wait }) }
  const words = refusals[status]
  if (status === 429)
    throw new ConnectorError('rate-limited', `${vendor} asks us to slow down.`, {
      status,
      retryAfterMs: wait ?? 60_000,
    })
  if (status >= 500 || status === 408)
    throw new ConnectorError('unavailable', `${vendor} answered ${status}. It is tried again.`, details)
  if (status === 401)
    throw new ConnectorError('forbidden', words ?? `${vendor} refuses our key. Copy it again from the account.`, {
      ...details,
      missing: 'API key',
    })
  if (status === 402 || status === 403)
    throw new ConnectorError(
      'forbidden',
      words ?? `${vendor} does not open this to your account (${status}). Ask it for the right.`,
      {
        ...details,
        missing: 'API key',
      },
    )
  throw new ConnectorError(
    'unexpected-response',
    words ?? `${vendor} answered ${status}, which is not documented.`,
    details,
  )
}

/** JSON of an answer; null where it is none. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
