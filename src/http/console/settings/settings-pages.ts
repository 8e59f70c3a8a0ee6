import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { relatedKinds } from '../../../domain/removals/related.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import { scheduleShopper } from '../../../operations/shopper/start-shopper.ts'
import type { Role } from '../../../domain/accounts/roles.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { connectionPage } from '../connections/connection-page.tsx'
import { loadConnection } from '../connections/connection-facts.ts'
import { ownPath, sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { decideLater } from '../../../operations/decisions/decide-later.ts'
import { changeSettings } from '../../../operations/settings/save-settings.ts'
import { withOutcomes } from './settings-encounters.tsx'
import { formsFaults, formsShift, withForms } from './settings-companies.tsx'
import { factsFaults, factsShift, withFacts } from './facts-form.ts'
import type { VerdictShift } from '../../../operations/decisions/preview-verdicts.ts'
import { withJudged } from './settings-relations.tsx'
import { settingsPage } from './settings-page.tsx'
import type { Section } from './settings-cards.tsx'
import { addProposalActs } from './settings-proposals.tsx'
import { openView, type View } from '../app/view.ts'

/** A section's form: what it changes, and which field each fault of the schema belongs to. */
interface SectionForm {
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

/** Where a change stands that waits for a second person. */
export const proposedPage = '/settings?saved=proposed#proposals'

/** CRMs whose fields the form holds. */
const crmsOf = (visit: Visit) =>
  [...visit.app.connectors.values()]
    .filter(({ kind, id }) => kind === 'crm' && visit.form[`end-${id}`] !== undefined)
    .map(({ id }) => id)

const forms: readonly SectionForm[] = [
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
      runSchedule: text(visit, 'runSchedule'),
      timeZone: text(visit, 'timeZone'),
    }),
    faults: ({ t }) => ({
      runSchedule: ['runSchedule', t.settings.errors.runSchedule],
      timeZone: ['timeZone', t.settings.errors.timeZone],
    }),
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

/** Everything an admin or a DPO sets; each save is a new version. */
export function addSettingsPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /settings', { roles: may.configure }, async (visit) =>
    settingsPage(await openView(visit), null, emptyForm, visit.query['saved'] ?? null),
  )
  for (const form of forms)
    addRoute(server, app, `POST /settings/${form.section}`, { roles: form.roles ?? may.configure }, async (visit) =>
      save(visit, form),
    )
  addRoute(server, app, 'POST /settings/other-tools', { roles: may.configure }, saveTools)
  addProposalActs(server, app, async (visit, code) => {
    const view = await openView(visit, '/settings')
    return sendPage(
      visit.reply,
      await settingsPage(view, null, emptyForm, null, {
        problem: code === 'over' ? view.t.settings.proposals.over : view.t.approvals.refusals[code],
      }),
      422,
    )
  })
}

async function save(visit: Visit, form: SectionForm): Promise<string | FastifyReply> {
  const { app, login, reply } = visit
  const view = await openView(visit, '/settings')
  const shift = visit.form['act'] === 'preview' ? form.preview : undefined
  if (shift !== undefined)
    return settingsPage(view, form.section, { values: visit.form, errors: {} }, null, {
      shift: await shift(view, visit),
    })
  const own = form.check?.(view, visit) ?? {}
  if (Object.keys(own).length > 0) return again(visit, view, form.section, own)
  const result = await changeSettings(app, login.user, (current) => form.change(current, visit))
  if (result.faults === null) {
    decideLater(app, result.judged)
    if (result.saved) await form.after?.(app)
    return reply.redirect(
      result.proposed ? proposedPage : `/settings?saved=${result.saved ? form.section : 'unchanged'}`,
      303,
    )
  }
  const known = form.faults(view, visit)
  const errors = Object.fromEntries(result.faults.map((path) => known[path] ?? [path, view.t.connect.errors.other]))
  return again(visit, view, form.section, errors)
}

async function again(
  visit: Visit,
  view: View,
  section: Section,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const form: FormState = {
    values: {
      ...visit.form,
      functions: visit.list('functions').join(' '),
      connectionIds: visit.list('connectionIds').join(' '),
    },
    errors,
  }
  return sendPage(visit.reply, await settingsPage(view, section, form, null), 422)
}

/** Which other tools mail or call these people; `none` is an answer too. */
async function saveTools(visit: Visit): Promise<string | FastifyReply> {
  const { app, login, form, reply } = visit
  const answer = form['answer']
  const tools = [
    ...new Set(
      (form['tools'] ?? '')
        .split(/\r?\n/u)
        .map((line) => line.trim().slice(0, 100))
        .filter((line) => line !== ''),
    ),
  ]
  const back = ownPath(form['back'], '/settings')
  if (answer === 'none' || (answer === 'list' && tools.length > 0)) {
    const result = await changeSettings(app, login.user, (current) => ({
      ...current,
      otherTools: answer === 'none' ? [] : tools,
    }))
    return reply.redirect(result.faults === null && result.proposed ? proposedPage : back, 303)
  }
  const view = await openView(visit, back)
  const state: FormState = {
    values: { answer: answer ?? '', tools: form['tools'] ?? '' },
    errors: { answer: view.t.connections.tools.wrong },
  }
  const id = /^\/connections\/([0-9a-f-]{36})$/u.exec(back)?.[1]
  if (id !== undefined && isUuid(id))
    return sendPage(reply, connectionPage(view, await loadConnection(view, id), null, { tools: state }), 422)
  return sendPage(reply, await settingsPage(view, 'tools', state, null), 422)
}
