import type { ComponentChildren } from 'preact'
import { connectionRows } from '../../../store/connections/connections-view.ts'
import { countMaybeCustomers, foundValues } from '../../../store/contacts/relation-values.ts'
import { foundOutcomes } from '../../../store/inactivity/encounters.ts'
import { emptyForm, ErrorSummary, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { ToolsCard } from '../connections/tools-card.tsx'
import { ShopperSettings } from './settings-shopper.tsx'
import { RelationValuesCard } from './settings-relations.tsx'
import { EncountersCard } from './settings-encounters.tsx'
import type { VerdictShift } from '../../../operations/decisions/preview-verdicts.ts'
import { countUnreadCompanies, foundForms } from '../../../store/contacts/company-forms.ts'
import { foundFacts } from '../../../store/contacts/fact-values.ts'
import { FieldFactsCard } from './settings-facts.tsx'
import { LegalFormsCard } from './settings-companies.tsx'
import { FormerCustomers } from './settings-former.tsx'
import { keptFigure } from '../app/kept-figure.ts'
import type { View } from '../app/view.ts'
import { type Section, Company, Retention, Alarms } from './settings-cards.tsx'
import { Schedule } from './settings-schedule.tsx'

/** Parts of the settings, each on a page of its own, in the order they are listed. */
export const settingParts = [
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
] as const satisfies readonly Section[]
export type SettingPart = (typeof settingParts)[number]

interface PartState {
  /** What was typed and refused, or tried out. */
  form?: FormState
  /** What came of the last save. */
  saved?: string | null
  /** What the form would change of the verdicts, where that was asked for. */
  shift?: VerdictShift | null
}

/** One part of the settings, with its one save. */
export async function settingsPart(
  view: View,
  part: SettingPart,
  { form = emptyForm, saved = null, shift = null }: PartState,
): Promise<string> {
  const { t } = view
  const s = t.settings
  const faults = part === 'tools' ? 0 : Object.keys(form.errors).length
  return html(
    <Page
      view={view}
      nav="settings"
      title={s.sections[part]}
      crumbs={[[s.title, '/settings']]}
      context={
        <>
          <p>{s.overview[part]}</p>
          <p class="hint">{s.context(view.settingsVersion)}</p>
        </>
      }
    >
      {saved === null ? null : (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>
            {savedNotice(view, saved)}{' '}
            {saved === 'unchanged' ? null : <a href="/settings#history">{s.sections.history}</a>}
          </p>
        </div>
      )}
      {faults === 0 ? null : <ErrorSummary form={form} text={t.common.errorSummary(faults)} labels={labelsOf(view)} />}
      <div class="settings">
        <PartsNav view={view} open={part} />
        <div class="stack">{await content(view, part, form, shift)}</div>
      </div>
    </Page>,
  )
}

/** What the part's page shows: only what it needs is read. */
async function content(
  view: View,
  part: SettingPart,
  form: FormState,
  shift: VerdictShift | null,
): Promise<ComponentChildren> {
  const { pool } = view.app
  const systems = await connectionRows(pool)
  switch (part) {
    case 'company':
      return <Company view={view} form={form} />
    case 'retention':
      return <Retention view={view} form={form} />
    case 'customers': {
      const [found, maybe] = await Promise.all([
        keptFigure(view, 'found values', null, () => foundValues(pool)),
        keptFigure(view, 'maybe customers', null, () => countMaybeCustomers(pool)),
      ])
      return <RelationValuesCard view={view} systems={systems} found={found} unread={maybe.unread} />
    }
    case 'encounters':
      return <EncountersCard view={view} systems={systems} found={await foundOutcomes(pool)} />
    case 'former':
      return <FormerCustomers view={view} form={form} systems={systems} />
    case 'companies': {
      const [found, unread] = await Promise.all([
        keptFigure(view, 'legal forms', null, () => foundForms(pool)),
        keptFigure(view, 'unread companies', null, () => countUnreadCompanies(pool)),
      ])
      return <LegalFormsCard view={view} form={form} systems={systems} found={found} unread={unread} shift={shift} />
    }
    case 'facts': {
      const found = await keptFigure(view, 'found facts', null, () => foundFacts(pool))
      return <FieldFactsCard view={view} form={form} systems={systems} found={found} shift={shift} />
    }
    case 'schedule':
      return <Schedule view={view} form={form} />
    case 'alarms':
      return <Alarms view={view} form={form} />
    case 'shopper':
      return <ShopperSettings view={view} form={form} systems={systems} />
    case 'tools':
      return <ToolsCard view={view} back="/settings/tools" form={form === emptyForm ? null : form} />
  }
}

/** The other parts, beside the one that is open. */
function PartsNav({ view, open }: { view: View; open: SettingPart }) {
  const s = view.t.settings
  return (
    <nav class="jump" aria-label={s.jump}>
      <ul>
        {settingParts.map((part) => (
          <li>
            <a href={`/settings/${part}`} aria-current={part === open ? 'page' : undefined}>
              {s.sections[part]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** What came of the last form. */
export function savedNotice({ t: { settings: s } }: View, saved: string): string {
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
    time: s.schedule.time,
    days: s.schedule.days,
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
