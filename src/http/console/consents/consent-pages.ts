import { isUuid } from '../../../store/app/database.ts'
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Slug, type QuestionnaireContent } from '../../../domain/consents/questionnaire.ts'
import { formLanguages, type FormLanguage } from '../../../domain/consents/tables/consent-boxes.ts'
import type { App } from '../../../operations/app/app.ts'
import {
  createAgain,
  creatingSystems,
  draftContent,
  isCurrent,
  QuestionnaireRefused,
  saveQuestionnaire,
  setOpen,
} from '../../../operations/consents/save-questionnaire.ts'
import { confirmMs } from '../../../operations/consents/record-answer.ts'
import { findConnection } from '../../../store/connections/connections.ts'
import { findQuestionnaire, latestVersion } from '../../../store/consents/questionnaires.ts'
import {
  answersToQuestionnaire,
  controllersNamed,
  consentList,
  questionnaireRows,
  type ConsentLine,
} from '../../../store/consents/consents-view.ts'
import { pageOfList } from '../../../store/sql/paged-list.ts'
import { HttpProblem } from '../../app/problem.ts'
import { loadPersonLanguages } from '../../public/person-texts.ts'
import { questionnairePage } from '../../public/consents/questionnaire-view.tsx'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { addConsentRegister } from './consent-register.tsx'
import { consentsPage } from './consents-page.tsx'
import { sendPage } from '../app/outside.ts'
import { builderPage } from './questionnaire-builder.tsx'
import { type Existing } from './existing-questionnaire.ts'
import { checkForm, typedForm, valuesOf } from './questionnaire-form.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'

const consentsShown = 10
/** The newest first. */
const latest = { filters: {}, sort: 'given', isDescending: true, after: null, before: null, zone: 'UTC' } as const
const answersShown = 50
/** What a new questionnaire asks before anybody changed it. */
const startValues = {
  'field-firstName': 'required',
  'field-lastName': 'required',
  'field-company': 'optional',
  'field-jobTitle': 'optional',
  'field-country': 'optional',
  'field-phone': 'optional',
  languages: 'fr en',
  boxes: 'prospecting-email',
  signature: 'on',
  numberCountry: 'FR',
}

/** Consents and the questionnaires they come from. */
export function addConsentPages(server: FastifyInstance, app: App): void {
  const roles = { roles: may.configure }
  const languages = loadPersonLanguages(app.localesFolder)
  addRoute(server, app, 'GET /consents', roles, async (visit) => {
    const [view, rows, lines, named, systems] = await Promise.all([
      openView(visit),
      questionnaireRows(app.pool),
      pageOfList<ConsentLine, 'given', never>(app.pool, consentList, latest, consentsShown),
      controllersNamed(app.pool),
      creatingSystems(app, app.pool),
    ])
    return consentsPage(view, {
      rows,
      lines: lines.rows,
      named,
      canMake: view.settings.controller !== null && systems.length > 0,
    })
  })
  addConsentRegister(server, app)
  addRoute(server, app, 'GET /consents/new', roles, async (visit) =>
    builder(visit, null, { values: startValues, errors: {} }),
  )
  addRoute(server, app, 'POST /consents/new', roles, async (visit) => save(visit, null, languages))
  addRoute(server, app, 'GET /consents/:id', roles, async (visit) => builder(visit, await existing(visit), emptyForm))
  addRoute(server, app, 'POST /consents/:id', roles, async (visit) => save(visit, await existing(visit), languages))
  addRoute(server, app, 'POST /consents/:id/state', roles, async ({ params, login, form, reply }) => {
    if (!(await setOpen(app, login.user, idOf(params), form['open'] === 'yes'))) throw new HttpProblem(404, 'not-found')
    return reply.redirect(`/consents/${idOf(params)}`, 303)
  })
  addRoute(server, app, 'POST /consents/:id/create-again', roles, async ({ params, reply }) => {
    await createAgain(app, idOf(params))
    return reply.redirect(`/consents/${idOf(params)}#answers`, 303)
  })
  addRoute(server, app, 'GET /consents/:id/preview', roles, async (visit) => {
    const { version } = await existing(visit)
    return preview(await openView(visit), version.content, visit.query['lang'], languages)
  })
}

