import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Certificate } from '../../domain/removals/certificate.ts'
import type { EvidenceManifest } from '../../domain/evidence/evidence-pack.ts'
import type { Receipt } from '../../domain/evidence/receipt.ts'
import { verifyDocument, type Verification } from '../../operations/evidence/verify-document.ts'
import { countHit } from '../../store/accounts/users.ts'
import { assetUrl } from '../app/assets.ts'
import { textsOf } from '../locales/texts.ts'
import { openFormat, type Language } from '../ui/format.ts'
import { relatedLines } from '../documents/related-lines.ts'
import { problemPage } from './person-view.tsx'
import { isTooOften, looksPerMinute, placeOf } from './visits.ts'
import { Frame, queryOf, toHtml, type PersonView } from './person-frame.tsx'
import { openPersonView, sendPage, type Pages, type TokenRequest } from './person-request.ts'

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
      return sendPage(reply.code(429), opened, problemPage(opened.view, 'wait'))
    return sendPage(
      reply,
      opened,
      toHtml(<VerifyPage view={opened.view} timeZone={opened.settings.timeZone} result={null} />),
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
      return sendPage(
        reply.code(413),
        opened,
        toHtml(
          <VerifyPage
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
    return sendPage(
      reply.code(tooMany ? 429 : 200),
      opened,
      toHtml(
        <VerifyPage
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
  view,
  timeZone,
  result,
  keyed = false,
  tooLarge,
}: {
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
        {result === null ? null : <Verdict language={language} timeZone={timeZone} result={result} keyed={keyed} />}
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

function Verdict({
  language,
  timeZone,
  result,
  keyed,
}: {
  language: Language
  timeZone: string
  result: Verification
  keyed: boolean
}) {
  const v = textsOf(language).receipt.verify
  const format = openFormat(language, timeZone)
  if (!result.genuine)
    return (
      <div class="note broken">
        <p>
          <strong>{v[result.reason]}</strong>
        </p>
        <p>{v[`${result.reason}More`]}</p>
      </div>
    )
  const { document, fingerprint, addressFits } = result
  return (
    <div class="note">
      <p>
        <strong>
          {v.genuine}
          {format.colon}
          {document.number}
        </strong>
      </p>
      <p>
        {v.genuineMore} {keyed ? '' : v.noKey}
      </p>
      {addressFits === null ? null : <p>{addressFits ? v.about : v.notAbout}</p>}
      {document.type === 'lawbase-receipt' ? (
        <ReceiptFacts receipt={document} language={language} timeZone={timeZone} />
      ) : document.type === 'lawbase-certificate' ? (
        <CertificateFacts certificate={document} language={language} timeZone={timeZone} />
      ) : (
        <ManifestFacts manifest={document} language={language} timeZone={timeZone} />
      )}
      <p class="fingerprint">{fingerprint}</p>
    </div>
  )
}

function ReceiptFacts({ receipt, language, timeZone }: { receipt: Receipt; language: Language; timeZone: string }) {
  const { receipt: r, common } = textsOf(language)
  const format = openFormat(language, timeZone)
  return (
    <>
      <p>
        {r.recorded}
        {format.colon}
        {format.proof(new Date(receipt.objection.recordedAt))}
      </p>
      <p>
        {r.stops}
        {format.colon}
        {receipt.objection.channels.map((channel) => common.channels[channel]).join(', ')}
      </p>
      <ul>
        {receipt.systems.map((system) => (
          <li>
            {system.name}
            {format.colon}
            {system.state === 'absent' ? r.absent : system.state === 'refused' ? r.refused : r.proofs[system.proof]}
            {system.endedAt === null ? '' : `, ${format.proof(new Date(system.endedAt))}`}
            {system.notStopped[language] === '' ? null : <span class="quiet"> {system.notStopped[language]}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

function CertificateFacts({
  certificate,
  language,
  timeZone,
}: {
  certificate: Certificate
  language: Language
  timeZone: string
}) {
  const { certificate: c } = textsOf(language)
  const format = openFormat(language, timeZone)
  return (
    <>
      <p>
        {c.kinds[certificate.kind]}
        {format.colon}
        {c.went(certificate.removed, certificate.plan.planned)}
      </p>
      <p>
        {c.finished}
        {format.colon}
        {format.proof(new Date(certificate.finishedAt))}
      </p>
      <ul>
        {certificate.systems.map((system) => (
          <li>
            {system.name}
            {format.colon}
            {c.absent(system.removed, system.records)}
            {system.erased === undefined || system.erased === 0 ? '' : `, ${c.erased(system.erased)}`}
            {system.anonymised === undefined || system.anonymised === 0 ? '' : `, ${c.anonymised(system.anonymised)}`}
            {system.inBinUntil === null ? '' : `, ${c.bin(format.proof(new Date(system.inBinUntil)))}`}
            {system.remains[language] === '' ? null : <span class="quiet"> {system.remains[language]}</span>}
            {(system.related ?? []).length === 0 ? null : (
              <ul>
                {relatedLines(system.related ?? [], language, format).map((line) => (
                  <li>{line}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function ManifestFacts({
  manifest,
  language,
  timeZone,
}: {
  manifest: EvidenceManifest
  language: Language
  timeZone: string
}) {
  const {
    evidence: { verify: e },
  } = textsOf(language)
  const format = openFormat(language, timeZone)
  const { subject, issuedAt, files } = manifest
  return (
    <>
      <p>{subject.kind === 'person' ? e.person : e.period(format.day(subject.from), format.day(subject.to))}</p>
      <p>
        {e.made}
        {format.colon}
        {format.proof(new Date(issuedAt))}
      </p>
      <p>
        {e.files}
        {format.colon}
        <span class="quiet">{e.more}</span>
      </p>
      <ul>
        {files.map(({ path, sha256 }) => (
          <li>
            {path} <span class="fingerprint">{sha256}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
