import { longDate } from '../../connector/long-date.ts'
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { noticeLanguageCodes, type NoticeLanguage } from '../../domain/notices/tables/notice-words.ts'
import { askTexts, fillAsk, type AskText } from '../../domain/removals/tables/repermission-texts.ts'
import { openAsk, sayYes, type YesAnswer } from '../../operations/removals/repermission/answer-ask.ts'
import { personLink, stopByLink, type Proof } from '../../operations/links/person-link.ts'
import type { Letter } from '../../operations/objections/person-mail.ts'
import { dayInWords } from '../../operations/removals/repermission/send-asks.ts'
import type { OpenAsk } from '../../store/removals/repermission.ts'
import type { Controller } from './person-frame.tsx'
import { askDonePage, askPage, type AskPageProps } from './ask-view.tsx'
import { linkPath, lostRoad } from './person-pages.ts'
import {
  isDoubtful,
  openPersonView,
  requestProof,
  sendPersonPage,
  whenText,
  type Opened,
  type Pages,
  type TokenRequest,
} from './person-request.ts'
import { donePage, lostPage, personProblemPage } from './person-view.tsx'
import { isTooOften, looksPerMinute } from './visits.ts'

const pathOf = (token: string): string => `/stay/${encodeURIComponent(token)}`

/**
 * The page of the one question before a term (docs/reference/law.md#g4). GET and HEAD change nothing; a press on yes or
 * no does.
 */
export function addAskPages(server: FastifyInstance, pages: Pages): void {
  const { app } = pages
  server.route({
    method: ['GET', 'HEAD'],
    url: '/stay/:token',
    handler: async (request: TokenRequest, reply) => {
      const ask = await openAsk(app, request.params.token)
      const opened = await openPersonView(pages, request, frameLanguage(pages, request, ask))
      if (await isTooOften(app, request, 'u', looksPerMinute))
        return sendPersonPage(
          reply.code(429),
          opened,
          personProblemPage(opened.view, 'wait', linkPath(request.params.token)),
        )
      if (ask === null)
        return sendPersonPage(
          reply,
          opened,
          lostPage(opened.view, { action: linkPath(request.params.token), wrong: false, done: false }),
        )
      const { controller } = opened.view
      if (controller === null)
        return sendPersonPage(reply, opened, personProblemPage(opened.view, 'problem', linkPath(request.params.token)))
      const props = propsOf(request, ask, controller)
      const answer = standing(ask)
      return sendPersonPage(
        reply,
        opened,
        answer === null
          ? askPage(opened.view, props)
          : askDonePage(opened.view, props, wordsOf(props.texts, answer), answer === 'counts' || answer === 'asks'),
      )
    },
  })
  server.post('/stay/:token', (request: TokenRequest, reply) => takeAnswer(pages, request, reply))
}

/** A press on one of the two buttons. Without either the page is shown again. */
async function takeAnswer(pages: Pages, request: TokenRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { app } = pages
  const { token } = request.params
  const ask = await openAsk(app, token)
  if (ask === null) return lostRoad(pages, request, reply)
  const opened = await openPersonView(pages, request, frameLanguage(pages, request, ask))
  const answer = (request.body as { answer?: unknown } | undefined)?.answer
  if (answer === 'no') return takeRefusal(pages, opened, request, reply, ask)
  const { controller } = opened.view
  if (controller === null)
    return sendPersonPage(reply.code(503), opened, personProblemPage(opened.view, 'problem', linkPath(token)))
  const props = propsOf(request, ask, controller)
  if (answer !== 'yes') return sendPersonPage(reply.code(422), opened, askPage(opened.view, props))
  const said = await sayYes(app, token, {
    language: props.language,
    controller: controller.name,
    sentence: props.texts.yes,
    shown: shownOf(props.texts, controller),
    doubtful: isDoubtful(request),
    letter: (until) => letterOf(opened, props, controller, until),
  })
  if (said === null || said === 'impossible')
    return sendPersonPage(
      reply.code(said === null ? 404 : 503),
      opened,
      personProblemPage(opened.view, 'problem', linkPath(token)),
    )
  return sendPersonPage(
    reply,
    opened,
    askDonePage(opened.view, props, wordsOf(props.texts, said), said === 'counts' || said === 'asks'),
  )
}

