import type { FastifyInstance } from 'fastify'
import { csrfToken, newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { addDays, dayOf } from '../../../src/domain/app/day.ts'
import { openConsoleServer } from '../../../src/http/console-server.ts'
import { findErasure } from '../../../src/store/removals/erasure-requests.ts'
import { insertSession } from '../../../src/store/accounts/login-sessions.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import type { SeedPerson } from '../../support/seed-people.ts'

/**
 * A person asks to be erased: block first, then for good, everywhere, with an answer (GDPR art. 17;
 * docs/reference/law.md#f16, #f21, #g3).
 */
export let scene: Scene
export let server: FastifyInstance
let headers: Record<string, string>
let csrf: string
/** Records of customers and of open deals: to erase one of them takes a second person. */
let customers: ReadonlySet<string>

export async function openErasures(): Promise<void> {
  scene = await openScene({ contacts: 120 })
  const { rows } = await scene.app.pool.query<{ id: string }>(
    `select remote_id as id from remote_records where relation <> 'none'`,
  )
  customers = new Set(rows.map(({ id }) => id))
  server = await openConsoleServer(scene.app)
  const token = newToken()
  await insertSession(scene.app.pool, tokenHash(token), scene.dpo.id, scene.app.clock.now())
  csrf = csrfToken(scene.app.keys.linkKey, tokenHash(token))
  headers = {
    cookie: `__Host-lb=${token}`,
    origin: scene.app.consoleUrl,
    host: new URL(scene.app.consoleUrl).host,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/x-www-form-urlencoded',
  }
}
export async function closeErasures(): Promise<void> {
  await server.close()
  await scene.close()
}

export const post = (url: string, fields: Record<string, string>) =>
  server.inject({ method: 'POST', url, headers, payload: new URLSearchParams({ _csrf: csrf, ...fields }).toString() })
export const get = (url: string) => server.inject({ method: 'GET', url, headers })
export const somebody = () =>
  scene.somebody(
    (person: SeedPerson) =>
      person.where === 'both' &&
      person.optOut === 'none' &&
      !person.role &&
      person.otherLast === null &&
      person.duplicate === 'none' &&
      ![...person.hubspotIds, ...person.salesforceIds].some((id) => customers.has(id)),
  )
export const contactOf = async (email: string) =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1',
      [scene.app.keys.hashEmail(email)],
    )
  ).rows[0]?.id ?? ''
export const decisionOf = (kept: { words: string; until: string | null } | null) => ({
  door: 'post' as const,
  receivedOn: dayOf(scene.app.clock.now()),
  dueOn: addDays(dayOf(scene.app.clock.now()), 30),
  kept,
  identity: { how: 'own-address' as const, words: '' },
})
export const doneIs = (id: string) =>
  until('the request is carried out', async () => {
    const request = await findErasure(scene.app.pool, id)
    return request?.planState === 'done' && request
  })
