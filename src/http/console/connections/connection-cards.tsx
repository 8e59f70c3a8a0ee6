import { maskEmail } from '../../../domain/contacts/identity.ts'
import type { CheckLine } from '../../../connector/contract.ts'
import { ShareBar } from '../ui/bars.tsx'
import { Csrf, FieldError, PostButton, type FormState } from '../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Pill, type Tone } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import type { ConnectionFacts } from './connection-facts.ts'
import { vendorText } from '../app/vendor-text.ts'
import type { View } from '../app/view.ts'

const testTones: Readonly<Record<CheckLine['state'], Tone>> = {
  works: 'done',
  hidden: 'broken',
  missing: 'broken',
  off: 'wait',
}

/** One line per check: what works is folded, what does not says what it prevents. */
export function SelfTestCard({
  view,
  facts: { connection },
  admin,
}: {
  view: View
  facts: ConnectionFacts
  admin: boolean
}) {
  const { f } = view
  const t = view.t.connections.test
  const report = connection.checkReport
  const wrong = (report?.lines ?? [])
    .filter((line) => line.state !== 'works')
    .toSorted((a, b) => Number(a.state === 'off') - Number(b.state === 'off'))
  const works = (report?.lines ?? []).filter((line) => line.state === 'works')
  const broken = wrong.filter((line) => line.state !== 'off')
  return (
    <section class="card" id="self-test">
      <div class="card-head">
        <h2>{t.title}</h2>
        {connection.checkedAt === null ? null : (
          <span class="hint">
            <Time at={connection.checkedAt}>{t.at(f.dateTime(connection.checkedAt))}</Time>
          </span>
        )}
      </div>
      {report === null ? (
        <p class="empty">{t.never}</p>
      ) : (
        <ul class="checks">
          {broken.map((line) => (
            <TestLine view={view} line={line} />
          ))}
          {report.dailyCalls === null ? null : (
            <li>
              <Pill tone="done">{t.works}</Pill>
              <div>
                <p class="strong">{t.calls}</p>
                <p class="hint">{t.callsUsed(f.number(report.dailyCalls.used), f.number(report.dailyCalls.max))}</p>
              </div>
            </li>
          )}
          {works.length === 0 ? null : (
            <li>
              <Pill tone="done">{t.works}</Pill>
              <details>
                <summary class="strong">{t.worksCount(works.length)}</summary>
                <ul class="plain-list hint">
                  {works.map((line) => (
                    <li>{vendorText(view, line.name)}</li>
                  ))}
                </ul>
              </details>
            </li>
          )}
          {wrong.length === broken.length ? null : (
            <li>
              <Pill tone="wait">{t.off}</Pill>
              <details>
                <summary class="strong">{t.offCount(wrong.length - broken.length)}</summary>
                <ul class="plain-list">
                  {wrong
                    .filter((line) => line.state === 'off')
                    .map((line) => (
                      <li>
                        <p class="strong">{vendorText(view, line.name)}</p>
                        {line.prevents === null ? null : <p class="hint">{vendorText(view, line.prevents)}</p>}
                      </li>
                    ))}
                </ul>
              </details>
            </li>
          )}
        </ul>
      )}
      {admin && connection.state !== 'disconnected' ? (
        <div class="card-foot">
          <PostButton view={view} action={`/connections/${connection.id}/check`}>
            <Icon name="refresh" />
            {t.again}
          </PostButton>
        </div>
      ) : null}
    </section>
  )
}

function TestLine({ view, line }: { view: View; line: CheckLine }) {
  return (
    <li>
      <Pill tone={testTones[line.state]}>{view.t.connections.test[line.state]}</Pill>
      <div>
        <p class="strong">{vendorText(view, line.name)}</p>
        {line.prevents === null ? null : <p class="hint">{vendorText(view, line.prevents)}</p>}
      </div>
    </li>
  )
}

