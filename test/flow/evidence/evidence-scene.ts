import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { strFromU8, unzipSync } from 'fflate'
import { expect } from 'vitest'
import { csrfToken, newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { addDays, dayIn } from '../../../src/domain/app/day.ts'
import { answerDeadline } from '../../../src/domain/removals/answer-deadline.ts'
import { openConsoleServer } from '../../../src/http/console-server.ts'
import { keepEvidence } from '../../../src/operations/app/evidence.ts'
import { recordAccess } from '../../../src/operations/evidence/access-requests.ts'
import { openErasure } from '../../../src/operations/removals/erasure/open-erasure.ts'
import { signingFingerprint } from '../../../src/operations/app/sign.ts'
import { verifyDocument } from '../../../src/operations/evidence/verify-document.ts'
import { findAccess } from '../../../src/store/evidence/access-requests.ts'
import { tieEvidence } from '../../../src/store/app/evidence.ts'
import { findErasure } from '../../../src/store/removals/erasure-requests.ts'
import type { Role } from '../../../src/domain/accounts/roles.ts'
import { insertSession } from '../../../src/store/accounts/login-sessions.ts'
import { insertUser } from '../../../src/store/accounts/users.ts'
import { until } from '../../support/until.ts'
import { runHere } from '../../support/command-line.ts'
import { openScene, type Scene } from '../../support/scene.ts'

/**
 * One zip for an inspector (docs/reference/promises.md#inspector; docs/reference/law.md#h1 to #h6): of a person and of
 * a period, whole and about nobody else.
 */
export let scene: Scene
let server: FastifyInstance
export let folder: string
const sessions = new Map<Role, { cookie: string; csrf: string }>()
const hourMs = 3_600_000
export const stranger = 'stranger@nowhere.example.test'
export const who = {
  here: '',
  gone: '',
  late: '',
  hereId: '',
  goneId: '',
  lateId: '',
  numbers: { here: '', gone: '', stranger: '', late: '' },
  request: '',
  access: '',
}
export const scan = Buffer.from('%PDF-1.4 a letter that says no')
export const digest = createHash('sha256').update(scan).digest('hex')

const contactOf = async (email: string) =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 limit 1',
      [scene.app.keys.hashEmail(email)],
    )
  ).rows[0]?.id ?? ''
const numberOf = async (id: string) =>
  (await scene.app.pool.query<{ number: string }>('select number from objections where id = $1', [id])).rows[0]
    ?.number ?? ''

async function openSessions(): Promise<void> {
  const { pool, keys, clock } = scene.app
  for (const role of ['dpo', 'viewer', 'operator'] as const) {
    const [id, token] = [crypto.randomUUID(), newToken()]
    await insertUser(
      pool,
      { id, email: `${role}.two@exemple.example.test`, name: role, role, language: 'en', passwordHash: null },
      clock.now(),
    )
    await insertSession(pool, tokenHash(token), id, clock.now())
    sessions.set(role, { cookie: `__Host-lb=${token}`, csrf: csrfToken(keys.linkKey, tokenHash(token)) })
  }
}

/** Somebody who is there and said no by post. */
async function noByPost() {
  const no = await scene.object(who.here)
  const file = await keepEvidence(
    scene.app,
    scene.app.pool,
    { name: '../../Lettre d’Anne (scan).pdf', mediaType: 'application/pdf', bytes: scan },
    'test',
  )
  await tieEvidence(scene.app.pool, file.id, 'objection', no.id, 'test')
  return no
}

/** Somebody who asked to be erased, whom nobody has answered yet. */
async function erasureOf(contactId: string): Promise<string> {
  const today = dayIn(scene.app.clock.now(), 'Europe/Paris')
  return openErasure(
    scene.app,
    {
      contactId,
      reviewId: null,
      decision: {
        identity: { how: 'own-address', words: '' },
        door: 'post',
        receivedOn: addDays(today, -40),
        dueOn: addDays(today, -10),
        kept: null,
      },
    },
    scene.dpo,
  )
}

