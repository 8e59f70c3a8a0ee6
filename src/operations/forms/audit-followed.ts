import type { Pool } from 'pg'
import { randomUUID } from 'node:crypto'
import { ConnectorError } from '../../connector/errors.ts'
import { rulesVersion, scoreOf } from '../../domain/forms/audit.ts'
import { readPage } from '../../outbound/page.ts'
import { PageFault } from '../../outbound/page-fault.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { findConnection } from '../../store/connections/connections.ts'
import { inTransaction } from '../../store/app/database.ts'
import { tieQuestionnaire } from '../../store/forms/form-disputes.ts'
import {
  answersTo,
  auditsOf,
  claimForm,
  keepAudit,
  keepFailure,
  releaseForm,
  type AuditToKeep,
  type FollowedForm,
  type KeptResult,
} from '../../store/forms/forms.ts'
import type { App } from '../app/app.ts'
import { openConnection } from '../connections/open-connection.ts'
import { auditFormApart, auditPageApart } from './audit-apart.ts'
import { unjudged, type AuditedForm, type OpenPage, type PageAudit } from './audit-page.ts'

const dayMs = 86_400_000
/** Between two looks at a form that can be read, and at one that cannot. */
const everyMs = 7 * dayMs
const againMs = dayMs / 4
/** Longer than the job may take. */
const claimMs = 150_000

/** What is kept of one look at a form. */
export interface FormResult extends KeptResult, Omit<AuditedForm, 'rows' | 'score' | 'digest'> {
  page: { title: string; language: string | null; url: string | null }
  /** Other forms of the page, for whoever meant one of them. */
  others: readonly { key: string; name: string; passed: number; of: number }[]
  /** Forms of the page that only a script draws or that stand in a frame: nothing here is about them. */
  unjudged?: readonly string[]
  /** Who gave the HTML, where the page itself does not show the form. */
  pastedBy?: string
}

/** What a page may answer without showing the form that a visitor sees. */
export const toPaste: readonly string[] = ['drawn', 'framed', 'no-form', 'status', 'too-large', 'too-deep', 'too-hard']
/** So long HTML that somebody gave stands for a page that cannot be read; then it is asked for again. */
const pastedMs = 90 * dayMs

/**
 * Reads one due form and keeps what was found. The row is claimed first, so that twins do it once; a worker that dies
 * leaves a lease that ends. Nothing of the outside is asked for within a transaction.
 */
export async function auditForm(app: App, formId: string, signal: AbortSignal): Promise<void> {
  const claim = randomUUID()
  const form = await claimForm(app.pool, formId, claim, app.clock.now(), claimMs)
  if (form === null) return
  const looked = await look(app, form, signal).catch((error: unknown): Look => {
    if (error instanceof PageFault) return { fault: { code: error.code, where: error.where } }
    if (error instanceof ConnectorError) return { fault: { code: `connector-${error.kind}`, where: null } }
    // A page that breaks a reader must not come back every few minutes.
    app.log.error({ formId, fault: error instanceof Error ? error.name : 'unknown' }, 'form could not be processed')
    return { fault: { code: 'unexpected', where: null } }
  })
  const now = app.clock.now()
  if ('fault' in looked) {
    if (toPaste.includes(looked.fault.code) && (await isPastedStill(app.pool, form, now)))
      return releaseForm(app.pool, formId, claim, new Date(now.getTime() + everyMs))
    await keepFailure(app.pool, { formId, claim }, looked.fault, now, new Date(now.getTime() + againMs))
    app.log.warn({ formId, code: looked.fault.code }, 'a form could not be read')
    return
  }
  const slug =
    form.url === null || app.publicUrl === null || !form.url.startsWith(`${app.publicUrl}/q/`)
      ? null
      : /^[a-z0-9-]+/u.exec(form.url.slice(`${app.publicUrl}/q/`.length))?.[0]
  if (slug !== undefined && slug !== null) await inTransaction(app.pool, (sql) => tieQuestionnaire(sql, formId, slug))
  await keepAudit(app.pool, formId, claim, auditToKeep(form, looked, now))
}

/** Whether HTML that somebody gave stands for the page. */
async function isPastedStill(pool: Pool, { id, checkedAt, failure }: FollowedForm, now: Date): Promise<boolean> {
  const [last] = await auditsOf<FormResult>(pool, id)
  return (
    last?.result.pastedBy !== undefined &&
    checkedAt !== null &&
    failure === null &&
    now.getTime() - checkedAt.getTime() < pastedMs
  )
}