/** Until this question is answered the clocks are blind (docs/reference/promises.md#i5). */
export function ToolsCard({ view, back, form }: { view: View; back: string; form: FormState | null }) {
  const t = view.t.connections.tools
  const tools = view.settings.otherTools
  const answer = form?.values['answer'] ?? (tools === null ? '' : tools.length === 0 ? 'none' : 'list')
  const typed = form?.values['tools'] ?? (tools ?? []).join('\n')
  const fields = (
    <form method="post" action="/settings/other-tools" class="stack narrow">
      <Csrf token={view.csrf} />
      <input type="hidden" name="back" value={back} />
      <fieldset aria-describedby={form?.errors['answer'] === undefined ? undefined : 'answer-error'}>
        <legend class="sr-only">{t.title}</legend>
        <div class="check">
          <input type="radio" id="answer-none" name="answer" value="none" checked={answer === 'none'} required />
          <label for="answer-none">{t.none}</label>
        </div>
        <div class="check">
          <input type="radio" id="answer-list" name="answer" value="list" checked={answer === 'list'} />
          <label for="answer-list">{t.list}</label>
        </div>
        <textarea name="tools" rows={3} aria-label={t.list} placeholder={t.placeholder}>
          {typed}
        </textarea>
        <FieldError id="answer" error={form?.errors['answer']} />
      </fieldset>
      <button type="submit" class="btn">
        {t.save}
      </button>
    </form>
  )
  return (
    <section class="card" id="tools">
      <div class="card-head">
        <h2>{t.title}</h2>
        {tools === null ? (
          <Pill tone="wait">{view.t.connections.wizard.now}</Pill>
        ) : (
          <Pill tone={tools.length === 0 ? 'done' : 'wait'}>{view.t.connections.wizard.done}</Pill>
        )}
      </div>
      <div class="card-body">
        {tools === null || form !== null ? (
          <>
            <p class="hint">{t.why}</p>
            {fields}
          </>
        ) : (
          <>
            <p>{tools.length === 0 ? t.answeredNone : t.answeredList(view.f.list(tools))}</p>
            <details>
              <summary>{t.change}</summary>
              {fields}
            </details>
          </>
        )}
      </div>
    </section>
  )
}

export function ReadCard({ view, connectionId, admin }: { view: View; connectionId: string; admin: boolean }) {
  const c = view.t.connections
  return (
    <section class="card">
      <div class="card-head">
        <h2>{c.wizard.read}</h2>
      </div>
      <div class="card-body row-between">
        <p class="hint">{c.readHint}</p>
        {admin ? (
          <PostButton view={view} action={`/connections/${connectionId}/read`} kind="primary">
            <Icon name="player-play" />
            {c.readFirst}
          </PostButton>
        ) : null}
      </div>
    </section>
  )
}

