import type { Certificate } from '../../domain/removals/certificate.ts'
import type { EvidenceManifest } from '../../domain/evidence/evidence-pack.ts'
import type { Receipt } from '../../domain/evidence/receipt.ts'
import type { Verification } from '../../operations/evidence/verify-document.ts'
import { textsOf } from '../locales/texts.ts'
import { openFormat, type Language } from '../ui/format.ts'
import { binText, editionOf, headlineOf, recordsText } from '../documents/certificate-lines.ts'
import { relatedLines, type SayDetail } from '../documents/related-lines.ts'

/** Genuine or not, and what a genuine paper says. `say`: puts what systems said into the language of the page. */
export function PaperVerdict({
  language,
  timeZone,
  result,
  keyed,
  say,
}: {
  language: Language
  timeZone: string
  result: Verification
  keyed: boolean
  say: SayDetail
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
        <CertificateFacts certificate={document} language={language} timeZone={timeZone} say={say} />
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
  say,
}: {
  certificate: Certificate
  language: Language
  timeZone: string
  say: SayDetail
}) {
  const { certificate: c } = textsOf(language)
  const format = openFormat(language, timeZone)
  const day = (instant: string) => format.proof(new Date(instant))
  const edition = editionOf(certificate, language)
  return (
    <>
      <p>
        {c.kinds[certificate.kind]}
        {format.colon}
        {headlineOf(certificate, language)}
      </p>
      {edition === null ? null : <p>{edition}</p>}
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
            {[
              recordsText(system, language),
              ...[binText(system, certificate.issuedAt, { language, day })].filter((text) => text !== ''),
            ].join(', ')}
            {system.remains[language] === '' ? null : <span class="quiet"> {system.remains[language]}</span>}
            {(system.related ?? []).length === 0 ? null : (
              <ul>
                {relatedLines(system.related ?? [], textsOf(language).related, format, say).map((line) => (
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
