import { relatedKinds } from '../../../domain/removals/related.ts'
import { readRunTimes, writeRunTimes } from '../../../domain/settings/run-times.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import { may, type Role } from '../../../domain/accounts/roles.ts'
import type { App } from '../../../operations/app/app.ts'
import type { VerdictShift } from '../../../operations/decisions/preview-verdicts.ts'
import { scheduleShopper } from '../../../operations/shopper/start-shopper.ts'
import type { Visit } from '../app/route.ts'
import type { View } from '../app/view.ts'
import { factsFaults, factsShift, withFacts } from './facts-form.ts'
import type { Section } from './settings-cards.tsx'
import { formsFaults, formsShift, withForms } from './settings-companies.tsx'
import { withOutcomes } from './settings-encounters.tsx'
import { withJudged } from './settings-relations.tsx'

/** A section's form: what it changes, and which field each fault of the schema belongs to. */
export interface SectionForm {
  section: Section
  change: (current: Settings, visit: Visit) => unknown
  /** Fields by path of the schema, with the sentence under the field. */
  faults: (view: View, visit: Visit) => Readonly<Record<string, readonly [field: string, text: string]>>
  /** Faults that the schema cannot see. */
  check?: (view: View, visit: Visit) => Record<string, string>
  /** Left out = whoever may open the settings. */
  roles?: readonly Role[]
  /** What it would change of the verdicts, where that can be asked for. */
  preview?: (view: View, visit: Visit) => Promise<VerdictShift | null>
  /** What follows once it is saved. */
  after?: (app: App) => Promise<void>
}

const text = (visit: Visit, name: string) => (visit.form[name] ?? '').trim()
const figure = (visit: Visit, name: string) =>
  text(visit, name) === '' ? Number.NaN : Number(text(visit, name).replace(',', '.'))

/** The schedule of the form; the stored one where the form says the same, or leaves it. `` = no time that can be. */
function scheduleOf({ runSchedule }: Settings, visit: Visit): string {
  if (visit.form['way'] === 'keep') return runSchedule
  const schedule = writeRunTimes({ time: text(visit, 'time'), days: visit.list('days').map(Number) })
  const isSame = JSON.stringify(readRunTimes(schedule ?? '')) === JSON.stringify(readRunTimes(runSchedule))
  return schedule !== null && isSame ? runSchedule : (schedule ?? '')
}

/** CRMs whose fields the form holds. */
const crmsOf = (visit: Visit) =>
  [...visit.app.connectors.values()]
    .filter(({ kind, id }) => kind === 'crm' && visit.form[`end-${id}`] !== undefined)
    .map(({ id }) => id)

