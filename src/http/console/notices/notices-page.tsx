import { fillNotice, type NoticeCheck } from '../../../domain/notices/notice-check.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import { noticeFields, noticeLanguageCodes, type NoticeLanguage } from '../../../domain/notices/tables/notice-words.ts'
import type { NoticeFigures, NoticeVersion, UninformedPerson } from '../../../store/notices/notices.ts'
import { CopyField, Csrf, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Tile } from '../ui/tile.tsx'
import { carrierLabels, NoticeCarriersCard, type NoticeCarriersProps } from './notices-carriers.tsx'
import { NoticeMailCard, type NoticeMailProps } from './notices-mail.tsx'
import type { View } from '../app/view.ts'

export interface NoticesProps {
  figures: NoticeFigures
  days: readonly { day: string; people: number }[]
  latest: NoticeVersion | null
  /** What was typed, or the newest version. */
  texts: Readonly<Record<NoticeLanguage, string>>
  checks: Readonly<Record<NoticeLanguage, NoticeCheck>>
  form: FormState
  /** Languages that people of the base are known to read. */
  readBy: readonly string[]
  fields: readonly { where: string; link: string; source: string }[]
  late: readonly UninformedPerson[]
  saved: number | null
  mail: NoticeMailProps
  carriers: NoticeCarriersProps
}

/** Who was not informed in time (docs/reference/law.md#d)? */
export function noticesPage(view: View, props: NoticesProps): string {
  const { t, f } = view
  const s = t.notices
  const { figures } = props
  const failed =
    [props.mail.form, props.carriers.form].find((form) => Object.keys(form.errors).length > 0) ?? props.form
  return html(
    <Page view={view} nav="notices" title={s.title} context={<p>{s.context}</p>}>
      {props.saved === null ? null : (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{s.saved(props.saved)}</p>
        </div>
      )}
      <ErrorSummary
        form={failed}
        text={t.common.errorSummary(Object.keys(failed.errors).length)}
        labels={{
          ...s.languages,
          ...carrierLabels(view, props.carriers),
          perHour: s.mail.perHour,
          daysBefore: s.mail.daysBefore,
        }}
      />
      <div class="tiles">
        <Tile label={s.tiles.due} figure={f.number(figures.due)} context={s.tiles.dueMore} />
        <Tile label={s.tiles.soon} figure={f.number(figures.soon)} context="" />
        <Tile label={s.tiles.overdue} figure={f.number(figures.overdue)} context={s.tiles.overdueMore} href="#late" />
        <Tile label={s.tiles.failed} figure={f.number(figures.failed)} context={s.tiles.failedMore} href="#late" />
      </div>
      <div class="stack">
        <Days view={view} days={props.days} />
        <Editor view={view} props={props} />
        <Blocks view={view} props={props} />
        <NoticeCarriersCard view={view} {...props.carriers} />
        <NoticeMailCard view={view} {...props.mail} />
        <Late view={view} rows={props.late} />
      </div>
    </Page>,
  )
}

const chart = { width: 620, height: 110, bottom: 20, top: 8 }

