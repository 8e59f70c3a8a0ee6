import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkAuditHead, exportDueHead, issueAuditHead } from '../../../src/operations/evidence/audit-head.ts'
import { signingFingerprint } from '../../../src/operations/app/sign.ts'
import { sealWholeAudit, verifyAudit } from '../../../src/store/app/audit.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'

let lawbase: Lawbase
const folder = mkdtempSync(join(tmpdir(), 'lawbase-heads-'))
beforeAll(async () => {
  lawbase = await startLawbase({ contacts: 10 })
  await lawbase.connectHubspot()
})
afterAll(async () => {
  await lawbase.close()
  rmSync(folder, { recursive: true, force: true })
})

it('shows a log that was written anew, although its chain is whole', async () => {
  const { app } = lawbase
  const { seq, file } = await issueAuditHead(app)
  const fingerprint = await signingFingerprint(app)
  expect(await checkAuditHead(app, file, fingerprint)).toEqual({
    ok: true,
    seq,
    at: expect.any(String) as string,
    fingerprint,
  })
  expect(
    await checkAuditHead(app, file, `${fingerprint.slice(0, -1)}${fingerprint.endsWith('0') ? '1' : '0'}`),
  ).toEqual({ ok: false, reason: 'another-key' })
  expect(await checkAuditHead(app, file.replace(`"seq": ${seq}`, `"seq": ${seq - 1}`), null)).toEqual({
    ok: false,
    reason: 'changed',
  })
  expect(await checkAuditHead(app, '{}', null)).toEqual({ ok: false, reason: 'not-a-head' })

  await app.pool.query(`update audit_events set actor = 'somebody else' where seq = $1`, [seq])
  await app.pool.query('update audit_events set seq = null, chain = null')
  await sealWholeAudit(app.pool)
  expect(await verifyAudit(app.pool)).toEqual({ sealedUpTo: seq, unsealed: 0, brokenAt: null })
  expect(await checkAuditHead(app, file, fingerprint)).toEqual({ ok: false, reason: 'another-log' })
})

it('is written to the named folder once a night, and tried again when that fails', async () => {
  const app = { ...lawbase.app, auditHeadFolder: join(folder, 'not-mounted') }
  await exportDueHead(app)
  await lawbase.advance(86_400_000)
  await exportDueHead(app)
  expect(readdirSync(folder)).toEqual([])
  app.auditHeadFolder = folder
  await exportDueHead(app)
  expect(readdirSync(folder)).toEqual([])
  await lawbase.advance(11 * 60_000)
  await exportDueHead(app)
  await exportDueHead(app)
  const [name, ...others] = readdirSync(folder)
  expect(others).toEqual([])
  expect(await checkAuditHead(app, readFileSync(join(folder, name ?? ''), 'utf8'), null)).toMatchObject({ ok: true })
})
