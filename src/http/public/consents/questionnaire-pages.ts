import type { Pool } from 'pg'
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sameCompany } from '../../../domain/consents/questionnaire.ts'
import { givenAt, readAnswer } from '../../../domain/consents/questionnaire-answer.ts'
import { confirmMs, recordAnswer, type RecordedAnswer } from '../../../operations/consents/record-answer.ts'
import { findShown, type ShownQuestionnaire } from '../../../operations/consents/save-questionnaire.ts'
import { findVersion, type QuestionnaireVersion } from '../../../store/consents/questionnaires.ts'
import { countHit } from '../../../store/accounts/rate-counters.ts'
import { readAsset } from '../../app/assets.ts'
import { textsOf } from '../../locales/texts.ts'
import { consentLetter } from './consent-letter.ts'
import { type PersonView, formLanguage } from '../person-frame.tsx'
import { isDoubtful, openPersonView, sendPersonPage, type Opened, type Pages } from '../person-request.ts'
import { chooseLanguage } from '../person-texts.ts'
import { messagePage, personProblemPage } from '../person-view.tsx'
import { faultTexts, questionnairePage, type QuestionnaireProps } from './questionnaire-view.tsx'
import { isTooOften, looksPerMinute, placeOf } from '../visits.ts'

type SlugRequest = FastifyRequest<{ Params: { slug: string } }>

/**
 * Answers from one place in a minute (docs/reference/security.md#limits). A page with the script sends what is above it
 * later.
 */
const answersPerMinute = 10

/**
 * The page of a questionnaire. A plain form works without a script; the script keeps answers while
 * the network is gone and sends them later, each once. An answer to a version that was shown is taken, also after it
 * closed.
 */
export function addQuestionnairePages(server: FastifyInstance, pages: Pages): void {
  const { app } = pages
  const show = (tablet: boolean) => async (request: SlugRequest, reply: FastifyReply) => {
    const shown = await findShown(app, request.params.slug)
    const opened = await openForm(pages, request, shown?.version ?? null)
    if (await isTooOften(app, request, 'q', looksPerMinute))
      return sendPersonPage(reply.code(429), opened, personProblemPage(opened.view, 'wait'))
    const closed = closedPage(opened, shown)
    if (shown === null || closed !== null)
      return sendPersonPage(reply.code(shown === null ? 404 : 410), opened, closed ?? '')
    return sendForm(reply, opened, { ...propsOf(shown, shown.version, tablet), values: {}, faults: {} })
  }
  server.route({ method: ['GET', 'HEAD'], url: '/q/:slug', handler: show(false) })
  server.route({ method: ['GET', 'HEAD'], url: '/q/:slug/tablet', handler: show(true) })
  // Beside the pages, because a worker serves what lies below its own address.
  server.get('/q/worker.js', async (_request, reply) =>
    ownScript(reply)
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(readAsset('questionnaire-worker.js')),
  )
  server.post('/q/:slug', answer(pages, false))
  server.post('/q/:slug/tablet', answer(pages, true))
}

