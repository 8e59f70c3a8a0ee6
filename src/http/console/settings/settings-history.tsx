import { deletedKinds } from '../../../domain/removals/related.ts'
import { defaultSettings, Settings } from '../../../domain/settings/settings.ts'
import { withoutOldFunctions } from '../../../domain/settings/stored-functions.ts'
import { isOn } from '../../../operations/shopper/start-shopper.ts'
import type { SettingsVersion } from '../../../store/settings/settings-view.ts'
import { Time } from '../ui/time.tsx'
import { differing } from '../../../operations/settings/write-settings.ts'
import type { View } from '../app/view.ts'
import { runTimesText } from './run-times-text.ts'

/** Saved versions with what changed from which value to which. */
export function HistoryCard({ view, versions }: { view: View; versions: readonly SettingsVersion[] }) {
  const { f } = view
  const h = view.t.settings.history
  const read = versions.map((row) => ({
    row,
    settings: Settings.safeParse({ ...defaultSettings, ...withoutOldFunctions(row.data) }).data ?? null,
  }))
  return (
    <section class="card" id="history">
      <div class="card-head">
        <h2>{view.t.settings.sections.history}</h2>
      </div>
      {versions.length === 0 ? (
        <p class="empty">{h.none}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{view.t.settings.sections.history}</caption>
          <thead>
            <tr>
              <th scope="col" class="num">
                {h.version}
              </th>
              <th scope="col">{h.at}</th>
              <th scope="col">{h.by}</th>
              <th scope="col">{h.changed}</th>
            </tr>
          </thead>
          <tbody>
            {read.map(({ row, settings }, index) => {
              const before = read[index + 1]?.settings ?? (row.version === 1 ? defaultSettings : null)
              return (
                <tr>
                  <td class="num" data-label={h.version}>
                    {f.number(row.version)}
                  </td>
                  <td data-label={h.at} class="nowrap">
                    <Time at={row.createdAt}>{f.dateTime(row.createdAt)}</Time>
                  </td>
                  <td data-label={h.by} class="clip">
                    {row.confirmedBy === null ? row.author : h.both(row.author, row.confirmedBy)}
                  </td>
                  <td data-label={h.changed}>
                    {settings === null || before === null ? (
                      view.t.common.unknown
                    ) : (
                      <Changes view={view} before={before} after={settings} />
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Settings that differ, from which value to which. */
export function Changes({ view, before, after }: { view: View; before: Settings; after: Settings }) {
  const { names, history } = view.t.settings
  return (
    <ul class="plain-list">
      {differing(before, after).map((name) => (
        <li>
          {names[name] ?? name}
          {view.f.colon}
          <span class="hint">{history.arrow(briefly(view, name, before[name]), briefly(view, name, after[name]))}</span>
        </li>
      ))}
    </ul>
  )
}

/** A setting's value in a few words. */
function briefly(view: View, name: keyof Settings, value: unknown): string {
  const s = view.t.settings
  if (name === 'shopper') return shopperBriefly(view, value as Settings['shopper'])
  if (name === 'related') return relatedBriefly(view, value as Settings['related'])
  if (name === 'repermission') return value === null ? s.no : s.yes
  if (value === null || value === undefined) return s.unset
  if (typeof value === 'boolean') return value ? s.yes : s.no
  if (typeof value === 'number') return name === 'maxRemovalShare' ? view.f.share(value, 1) : view.f.number(value)
  if (typeof value === 'string') return name === 'runSchedule' ? runTimesText(view, value) : value
  return severalBriefly(view, value)
}

function severalBriefly(view: View, value: object): string {
  const s = view.t.settings
  if (!Array.isArray(value)) return nameOf(view, value) ?? s.entries(Object.keys(value).length)
  return value.length === 0 ? s.empty : value.map((one: unknown) => nameOf(view, one) ?? String(one)).join(', ')
}

/** What an offer, a kind of message or the company is called; null for anything without a name. */
function nameOf(view: View, value: unknown): string | null {
  const name = value !== null && typeof value === 'object' && 'name' in value ? value.name : null
  if (typeof name === 'string') return name
  return name !== null && typeof name === 'object'
    ? ((name as Readonly<Record<string, string>>)[view.language] ?? null)
    : null
}

function relatedBriefly(view: View, related: Settings['related']): string {
  const { kinds, settings: t } = view.t.related
  const deleted = deletedKinds(related).map((kind) => kinds[kind])
  return deleted.length === 0 ? t.keepsAll : t.deletes(view.f.list(deleted))
}

function shopperBriefly(view: View, shopper: Settings['shopper']): string {
  const s = view.t.shopper.settings
  return isOn(shopper) ? `${s.state(shopper.mailbox, shopper.connectionIds.length)} ${s[shopper.every]}` : s.stateOff
}