function idOf(params: Visit['params']): string {
  const id = params['id'] ?? ''
  if (!isUuid(id)) throw new HttpProblem(404, 'not-found')
  return id
}

async function existing({ app, params }: Visit): Promise<Existing> {
  const questionnaire = await findQuestionnaire(app.pool, { id: idOf(params) })
  const version = questionnaire === null ? null : await latestVersion(app.pool, questionnaire.id)
  if (questionnaire === null || version === null) throw new HttpProblem(404, 'not-found')
  const lapsedBefore = new Date(app.clock.now().getTime() - confirmMs)
  const answers = await answersToQuestionnaire(app.pool, questionnaire.id, lapsedBefore, answersShown)
  return { questionnaire, version, answers }
}

async function builder(visit: Visit, known: Existing | null, form: FormState): Promise<string> {
  const { app, query } = visit
  const [view, systems] = await Promise.all([
    openView(visit, known === null ? '/consents/new' : `/consents/${known.questionnaire.id}`),
    creatingSystems(app, app.pool),
  ])
  const connection = known === null ? null : await findConnection(app.pool, known.questionnaire.connectionId)
  const stored =
    known === null ? {} : { ...valuesOf(known.version.form), connectionId: known.questionnaire.connectionId }
  return builderPage(view, {
    known,
    systems: systems.map(({ id, label }) => ({ id, label })),
    form: { values: { ...stored, ...form.values }, errors: form.errors },
    saved: query['saved'] !== undefined,
    isCurrent: known === null || connection === null || isCurrent(app, known.version, connection, view.settings),
  })
}

async function save(
  visit: Visit,
  known: Existing | null,
  languages: ReturnType<typeof loadPersonLanguages>,
): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const view = await openView(visit, '/consents')
  const e = view.t.consents.errors
  const checked = checkForm(view, typedForm(visit))
  const slug = Slug.safeParse(form['slug'])
  const connectionId = form['connectionId'] ?? ''
  const errors: Record<string, string> = {
    ...(known === null && !slug.success ? { slug: e.slug } : {}),
    ...checked.errors,
    ...(isUuid(connectionId) ? {} : { connectionId: e.system }),
  }
  const refuse = async (more: Record<string, string>) => {
    const values = {
      ...form,
      languages: visit.list('languages').join(' '),
      boxes: visit.list('boxes').join(' '),
      signature: form['signature'] ?? '',
    }
    return sendPage(reply, await builder(visit, known, { values, errors: more }), 422)
  }
  if (checked.form === null || Object.keys(errors).length > 0) return refuse(errors)
  try {
    if (form['act'] === 'preview')
      return preview(view, await draftContent(app, app.pool, checked.form, connectionId), view.language, languages)
    const id = await saveQuestionnaire(app, login.user, {
      id: known?.questionnaire.id ?? null,
      slug: slug.data ?? '',
      connectionId,
      form: checked.form,
    })
    return reply.redirect(`/consents/${id}?saved=1`, 303)
  } catch (error) {
    if (!(error instanceof QuestionnaireRefused)) throw error
    return refuse(
      error.code === 'slug'
        ? { slug: e.slugTaken }
        : error.code === 'system'
          ? { connectionId: e.system }
          : { event: view.t.consents.needsCompany },
    )
  }
}

/** The page as a visitor would see it; nothing in it can be sent. */
function preview(
  view: View,
  content: QuestionnaireContent,
  asked: string | undefined,
  languages: ReturnType<typeof loadPersonLanguages>,
): string {
  const code: FormLanguage =
    formLanguages.find((language) => language === asked && content.languages.includes(language)) ??
    content.languages[0] ??
    'fr'
  const language = languages.get(code)
  if (language === undefined) throw new Error(`There are no texts in ${code}`)
  const frame = {
    language,
    languages,
    controller: view.settings.controller,
    page: view.settings.publicPage,
    embed: false,
  }
  return questionnairePage(frame, {
    content,
    versionId: '',
    sentId: randomUUID(),
    action: '',
    values: {},
    faults: {},
    tablet: false,
    preview: true,
  })
}
