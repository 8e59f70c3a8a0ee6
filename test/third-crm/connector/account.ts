import { z } from 'zod'
import type { AccountInfo, CheckLine, ProvisionReport } from '../../../src/connector/contract.ts'
import { urlOf } from '../../../src/connector/deps/vendor.ts'
import { idInLink } from '../../../src/domain/connections/record-page.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { ask, send, type CarnetSystem } from './call.ts'
import { paths } from './endpoints.ts'
import { ownFields } from './fields.ts'
import { carnetOAuth } from './oauth.ts'

const Account = z.object({ id: z.string(), name: z.string().nullable() })
const Fields = z.object({ fields: z.array(z.object({ name: z.string() })) })

/** The self-test: each line says what works, or what it prevents and how to mend it. */
export async function check(system: CarnetSystem): Promise<AccountInfo> {
  const { id, name } = await ask(system, { method: 'GET', path: paths.account }, Account)
  const present = await fieldNames(system)
  const lines = [
    ...carnetOAuth.scopes.map(({ scope, reason }): CheckLine => {
      const line = { en: `Scope ${scope}`, fr: `Autorisation ${scope}` }
      return system.access.scopes.includes(scope)
        ? { name: line, state: 'works', prevents: null }
        : { name: line, state: 'missing', prevents: reason }
    }),
    ...ownFields.map(({ name: field }): CheckLine => {
      const line = { en: `Field ${field}`, fr: `Champ ${field}` }
      return present.has(field) ? { name: line, state: 'works', prevents: null } : { name: line, ...notYet }
    }),
  ]
  const recordLink = `${urlOf(system.deps.vendor, 'app')}/people/${idInLink}`
  return { accountId: id, accountName: name, lines, dailyCalls: null, recordLink }
}

const notYet = {
  state: 'off',
  prevents: {
    en: 'Not there yet; it is created with the first right to write.',
    fr: "Pas encore présent ; il est créé avec le premier droit d'écriture.",
  },
} as const

/** Creates what is missing of our fields. A field that somebody creates meanwhile is there all the same (409). */
export async function provision(system: CarnetSystem): Promise<ProvisionReport> {
  const present = await fieldNames(system)
  const created: string[] = []
  for (const { name, type } of ownFields) {
    if (present.has(name)) continue
    const body = { name, label: `Lawbase: ${name.slice('lawbase_'.length).replaceAll('_', ' ')}`, type }
    const { status } = await send(system, { method: 'POST', path: paths.fields, body, accept: [409] })
    if (status !== 409) created.push(name)
  }
  return { created, existing: ownFields.map(({ name }) => name).filter((name) => !created.includes(name)) }
}

async function fieldNames(system: CarnetSystem): Promise<ReadonlySet<string>> {
  const { fields } = await ask(system, { method: 'GET', path: paths.fields }, Fields)
  return new Set(fields.map(({ name }) => name))
}

/** Ends our grant. One that has ended already is fine. */
export async function disconnect(system: CarnetSystem): Promise<void> {
  try {
    await send(system, { method: 'POST', path: paths.disconnect })
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.kind !== 'access-revoked') throw error
  }
}