/** What a page opened again says: what was answered stays answered. */
function standing(ask: OpenAsk): YesAnswer | null {
  if (ask.purged) return 'purged'
  if (ask.stopped) return 'stopped'
  return ask.yes === null ? null : ask.yes.counts ? 'counts' : 'asks'
}

const wordsOf = (texts: AskText, answer: YesAnswer): string =>
  ({ counts: texts.done, asks: texts.second, stopped: texts.stopped, purged: texts.purged, impossible: '' })[answer]

/** The language of the question, or another that the reader chose. */
const languageOf = (request: TokenRequest, ask: OpenAsk): NoticeLanguage =>
  (noticeLanguageCodes.find((code) => code === request.query.lang) ?? ask.language) as NoticeLanguage

/** What stands around the question: the same language where the person's pages have it, else English. */
const frameLanguage = ({ languages }: Pages, request: TokenRequest, ask: OpenAsk | null): string | null =>
  ask === null ? null : languages.has(languageOf(request, ask)) ? languageOf(request, ask) : 'en'

function propsOf(request: TokenRequest, ask: OpenAsk, controller: Controller): AskPageProps {
  const language = languageOf(request, ask)
  const values = {
    controller: controller.name,
    contact: controller.contact,
    privacy: controller.privacyUrl,
    term: dayInWords(language, ask.termOn),
    address: ask.masked,
  }
  const texts = Object.fromEntries(
    Object.entries(askTexts[language]).map(([name, text]) => [name, fillAsk(text, values)]),
  ) as unknown as AskText
  return { masked: ask.masked, action: pathOf(request.params.token), texts, language }
}

/** All that says what the two buttons do, with who asks (docs/reference/law.md#e-record). */
const shownOf = (
  { title, more, yes, yesButton, noButton }: AskText,
  controller: Controller,
): Readonly<Record<string, string>> => ({
  controller: controller.name,
  privacy: controller.privacyUrl,
  title,
  more,
  yes,
  yesButton,
  noButton,
})

function letterOf(opened: Opened, { texts, language }: AskPageProps, controller: Controller, until: Date): Letter {
  const values = {
    controller: controller.name,
    sentence: texts.yes,
    until: longDate(language, until, { timeZone: opened.settings.timeZone }),
  }
  return { language, subject: fillAsk(texts.letterSubject, values), body: fillAsk(texts.letter, values) }
}

/** One click, and an objection like any other: everywhere, on every channel. Obeyed whoever sends it. */
async function takeRefusal(
  pages: Pages,
  opened: Opened,
  request: TokenRequest,
  reply: FastifyReply,
  ask: OpenAsk,
): Promise<FastifyReply> {
  const { app } = pages
  const link = await personLink(app, request.params.token)
  if (link === null) return lostRoad(pages, request, reply)
  const { controller } = opened.view
  const body = controller === null ? null : shownOf(propsOf(request, ask, controller).texts, controller)
  const proof: Proof = {
    ...requestProof(request, opened, app.clock.now()),
    shownThen: null,
    ...(body === null
      ? {}
      : {
          shown: {
            hash: createHash('sha256')
              .update(JSON.stringify([opened.view.language.code, body]))
              .digest(),
            body,
          },
        }),
  }
  const recorded = await stopByLink(app, link, 'link', proof)
  const action = linkPath(request.params.token)
  return sendPersonPage(
    reply,
    opened,
    donePage(opened.view, {
      masked: link.masked,
      at: whenText(opened, recorded.receivedAt),
      number: recorded.number,
      preferences: `${action}/preferences`,
      notMe: app.mailer === null || recorded.repeated ? null : { action: `${action}/not-me`, objectionId: recorded.id },
    }),
  )
}