const answer =
  (pages: Pages, tablet: boolean) =>
  async (request: SlugRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { app } = pages
    const typed = fieldsOf(request)
    const shown = await findShown(app, request.params.slug)
    const version = shown === null ? null : await findVersion(app.pool, shown.questionnaire.id, typed['version'] ?? '')
    const opened = await openForm(pages, request, version ?? shown?.version ?? null)
    const language = formLanguage(opened.view)
    const t = textsOf(language).questionnaire
    const json = wantsJson(request)
    if (shown === null)
      return json ? reply.code(404).send({}) : sendPersonPage(reply.code(404), opened, closedPage(opened, null) ?? '')
    const refuse = (status: number, faults: QuestionnaireProps['faults']) => {
      if (json) return reply.code(status).send({ errors: faultTexts(t, faults) })
      return sendForm(reply.code(status), opened, {
        ...propsOf(shown, version ?? shown.version, tablet),
        ...(typed['id'] === undefined ? {} : { sentId: typed['id'] }),
        values: typed,
        faults,
      })
    }
    if (await isOneTooMany(app.pool, request)) return refuse(429, { form: 'wait' })
    if (version === null) return refuse(422, { form: 'version' })
    const read = readAnswer(version.content, { ...typed, lang: language })
    if ('faults' in read) return refuse(422, read.faults)
    const now = app.clock.now()
    const at = givenAt(typed['filledAt'], typed['sentAt'], now)
    const recorded = await recordAnswer(app, {
      questionnaire: shown.questionnaire,
      version,
      answer: read.answer,
      sentId: (typed['id'] ?? '').slice(0, 64),
      givenAt: at,
      doubtful: isDoubtful(request),
      letter: (told) => consentLetter(opened, version.content, told, at, new Date(now.getTime() + confirmMs)),
    })
    if (json) return reply.send({ recorded: recorded.id, lines: linesOf(t, recorded) })
    return sendPersonPage(
      reply,
      opened,
      messagePage(opened.view, {
        title: t.thanks,
        done: linesOf(t, recorded),
        lines: [],
        back: { href: `${pathOf(shown, tablet)}?lang=${language}`, label: t.next },
      }),
    )
  }

/** The script sends the form itself and reads the answer. */
const wantsJson = ({ headers }: FastifyRequest): boolean => (headers.accept ?? '').includes('application/json')

async function isOneTooMany(pool: Pool, { ip }: FastifyRequest): Promise<boolean> {
  const place = placeOf(ip)
  return place !== null && (await countHit(pool, `q answer ${place}`, 60)) > answersPerMinute
}

const linesOf = (t: ReturnType<typeof textsOf>['questionnaire'], { mail }: RecordedAnswer): string[] => [
  t.recorded,
  ...(mail === 'none' ? [] : [t[mail]]),
]

/** The page's own script may talk to this server, and to no other. */
function ownScript(reply: FastifyReply): FastifyReply {
  return reply.header(
    'content-security-policy',
    `${String(reply.getHeader('content-security-policy') ?? '')};connect-src 'self'`,
  )
}

function sendForm(reply: FastifyReply, opened: Opened, props: QuestionnaireProps): FastifyReply {
  return sendPersonPage(ownScript(reply), opened, questionnairePage(opened.view, props))
}

const pathOf = ({ questionnaire }: ShownQuestionnaire, tablet: boolean): string =>
  `/q/${questionnaire.slug}${tablet ? '/tablet' : ''}`

function propsOf(shown: ShownQuestionnaire, version: QuestionnaireVersion, tablet: boolean) {
  return {
    content: version.content,
    versionId: version.id,
    sentId: randomUUID(),
    action: pathOf(shown, tablet),
    tablet,
  }
}

/** Null: it can be filled in. A company that is no longer ours could not be agreed with (docs/reference/law.md#e4). */
function closedPage({ view, settings }: Opened, shown: ShownQuestionnaire | null): string | null {
  const t = textsOf(formLanguage(view)).questionnaire
  if (shown === null) return messagePage(view, { title: t.unknownTitle, lines: [t.unknown] })
  const ours = settings.controller !== null && sameCompany(settings.controller.name, shown.version.content.company)
  return shown.questionnaire.open && ours ? null : messagePage(view, { title: t.closedTitle, lines: [t.closed] })
}

/** The look of the person's pages, in a language that the questionnaire has. */
async function openForm(pages: Pages, request: FastifyRequest, version: QuestionnaireVersion | null): Promise<Opened> {
  const opened = await openPersonView(pages, request, null)
  return { ...opened, view: inFormLanguage(opened.view, pages, request, version?.content.languages ?? ['fr', 'en']) }
}

function inFormLanguage(view: PersonView, pages: Pages, request: FastifyRequest, codes: readonly string[]): PersonView {
  const languages = new Map([...pages.languages].filter(([code]) => codes.includes(code)))
  const chosen = (request.query as { lang?: unknown }).lang ?? fieldsOf(request)['lang']
  return {
    ...view,
    languages,
    language: chooseLanguage(languages, { chosen, ofLink: null, accept: request.headers['accept-language'] }),
  }
}

function fieldsOf(request: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries((request.body ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
}
