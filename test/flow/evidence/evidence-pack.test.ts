import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { factsHeld } from '../../../src/operations/evidence/access-pack.ts'
import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { keepEvidence } from '../../../src/operations/app/evidence.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { verifyDocument } from '../../../src/operations/evidence/verify-document.ts'
import { tieEvidence } from '../../../src/store/app/evidence.ts'
import {
  addressesIn,
  closeEvidence,
  command,
  digest,
  folder,
  hashesIn,
  lines,
  openEvidence,
  packFor,
  post,
  scan,
  scene,
  stranger,
  who,
} from './evidence-scene.ts'

beforeAll(openEvidence)
afterAll(closeEvidence)

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
    objections: (data['objections'] as { number: string }[]).map(({ number }) => number),
    evidence: (data['evidence'] as { path: string }[]).map(({ path }) => path),
  }).toEqual({ records: 2, objections: [who.numbers.here], evidence: [scanPath] })
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

it('gives of someone who was erased what is left: the opt-out, its proofs, the certificate that the address is in (H5)', async () => {
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
  ]).toEqual([[422, 'email'], 3])
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

it('tells of a request for access', async () => {
  const { data } = await packFor({ what: 'person', email: who.here, language: 'en' })
  expect(data['accessRequests']).toMatchObject([{ number: who.access, identity: 'called-back', answeredAt: null }])
})

it('says how long this person is kept, by the rule that is about them and not the one for everybody', async () => {
  const { app, dpo } = scene
  const termOf = async () => {
    const pack = await factsHeld(app, [who.hereId], [], app.clock.now())
    return [pack.contacts[0]?.decision?.inactivityMonths, pack.retention.inactivityMonths]
  }
  const rule = {
    id: 'own',
    population: 'prospect' as const,
    country: null,
    sourceKind: null,
    months: 48,
    reason: 'Sales take four years in this trade.',
  }
  const before = await termOf()
  await changeSettings(app, dpo, (current) => ({ ...current, retentionRules: [{ ...rule, from: '2020-01-01' }] }))
  const after = await termOf()
  await changeSettings(app, dpo, (current) => ({ ...current, retentionRules: [] }))
  expect({ before, after }).toEqual({ before: [36, 36], after: [48, 36] })
})
