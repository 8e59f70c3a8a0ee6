import { contactCode } from '../ui/mask.ts'
import type { Pool } from 'pg'
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { sealLog } from '../../../operations/evidence/audit-head.ts'
import { signingFingerprint } from '../../../operations/app/sign.ts'
import { auditActNames, exportAudit, verifyAudit, type AuditCheck } from '../../../store/app/audit.ts'
import { kindsInLog, auditList, sealFigures, type AuditView } from '../../../store/evidence/audit-view.ts'
import { connectionLabels } from '../../../store/connections/connections-view.ts'
import { listUsers, type User } from '../../../store/accounts/users.ts'
import { countList, pageOfList, type ListPage } from '../../../store/sql/paged-list.ts'
import { pageSize, readListAsk, unreadDays, type ShownList } from '../ui/list/list-ask.ts'
import { userFilter } from '../ui/list/list-card.tsx'
import { ListFilters, ListFoot, SortHead, type FilterGroup } from '../ui/list/list-parts.tsx'
import { sendList } from '../ui/list/send-list.ts'
import { ActDetails, actSentence, auditFile } from './act-words.tsx'
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

const usual = { sort: 'at', isDescending: true } as const
const forms = { act: auditActNames, user: 'id', person: 'id', system: 'id', from: 'day', to: 'day' } as const
type Sort = keyof typeof auditList.sorts
type Filter = keyof typeof forms

/** What happened, and is the log intact? */
export function addAuditPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /audit', { roles: may.export }, async (visit) => page(visit, null))
  addRoute(server, app, 'GET /audit.csv', { roles: may.export, fresh: stepUp }, async (visit) => {
    const view = await openView(visit)
    const ask = readListAsk(visit, view, auditList, { forms, ...usual })
    const labels = await connectionLabels(app.pool)
    return sendList<AuditView, Sort, Filter>(visit, view, { list: auditList, ask }, auditFile(view, labels))
  })
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
  const view = await openView(visit, '/audit')
  const ask = readListAsk(visit, view, auditList, { forms, ...usual })
  const [acts, total, figures, kinds, labels, users, fingerprint] = await Promise.all([
    pageOfList<AuditView, Sort, Filter>(app.pool, auditList, ask, pageSize),
    countList(app.pool, auditList, ask),
    sealFigures(app.pool),
    kindsInLog(app.pool),
    connectionLabels(app.pool),
    listUsers(app.pool),
    signingFingerprint(app),
  ])
  const list = { path: '/audit', ask, usual, unread: unreadDays(visit) }
  return html(<AuditPage {...{ view, list, acts, total, figures, kinds, labels, users, check, fingerprint }} />)
}

interface AuditProps {
  view: View
  list: ShownList
  acts: ListPage<AuditView>
  /** Entries under the filters. */
  total: number
  figures: { sealed: number; unsealed: number }
  kinds: readonly string[]
  labels: ReadonlyMap<string, string>
  users: readonly User[]
  check: AuditCheck | null
  /** Of the key that signs receipts. */
  fingerprint: string
}

function AuditPage({ view, list, acts, total, figures, kinds, labels, users, check, fingerprint }: AuditProps) {
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
      <ListFilters view={view} list={list} groups={groupsOf(view, { kinds, labels, users })} days />
      <ActsCard view={view} list={list} acts={acts} total={total} labels={labels} />
      <FingerprintCard view={view} fingerprint={fingerprint} />
    </Page>
  )
}

function groupsOf(
  view: View,
  { kinds, labels, users }: Pick<AuditProps, 'kinds' | 'labels' | 'users'>,
): readonly FilterGroup[] {
  const { audit: a, lists } = view.t
  return [
    { name: 'act', label: a.columns.act, options: kinds.map((kind) => [kind, a.acts[kind] ?? kind] as const) },
    userFilter(view, users),
    { name: 'system', label: lists.system, options: [...labels] },
  ]
}

/** Acts, each with its number in the chain once it is sealed. */
function ActsCard({
  view,
  list,
  acts,
  total,
  labels,
}: Pick<AuditProps, 'view' | 'list' | 'acts' | 'total' | 'labels'>) {
  const { f } = view
  const a = view.t.audit
  const { rows, previous, next } = acts
  return (
    <section class="card">
      {rows.length === 0 ? (
        <p class="empty">{Object.keys(list.ask.filters).length === 0 ? a.none : a.noneFiltered}</p>
      ) : (
        <table class="rows audit">
          <caption class="sr-only">{a.tab}</caption>
          <thead>
            <tr>
              <th scope="col" class="num">
                {a.columns.seq}
              </th>
              <SortHead list={list} name="at">
                {a.columns.at}
              </SortHead>
              <SortHead list={list} name="actor">
                {a.columns.actor}
              </SortHead>
              <SortHead list={list} name="act">
                {a.columns.act}
              </SortHead>
              <th scope="col">{a.columns.contact}</th>
              <th scope="col">{a.columns.details}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <td data-label={a.columns.seq} class="num">
                  {row.seq === null ? <span class="hint">{a.unsealed}</span> : f.number(row.seq)}
                </td>
                <td data-label={a.columns.at} class="nowrap">
                  <Time at={row.at}>{f.dateTime(row.at)}</Time>
                </td>
                <td data-label={a.columns.actor} class="clip">
                  {actorName(view, row.actor)}
                </td>
                <td data-label={a.columns.act}>{actSentence(view, row, labels)}</td>
                <td data-label={a.columns.contact}>
                  {row.contactId === null ? (
                    ''
                  ) : (
                    <a href={`/contacts/${row.contactId}`}>{contactCode(view, row.contactId)}</a>
                  )}
                </td>
                <td data-label={a.columns.details}>
                  <ActDetails view={view} details={row.details} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ListFoot view={view} list={list} total={total} previous={previous} next={next} csv="/audit.csv" />
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
        <p class="mono">{fingerprint}</p>
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
