import type { FeedSpec } from '../../../../connector/opt-outs.ts'
import type { ConnectionFacts } from '../facts/connection-facts.ts'
import { Csrf, FieldError, PostButton } from '../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { vendorText } from '../../app/vendor-text.ts'
import type { View } from '../../app/view.ts'
import type { FeedFacts } from '../facts/feed-facts.ts'

/** A form of this page that was sent with something wrong in it. */
export interface FeedForm {
  act: 'ids' | 'list'
  error: string
}

interface Props {
  view: View
  facts: ConnectionFacts
  spec: FeedSpec
  feed: FeedFacts
  admin: boolean
  form: FeedForm | null
}

/** How the opt-outs of a vendor of data come, and what a person brings of them. */
export function FeedCards(props: Props) {
  const { view, spec, feed, admin } = props
  const live = props.facts.connection.state !== 'disconnected'
  return (
    <div class="stack">
      <Missed view={view} feed={feed} />
      <HowCard {...props} />
      {feed.answers.length === 0 ? null : <AnswersCard view={view} feed={feed} />}
      {spec.ids === undefined || !admin || !live ? null : <IdsCard {...props} hint={vendorText(view, spec.ids)} />}
      {admin && live ? <ListCard {...props} /> : null}
    </div>
  )
}

function Missed({ view: { t, f }, feed: { state } }: Pick<Props, 'view' | 'feed'>) {
  if (state.missed === 0) return null
  return (
    <div class="notice broken">
      <Icon name="alert-triangle" />
      <div>
        <strong>{t.feeds.missed(state.missed)}</strong>
        {state.missedSince === null ? null : <p>{t.feeds.missedSince(f.dateTime(state.missedSince))}</p>}
      </div>
    </div>
  )
}

function HowCard({ view, facts: { connection }, spec, feed, admin }: Props) {
  const { t, f, now } = view
  const c = t.feeds
  const { everyHours } = spec
  const next =
    connection.nextPollAt === null || connection.nextPollAt <= now ? c.soon : f.dateTime(connection.nextPollAt)
  const rows: (readonly [string, string])[] = [
    ...(everyHours === null
      ? []
      : ([
          [c.rhythm, c.every(everyHours)],
          [c.last, connection.pulledAt === null ? c.never : f.dateTime(connection.pulledAt)],
          [c.next, next],
        ] as const)),
    [c.recorded, f.number(feed.recorded)],
    ...(feed.state.listed === null
      ? []
      : [[c.listed, c.listedKnown(feed.state.listed, feed.state.known ?? 0)] as const]),
    ...(feed.unknown === 0 ? [] : [[c.unknown, f.number(feed.unknown)] as const]),
  ]
  return (
    <section class="card" id="feed">
      <div class="card-head">
        <h2>{c.card}</h2>
        {admin && everyHours !== null && connection.state !== 'disconnected' ? (
          <PostButton view={view} action={`/connections/${connection.id}/read-opt-outs`}>
            <Icon name="refresh" />
            {c.readNow}
          </PostButton>
        ) : null}
      </div>
      <dl class="facts card-body">
        {rows.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div class="card-body stack">
        {feed.unknown === 0 ? null : <p class="hint">{c.unknownMore}</p>}
        {spec.unsure === undefined ? null : <p class="hint">{vendorText(view, spec.unsure)}</p>}
      </div>
    </section>
  )
}

function AnswersCard({ view, feed }: Pick<Props, 'view' | 'feed'>) {
  const { t, f, now } = view
  const c = t.feeds
  return (
    <section class="card">
      <div class="card-head">
        <h2>{c.answers}</h2>
      </div>
      <table class="rows">
        <caption class="sr-only">{c.answers}</caption>
        <thead>
          <tr>
            <th scope="col">{c.columns.answer}</th>
            <th scope="col" class="num">
              {c.columns.people}
            </th>
            <th scope="col">{c.columns.asked}</th>
          </tr>
        </thead>
        <tbody>
          {feed.answers.map((row) => (
            <tr>
              <td>{c.answer[row.answer]}</td>
              <td class="num">{f.number(row.count)}</td>
              <td>{c.askedAt(f.relative(row.askedAt, now))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function IdsCard({ view, facts, feed, form, hint }: Props & { hint: string }) {
  const c = view.t.feeds
  return (
    <FileCard
      view={view}
      title={c.ids}
      lead={c.idsKept(feed.ids)}
      hint={hint}
      action={`/connections/${facts.connection.id}/vendor-ids`}
      name="ids"
      button={c.idsAct}
      error={form?.act === 'ids' ? form.error : undefined}
    />
  )
}

function ListCard({ view, facts, feed: { state }, form }: Props) {
  const c = view.t.feeds
  return (
    <FileCard
      view={view}
      title={c.list}
      lead={
        state.importedAt === null
          ? c.importedNever
          : c.imported(view.f.dateTime(state.importedAt), state.importedBy ?? '')
      }
      hint={c.listHint}
      action={`/connections/${facts.connection.id}/vendor-list`}
      name="list"
      button={c.listAct}
      error={form?.act === 'list' ? form.error : undefined}
    />
  )
}

/** A file that a person brings. */
function FileCard({
  view,
  title,
  lead,
  hint,
  action,
  name,
  button,
  error,
}: {
  view: View
  title: string
  lead: string
  hint: string
  action: string
  name: string
  button: string
  error: string | undefined
}) {
  return (
    <section class="card" id={name}>
      <div class="card-head">
        <h2>{title}</h2>
      </div>
      <form method="post" action={action} enctype="multipart/form-data" class="card-body stack">
        <Csrf token={view.csrf} />
        <p>{lead}</p>
        <div class="field">
          <label for={`${name}-file`}>{`${title}${view.f.colon}${view.t.feeds.file}`}</label>
          <input
            type="file"
            id={`${name}-file`}
            name="file"
            accept=".csv,.tsv,.txt,.xlsx"
            required
            aria-describedby={`${name}-file-hint${error === undefined ? '' : ` ${name}-file-error`}`}
            aria-invalid={error === undefined ? undefined : 'true'}
          />
          <p class="hint" id={`${name}-file-hint`}>
            {hint}
          </p>
          <FieldError id={`${name}-file`} error={error} />
        </div>
        <p class="actions">
          <button type="submit" class="btn">
            {button}
          </button>
        </p>
      </form>
    </section>
  )
}
