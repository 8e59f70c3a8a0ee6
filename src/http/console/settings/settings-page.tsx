import type { ComponentChildren } from 'preact'
import { nextRun } from '../../../domain/app/cron.ts'
import { relatedKinds } from '../../../domain/removals/related.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import { connectionRows } from '../../../store/connections/connections-view.ts'
import { settingsVersions } from '../../../store/settings/settings-view.ts'
import { Check, Choice, Csrf, emptyForm, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Time } from '../ui/time.tsx'
import { ToolsCard } from '../connections/tools-card.tsx'
import { ShopperSettings } from './settings-shopper.tsx'
import { ProposalsCard, shownProposals } from './settings-proposals.tsx'
import { HistoryCard } from './settings-history.tsx'
import { FormerCustomers } from './settings-former.tsx'
import { vendorText } from '../app/vendor-text.ts'
import type { View } from '../app/view.ts'

export type Section = 'company' | 'retention' | 'former' | 'schedule' | 'alarms' | 'shopper' | 'tools'
const versionsShown = 20

interface Props {
  view: View
  form: FormState
}

/**
 * All settings on one page; `failed` is the section whose form was refused and keeps what was typed; `problem` says why
 * a decision was not taken.
 */
export async function settingsPage(
  view: View,
  failed: Section | null,
  form: FormState,
  saved: string | null,
  problem: string | null = null,
): Promise<string> {
  const { t, app, settings } = view
  const s = t.settings
  const [systems, versions, proposals] = await Promise.all([
    connectionRows(app.pool),
    settingsVersions(app.pool, versionsShown),
    shownProposals(view),
  ])
  const formOf = (section: Section) => (section === failed ? form : emptyForm)
  const sections: readonly (Section | 'proposals' | 'history')[] = [
    ...(proposals.length === 0 ? [] : ['proposals' as const]),
    'company',
    'retention',
    'former',
    'schedule',
    'alarms',
    'shopper',
    'tools',
    'history',
  ]
  return html(
    <Page view={view} nav="settings" title={s.title} context={<p>{s.context(view.settingsVersion)}</p>}>
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
      {failed === null || failed === 'tools' ? null : (
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
          <FormerCustomers view={view} form={formOf('former')} systems={systems} />
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

function Card({
  view,
  section,
  action = section,
  more,
  children,
}: {
  view: View
  section: Section
  action?: string
  more: string
  children: ComponentChildren
}) {
  return (
    <section class="card" id={section}>
      <div class="card-head">
        <h2>{view.t.settings.sections[section]}</h2>
      </div>
      <form method="post" action={`/settings/${action}`} class="card-body stack narrow">
        <p class="hint">{more}</p>
        <Csrf token={view.csrf} />
        {children}
        <p>
          <button type="submit" class="btn">
            {view.t.common.save}
          </button>
        </p>
      </form>
    </section>
  )
}

function Company({ view, form }: Props) {
  const c = view.t.settings.company
  const { controller } = view.settings
  return (
    <Card view={view} section="company" more={c.more}>
      <Field name="name" label={c.name} form={form} value={controller?.name} required />
      <Field name="contact" label={c.contact} form={form} value={controller?.contact} type="email" required />
      <Field
        name="privacyUrl"
        label={c.privacyUrl}
        form={form}
        value={controller?.privacyUrl}
        hint={c.privacyHint}
        inputmode="url"
        required
      />
    </Card>
  )
}

function Retention({ view, form }: Props) {
  const r = view.t.settings.retention
  const { kinds, settings: rel } = view.t.related
  const { settings } = view
  const typed = Object.keys(form.values).length > 0
  return (
    <Card view={view} section="retention" more={r.more}>
      <Field
        name="inactivityMonths"
        label={r.inactivityMonths}
        form={form}
        value={String(settings.inactivityMonths)}
        hint={r.inactivityHint}
        inputmode="numeric"
        suffix={r.months}
        required
      />
      <Field
        name="restoreDays"
        label={r.restoreDays}
        form={form}
        value={String(settings.restoreDays)}
        hint={r.restoreHint}
        inputmode="numeric"
        suffix={r.days}
        required
      />
      <Field
        name="maxRemovalSharePercent"
        label={r.maxRemovalSharePercent}
        form={form}
        value={String(Math.round(settings.maxRemovalShare * 1000) / 10)}
        inputmode="numeric"
        suffix={r.percent}
        required
      />
      <Field
        name="maxRemovalPeople"
        label={r.maxRemovalPeople}
        form={form}
        value={String(settings.maxRemovalPeople)}
        inputmode="numeric"
        suffix={r.people}
        required
      />
      <Field
        name="secondApprovalAbove"
        label={r.secondApprovalAbove}
        form={form}
        value={String(settings.secondApprovalAbove)}
        hint={r.secondHint}
        inputmode="numeric"
        suffix={r.people}
        required
      />
      <Check
        name="assumedStarts"
        label={r.assumedStarts}
        hint={r.assumedHint}
        checked={typed ? form.values['assumedStarts'] === 'on' : settings.assumedStarts}
      />
      <Check
        name="eraseSilent"
        label={r.eraseSilent}
        hint={r.eraseSilentHint}
        checked={typed ? form.values['eraseSilent'] === 'on' : settings.eraseSilent}
      />
      <fieldset class="stack" aria-describedby="related-hint">
        <legend>{rel.legend}</legend>
        <p class="hint" id="related-hint">
          {rel.hint}
          {[...view.app.connectors.values()].map(({ relatedNote }) =>
            relatedNote === undefined ? null : ` ${vendorText(view, relatedNote)}`,
          )}
        </p>
        {relatedKinds.map((kind) => (
          <Choice
            name={`related-${kind}`}
            label={kinds[kind]}
            form={form}
            value={settings.related[kind]}
            options={[
              ['keep', rel.keep],
              ['delete', rel.delete],
            ]}
          />
        ))}
      </fieldset>
      <Check
        name="strictSoleTraders"
        label={r.strictSoleTraders}
        checked={typed ? form.values['strictSoleTraders'] === 'on' : settings.strictSoleTraders}
      />
    </Card>
  )
}

function Schedule({ view, form, settings }: Props & { settings: Settings }) {
  const { f } = view
  const s = view.t.settings.schedule
  const runs: Date[] = []
  for (let at = view.now; runs.length < 3; ) {
    at = nextRun(settings.runSchedule, settings.timeZone, at)
    runs.push(at)
  }
  return (
    <Card view={view} section="schedule" more={s.more}>
      <Field
        name="runSchedule"
        label={s.runSchedule}
        form={form}
        value={settings.runSchedule}
        hint={s.scheduleHint}
        mono
        required
      />
      <Field name="timeZone" label={s.timeZone} form={form} value={settings.timeZone} hint={s.timeZoneHint} required />
      <div>
        <p class="strong">{s.next}</p>
        <ul class="plain-list">
          {runs.map((run) => (
            <li>
              <Time at={run}>{f.longDateTime(run)}</Time>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}

function Alarms({ view, form }: Props) {
  const a = view.t.settings.alarms
  const [first, second, third] = view.settings.alarmMinutes
  return (
    <Card
      view={view}
      section="alarms"
      more={view.app.mailer === null ? `${a.more} ${a.noMail}` : `${a.more} ${a.mailed}`}
    >
      <Field
        name="alarm1"
        label={a.first}
        form={form}
        value={String(first)}
        inputmode="numeric"
        suffix={a.minutes}
        required
      />
      <Field name="alarm2" label={a.second} form={form} value={view.f.number(second / 60)} suffix={a.hours} required />
      <Field name="alarm3" label={a.third} form={form} value={view.f.number(third / 60)} suffix={a.hours} required />
    </Card>
  )
}
