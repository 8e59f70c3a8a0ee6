import { connectionRows } from '../../../store/connections/connections-view.ts'
import { countMaybeCustomers, foundValues } from '../../../store/contacts/relation-values.ts'
import { foundOutcomes } from '../../../store/inactivity/encounters.ts'
import { settingsVersions } from '../../../store/settings/settings-view.ts'
import { emptyForm, ErrorSummary, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { ToolsCard } from '../connections/tools-card.tsx'
import { ShopperSettings } from './settings-shopper.tsx'
import { ProposalsCard, shownProposals } from './settings-proposals.tsx'
import { HistoryCard } from './settings-history.tsx'
import { RelationValuesCard } from './settings-relations.tsx'
import { EncountersCard } from './settings-encounters.tsx'
import type { VerdictShift } from '../../../operations/decisions/preview-verdicts.ts'
import { countUnreadCompanies, foundForms } from '../../../store/contacts/company-forms.ts'
import { foundFacts } from '../../../store/contacts/fact-values.ts'
import { FactsCard } from './settings-facts.tsx'
import { LegalFormsCard } from './settings-companies.tsx'
import { FormerCustomers } from './settings-former.tsx'
import type { View } from '../app/view.ts'
import { type Section, Company, Retention, Schedule, Alarms } from './settings-cards.tsx'

const versionsShown = 20

/**
 * All settings on one page; `failed` is the section whose form was refused and keeps what was typed; `problem` says why
 * a decision was not taken.
 */
export async function settingsPage(
  view: View,
  failed: Section | null,
  form: FormState,
  saved: string | null,
  { problem = null, shift = null }: { problem?: string | null; shift?: VerdictShift | null } = {},
): Promise<string> {
  const { t, app, settings } = view
  const s = t.settings
  const [systems, versions, proposals, found, maybe, outcomes, forms, unread, facts] = await Promise.all([
    connectionRows(app.pool),
    settingsVersions(app.pool, versionsShown),
    shownProposals(view),
    foundValues(app.pool),
    countMaybeCustomers(app.pool),
    foundOutcomes(app.pool),
    foundForms(app.pool),
    countUnreadCompanies(app.pool),
    foundFacts(app.pool),
  ])
  const formOf = (section: Section) => (section === failed ? form : emptyForm)
  const sections: readonly (Section | 'proposals' | 'history')[] = [
    ...(proposals.length === 0 ? [] : ['proposals' as const]),
    'company',
    'retention',
    'customers',
    'encounters',
    'former',
    'companies',
    'facts',
    'schedule',
    'alarms',
    'shopper',
    'tools',
    'history',
  ]
  return html(
    <Page view={view} nav="settings" title={s.title} context={<Context view={view} />}>
      {saved === null ? null : (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{saidOf(view, saved)}</p>
        </div>
      )}
      {problem === null ? null : (
        <div class="notice broken" role="alert" tabIndex={-1} data-focus>
          <Icon name="alert-triangle" />
          <p>{problem}</p>
        </div>
      )}
      {failed === null || failed === 'tools' || Object.keys(form.errors).length === 0 ? null : (
        <ErrorSummary
          form={form}
          text={t.common.errorSummary(Object.keys(form.errors).length)}
          labels={labelsOf(view)}
        />
      )}
      <div class="settings">
        <nav class="jump" aria-label={s.jump}>
          <ul>
            {sections.map((section) => (
              <li>
                <a href={`#${section}`}>{s.sections[section]}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="stack">
          <ProposalsCard view={view} shown={proposals} />
          <Company view={view} form={formOf('company')} />
          <Retention view={view} form={formOf('retention')} />
          <RelationValuesCard view={view} systems={systems} found={found} unread={maybe.unread} />
          <EncountersCard view={view} systems={systems} found={outcomes} />
          <FormerCustomers view={view} form={formOf('former')} systems={systems} />
          <LegalFormsCard
            view={view}
            form={formOf('companies')}
            systems={systems}
            found={forms}
            unread={unread}
            shift={failed === 'companies' ? shift : null}
          />
          <FactsCard
            view={view}
            form={formOf('facts')}
            systems={systems}
            found={facts}
            shift={failed === 'facts' ? shift : null}
          />
          <Schedule view={view} form={formOf('schedule')} settings={settings} />
          <Alarms view={view} form={formOf('alarms')} />
          <ShopperSettings view={view} form={formOf('shopper')} systems={systems} />
          <ToolsCard view={view} back="/settings" form={failed === 'tools' ? form : null} />
          <HistoryCard view={view} versions={versions} />
        </div>
      </div>
    </Page>,
  )
}

function Context({ view: { t, settingsVersion } }: { view: View }) {
  return (
    <p>
      {t.settings.context(settingsVersion)} <a href="/first-steps">{t.firstSteps.page}</a>
    </p>
  )
}

/** What came of the last form. */
function saidOf({ t: { settings: s } }: View, saved: string): string {
  const said: Readonly<Record<string, string>> = {
    unchanged: s.unchanged,
    proposed: s.proposals.proposed,
    confirm: s.proposals.confirmed,
    refuse: s.proposals.refused,
    withdraw: s.proposals.withdrawn,
  }
  return said[saved] ?? s.saved
}

function labelsOf({ t, app }: View): Record<string, string> {
  const s = t.settings
  const { property, values, end } = s.former
  return {
    name: s.company.name,
    contact: s.company.contact,
    privacyUrl: s.company.privacyUrl,
    inactivityMonths: s.retention.inactivityMonths,
    maxRemovalSharePercent: s.retention.maxRemovalSharePercent,
    maxRemovalPeople: s.retention.maxRemovalPeople,
    secondApprovalAbove: s.retention.secondApprovalAbove,
    restoreDays: s.retention.restoreDays,
    erasureCoolingHours: s.retention.erasureCoolingHours,
    runSchedule: s.schedule.runSchedule,
    timeZone: s.schedule.timeZone,
    alarm1: s.alarms.first,
    alarm2: s.alarms.second,
    alarm3: s.alarms.third,
    mailbox: t.shopper.settings.mailbox,
    ...Object.fromEntries(
      [...app.connectors.values()].flatMap(({ id, label }) => [
        [`property-${id}`, `${s.former.inSystem(label)}, ${property}`],
        [`values-${id}`, `${s.former.inSystem(label)}, ${values}`],
        [`end-${id}`, `${s.former.inSystem(label)}, ${end}`],
      ]),
    ),
  }
}
