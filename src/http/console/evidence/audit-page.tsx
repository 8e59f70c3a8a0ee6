import type { Pool } from 'pg'
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { sealLog } from '../../../operations/evidence/audit-head.ts'
import { signingFingerprint } from '../../../operations/app/sign.ts'
import { auditActNames, exportAudit, verifyAudit, type AuditCheck } from '../../../store/app/audit.ts'
import { actKinds, latestActs, sealFigures, type AuditView } from '../../../store/evidence/audit-view.ts'
import { connectionLabels } from '../../../store/connections/connections-view.ts'
import { PostButton } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Time } from '../ui/time.tsx'
import { actorName } from '../app/actors.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'
import { noteExport } from '../../../operations/app/note-use.ts'

const shown = 50

/** What happened, and is the log intact? */
export function addAuditPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /audit', { roles: may.export }, async (visit) => page(visit, null))
  addRoute(server, app, 'POST /audit/verify', { roles: may.export }, async (visit) => {
    await sealLog(app)
    return page(visit, await verifyAudit(app.pool))
  })

  addRoute(server, app, 'GET /audit/export', { roles: may.export, fresh: stepUp }, async ({ login, reply }) => {
    const now = app.clock.now()
    await noteExport(app, login.user, { what: 'audit' })
    await sealLog(app)
    return reply
      .type('application/x-ndjson; charset=utf-8')
      .header('content-disposition', `attachment; filename="lawbase-audit-${now.toISOString().slice(0, 10)}.ndjson"`)
      .send(Readable.from(lines(app.pool)))
  })
}

async function* lines(pool: Pool): AsyncGenerator<string> {
  for await (const line of exportAudit(pool)) yield `${JSON.stringify(line)}\n`
}

async function page(visit: Visit, check: AuditCheck | null): Promise<string> {
  const { app } = visit
  const asked = visit.query['act']
  const act = auditActNames.find((name) => name === asked) ?? null
  const view = await openView(visit, '/audit')
  const [acts, figures, kinds, labels, fingerprint] = await Promise.all([
    latestActs(app.pool, act, shown),
    sealFigures(app.pool),
    actKinds(app.pool),
    connectionLabels(app.pool),
    signingFingerprint(app),
  ])
  return html(
    <AuditPage
      view={view}
      acts={acts}
      figures={figures}
      kinds={kinds}
      labels={labels}
      check={check}
      act={act}
      fingerprint={fingerprint}
    />,
  )
}

function AuditPage({
  view,
  acts,
  figures,
  kinds,
  labels,
  check,
  act,
  fingerprint,
}: {
  view: View
  acts: readonly AuditView[]
  figures: { sealed: number; unsealed: number }
  kinds: readonly string[]
  labels: ReadonlyMap<string, string>
  check: AuditCheck | null
  act: string | null
  /** Of the key that signs receipts. */
  fingerprint: string
}) {
  const { t } = view
  const a = t.audit
  return (
    <Page
      view={view}
      nav="audit"
      title={a.title(figures.sealed)}
      tab={a.tab}
      context={<p>{a.context(figures.unsealed)}</p>}
      actions={
        <>
          <a class="btn" href="/evidence">
            <Icon name="file-certificate" />
            {t.evidence.link}
          </a>
          <a class="btn" href="/audit/export">
            <Icon name="download" />
            {a.export}
          </a>
          <PostButton view={view} action="/audit/verify" kind="primary">
            <Icon name="shield-check" />
            {a.verify}
          </PostButton>
        </>
      }
    >
      {check === null ? null : <CheckNotice view={view} check={check} />}
      <nav class="tabs wrap" aria-label={a.filters}>
        <a href="/audit" aria-current={act === null ? 'true' : undefined}>
          {a.allActs}
        </a>
        {kinds.map((kind) => (
          <a href={`/audit?act=${kind}`} aria-current={act === kind ? 'true' : undefined}>
            {a.acts[kind] ?? kind}
          </a>
        ))}
      </nav>
      <ActsCard view={view} acts={acts} labels={labels} />
      <FingerprintCard view={view} fingerprint={fingerprint} />
    </Page>
  )
}

