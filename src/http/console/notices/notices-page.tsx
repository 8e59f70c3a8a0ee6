import { fillNotice } from '../../../domain/notices/notice-check.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import { noticeFields, noticeLanguageCodes } from '../../../domain/notices/tables/notice-words.ts'
import type { EarlyContact, NoticeFigures, UninformedPerson } from '../../../store/notices/notices.ts'
import { CopyField, ErrorSummary } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Tile } from '../ui/tile.tsx'
import { carrierLabels, NoticeCarriersCard, type NoticeCarriersProps } from './notices-carriers.tsx'
import { NoticeMailCard, type NoticeMailProps } from './notices-mail.tsx'
import { describedSource } from '../app/described-source.ts'
import type { View } from '../app/view.ts'
import { EarlyCard } from './notices-early.tsx'
import { Days } from './notices-days.tsx'
import { type EditorProps, Editor } from './texts/text-editor.tsx'

export interface NoticesProps extends EditorProps {
  figures: NoticeFigures
  days: readonly { day: string; people: number }[]
  fields: readonly { where: string; link: string; source: string }[]
  late: readonly UninformedPerson[]
  early: { total: number; people: readonly EarlyContact[] }
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
        <Tile
          label={s.tiles.due}
          figure={f.number(figures.due)}
          context={s.tiles.dueMore}
          href="/notices/people?state=DUE"
        />
        <Tile label={s.tiles.soon} figure={f.number(figures.soon)} context="" />
        <Tile
          label={s.tiles.overdue}
          figure={f.number(figures.overdue)}
          context={s.tiles.overdueMore}
          href="/notices/people?state=OVERDUE"
        />
        <Tile
          label={s.tiles.failed}
          figure={f.number(figures.failed)}
          context={s.tiles.failedMore}
          href="/notices/people?state=FAILED"
        />
      </div>
      <div class="stack">
        <Days view={view} days={props.days} />
        <Editor
          view={view}
          title={s.text}
          noVersion={s.noVersion}
          action="/notices"
          mergeFields={noticeFields}
          {...props}
        />
        <p>
          <a href="/texts">{s.texts}</a>
        </p>
        <Blocks view={view} props={props} />
        <NoticeCarriersCard view={view} {...props.carriers} />
        <NoticeMailCard view={view} {...props.mail} />
        <Late view={view} rows={props.late} total={figures.overdue + figures.failed} />
        <EarlyCard view={view} rows={props.early.people} total={props.early.total} />
      </div>
    </Page>,
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

function Late({ view, rows, total }: { view: View; rows: readonly UninformedPerson[]; total: number }) {
  const { f } = view
  const s = view.t.notices.list
  return (
    <section class="card" id="late">
      <div class="card-head">
        <h2>{s.title}</h2>
        {rows.length === 0 ? null : (
          <span class="hint">
            {s.more(rows.length, total)} <a href="/notices/people">{view.t.notices.everyone.all}</a>
          </span>
        )}
      </div>
      {rows.length === 0 ? (
        <p class="empty">
          {s.empty} <a href="/notices/people">{view.t.notices.everyone.all}</a>
        </p>
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
                <td data-label={s.source}>{row.source === '' ? '–' : describedSource(view, row.source)}</td>
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
