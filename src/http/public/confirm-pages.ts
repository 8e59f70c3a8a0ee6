import type { FastifyInstance, FastifyReply } from 'fastify'
import { liftLinks, wakeLifts } from '../../operations/objections/carry-lifts.ts'
import { confirmLift, openConfirmation } from '../../operations/objections/lift.ts'
import { askIfNotMe } from '../../operations/objections/person-mail.ts'
import { sentencesOfMail } from '../../store/consents/consents.ts'
import { objectionOfLink } from '../../store/objections/objections.ts'
import type { PersonMail } from '../../store/objections/person-mails.ts'
import type { PersonLink } from '../../store/tags/tags.ts'
import {
  companyOf,
  notMeLetter,
  openPersonView,
  sendPersonPage,
  whenText,
  type Opened,
  type Pages,
  type TokenRequest,
} from './person-request.ts'
import { textsOf } from '../locales/texts.ts'
import { fill } from './person-texts.ts'
import { formLanguage } from './person-frame.tsx'
import { confirmPage, messagePage, personProblemPage } from './person-view.tsx'
import { scopesText } from './scope-text.ts'
import { isTooOften, looksPerMinute } from './visits.ts'

/** Pages behind the button of a mail: only pressing it frees anything. */
export function addConfirmPages(server: FastifyInstance, pages: Pages): void {
  const { app } = pages
  server.route({
    method: ['GET', 'HEAD'],
    url: '/c/:token',
    handler: async (request: TokenRequest, reply) => {
      const mail = await openConfirmation(app, request.params.token)
      const opened = await openPersonView(pages, request, mail?.language ?? null)
      if (await isTooOften(app, request, 'u', looksPerMinute))
        return sendPersonPage(reply.code(429), opened, personProblemPage(opened.view, 'wait'))
      return mail === null
        ? gone(opened, reply)
        : sendPersonPage(
            reply,
            opened,
            confirmPage(opened.view, {
              action: `/c/${encodeURIComponent(request.params.token)}`,
              masked: mail.masked,
              ...(await wordsOf(pages, opened, mail)),
            }),
          )
    },
  })
  server.post('/c/:token', async (request: TokenRequest, reply) => {
    const mail = await openConfirmation(app, request.params.token)
    const opened = await openPersonView(pages, request, mail?.language ?? null)
    const answer = await confirmLift(app, request.params.token)
    const { texts } = opened.view.language
    if (answer.state === 'gone') return gone(opened, reply)
    if (answer.state === 'later')
      return sendPersonPage(
        reply.code(409),
        opened,
        messagePage(opened.view, { title: texts.confirmTitle, lines: [texts.confirmLater] }),
      )
    const what = scopesText(opened.view, answer.free, opened.settings.kinds)
    await wakeLifts(app)
    const vendors =
      mail === null ? [] : await liftLinks(app, mail.contactId, mail.identityHash, opened.view.language.code)
    const links = vendors.map(({ label, url }) => ({
      text: fill(texts.confirmedVendor, { system: label }),
      href: url,
      label: fill(texts.confirmedVendorLink, { system: label }),
    }))
    return sendPersonPage(
      reply,
      opened,
      messagePage(opened.view, {
        title: texts.confirmedTitle,
        done:
          answer.sentences.length > 0
            ? [textsOf(formLanguage(opened.view)).questionnaire.confirm.done]
            : [fill(texts.confirmed, { company: companyOf(opened), what })],
        lines: answer.sentences,
        links,
      }),
    )
  })
}

async function wordsOf({ app }: Pages, opened: Opened, mail: PersonMail) {
  if (mail.kind === 'consent') {
    const t = textsOf(formLanguage(opened.view)).questionnaire.confirm
    return {
      title: t.title,
      more: t.more(companyOf(opened), whenText(opened, mail.createdAt)),
      list: await sentencesOfMail(app.pool, mail.id),
      button: t.button,
      other: t.other,
    }
  }
  const { texts } = opened.view.language
  const values = {
    company: companyOf(opened),
    what: scopesText(opened.view, mail.wanted.free, opened.settings.kinds),
    when: whenText(opened, mail.createdAt),
  }
  return mail.kind === 'opt-in'
    ? {
        title: texts.confirmTitle,
        more: fill(texts.confirmMore, values),
        button: texts.confirmButton,
        other: texts.confirmOther,
      }
    : { title: texts.undoTitle, more: fill(texts.undoMore, values), button: texts.undoButton, other: texts.undoOther }
}

/** The same for expired, used and unknown ones. */
function gone(opened: Opened, reply: FastifyReply): FastifyReply {
  const { texts } = opened.view.language
  return sendPersonPage(
    reply.code(410),
    opened,
    messagePage(opened.view, { title: texts.lostTitle, lines: [texts.confirmGone] }),
  )
}

/** "This was not me": never undone by the link; a mail to the address asks. */
export async function askNotMe(
  pages: Pages,
  request: TokenRequest,
  reply: FastifyReply,
  link: PersonLink,
): Promise<FastifyReply> {
  const { app } = pages
  const opened = await openPersonView(pages, request, link.language)
  const { texts } = opened.view.language
  const given = (request.body as { objection?: unknown } | undefined)?.objection
  const objectionId = typeof given === 'string' ? await objectionOfLink(app.pool, given, link.identityHashes) : null
  const answer =
    objectionId === null ? 'impossible' : await askIfNotMe(app, link, objectionId, notMeLetter(opened, app.clock.now()))
  const line =
    answer === 'sent'
      ? fill(texts.resumeSent, { address: link.masked, what: texts.notMe })
      : answer === 'too-often'
        ? texts.resumeOften
        : texts.notMeWrite
  return sendPersonPage(
    reply,
    opened,
    messagePage(opened.view, { title: texts.notMe, masked: link.masked, lines: [line] }),
  )
}
