import type { Words } from '../../../connector/form.ts'
import { maxCarriers, type NoticeCarrier } from '../../../domain/notices/notice-carrier.ts'
import { noticeLanguageCodes } from '../../../domain/notices/tables/notice-words.ts'
import type { CarrierFigures } from '../../../store/notices/notices.ts'
import { DayField } from '../ui/days/day-field.tsx'
import { Choice, Csrf, Field, type FormState } from '../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { carrierField, shownVersions } from './carrier-form.ts'
import type { View } from '../app/view.ts'

export interface NoticeCarriersProps {
  /** CRMs that show which mail went to whom, with how a mail is named there. */
  systems: readonly { connector: string; label: string; name: Words }[]
  declared: Readonly<Record<string, readonly NoticeCarrier[]>>
  /** Numbers of the last texts, the newest first. */
  versions: readonly number[]
  figures: readonly CarrierFigures[]
  form: FormState
  saved: boolean
}

/** Rows of one system: those declared, and an empty one while there is room. */
function rowsOf(declared: readonly NoticeCarrier[] = []): (NoticeCarrier | null)[] {
  return [...declared, ...(declared.length < maxCarriers ? [null] : [])]
}

/** Names of the fields, for the list of what failed. */
export function carrierLabels(view: View, { systems, declared }: NoticeCarriersProps): Record<string, string> {
  const s = view.t.notices.carriers
  return Object.fromEntries(
    systems.flatMap(({ connector, label }) =>
      rowsOf(declared[connector]).flatMap((_row, place) =>
        (['mail', 'since', 'language', 'version'] as const).map((part) => [
          carrierField(connector, place, part),
          `${label}, ${s[part]} ${place + 1}`,
        ]),
      ),
    ),
  )
}

/**
 * Which mails of a CRM carry the notice: what their sending proves is declared here (docs/reference/law.md#d-states).
 */
export function NoticeCarriersCard({
  view,
  systems,
  declared,
  versions,
  figures,
  form,
  saved,
}: { view: View } & NoticeCarriersProps) {
  const s = view.t.notices.carriers
  return (
    <section class="card" id="carriers">
      <div class="card-head">
        <h2>{s.title}</h2>
      </div>
      <div class="card-body stack">
        {saved ? (
          <div class="notice done" role="status">
            <Icon name="circle-check" />
            <p>{s.saved}</p>
          </div>
        ) : null}
        <p class="hint">{s.more}</p>
        {versions.length === 0 ? (
          <p>{s.none}</p>
        ) : systems.length === 0 ? (
          <p>{s.noSystem}</p>
        ) : (
          <form method="post" action="/notices/carriers" class="stack">
            <Csrf token={view.csrf} />
            {systems.map(({ connector, label, name }) =>
              rowsOf(declared[connector]).map((row, place) => (
                <fieldset>
                  <legend>
                    {label}
                    {view.f.colon}
                    {row === null ? s.another : row.mail}
                  </legend>
                  <div class="row-fields">
                    <Field
                      name={carrierField(connector, place, 'mail')}
                      label={s.mail}
                      form={form}
                      value={row?.mail ?? ''}
                      hint={name[view.language]}
                      spellcheck={false}
                    />
                    <DayField
                      view={view}
                      name={carrierField(connector, place, 'since')}
                      label={s.since}
                      form={form}
                      value={row?.since ?? ''}
                    />
                    <Choice
                      name={carrierField(connector, place, 'language')}
                      label={s.language}
                      form={form}
                      value={row?.language ?? 'fr'}
                      options={noticeLanguageCodes.map((code) => [code, view.t.notices.languages[code]] as const)}
                    />
                    <Choice
                      name={carrierField(connector, place, 'version')}
                      label={s.version}
                      form={form}
                      value={String(row?.version ?? versions[0])}
                      options={shownVersions(versions, row).map(
                        (version) => [String(version), s.versionOf(version)] as const,
                      )}
                    />
                  </div>
                  {row === null ? null : (
                    <Seen
                      view={view}
                      figures={figures.find((one) => one.connector === connector && one.carrier === row.mail)}
                    />
                  )}
                </fieldset>
              )),
            )}
            <p class="hint">{s.remove}</p>
            <p>
              <button type="submit" class="btn">
                {s.save}
              </button>
            </p>
          </form>
        )}
      </div>
    </section>
  )
}

function Seen({ view, figures }: { view: View; figures: CarrierFigures | undefined }) {
  const s = view.t.notices.carriers
  return <p class="hint">{figures === undefined ? s.unseen : s.seen(figures.people, view.f.day(figures.lastOn))}</p>
}
