import { settingsVersions } from '../../../store/settings/settings-view.ts'
import { Icon } from '../../ui/icon.tsx'
import type { View } from '../app/view.ts'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { HistoryCard } from './settings-history.tsx'
import { savedNotice, settingParts } from './settings-page.tsx'
import { ProposalsCard, shownProposals } from './settings-proposals.tsx'

const versionsShown = 20

/**
 * Where everything is set, what waits for a second person, and the versions; `problem` says why a decision was not
 * taken. Each part keeps the name it had as a place of one long page: what links there leads on to its page.
 */
export async function settingsOverview(
  view: View,
  { saved = null, problem = null }: { saved?: string | null; problem?: string | null },
): Promise<string> {
  const { t, app } = view
  const s = t.settings
  const [versions, proposals] = await Promise.all([settingsVersions(app.pool, versionsShown), shownProposals(view)])
  return html(
    <Page view={view} nav="settings" title={s.title} context={<p>{s.context(view.settingsVersion)}</p>}>
      {saved === null ? null : (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{savedNotice(view, saved)}</p>
        </div>
      )}
      {problem === null ? null : (
        <div class="notice broken" role="alert" tabIndex={-1} data-focus>
          <Icon name="alert-triangle" />
          <p>{problem}</p>
        </div>
      )}
      <div class="stack">
        <ProposalsCard view={view} shown={proposals} />
        <PartsCard view={view} />
        <HistoryCard view={view} versions={versions} />
      </div>
    </Page>,
  )
}

function PartsCard({ view }: { view: View }) {
  const s = view.t.settings
  return (
    <section class="card">
      <ul class="setting-parts">
        <Part href="/first-steps" name={view.t.firstSteps.page} more={s.overview.firstSteps} />
        {settingParts.map((part) => (
          <Part id={part} href={`/settings/${part}`} name={s.sections[part]} more={s.overview[part]} />
        ))}
        <Part href="/removals/holds" name={s.overview.holdsTitle} more={s.overview.holds} />
        <Part href="/account" name={s.overview.languageTitle} more={s.overview.language} />
      </ul>
    </section>
  )
}

function Part({ id, href, name, more }: { id?: string; href: string; name: string; more: string }) {
  return (
    <li id={id} data-part={id === undefined ? undefined : href}>
      <a href={href}>{name}</a>
      <p class="hint">{more}</p>
    </li>
  )
}