export async function openEvidence(): Promise<void> {
  scene = await openScene({ contacts: 60, broker: false })
  server = await openConsoleServer(scene.app)
  folder = mkdtempSync(join(tmpdir(), 'lawbase-evidence-'))
  await openSessions()
  const { pool } = scene.app
  const somebody = () => scene.somebody((one) => one.where === 'both').email
  Object.assign(who, { here: somebody(), gone: somebody(), late: somebody() })
  Object.assign(who, {
    hereId: await contactOf(who.here),
    goneId: await contactOf(who.gone),
    lateId: await contactOf(who.late),
  })

  const no = await noByPost()
  const request = await erasureOf(who.goneId)
  const today = dayIn(scene.app.clock.now(), 'Europe/Paris')
  const access = await recordAccess(scene.app, scene.dpo, {
    contactId: who.hereId,
    reviewId: null,
    entry: {
      door: 'post',
      receivedOn: today,
      dueOn: answerDeadline(today),
      identity: { how: 'called-back', words: '' },
    },
  })
  // Somebody who is in no system.
  const unknown = await scene.object(stranger)
  await scene.untilCarried(no.id, { hubspot: 'applied', salesforce: 'applied' })
  const erased = await until('the erasure is done', async () => {
    const found = await findErasure(pool, request)
    return found?.planState === 'done' && found
  })
  // An objection that nothing carried for 49 hours; a later repair moved the end of one way.
  await scene.stopWorking()
  const slow = await scene.object(who.late)
  await scene.advance(49 * hourMs)
  await pool.query(`update propagations set done_at = done_at + interval '72 hours' where objection_id = $1`, [no.id])
  Object.assign(who, {
    request: erased.number,
    access: (await findAccess(pool, access))?.number,
    numbers: {
      here: await numberOf(no.id),
      gone: await numberOf(erased.objectionId ?? ''),
      stranger: await numberOf(unknown.id),
      late: await numberOf(slow.id),
    },
  })
}
export async function closeEvidence(): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  await server.close()
  await scene.close()
}

export const post = (role: Role, fields: Record<string, string>) => {
  const { cookie = '', csrf = '' } = sessions.get(role) ?? {}
  return server.inject({
    method: 'POST',
    url: '/evidence',
    payload: new URLSearchParams({ _csrf: csrf, ...fields }).toString(),
    headers: {
      cookie,
      origin: scene.app.consoleUrl,
      host: new URL(scene.app.consoleUrl).host,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
  })
}
export const packFor = async (fields: Record<string, string>) => {
  const answer = await post('dpo', fields)
  expect({ status: answer.statusCode, type: answer.headers['content-type'] }).toEqual({
    status: 200,
    type: 'application/zip',
  })
  const files = Object.fromEntries(
    Object.entries(unzipSync(answer.rawPayload)).map(([path, bytes]) => [
      path,
      strFromU8(bytes, path.endsWith('.pdf')),
    ]),
  )
  const checked = verifyDocument(files['manifest.json'] ?? '', { fingerprint: await signingFingerprint(scene.app) })
  if (!checked.genuine || checked.document.type !== 'lawbase-evidence') throw new Error('no genuine manifest')
  return {
    zip: answer.rawPayload,
    files,
    manifest: checked.document,
    data: JSON.parse(files['data.json'] ?? '{}') as Record<string, unknown>,
  }
}
export const lines = (text: string | undefined) =>
  (text ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
/** Addresses of people of the base that stand anywhere in the files. */
export const addressesIn = (files: Record<string, string>) =>
  [...new Set(scene.people.flatMap((one) => [one.email, one.otherEmail ?? one.email]))]
    .map((email) => email.toLowerCase())
    .filter((email) => Object.values(files).some((text) => text.toLowerCase().includes(email)))
/** Keyed hashes of them, in the three ways they are written. */
export const hashesIn = (files: Record<string, string>) =>
  scene.people
    .flatMap(({ email }) => {
      const hash = scene.app.keys.hashEmail(email.toLowerCase())
      return [hash.toString('hex'), hash.toString('base64'), hash.toString('base64url')]
    })
    .filter((hash) => Object.values(files).some((text) => text.includes(hash)))
export const command = (words: readonly string[], input = '', env: Record<string, string> = {}) =>
  runHere(
    words,
    {
      LAWBASE_HOME: join(folder, 'none'),
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      LOG_LEVEL: 'silent',
      ...env,
    },
    { input },
  )
