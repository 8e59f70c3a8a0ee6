import type { FastifyInstance, FastifyReply } from 'fastify'
import { languageNeeds } from '../../../domain/notices/language-needs.ts'
import { addDays, dayOf } from '../../../domain/app/day.ts'
import { noticeLanguageCodes } from '../../../domain/notices/tables/notice-words.ts'
import type { App } from '../../../operations/app/app.ts'
import { countUnmailable, queueNotices } from '../../../operations/notices/mail-notices.ts'
import { writeNotice } from '../../../operations/notices/write-notice.ts'
import { noticeMailFigures } from '../../../store/notices/notice-mails.ts'
import {
  carrierFigures,
  dueByDay,
  latestNotice,
  noticeFigures,
  noticeVersions,
  earlyContacts,
  uninformed,
  type NoticeVersion,
} from '../../../store/notices/notices.ts'
import { connectionRows, type ConnectionRow } from '../../../store/connections/connections-view.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { readCarriers } from './carrier-form.ts'
import { mergeFieldsOf } from '../app/merge-fields.ts'
import {
  byLanguage,
  checksOf,
  faultsOf,
  typedTexts,
  withTemplate,
  writtenOf,
  type TextsByLanguage,
} from './texts/text-form.ts'
import { addTextPages } from './texts/texts-pages.ts'
import { noticesPage, type NoticesProps } from './notices-page.tsx'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { changeSettings } from '../../../operations/settings/save-settings.ts'
import { addNoticeList } from './notice-list.tsx'
import { keptFigure, readersOf } from '../app/kept-figure.ts'
import { openView, type View } from '../app/view.ts'

const daysShown = 31
const soonDays = 5
const lateShown = 50
const versionsShown = 10
const dayMs = 86_400_000

/** The information duty: what is due, the text with its checklist, blocks for the first message. */
export function addNoticePages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /notices', { roles: may.judge }, async (visit) => render(visit, null, emptyForm))
  addNoticeList(server, app)
  addRoute(server, app, 'POST /notices', { roles: may.judge }, save)
  addRoute(server, app, 'POST /notices/mail', { roles: may.judge }, saveMail)
  addRoute(server, app, 'POST /notices/carriers', { roles: may.judge }, saveCarriers)
  addTextPages(server, app)
}

async function render(
  visit: Visit,
  typed: TextsByLanguage | null,
  form: FormState,
  mailForm: FormState = emptyForm,
  carrierForm: FormState = emptyForm,
): Promise<string> {
  const { app, query } = visit
  const view = await openView(visit, '/notices')
  const today = dayOf(view.now)
  const [figures, due, latest, late, early, systems, readers, versions, carried] = await Promise.all([
    keptFigure(view, 'notices', today, () => noticeFigures(app.pool, addDays(today, soonDays))),
    keptFigure(view, 'notices by day', today, () => dueByDay(app.pool, today, addDays(today, daysShown - 1))),
    latestNotice(app.pool),
    uninformed(app.pool, lateShown),
    earlyContacts(app.pool, lateShown),
    connectionRows(app.pool),
    readersOf(view),
    noticeVersions(app.pool, versionsShown),
    carrierFigures(app.pool),
  ])
  const texts = typed ?? byLanguage((code) => latest?.texts[code] ?? '')
  return noticesPage(view, {
    figures,
    latest,
    texts,
    form,
    late,
    early,
    days: everyDay(today, due),
    checks: checksOf(view, 'notice', texts),
    mail: { ...(await mailProps(view, latest, systems)), form: mailForm },
    needs: languageNeeds(readers),
    carriers: {
      systems: carrierSystems(app.connectors, systems),
      declared: view.settings.noticeCarriers,
      versions: versions.map(({ number }) => number),
      figures: carried,
      form: carrierForm,
      saved: query['saved'] === 'carriers',
    },
    fields: mergeFieldsOf(app, systems),
    saved: /^\d{1,6}$/u.test(query['saved'] ?? '') ? Number(query['saved']) : null,
  })
}

/** The coming days one by one, those without anybody too. */
function everyDay(today: string, due: readonly { day: string; people: number }[]): NoticesProps['days'] {
  const people = new Map(due.map((row) => [row.day, row.people]))
  return Array.from({ length: daysShown }, (_unused, place) => {
    const day = addDays(today, place)
    return { day, people: people.get(day) ?? 0 }
  })
}