/** Bars of the coming 31 days: where the pressure is. */
function Days({ view, days }: { view: View; days: NoticesProps['days'] }) {
  const { f } = view
  const s = view.t.notices
  const total = days.reduce((sum, day) => sum + day.people, 0)
  const top = Math.max(1, ...days.map((day) => day.people))
  const step = chart.width / Math.max(1, days.length)
  const height = chart.height - chart.bottom - chart.top
  return (
    <section class="card">
      <div class="card-head">
        <h2>{s.days}</h2>
      </div>
      {total === 0 ? (
        <p class="empty">{s.none}</p>
      ) : (
        <div class="card-body stack">
          <svg
            viewBox={`0 0 ${chart.width} ${chart.height}`}
            class="wide-svg"
            role="img"
            aria-label={s.daysLabel(total)}
          >
            <line
              x1="0"
              x2={chart.width}
              y1={chart.height - chart.bottom}
              y2={chart.height - chart.bottom}
              class="grid-line"
            />
            {days.map(({ day, people }, place) => (
              <>
                {people === 0 ? null : (
                  <rect
                    x={place * step + step * 0.15}
                    y={chart.top + height * (1 - people / top)}
                    width={step * 0.7}
                    height={(height * people) / top}
                    rx="1.5"
                    class={place < 5 ? 'bar-broken' : 'bar-brand'}
                  />
                )}
                {place % 5 === 0 ? (
                  <text x={place * step + step / 2} y={chart.height - 5} text-anchor="middle" class="axis">
                    {Number(day.slice(8))}
                  </text>
                ) : null}
              </>
            ))}
          </svg>
          <details class="as-table">
            <summary>{s.table}</summary>
            <table class="rows small">
              <thead>
                <tr>
                  <th scope="col">{s.day}</th>
                  <th scope="col" class="num">
                    {s.people}
                  </th>
                </tr>
              </thead>
              <tbody>
                {days
                  .filter((day) => day.people > 0)
                  .map(({ day, people }) => (
                    <tr>
                      <th scope="row">{f.day(day)}</th>
                      <td class="num">{f.number(people)}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </details>
        </div>
      )}
    </section>
  )
}

function Editor({ view, props }: { view: View; props: NoticesProps }) {
  const { f, t } = view
  const s = t.notices
  const { latest } = props
  const wanted = noticeLanguageCodes.filter(
    (code) => props.texts[code].trim() !== '' || props.form.errors[code] !== undefined,
  )
  const open = wanted.length > 0 ? wanted : noticeLanguageCodes.slice(0, 2)
  const names = props.readBy.map(
    (code) => new Intl.DisplayNames([view.language], { type: 'language' }).of(code) ?? code,
  )
  return (
    <section class="card" id="text">
      <div class="card-head">
        <h2>{s.text}</h2>
        <span class="hint">
          {latest === null ? s.noVersion : s.version(latest.number, latest.author, f.date(latest.createdAt))}
        </span>
      </div>
      <form method="post" action="/notices" class="card-body stack">
        <Csrf token={view.csrf} />
        <p class="hint">
          {s.fields}
          {f.colon}
          {noticeFields.map((name) => (
            <code>{`{${name}} `}</code>
          ))}{' '}
          {s.fieldsMore}
        </p>
        {names.length === 0 ? null : <p class="hint">{s.languagesMore(f.list(names))}</p>}
        {noticeLanguageCodes.map((code) => (
          <details open={open.includes(code)} class="language">
            <summary>
              {s.languages[code]}
              {props.texts[code].trim() === '' ? null : (
                <Pill tone={props.checks[code].complete ? 'done' : 'wait'}>
                  {props.checks[code].complete ? s.complete : s.open}
                </Pill>
              )}
            </summary>
            <div class="two-columns">
              <Field
                name={code}
                label={s.languages[code]}
                form={props.form}
                value={props.texts[code]}
                lines={14}
                hint={s.optional}
                spellcheck={false}
              />
              <Checklist view={view} code={code} check={props.checks[code]} empty={props.texts[code].trim() === ''} />
            </div>
          </details>
        ))}
        <p>
          <button type="submit" class="btn primary">
            {s.save}
          </button>
        </p>
      </form>
    </section>
  )
}

function Checklist({
  view,
  code,
  check,
  empty,
}: {
  view: View
  code: NoticeLanguage
  check: NoticeCheck
  empty: boolean
}) {
  const s = view.t.notices
  return (
    <div>
      <h3>
        {s.checklist} ({s.languages[code]})
      </h3>
      <ul class="plain-list checklist">
        {check.points.map((point) => {
          const [name, advice] = s.points[point.id]
          const made = point.found !== null
          return (
            <li>
              <Pill tone={made ? 'done' : empty ? 'quiet' : 'wait'} icon={made ? 'circle-check' : 'circle-dashed'}>
                {made ? s.found : s.missing}
              </Pill>{' '}
              <span>
                {name}
                <span class="hint block">{made ? point.found : advice}</span>
              </span>
            </li>
          )
        })}
      </ul>
      {check.vague ? <p class="hint">{s.points.retention[1]}</p> : null}
    </div>
  )
}

function Blocks({ view, props }: { view: View; props: NoticesProps }) {
  const { t, settings } = view
  const s = t.notices
  const { latest } = props
  const values =
    settings.controller === null
      ? {}
      : {
          controller: settings.controller.name,
          contact: settings.controller.contact,
          privacy: settings.controller.privacyUrl,
        }
  return (
    <section class="card" id="block">
      <div class="card-head">
        <h2>{s.block.title}</h2>
      </div>
      <div class="card-body stack">
        <p class="hint">
          {s.block.more} {s.block.report}
        </p>
        {latest === null ? (
          <p>{s.block.none}</p>
        ) : (
          props.fields.flatMap(({ where, link, source }) =>
            noticeLanguageCodes.flatMap((code) => {
              const text = latest.texts[code]
              return text === undefined
                ? []
                : [
                    <CopyField
                      label={s.block.copy(where, s.languages[code])}
                      value={fillNotice(text, { ...values, source, preferences: link })}
                      copy={t.common.copy}
                      copied={t.common.copied}
                    />,
                  ]
            }),
          )
        )}
      </div>
    </section>
  )
}

function Late({ view, rows }: { view: View; rows: readonly UninformedPerson[] }) {
  const { f } = view
  const s = view.t.notices.list
  return (
    <section class="card" id="late">
      <div class="card-head">
        <h2>{s.title}</h2>
        <span class="hint">{s.more}</span>
      </div>
      {rows.length === 0 ? (
        <p class="empty">{s.empty}</p>
      ) : (
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">{s.person}</th>
              <th scope="col">{s.source}</th>
              <th scope="col">{s.due}</th>
              <th scope="col">{s.state}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <td data-label={s.person}>
                  <a href={`/contacts/${row.contactId}`}>
                    {row.email === null ? view.t.common.unknown : maskEmail(row.email)}
                  </a>
                </td>
                <td data-label={s.source}>{row.source === '' ? '–' : row.source}</td>
                <td data-label={s.due}>{row.dueOn === null ? '–' : f.day(row.dueOn)}</td>
                <td data-label={s.state}>
                  <Pill tone="broken">{row.state === 'OVERDUE' ? s.overdue : s.failed}</Pill>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