/** The act's own data, folded: it is evidence, so it is shown as it is kept. */
function Details({ details }: { details: Record<string, unknown> }) {
  const text = JSON.stringify(details)
  if (text === '{}') return null
  if (text.length <= 60)
    return (
      <code class="small" lang="en">
        {text}
      </code>
    )
  return (
    <details>
      <summary>
        <code class="small" lang="en">{`${text.slice(0, 48)}…`}</code>
      </summary>
      <pre lang="en">{JSON.stringify(details, null, 2)}</pre>
    </details>
  )
}

/** The newest acts, each with its number in the chain once it is sealed. */
function ActsCard({
  view,
  acts,
  labels,
}: {
  view: View
  acts: readonly AuditView[]
  labels: ReadonlyMap<string, string>
}) {
  const { f } = view
  const a = view.t.audit
  return (
    <section class="card">
      <div class="card-head">
        <h2>{a.latest(acts.length)}</h2>
      </div>
      {acts.length === 0 ? (
        <p class="empty">{a.none}</p>
      ) : (
        <table class="rows audit">
          <caption class="sr-only">{a.tab}</caption>
          <thead>
            <tr>
              <th scope="col" class="num">
                {a.columns.seq}
              </th>
              <th scope="col">{a.columns.at}</th>
              <th scope="col">{a.columns.act}</th>
              <th scope="col">{a.columns.actor}</th>
              <th scope="col">{a.columns.contact}</th>
              <th scope="col">{a.columns.system}</th>
              <th scope="col">{a.columns.details}</th>
            </tr>
          </thead>
          <tbody>
            {acts.map((row) => (
              <tr>
                <td data-label={a.columns.seq} class="num">
                  {row.seq === null ? <span class="hint">{a.unsealed}</span> : f.number(row.seq)}
                </td>
                <td data-label={a.columns.at} class="nowrap">
                  <Time at={row.at}>{f.dateTime(row.at)}</Time>
                </td>
                <td data-label={a.columns.act}>{a.acts[row.act] ?? row.act}</td>
                <td data-label={a.columns.actor} class="clip">
                  {actorName(view, row.actor)}
                </td>
                <td data-label={a.columns.contact}>
                  {row.contactId === null ? (
                    ''
                  ) : (
                    <a
                      href={`/contacts/${row.contactId}`}
                      aria-label={`${a.open} ${row.contactId.slice(0, 8).toUpperCase()}`}
                    >
                      {row.contactId.slice(0, 8).toUpperCase()}
                    </a>
                  )}
                </td>
                <td data-label={a.columns.system}>
                  {row.connectionId === null ? '' : (labels.get(row.connectionId) ?? '')}
                </td>
                <td data-label={a.columns.details}>
                  <Details details={row.details} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Of the key that signs receipts: whoever checks one compares it. */
function FingerprintCard({ view, fingerprint }: { view: View; fingerprint: string }) {
  const { t } = view
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.receipt.fingerprint}</h2>
      </div>
      <div class="card-body">
        <p class="mono clip">{fingerprint}</p>
        <p class="hint">
          {t.receipt.fingerprintMore} <a href="/verify">{t.receipt.verify.title}</a>
        </p>
      </div>
    </section>
  )
}

/** Whether the chain of acts is whole. */
function CheckNotice({ view, check }: { view: View; check: AuditCheck }) {
  const { f } = view
  const a = view.t.audit
  return check.brokenAt === null ? (
    <div class="notice done" role="status">
      <Icon name="circle-check" />
      <p>
        <strong>{a.whole(check.sealedUpTo)}</strong> {a.checkedAt(f.time(view.now))}
      </p>
    </div>
  ) : (
    <div class="notice broken" role="alert">
      <Icon name="alert-triangle" />
      <p>
        <strong>{a.broken(check.brokenAt)}</strong> {a.checkedAt(f.time(view.now))}
      </p>
    </div>
  )
}
