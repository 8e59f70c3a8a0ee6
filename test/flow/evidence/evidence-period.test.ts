import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { EvidenceManifest } from '../../../src/domain/evidence/evidence-pack.ts'
import { addDays, dayIn } from '../../../src/domain/app/day.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { signingFingerprint } from '../../../src/operations/app/sign.ts'
import { bufferSource } from '../../../src/operations/spreadsheets/byte-source.ts'
import { checkAuditHead } from '../../../src/operations/evidence/audit-head.ts'
import { checkPack, openPackZip } from '../../../src/operations/evidence/verify-pack.ts'
import {
  addressesIn,
  closeEvidence,
  command,
  folder,
  hashesIn,
  lines,
  openEvidence,
  packFor,
  scene,
  stranger,
  who,
} from './evidence-scene.ts'

beforeAll(openEvidence)
afterAll(closeEvidence)

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

it('tells requests for access, with how it was checked who asked', async () => {
  const today = dayIn(scene.app.clock.now(), 'Europe/Paris')
  const { files, data } = await packFor({ what: 'period', from: addDays(today, -15), to: today })
  const told = lines(files['access-requests.jsonl'])
  expect(
    told.map(({ number, contactId, identity, answeredBy }) => ({ number, contactId, identity, answeredBy })),
  ).toEqual([{ number: who.access, contactId: who.hereId, identity: 'called-back', answeredBy: null }])
  expect(data['counts']).toMatchObject({ accessRequests: 1 })
})

it('is checked by the command line without a database, which names what was changed, added or taken away', async () => {
  const { zip, files, manifest } = await packFor({
    what: 'period',
    from: addDays(dayIn(scene.app.clock.now(), 'Europe/Paris'), -60),
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