export const settingForms: readonly SectionForm[] = [
  {
    section: 'company',
    change: (current, visit) => ({
      ...current,
      controller: { name: text(visit, 'name'), contact: text(visit, 'contact'), privacyUrl: text(visit, 'privacyUrl') },
      numberCountry: text(visit, 'numberCountry') === '' ? null : text(visit, 'numberCountry'),
    }),
    faults: ({ t }, visit) => ({
      'controller.name': ['name', t.settings.errors.name],
      'controller.contact': ['contact', t.settings.errors.contact(text(visit, 'contact'))],
      'controller.privacyUrl': ['privacyUrl', t.settings.errors.privacyUrl],
    }),
  },
  {
    section: 'retention',
    change: (current, visit) => ({
      ...current,
      inactivityMonths: figure(visit, 'inactivityMonths'),
      assumedStarts: visit.form['assumedStarts'] === 'on',
      maxRemovalShare: figure(visit, 'maxRemovalSharePercent') / 100,
      restoreDays: figure(visit, 'restoreDays'),
      erasureCoolingHours: figure(visit, 'erasureCoolingHours'),
      maxRemovalPeople: figure(visit, 'maxRemovalPeople'),
      secondApprovalAbove: figure(visit, 'secondApprovalAbove'),
      strictSoleTraders: visit.form['strictSoleTraders'] === 'on',
      eraseSilent: visit.form['eraseSilent'] === 'on',
      openWork: { ...current.openWork, company: visit.form['keepCompany'] === 'on' },
      related: Object.fromEntries(
        relatedKinds.map((kind) => [kind, visit.form[`related-${kind}`] === 'delete' ? 'delete' : 'keep']),
      ),
    }),
    faults: ({ t }) => ({
      inactivityMonths: ['inactivityMonths', t.settings.errors.inactivityMonths],
      maxRemovalShare: ['maxRemovalSharePercent', t.settings.errors.maxRemovalSharePercent],
      restoreDays: ['restoreDays', t.settings.errors.restoreDays],
      erasureCoolingHours: ['erasureCoolingHours', t.settings.errors.erasureCoolingHours],
      maxRemovalPeople: ['maxRemovalPeople', t.settings.errors.people],
      secondApprovalAbove: ['secondApprovalAbove', t.settings.errors.people],
    }),
  },
  {
    section: 'customers',
    change: withJudged,
    faults: () => ({}),
  },
  {
    section: 'encounters',
    change: withOutcomes,
    faults: () => ({}),
  },
  {
    section: 'former',
    change: (current, visit) => ({
      ...current,
      formerCustomers: {
        ...current.formerCustomers,
        ...Object.fromEntries(
          crmsOf(visit).map((connector) => [
            connector,
            {
              property: text(visit, `property-${connector}`),
              values: text(visit, `values-${connector}`)
                .split(/\r?\n/u)
                .map((line) => line.trim())
                .filter((line) => line !== ''),
              endProperty: text(visit, `end-${connector}`),
            },
          ]),
        ),
      },
    }),
    faults: ({ t }, visit) =>
      Object.fromEntries(
        crmsOf(visit).flatMap((connector) =>
          [
            ['property', 'property'],
            ['values', 'values'],
            ['endProperty', 'end'],
          ].map(
            ([path, name]) =>
              [`formerCustomers.${connector}.${path}`, [`${name}-${connector}`, t.settings.errors.former]] as const,
          ),
        ),
      ),
  },
  {
    section: 'companies',
    change: withForms,
    preview: formsShift,
    faults: formsFaults,
  },
  {
    section: 'facts',
    change: withFacts,
    preview: factsShift,
    faults: factsFaults,
  },
  {
    section: 'alarms',
    change: (current, visit) => ({
      ...current,
      alarmMinutes: [
        figure(visit, 'alarm1'),
        Math.round(figure(visit, 'alarm2') * 60),
        Math.round(figure(visit, 'alarm3') * 60),
      ],
    }),
    faults: ({ t }) => {
      const { alarm1, alarmHours, alarmOrder } = t.settings.errors
      return {
        'alarmMinutes.0': ['alarm1', alarm1],
        'alarmMinutes.1': ['alarm2', alarmHours],
        'alarmMinutes.2': ['alarm3', alarmHours],
        alarmMinutes: ['alarm3', alarmOrder],
      }
    },
  },
  {
    section: 'schedule',
    change: (current, visit) => ({
      ...current,
      runSchedule: scheduleOf(current, visit),
      timeZone: text(visit, 'timeZone'),
    }),
    faults: ({ t }) => ({
      runSchedule: ['time', t.settings.errors.time],
      timeZone: ['timeZone', t.settings.errors.timeZone],
    }),
    check: ({ t }, visit): Record<string, string> =>
      visit.form['way'] !== 'keep' && visit.list('days').length === 0 ? { days: t.settings.errors.days } : {},
  },
  {
    section: 'shopper',
    roles: may.connect,
    change: (current, visit) => ({
      ...current,
      shopper: {
        mailbox: text(visit, 'mailbox') === '' ? null : text(visit, 'mailbox'),
        every: text(visit, 'every'),
        connectionIds: visit.list('connectionIds'),
      },
    }),
    faults: ({ t }, visit) => ({
      'shopper.mailbox': ['mailbox', t.shopper.settings.errors.mailbox(text(visit, 'mailbox'))],
    }),
    check: ({ t }, visit): Record<string, string> =>
      text(visit, 'mailbox') === '' && visit.list('connectionIds').length > 0
        ? { mailbox: t.shopper.settings.errors.needed }
        : {},
    after: scheduleShopper,
  },
]
