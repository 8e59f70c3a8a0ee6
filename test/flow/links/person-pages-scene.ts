import type { FastifyInstance } from 'fastify'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { openScene, type Scene } from '../../support/scene.ts'

export const browser = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' }
export const form = { 'content-type': 'application/x-www-form-urlencoded' }

export let scene: Scene
export let pages: FastifyInstance

export async function openPages(): Promise<void> {
  scene = await openScene({ broker: false, contacts: 200 })
  pages = await openPublicServer(scene.app)
}
export async function closePages(): Promise<void> {
  await pages.close()
  await scene.close()
}

export const somebody = () => scene.somebody((one) => one.where === 'both' && one.source === 'form')
export const send = (path: string, payload = '', headers: Record<string, string> = browser) =>
  pages.inject({ method: 'POST', url: path, payload, headers: { ...form, ...headers } })
export const rows = async (contactId: string) =>
  (
    await scene.app.pool.query<{ door: string; kinds: string[] }>(
      'select door, kinds from objections where contact_id = $1 order by recorded_at, number',
      [contactId],
    )
  ).rows
export const suppressed = async (email: string) =>
  (
    await scene.app.pool.query('select channel from suppressions where identity_hash = $1', [
      scene.app.keys.hashEmail(email),
    ])
  ).rows
export const count = async (table: string) =>
  Number((await scene.app.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n)
