import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { csrfToken, newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import type { EvidenceManifest } from '../../../src/domain/evidence/evidence-pack.ts'
import { dayIn } from '../../../src/domain/objections/received-on.ts'
import { addDays } from '../../../src/domain/app/day.ts'
import { openConsoleServer } from '../../../src/http/console-server.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { keepEvidence } from '../../../src/operations/app/evidence.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { openErasure } from '../../../src/operations/removals/open-erasure.ts'
import { signingFingerprint } from '../../../src/operations/app/sign.ts'
import { bufferSource } from '../../../src/operations/spreadsheets/byte-source.ts'
import { verifyDocument } from '../../../src/operations/evidence/verify-document.ts'
import { checkAuditHead } from '../../../src/operations/evidence/audit-head.ts'
import { checkPack, openPackZip } from '../../../src/operations/evidence/verify-pack.ts'
import { tieEvidence } from '../../../src/store/app/evidence.ts'
import { findErasure } from '../../../src/store/removals/erasure-requests.ts'
import { insertSession, insertUser } from '../../../src/store/accounts/users.ts'
import type { Role } from '../../../src/domain/accounts/roles.ts'
import { until } from '../../support/until.ts'
import { runHere } from '../../support/command-line.ts'
import { openScene, type Scene } from '../../support/scene.ts'

/**
 * One zip for an inspector (docs/reference/promises.md#inspector; docs/reference/law.md#h1 to #h6): of a person and of
 * a period, whole and about nobody else.
 */
let scene: Scene
let server: FastifyInstance
let folder: string
const sessions = new Map<Role, { cookie: string; csrf: string }>()
const hourMs = 3_600_000
const stranger = 'stranger@nowhere.example.test'
const who = {
  here: '',
  gone: '',
  late: '',
  hereId: '',
  goneId: '',
  lateId: '',
  numbers: { here: '', gone: '', stranger: '', late: '' },
  request: '',
}
const scan = Buffer.from('%PDF-1.4 a letter that says no')
const digest = createHash('sha256').update(scan).digest('hex')

beforeAll(async () => {
  scene = await openScene({ contacts: 60, broker: false })
  server = await openConsoleServer(scene.app)
  folder = mkdtempSync(join(tmpdir(), 'lawbase-evidence-'))
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
  const somebody = () => scene.somebody((one) => one.where === 'both').email
  const contactOf = async (email: string) =>
    (
      await pool.query<{ id: string }>(
        'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 limit 1',
        [keys.hashEmail(email)],
      )
    ).rows[0]?.id ?? ''
  const numberOf = async (id: string) =>
    (await pool.query<{ number: string }>('select number from objections where id = $1', [id])).rows[0]?.number ?? ''
  Object.assign(who, { here: somebody(), gone: somebody(), late: somebody() })
  Object.assign(who, {
    hereId: await contactOf(who.here),
    goneId: await contactOf(who.gone),
    lateId: await contactOf(who.late),
  })

  // Somebody who is there and said no by post; a later repair moved the end of one way.
  const no = await scene.object(who.here)
  const file = await keepEvidence(
    scene.app,
    pool,
    { name: '../../Lettre d’Anne (scan).pdf', mediaType: 'application/pdf', bytes: scan },
    'test',
  )
  await tieEvidence(pool, file.id, 'objection', no.id, 'test')
  // Somebody who asked to be erased and went, without an answer yet; somebody who is nowhere.
  const today = dayIn(clock.now(), 'Europe/Paris')
  const request = await openErasure(
    scene.app,
    {
      contactId: who.goneId,
      reviewId: null,
      decision: { door: 'post', receivedOn: addDays(today, -40), dueOn: addDays(today, -10), kept: null },
    },
    scene.dpo,
  )
  const unknown = await scene.object(stranger)
  await scene.untilCarried(no.id, { hubspot: 'applied', salesforce: 'applied' })
  const erased = await until('the erasure is done', async () => {
    const found = await findErasure(pool, request)
    return found?.planState === 'done' && found
  })
  // An objection that nothing carried for 49 hours.
  await scene.stopWorking()
  const slow = await scene.object(who.late)
  await scene.advance(49 * hourMs)
  await pool.query(`update propagations set done_at = done_at + interval '72 hours' where objection_id = $1`, [no.id])
  Object.assign(who, {
    request: erased.number,
    numbers: {
      here: await numberOf(no.id),
      gone: await numberOf(erased.objectionId ?? ''),
      stranger: await numberOf(unknown.id),
      late: await numberOf(slow.id),
    },
  })
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await server.close()
  await scene.close()
})

const post = (role: Role, fields: Record<string, string>) => {
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
const packFor = async (fields: Record<string, string>) => {
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
const lines = (text: string | undefined) =>
  (text ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
/** Addresses of people of the base that stand anywhere in the files. */
const addressesIn = (files: Record<string, string>) =>
  [...new Set(scene.people.flatMap((one) => [one.email, one.otherEmail ?? one.email]))]
    .map((email) => email.toLowerCase())
    .filter((email) => Object.values(files).some((text) => text.toLowerCase().includes(email)))
/** Keyed hashes of them, in the three ways they are written. */
const hashesIn = (files: Record<string, string>) =>
  scene.people
    .flatMap(({ email }) => {
      const hash = scene.app.keys.hashEmail(email.toLowerCase())
      return [hash.toString('hex'), hash.toString('base64'), hash.toString('base64url')]
    })
    .filter((hash) => Object.values(files).some((text) => text.includes(hash)))
const command = (words: readonly string[], input = '', env: Record<string, string> = {}) =>
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

it('holds everything of a person who is there, and nothing of another', async () => {
  const { files, manifest, data } = await packFor({ what: 'person', contact: who.hereId })
  const scanPath = `evidence/${digest}-Lettre_d_Anne__scan_.pdf`
  expect(Object.keys(files).toSorted()).toEqual(
    [
      'audit/acts.jsonl',
      'audit/head.json',
      'data.json',
      'manifest.json',
      'receipts/' + who.numbers.here + '.json',
      scanPath,
      'summary.pdf',
    ].toSorted(),
  )
  expect(
    manifest.files
      .map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  ).toEqual(
    Object.entries(files)
      .filter(([path]) => path !== 'manifest.json')
      .map(([path]) => ({ path, ...sizeOf(files, path) }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  )
  expect({ subject: manifest.subject, scan: files[scanPath], pdf: files['summary.pdf']?.slice(0, 5) }).toEqual({
    subject: { kind: 'person' },
    scan: scan.toString(),
    pdf: '%PDF-',
  })
  expect({
    records: (data['contacts'] as { records: unknown[] }[])[0]?.records.length,
    noes: (data['objections'] as { number: string }[]).map(({ number }) => number),
    evidence: (data['evidence'] as { path: string }[]).map(({ path }) => path),
  }).toEqual({ records: 2, noes: [who.numbers.here], evidence: [scanPath] })
  expect(Object.keys(data).filter((name) => !['kind', 'version', 'fields'].includes(name))).toEqual(
    Object.keys(data['fields'] as object),
  )
  expect(addressesIn(files)).toEqual([who.here.toLowerCase()])
  expect(hashesIn(files)).toEqual([])
  const acts = lines(files['audit/acts.jsonl'])
  expect([...new Set(acts.map((act) => act['contactId']))]).toEqual([who.hereId])
  expect(acts.map((act) => act['act'])).toEqual(expect.arrayContaining(['objection', 'propagation', 'export']))
  const about = (email: string) => {
    const result = verifyDocument(files['manifest.json'] ?? '', { email })
    return result.genuine && result.addressFits
  }
  expect([about(who.here), about(who.late)]).toEqual([true, false])
  expect(
    (await scene.audit())
      .filter((act) => act.details['what'] === 'evidence')
      .map(({ act, actor, contactId, details }) => ({ act, actor, contactId, details })),
  ).toEqual([
    {
      act: 'export',
      actor: 'dpo.two@exemple.example.test',
      contactId: who.hereId,
      details: { what: 'evidence', number: manifest.number, of: 'person' },
    },
  ])
})

it('gives of somebody who was erased what is left: the no, its proofs, the certificate that the address is in (H5)', async () => {
  const { files, data } = await packFor({ what: 'person', email: ` ${who.gone.toUpperCase()} `, language: 'fr' })
  const [certificate = ''] = Object.keys(files).filter((path) => path.startsWith('certificates/'))
  expect(Object.keys(files).toSorted()).toEqual(
    [
      'audit/acts.jsonl',
      'audit/head.json',
      certificate,
      'data.json',
      'manifest.json',
      `receipts/${who.numbers.gone}.json`,
      'summary.pdf',
    ].toSorted(),
  )
  for (const path of [certificate, `receipts/${who.numbers.gone}.json`]) {
    const about = [who.gone, who.here].map((email) => {
      const result = verifyDocument(files[path] ?? '', { email })
      return result.genuine && result.addressFits
    })
    expect({ path, about }).toEqual({ path, about: [true, false] })
  }
  expect({
    records: (data['contacts'] as { records: unknown[] }[]).map(({ records }) => records),
    erasures: (data['erasures'] as { number: string }[]).map(({ number }) => number),
    stopped: (data['stopped'] as unknown[]).length > 0,
    removals: (data['removals'] as { state: string }[]).map(({ state }) => state),
  }).toEqual({ records: [[]], erasures: [who.request], stopped: true, removals: ['binned'] })
  expect(addressesIn(files)).toEqual([])
  const nobody = await packFor({ what: 'person', email: stranger })
  expect(Object.keys(nobody.files).toSorted()).toEqual([
    'audit/acts.jsonl',
    'audit/head.json',
    'data.json',
    'manifest.json',
    `receipts/${who.numbers.stranger}.json`,
    'summary.pdf',
  ])
  expect(lines(nobody.files['audit/acts.jsonl']).map((act) => act['act'])).toContain('objection')
  expect(addressesIn(nobody.files)).toEqual([])
})

it('tells a period without naming anybody, with terms that were not kept and the log from end to end', async () => {
  const today = dayIn(scene.app.clock.now(), 'Europe/Paris')
  const { files, manifest, data } = await packFor({ what: 'period', from: addDays(today, -15), to: today })
  const told = lines(files['objections.jsonl'])
  expect(told.map((no) => no['number'])).toEqual(expect.arrayContaining(Object.values(who.numbers)))
  const systems = told.find((no) => no['number'] === who.numbers.here)?.['systems'] as {
    state: string
    proof: string
    provedAt: string
    readBack: { value: string; at: string }[]
  }[]
  expect(
    systems.map(({ state, proof, readBack }) => ({
      state,
      proof,
      read: readBack.length > 0 && readBack.every(({ at }) => at !== ''),
    })),
  ).toEqual([
    { state: 'applied', proof: 'read-back', read: true },
    { state: 'applied', proof: 'read-back', read: true },
  ])
  expect(
    lines(files['breaches.jsonl']).map(({ breach, objection, request, system, provedAt, answeredOn }) => ({
      breach,
      of: objection ?? request,
      system,
      done: breach === 'late-no' ? provedAt : answeredOn,
    })),
  ).toEqual([
    { breach: 'late-no', of: who.numbers.late, system: 'HubSpot', done: null },
    { breach: 'late-no', of: who.numbers.late, system: 'Salesforce', done: null },
    { breach: 'late-answer', of: who.request, system: undefined, done: null },
  ])
  expect(data['counts']).toMatchObject({
    objections: told.length,
    lateNoes: 2,
    lateAnswers: 1,
    erasureRequests: 1,
    settingsSaved: 1,
    runs: lines(files['runs.jsonl']).length,
    removalPlans: lines(files['removals.jsonl']).length,
    certificates: 1,
    acts: lines(files['audit/acts.jsonl']).length,
  })
  expect(lines(files['settings.jsonl']).map(({ version, author }) => ({ version, author }))).toEqual([
    { version: 1, author: scene.admin.email },
  ])
  expect({
    addresses: addressesIn(files),
    hashes: hashesIn(files),
    clear: Object.values(files).some((text) => text.includes(stranger)),
  }).toEqual({ addresses: [], hashes: [], clear: false })
  for (const end of ['before', 'after'])
    expect(await checkAuditHead(scene.app, files[`audit/head-${end}.json`] ?? '', null)).toMatchObject({ ok: true })
  const acts = lines(files['audit/acts.jsonl'])
  expect({ subject: manifest.subject, last: acts.at(-1)?.['details'] }).toEqual({
    subject: { kind: 'period', from: addDays(today, -15), to: today, timeZone: 'Europe/Paris', chain: data['chain'] },
    last: { what: 'evidence', number: manifest.number, from: addDays(today, -15), to: today },
  })
})

it('is checked by the command line without a database, which names what was changed, added or taken away', async () => {
  const { zip, files, manifest } = await packFor({
    what: 'period',
    from: dayIn(new Date(), 'Europe/Paris'),
    to: dayIn(scene.app.clock.now(), 'Europe/Paris'),
  })
  const fingerprint = await signingFingerprint(scene.app)
  const check = async (name: string, content: Uint8Array) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    const { code: status, stdout } = await command(['verify', path, '--fingerprint', fingerprint, '--json'])
    const { check: found, ok, genuine, reason } = JSON.parse(stdout) as Record<string, unknown>
    return { status, ok, genuine, reason, ...(found as object) }
  }
  const zipped = (other: Record<string, string>) =>
    zipSync(
      Object.fromEntries(Object.entries(other).map(([path, text]) => [path, strToU8(text, path.endsWith('.pdf'))])),
    )
  const acts = lines(files['audit/acts.jsonl']).length
  expect(await check('whole.zip', zip)).toEqual({
    status: 0,
    ok: true,
    genuine: true,
    reason: undefined,
    changed: [],
    missing: [],
    added: [],
    acts,
    chainBrokenAt: null,
  })
  const { 'removals.jsonl': _taken, ...rest } = files
  expect(
    await check(
      'changed.zip',
      zipped({
        ...rest,
        'objections.jsonl': (rest['objections.jsonl'] ?? '').replace('applied', 'absent '),
        'note.txt': 'x',
      }),
    ),
  ).toEqual({
    status: 1,
    ok: false,
    genuine: true,
    reason: undefined,
    changed: ['objections.jsonl'],
    missing: ['removals.jsonl'],
    added: ['note.txt'],
    acts,
    chainBrokenAt: null,
  })
  expect(
    await check(
      'forged.zip',
      zipped({
        ...files,
        'manifest.json': (files['manifest.json'] ?? '').replace(manifest.number, 'EV-20000101-00000000'),
      }),
    ),
  ).toEqual({ status: 1, ok: false, genuine: false, reason: 'changed' })
  // Acts that do not reach the end that was signed, or do not follow the link they start from.
  const chainWith = async (other: object) =>
    (
      await checkPack(
        { ...manifest, subject: { ...manifest.subject, ...other } } as EvidenceManifest,
        await openPackZip(bufferSource(zip)),
      )
    ).chainBrokenAt
  const { chain } = manifest.subject as Extract<EvidenceManifest['subject'], { kind: 'period' }>
  expect([
    await chainWith({}),
    await chainWith({ chain: { ...chain, after: { ...chain.after, seq: chain.after.seq + 1 } } }),
    await chainWith({ chain: { ...chain, before: { ...chain.before, chain: 'ab'.repeat(32) } } }),
  ]).toEqual([null, chain.after.seq + 1, chain.before.seq + 1])
  const page = await openPublicServer(scene.app)
  const { body } = await page.inject({
    method: 'POST',
    url: '/verify?lang=en',
    payload: new URLSearchParams({ file: files['manifest.json'] ?? '', fingerprint }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  await page.close()
  expect(body).toMatch(
    new RegExp(
      `Genuine: ${manifest.number}[^]*objections\\.jsonl[^]*${(manifest as EvidenceManifest).files[0]?.sha256}`,
      'u',
    ),
  )
})

it('is refused to who may not export, and for input that names nobody or several', async () => {
  for (const role of ['viewer', 'operator'] as const)
    expect({ role, status: (await post(role, { what: 'person', email: stranger })).statusCode }).toEqual({
      role,
      status: 403,
    })
  const asked = async (fields: Record<string, string>) => {
    const { statusCode, body } = await post('dpo', fields)
    return [statusCode, ...[...body.matchAll(/id="(\w+)-error"/gu)].map((match) => match[1])]
  }
  expect([
    await asked({ what: 'person', email: 'anne' }),
    await asked({ what: 'period', from: '2026-02-30', to: '2999-01-01' }),
    await asked({ what: 'period', from: '2026-02-02', to: '2026-02-01' }),
    await asked({ what: 'person', contact: crypto.randomUUID() }),
  ]).toEqual([[422, 'email'], [422, 'from', 'to'], [422, 'to'], [404]])
  const twin = crypto.randomUUID()
  await scene.app.pool.query(
    `with c as (insert into contacts (id, created_at) values ($1, now()) returning id), r as (insert into remote_records (connection_id, object, remote_id, contact_id, created_remote_at, modified_remote_at, relation, content_hash, seen_at, changed_at)
    select $2, 'contact', 'twin', c.id, now(), now(), 'none', '\\x00', now(), now() from c returning id) insert into record_identities (record_id, identity_hash, position) select r.id, $3, 0 from r`,
    [twin, scene.hubspotId, scene.app.keys.hashEmail(who.late)],
  )
  expect([
    await asked({ what: 'person', email: who.late }),
    (await scene.audit()).filter((act) => act.details['what'] === 'evidence').length,
  ]).toEqual([[422, 'email'], 5])
  // What the twin said stops the address too; the twin's letter is the twin's.
  const said = await recordObjection(scene.app, {
    emails: [who.late],
    hashes: [],
    contactId: twin,
    channels: ['phone'],
    receivedAt: scene.app.clock.now(),
    door: 'post',
    actor: 'test',
    originConnectionId: null,
    lane: 'objection',
    reason: 'objection',
    evidence: {},
    idempotencyKey: 'twin',
  })
  const letter = await keepEvidence(
    scene.app,
    scene.app.pool,
    { name: 'twin.pdf', mediaType: 'application/pdf', bytes: Buffer.from('a letter of the twin') },
    'test',
  )
  await tieEvidence(scene.app.pool, letter.id, 'objection', said.id, 'test')
  const { files, data } = await packFor({ what: 'person', contact: who.lateId })
  expect({
    withheld: (data['withheld'] as string[]).length,
    receipts: Object.keys(files).filter((path) => path.startsWith('receipts/')).length,
    evidence: Object.keys(files).filter((path) => path.startsWith('evidence/')),
  }).toEqual({ withheld: 3, receipts: 3, evidence: [] })
})

it('is written by the command line: the address comes on standard input', async () => {
  const [, socket = '', database = ''] = /^socket:(.*)\?db=([^&]+)/u.exec(scene.place.databaseUrl) ?? []
  const env = {
    DATABASE_URL: `postgres://lawbase@${encodeURIComponent(socket)}/${database}`,
    LAWBASE_KEY: scene.place.masterKey,
  }
  const out = join(folder, 'gone.zip')
  const { code: status, stdout } = await command(
    ['evidence', '--email-stdin', '--out', out, '--json'],
    `${who.gone}\n`,
    env,
  )
  const answer = JSON.parse(stdout) as { number: string; bytes: number }
  expect({ status, bytes: answer.bytes }).toEqual({ status: 0, bytes: readFileSync(out).length })
  expect(Object.keys(unzipSync(readFileSync(out)))).toContain(`receipts/${who.numbers.gone}.json`)
  const wrong = async (words: string[], input = '') => {
    const { code, stderr } = await command(['evidence', ...words], input, env)
    return [code, stderr.split(':')[0]]
  }
  expect([
    await wrong(['--email-stdin', '--out', out], who.gone),
    await wrong(['--email-stdin', '--out', join(folder, 'a.zip')], who.late),
    await wrong(['--from', '2026-01-01', '--to', 'x', '--out', join(folder, 'b.zip')]),
  ]).toEqual([
    [2, '--out'],
    [1, '--email-stdin'],
    [2, '--to'],
  ])
})

function sizeOf(files: Record<string, string>, path: string): { bytes: number; sha256: string } {
  const bytes = Buffer.from(files[path] ?? '', path.endsWith('.pdf') ? 'latin1' : 'utf8')
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}
