import type { FastifyInstance, FastifyRequest } from 'fastify'
import { verifyDocument, type Verification } from '../../operations/evidence/verify-document.ts'
import { countHit } from '../../store/accounts/rate-counters.ts'
import { assetUrl } from '../app/assets.ts'
import { detailsIn, type Speakers } from '../locales/our-details.ts'
import { textsOf } from '../locales/texts.ts'
import type { Language } from '../ui/format.ts'
import { personProblemPage } from './person-view.tsx'
import { isTooOften, looksPerMinute, placeOf } from './visits.ts'
import { Frame, queryOf, toHtml, type PersonView } from './person-frame.tsx'
import { openPersonView, sendPersonPage, type Pages, type TokenRequest } from './person-request.ts'
import { PaperVerdict } from './verify-facts.tsx'

const checksPerMinute = 60

/**
 * Is this receipt, this certificate of a removal, or this manifest of an evidence pack genuine? Checked in the browser
 * where it can do so, else here; nothing is stored.
 */
export function addVerifyPage(server: FastifyInstance, pages: Pages, maxBytes: number): void {
  const { app } = pages
  server.get('/verify', async (request, reply) => {
    const opened = await openPersonView(pages, request as TokenRequest, null)
    if (await isTooOften(app, request, 'verify', looksPerMinute))
      return sendPersonPage(reply.code(429), opened, personProblemPage(opened.view, 'wait'))
    return sendPersonPage(
      reply,
      opened,
      toHtml(<VerifyPage app={app} view={opened.view} timeZone={opened.settings.timeZone} result={null} />),
    )
  })
  server.post('/verify', async (request: FastifyRequest, reply) => {
    const opened = await openPersonView(pages, request as TokenRequest, null)
    const tooMany = (await countHit(app.pool, `verify ${placeOf(request.ip) ?? request.ip}`, 60)) > checksPerMinute
    const body = (request.body ?? {}) as Record<string, unknown>
    const given = (name: string) =>
      typeof body[name] === 'string' && body[name].trim() !== '' ? body[name].trim() : undefined
    const [fingerprint, email] = [given('fingerprint'), given('email')]
    // A body that is too long comes without its fields: nothing was checked, and nothing may be said of the paper.
    const tooLarge = given('file') === undefined && Number(request.headers['content-length'] ?? 0) > maxBytes
    if (tooLarge)
      return sendPersonPage(
        reply.code(413),
        opened,
        toHtml(
          <VerifyPage
            app={app}
            view={opened.view}
            timeZone={opened.settings.timeZone}
            result={null}
            tooLarge={Math.floor(maxBytes / 1024 / 1024)}
          />,
        ),
      )
    const result = tooMany
      ? null
      : verifyDocument(given('file') ?? '', {
          ...(fingerprint === undefined ? {} : { fingerprint }),
          ...(email === undefined ? {} : { email }),
        })
    return sendPersonPage(
      reply.code(tooMany ? 429 : 200),
      opened,
      toHtml(
        <VerifyPage
          app={app}
          view={opened.view}
          timeZone={opened.settings.timeZone}
          result={result}
          keyed={fingerprint !== undefined}
        />,
      ),
    )
  })
}

function VerifyPage({
  app,
  view,
  timeZone,
  result,
  keyed = false,
  tooLarge,
}: {
  app: Speakers
  view: PersonView
  timeZone: string
  result: Verification | null
  keyed?: boolean
  tooLarge?: number
}) {
  const language: Language = view.language.code === 'fr' ? 'fr' : 'en'
  const {
    receipt: { verify: v },
    certificate: c,
    evidence: { verify: e },
  } = textsOf(language)
  return (
    <Frame view={view} title={v.title} self="/verify">
      {/* The answers for the script stand in the page, so that both say the same. */}
      <div
        id="verdict"
        role="status"
        aria-live="polite"
        lang={language}
        data-genuine={v.genuine}
        data-genuine-more={v.genuineMore}
        data-no-key={v.noKey}
        data-changed={v.changed}
        data-changed-more={v.changedMore}
        data-not-a-receipt={v['not-a-receipt']}
        data-not-a-receipt-more={v['not-a-receiptMore']}
        data-another-key={v['another-key']}
        data-another-key-more={v['another-keyMore']}
        data-about={v.about}
        data-not-about={v.notAbout}
        data-rule={c.rule}
        data-went={c.wentShort}
        data-gone={c.gone}
        data-in-bin={c.inBinPeople}
        data-unconfirmed={c.unconfirmedPeople}
        data-cut-off={c.cutOffShort}
        data-anonymised={c.anonymisedPeople}
        data-back={c.back}
        data-refused={c.refused}
        data-after-bin={c.afterBinShort}
        data-finished={c.finished}
        data-read-back={c.readBack}
        data-bin={c.inBin}
        data-made={e.made}
        data-files={e.files}
        data-files-more={e.more}
      >
        {tooLarge === undefined ? null : (
          <div class="note broken">
            <p>{v.tooLarge(tooLarge)}</p>
          </div>
        )}
        {result === null ? null : (
          <PaperVerdict
            language={language}
            timeZone={timeZone}
            result={result}
            keyed={keyed}
            say={detailsIn(language, app)}
          />
        )}
      </div>
      <p class="quiet" lang={language}>
        {v.intro}
      </p>
      <form method="post" action={`/verify${queryOf(view)}`} data-verify lang={language}>
        <label for="file">{v.file}</label>
        <textarea id="file" name="file" rows={8} required spellcheck={false} autocomplete="off" />
        <label for="fingerprint">{v.fingerprint}</label>
        <p class="quiet" id="fingerprint-hint">
          {v.fingerprintHint}
        </p>
        <input
          id="fingerprint"
          name="fingerprint"
          spellcheck={false}
          autocomplete="off"
          aria-describedby="fingerprint-hint"
        />
        <label for="email">{v.email}</label>
        <p class="quiet" id="email-hint">
          {v.emailHint}
        </p>
        <input id="email" name="email" type="email" autocomplete="off" aria-describedby="email-hint" />
        <button type="submit">{v.button}</button>
      </form>
      <script src={assetUrl('verify.js')} defer />
    </Frame>
  )
}