/** What the read found, in records of this system, each with its share and its consequence. */
export function DiagnosisCard({
  view,
  facts: { connection, diagnosis: d, sourceless },
}: {
  view: View
  facts: ConnectionFacts
}) {
  const { f } = view
  const t = view.t.connections.found
  const granted = connection.granted.includes('suppress')
  const system = `system=${connection.id}`
  const rows: readonly {
    what: string
    more: string
    count: number
    tone: 'broken' | 'wait' | 'quiet'
    href: string | null
    link?: string
  }[] = [
    {
      what: t.contactable,
      more: !granted ? t.contactableMore : d.contactableRecords === 0 ? t.contactableNone : t.contactableGranted,
      count: d.contactableRecords,
      tone: 'broken',
      href: '#rights',
    },
    { what: t.elsewhere, more: t.elsewhereMore, count: d.elsewhere, tone: 'broken', href: '/objections' },
    { what: t.noSource, more: t.noSourceMore, count: d.noSource, tone: 'wait', href: '/sources#unknown', link: t.fix },
    { what: t.title2, more: t.titleMore, count: d.unknownTitle, tone: 'wait', href: '/offers#titles', link: t.fix },
    { what: t.past, more: t.pastMore, count: d.past, tone: 'wait', href: `/contacts?${system}&clock=expired` },
    { what: t.blind, more: t.blindMore, count: d.blind, tone: 'quiet', href: `/contacts?${system}&clock=blind` },
    {
      what: t.assumed,
      more: t.assumedMore,
      count: d.assumed,
      tone: 'quiet',
      href: `/contacts?${system}&clock=assumed`,
    },
    { what: t.role, more: t.roleMore, count: d.role, tone: 'quiet', href: `/contacts?${system}&basis=not_personal` },
    ...(d.undecided === 0
      ? []
      : [{ what: t.undecided, more: t.undecidedMore, count: d.undecided, tone: 'quiet' as const, href: null }]),
  ]
  return (
    <section class="card wide-card">
      <div class="card-head">
        <h2>{t.title}</h2>
        <span class="hint">
          {t.base(d.records)}
          {d.byObject.length > 1 ? (
            <>
              {f.colon}
              <span lang="en">{d.byObject.map((row) => `${f.number(row.count)} ${row.object}`).join(', ')}</span>
            </>
          ) : null}
        </span>
      </div>
      <table class="rows found">
        <caption class="sr-only">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.finding}</th>
            <th scope="col">
              <span class="sr-only">{t.share}</span>
            </th>
            <th scope="col" class="num">
              {t.records}
            </th>
            <th scope="col" class="num">
              {t.share}
            </th>
            <th scope="col">
              <span class="sr-only">{t.see}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <td>
                <p class="strong">{row.what}</p>
                <p class="hint">{row.more}</p>
              </td>
              <td class="bar-cell">
                <ShareBar part={row.count} base={d.records} tone={row.tone} />
              </td>
              <td data-label={t.records} class="num strong">
                {f.number(row.count)}
              </td>
              <td data-label={t.share} class="num">
                {f.share(row.count, d.records)}
              </td>
              <td class="act">
                {row.href === null || row.count === 0 ? null : (
                  <a href={row.href} aria-label={`${row.link ?? t.see}${f.colon}${row.what}`}>
                    {row.link ?? t.see}
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sourceless.length === 0 ? null : (
        <details class="card-body as-table">
          <summary>{t.sample(sourceless.length)}</summary>
          <table class="rows small">
            <caption class="sr-only">{t.sample(sourceless.length)}</caption>
            <thead>
              <tr>
                <th scope="col">{t.person}</th>
                <th scope="col">{t.value}</th>
                <th scope="col">{t.made}</th>
              </tr>
            </thead>
            <tbody>
              {sourceless.map((row) => (
                <tr>
                  <td>
                    <a href={`/contacts/${row.contactId}`}>
                      {row.email === null ? row.contactId.slice(0, 8).toUpperCase() : maskEmail(row.email)}
                    </a>{' '}
                    <span class="hint" lang="en">
                      {row.object}
                    </span>
                  </td>
                  <td data-label={t.value}>{row.value ?? t.noValue}</td>
                  <td data-label={t.made} class="nowrap">
                    {f.date(row.createdAt)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  )
}

/** Noes sent to a broker, by the proof reached. */
export function SentCard({ view, facts: { sent } }: { view: View; facts: ConnectionFacts }) {
  const { f, t } = view
  const c = t.connections
  const word = (row: (typeof sent)[number]) => {
    if (row.state === 'accepted') return c.states[`accepted${row.proof === 3 ? 3 : row.proof === 2 ? 2 : 1}`]
    if (row.state === 'waiting') return t.common.states.notGranted
    const { queued, sending, written, applied, absent, refused, superseded } = t.common.states
    const known: Readonly<Record<string, string>> = { queued, sending, written, applied, absent, refused, superseded }
    return known[row.state] ?? row.state
  }
  return (
    <section class="card wide-card">
      <div class="card-head">
        <h2>{c.sentTitle}</h2>
      </div>
      {sent.length === 0 ? (
        <p class="empty">{c.sentNone}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{c.sentTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{c.columns.state}</th>
              <th scope="col" class="num">
                {t.common.nav.objections}
              </th>
            </tr>
          </thead>
          <tbody>
            {sent.map((row) => (
              <tr>
                <td>
                  <Pill
                    tone={
                      row.state === 'accepted'
                        ? 'accepted'
                        : row.state === 'refused' || row.state === 'waiting'
                          ? 'broken'
                          : row.state === 'absent'
                            ? 'quiet'
                            : 'moving'
                    }
                  >
                    {word(row)}
                  </Pill>
                </td>
                <td class="num">{f.number(row.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

export function WayOut({ view, connectionId }: { view: View; connectionId: string }) {
  const t = view.t.connections.wayOut
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.title}</h2>
      </div>
      <div class="card-body row-between">
        <p class="hint">{t.more}</p>
        <a class="btn" href={`/connections/${connectionId}/disconnect`}>
          {t.act}
        </a>
      </div>
    </section>
  )
}
