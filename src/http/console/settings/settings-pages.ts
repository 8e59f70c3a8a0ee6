import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import type { FormState } from '../ui/form.tsx'
import { connectionPage } from '../connections/connection-page.tsx'
import { loadConnection } from '../connections/facts/connection-facts.ts'
import { ownPath, sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { decideLater } from '../../../operations/decisions/decide-later.ts'
import { changeSettings } from '../../../operations/settings/save-settings.ts'
import { settingForms, type SectionForm } from './settings-forms.ts'
import { settingsOverview } from './settings-overview.tsx'
import { settingParts, settingsPart, type SettingPart } from './settings-page.tsx'
import { addProposalActs } from './settings-proposals.tsx'
import { openView, type View } from '../app/view.ts'

/** Where a change stands that waits for a second person. */
export const proposedPage = '/settings?saved=proposed#proposals'

/** Everything an admin or a DPO sets, a page for each part; each save is a new version. */
export function addSettingsPages(server: FastifyInstance, app: App): void {
  const roles = may.configure
  addRoute(server, app, 'GET /settings', { roles }, async (visit) =>
    settingsOverview(await openView(visit), { saved: visit.query['saved'] ?? null }),
  )
  for (const part of settingParts)
    addRoute(server, app, `GET /settings/${part}`, { roles }, async (visit) =>
      settingsPart(await openView(visit), part, { saved: visit.query['saved'] ?? null }),
    )
  for (const form of settingForms)
    addRoute(server, app, `POST /settings/${form.section}`, { roles: form.roles ?? roles }, async (visit) =>
      save(visit, form),
    )
  addRoute(server, app, 'POST /settings/other-tools', { roles }, saveTools)
  addProposalActs(server, app, async (visit, code) => {
    const view = await openView(visit, '/settings')
    const problem = code === 'over' ? view.t.settings.proposals.over : view.t.approvals.refusals[code]
    return sendPage(visit.reply, await settingsOverview(view, { problem }), 422)
  })
}

async function save(visit: Visit, form: SectionForm): Promise<string | FastifyReply> {
  const { app, login, reply } = visit
  const page = `/settings/${form.section}`
  const view = await openView(visit, page)
  const shift = visit.form['act'] === 'preview' ? form.preview : undefined
  if (shift !== undefined)
    return settingsPart(view, form.section, {
      form: { values: visit.form, errors: {} },
      shift: await shift(view, visit),
    })
  const own = form.check?.(view, visit) ?? {}
  if (Object.keys(own).length > 0) return again(visit, view, form.section, own)
  const result = await changeSettings(app, login.user, (current) => form.change(current, visit))
  if (result.faults === null) {
    decideLater(app, result.judged)
    if (result.saved) await form.after?.(app)
    const saved = `${page}?saved=${result.saved ? form.section : 'unchanged'}`
    return reply.redirect(result.proposed ? proposedPage : saved, 303)
  }
  const known = form.faults(view, visit)
  const errors = Object.fromEntries(result.faults.map((path) => known[path] ?? [path, view.t.connect.errors.other]))
  return again(visit, view, form.section, errors)
}

async function again(
  visit: Visit,
  view: View,
  part: SettingPart,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const lists = ['functions', 'connectionIds', 'days']
  const form: FormState = {
    values: { ...visit.form, ...Object.fromEntries(lists.map((name) => [name, visit.list(name).join(' ')])) },
    errors,
  }
  return sendPage(visit.reply, await settingsPart(view, part, { form }), 422)
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
  const back = ownPath(form['back'], '/settings/tools')
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
  return sendPage(reply, await settingsPart(view, 'tools', { form: state }), 422)
}