/** What became of the mails of ours, and who could not be sent one. */
async function mailProps(
  view: View,
  latest: NoticeVersion | null,
  systems: readonly ConnectionRow[],
): Promise<Omit<NoticesProps['mail'], 'form'>> {
  const { app, now } = view
  const canMail = app.mailer !== null && app.publicUrl !== null
  const [mailed, unmailable] = await Promise.all([
    canMail ? noticeMailFigures(app.pool, new Date(now.getTime() - dayMs)) : null,
    keptFigure(view, 'nobody can mail', [latest?.number, dayOf(now)], () => countUnmailable(app, latest)),
  ])
  return {
    figures: mailed,
    unmailable,
    systems: systems
      .filter((row) => app.connectors.get(row.connector)?.kind === 'crm')
      .map(({ connector, label }) => ({ connector, label })),
  }
}

/** Each CRM once that shows which mail went to whom. */
function carrierSystems(
  connectors: App['connectors'],
  rows: readonly ConnectionRow[],
): NoticesProps['carriers']['systems'] {
  const found = rows.flatMap(({ connector, label }) => {
    const name = connectors.get(connector)?.carrierName
    return name === undefined ? [] : [[connector, { connector, label, name }] as const]
  })
  return [...new Map(found).values()]
}

/** Which mails of a CRM carry the notice. Those of systems that are not connected now stay as they are. */
async function saveCarriers(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const view = await openView(visit, '/notices')
  const [rows, versions] = [await connectionRows(app.pool), await noticeVersions(app.pool, versionsShown)]
  if (versions.length === 0) return sendPage(reply, await render(visit, null, emptyForm), 422)
  const read = carrierSystems(app.connectors, rows).map(({ connector }) => ({
    connector,
    ...readCarriers(view, connector, form, versions),
  }))
  const errors = Object.assign({}, ...read.map((one) => one.errors)) as Record<string, string>
  if (Object.keys(errors).length > 0)
    return sendPage(reply, await render(visit, null, emptyForm, emptyForm, { values: form, errors }), 422)
  await changeSettings(app, login.user, (current) => ({
    ...current,
    noticeCarriers: {
      ...current.noticeCarriers,
      ...Object.fromEntries(read.map(({ connector, carriers }) => [connector, carriers])),
    },
  }))
  return reply.redirect('/notices?saved=carriers#carriers', 303)
}

/** A text with an open point is not kept: it could be used by mistake. A template is only put into the field. */
async function save(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const view = await openView(visit, '/notices')
  const typed = typedTexts(form, (await latestNotice(app.pool))?.texts)
  const started = await withTemplate(visit, 'notice', typed)
  if (started !== null) return sendPage(reply, await render(visit, started, { values: started, errors: {} }), 200)
  const errors = faultsOf(view, 'notice', typed)
  if (Object.keys(errors).length > 0) return sendPage(reply, await render(visit, typed, { values: typed, errors }), 422)
  const number = await writeNotice(app, login.user, writtenOf(typed))
  return reply.redirect(`/notices?saved=${number}`, 303)
}

/** Who mails the notice, and which field of a CRM says that it went out. What is due is queued at once. */
async function saveMail(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const view = await openView(visit, '/notices')
  const { errors: words } = view.t.notices.mail
  const canMail = app.mailer !== null && app.publicUrl !== null
  const [perHour, daysBefore] = [form['perHour'], form['daysBefore']].map((text) =>
    /^\d{1,5}$/u.test(text?.trim() ?? '') ? Number(text) : Number.NaN,
  ) as [number, number]
  const on = canMail && form['mail'] === 'on'
  const errors = !on
    ? {}
    : {
        ...(perHour >= 1 && perHour <= 10_000 ? {} : { perHour: words.perHour }),
        ...(daysBefore >= 0 && daysBefore <= 31 ? {} : { daysBefore: words.daysBefore }),
      }
  if (Object.keys(errors).length > 0)
    return sendPage(reply, await render(visit, null, emptyForm, { values: form, errors }), 422)
  const crms = (await connectionRows(app.pool))
    .filter((row) => app.connectors.get(row.connector)?.kind === 'crm')
    .map((row) => row.connector)
  await changeSettings(app, login.user, (current) => ({
    ...current,
    noticeMail: canMail ? (on ? { perHour, daysBefore } : null) : current.noticeMail,
    noticeFields: {
      ...Object.fromEntries(Object.entries(current.noticeFields).filter(([connector]) => !crms.includes(connector))),
      ...Object.fromEntries(
        crms.flatMap((connector) => {
          const property = (form[`field-${connector}`] ?? '').trim().slice(0, 100)
          return property === ''
            ? []
            : [
                [
                  connector,
                  {
                    property,
                    language: noticeLanguageCodes.find((code) => code === form[`language-${connector}`]) ?? 'fr',
                  },
                ],
              ]
        }),
      ),
    },
  }))
  if (on) await queueNotices(app)
  return reply.redirect('/notices#mail', 303)
}