function auditToKeep(form: FollowedForm, { digest, pageDigest, result }: Found, now: Date): AuditToKeep<FormResult> {
  const { passed, failed, open, of } = scoreOf(result.rows)
  return {
    name: form.connectionId === null && result.name === '' ? form.name : result.name,
    auditedAt: now,
    rulesVersion,
    pageDigest,
    formDigest: digest,
    result,
    passed,
    failed,
    open,
    of,
    nextAuditAt: new Date(now.getTime() + everyMs),
  }
}

/** Why there is nothing to judge in HTML that somebody gave. */
type PasteFault = 'drawn' | 'framed' | 'no-form' | 'too-deep' | 'too-hard'

/** Longer than a page with its privacy text may take. */
const pasteMs = 30_000

/**
 * Audits HTML that somebody copied from a browser, where the page itself does not show its form. Links in it are opened
 * like those of a page; of the HTML only what an audit quotes is kept. Gives null, or why there is nothing to judge in
 * it.
 */
export async function pastePage(
  app: App,
  form: FollowedForm & { url: string },
  html: string,
  actor: string,
): Promise<PasteFault | null> {
  const signal = AbortSignal.timeout(pasteMs)
  const open: OpenPage = (url) => readPage(url, { allowedHosts: app.outboundHosts, signal })
  const options = { url: form.url, key: form.key, answers: await answersTo(app.pool, form.id) }
  const audit = await auditPageApart({ threads: app.threads, open }, html, options).catch((error: unknown) => {
    if (error instanceof PageFault && (error.code === 'too-deep' || error.code === 'too-hard')) return error.code
    throw error
  })
  if (typeof audit === 'string') return audit
  const looked = lookOf(audit, form.url)
  if ('fault' in looked) return looked.fault.code
  const now = app.clock.now()
  // The act first, as for an answer: what is shown is never without who did it.
  await insertAudit(
    app.pool,
    [
      {
        actId: `form:${form.id}:pasted:${now.getTime()}`,
        act: 'form',
        actor,
        details: { formId: form.id, step: 'pasted', sha256: audit.digest },
      },
    ],
    now,
  )
  await keepAudit(
    app.pool,
    form.id,
    null,
    auditToKeep(form, { ...looked, result: { ...looked.result, pastedBy: actor } }, now),
  )
  return null
}

interface Found {
  digest: string
  pageDigest: string | null
  result: FormResult
}
type Look = { fault: { code: string; where: string | null } } | Found

async function look(app: App, form: FollowedForm, signal: AbortSignal): Promise<Look> {
  const open: OpenPage = (url) => readPage(url, { allowedHosts: app.outboundHosts, signal })
  const answers = await answersTo(app.pool, form.id)
  if (form.connectionId !== null && form.vendorFormId !== null) {
    const connection = await findConnection(app.pool, form.connectionId)
    if (connection === null || connection.state === 'disconnected')
      return { fault: { code: 'disconnected', where: null } }
    const { system } = await openConnection(app, form.connectionId, 'read', signal)
    if (system.forms === undefined) return { fault: { code: 'connector-forbidden', where: null } }
    const read = await system.forms.read(form.vendorFormId)
    if (read === null) return { fault: { code: 'gone', where: null } }
    const audited = await auditFormApart({ threads: app.threads, open }, read, { answers })
    return kept(audited, { title: read.name, language: read.language, url: null }, [], [], null)
  }
  const page = await open(form.url ?? '')
  if (page.kind === 'pdf') return { fault: { code: 'type', where: page.url } }
  return lookOf(
    await auditPageApart({ threads: app.threads, open }, page.body, { url: page.url, key: form.key, answers }),
    page.url,
  )
}

function lookOf(
  audit: PageAudit,
  url: string,
): { fault: { code: 'drawn' | 'framed' | 'no-form'; where: string | null } } | Found {
  const chosen = audit.forms.find(({ key }) => key === audit.chosen)
  if (chosen === undefined)
    return {
      fault:
        audit.state === 'drawn'
          ? { code: 'drawn', where: audit.drawn[0]?.formId ?? null }
          : audit.frames[0] !== undefined
            ? { code: 'framed', where: audit.frames[0] }
            : { code: 'no-form', where: url },
    }
  const others = audit.forms
    .filter(({ key }) => key !== chosen.key)
    .map(({ key, name, score }) => ({ key, name, passed: score.passed, of: score.of }))
  return kept(chosen, { title: audit.title, language: audit.language, url }, others, unjudged(audit), audit.digest)
}

function kept(
  { score: _score, digest, ...audited }: AuditedForm,
  page: FormResult['page'],
  others: FormResult['others'],
  missed: readonly string[],
  pageDigest: string | null,
): Found {
  return {
    digest,
    pageDigest,
    result: { ...audited, page, others, ...(missed.length === 0 ? {} : { unjudged: missed }) },
  }
}
