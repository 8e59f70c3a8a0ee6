import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fingerprintOf, openDocument, sameFingerprint } from '../../crypto/receipt.ts'
import { nextRun } from '../../domain/app/cron.ts'
import { dayOf } from '../../domain/app/day.ts'
import { chainAt, sealWholeAudit } from '../../store/app/audit.ts'
import { knownPublicKeys } from '../../store/app/signing-keys.ts'
import { claimSchedule, nextRunAt, setNextRun } from '../../store/runs/runs.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { signAsDeployment } from '../app/sign.ts'

const name = 'audit-head'
/** After the nightly run, whose acts it then covers. */
const schedule = '0 5 * * *'
const retryMs = 10 * 60_000

/**
 * Where the chain of the log stood at a moment. Kept outside of this installation, it shows when the log was written
 * anew.
 */
const AuditHead = z.object({
  type: z.literal('lawbase-audit-head'),
  version: z.literal(1),
  at: z.iso.datetime(),
  seq: z.int().min(0),
  chain: z.string().regex(/^[0-9a-f]{64}$/u),
})

/** Seals everything that happened before, so that who reads the log afterwards misses nothing. */
export async function sealLog(app: App): Promise<void> {
  await sealWholeAudit(app.pool)
}

/** The signed head of everything written so far. */
export async function issueAuditHead(app: App): Promise<{ seq: number; file: string }> {
  await sealWholeAudit(app.pool)
  const { seq, chain } = await chainAt(app.pool, null)
  const { file } = await signAsDeployment(app, {
    type: 'lawbase-audit-head',
    version: 1,
    at: app.clock.now().toISOString(),
    seq,
    chain: chain.toString('hex'),
  })
  return { seq, file }
}

type HeadCheck =
  | { ok: true; seq: number; at: string; fingerprint: string }
  | { ok: false; reason: 'not-a-head' | 'changed' | 'another-key' | 'another-log' }

/**
 * Whether the log still holds what an earlier head says; `fingerprint` of the key that is trusted, where it is known:
 * without it the key must be one of this installation's own.
 */
export async function checkAuditHead(app: App, text: string, fingerprint: string | null): Promise<HeadCheck> {
  const opened = openDocument(text)
  if (!opened.ok) return { ok: false, reason: opened.reason === 'changed' ? 'changed' : 'not-a-head' }
  const head = AuditHead.safeParse(opened.document)
  if (!head.success) return { ok: false, reason: 'not-a-head' }
  const trusted = fingerprint === null ? (await knownPublicKeys(app.pool)).map(fingerprintOf) : [fingerprint]
  if (!trusted.some((one) => sameFingerprint(one, opened.fingerprint))) return { ok: false, reason: 'another-key' }
  const { seq, chain } = await chainAt(app.pool, head.data.seq)
  if (seq !== head.data.seq || chain.toString('hex') !== head.data.chain) return { ok: false, reason: 'another-log' }
  return { ok: true, seq, at: head.data.at, fingerprint: opened.fingerprint }
}

/**
 * Writes the head of the day into the folder that the admin named, once a night by one process; a failure is tried
 * again. The folder is not made here: a share that is not mounted must not become a local folder.
 */
export async function exportDueHead(app: App): Promise<void> {
  if (app.auditHeadFolder === null) return
  const now = app.clock.now()
  const due = await nextRunAt(app.pool, name)
  const next = nextRun(schedule, (await loadSettings(app.pool)).settings.timeZone, now)
  if (due === null) return setNextRun(app.pool, name, next)
  if (due > now || !(await claimSchedule(app.pool, name, now, next))) return
  try {
    const { file } = await issueAuditHead(app)
    const path = join(app.auditHeadFolder, `lawbase-audit-head-${dayOf(now)}.json`)
    await writeFile(`${path}.part`, file, { mode: 0o644 })
    await rename(`${path}.part`, path)
  } catch (error) {
    await setNextRun(app.pool, name, new Date(now.getTime() + retryMs))
    app.log.error(
      { code: (error as { code?: string }).code ?? 'unknown' },
      'the head of the audit log could not be written to AUDIT_HEAD_FOLDER',
    )
  }
}
