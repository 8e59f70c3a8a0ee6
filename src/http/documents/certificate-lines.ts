import type { Certificate, CertificateCounts, CertificateSystem } from '../../domain/removals/certificate.ts'
import { textsOf } from '../locales/texts.ts'
import type { Language } from '../ui/format.ts'

/** Null for a certificate of before these were told apart. */
export function certificateCounts({ people, plan, refused }: Certificate): CertificateCounts | null {
  return people === undefined ? null : { ...people, planned: plan.planned, refused }
}

/** What became of the people, in one sentence. */
export function headlineOf(certificate: Certificate, language: Language): string {
  const { certificate: c } = textsOf(language)
  const counts = certificateCounts(certificate)
  return counts === null ? c.went(certificate.removed, certificate.plan.planned) : c.headline(counts)
}

/** Whether absence was read again after the bins; null where nothing lay in one, and of older certificates. */
export function editionOf({ edition, systems }: Certificate, language: Language): string | null {
  const waited = systems.some(({ inBin = 0, back = 0, afterBin }) => inBin + back > 0 || afterBin !== undefined)
  if (edition === undefined || !waited) return null
  const { certificate: c } = textsOf(language)
  const [cut, others] = [
    systems.filter(({ disconnectedAt }) => disconnectedAt !== undefined),
    systems.filter(({ disconnectedAt, inBin = 0 }) => disconnectedAt === undefined && inBin > 0),
  ]
  if (edition === 2 || cut.length === 0) return c.editions[edition]
  const names = new Intl.ListFormat(language === 'fr' ? 'fr-FR' : 'en-GB').format(cut.map(({ name }) => name))
  return others.length === 0 ? c.editionCut(names) : `${c.editions[1]} ${c.alsoCut(names)}`
}

/** What became of the records of one system; what was emptied is there, and not absent. */
export function recordsText(system: CertificateSystem, language: Language): string {
  const { certificate: c } = textsOf(language)
  const { erased = 0, anonymised = 0 } = system
  return [
    c.absent(system.removed - anonymised - (system.back ?? 0) - (system.afterBin?.back ?? 0), system.records),
    ...(erased === 0 ? [] : [c.erased(erased)]),
    ...(anonymised === 0 ? [] : [c.anonymised(anonymised)]),
  ].join(', ')
}

/** What lies in a system's bin and until when, or what was read after its last day; '' = nothing ever lay there. */
export function binText(
  system: CertificateSystem,
  issuedAt: string,
  { language, day }: { language: Language; day: (instant: string) => string },
): string {
  const { certificate: c } = textsOf(language)
  const { erased = 0, anonymised = 0, afterBin } = system
  const read = [
    ...((system.back ?? 0) === 0 ? [] : [c.backNow(system.back ?? 0)]),
    ...(afterBin === undefined
      ? []
      : [c.afterBin(day(afterBin.readAt), afterBin.absent, afterBin.back, afterBin.inBin)]),
  ]
  const inBin =
    system.inBin === undefined ? system.removed - erased - anonymised : system.inBin - (afterBin?.inBin ?? 0)
  if (inBin <= 0) return read.join('; ')
  return [...read, lyingText(inBin, system, issuedAt, { language, day })].join('; ')
}

/** What lies in a bin that was not looked into after its last day, and why not. */
function lyingText(
  count: number,
  { inBinUntil: until, disconnectedAt }: CertificateSystem,
  issuedAt: string,
  { language, day }: { language: Language; day: (instant: string) => string },
): string {
  const { certificate: c } = textsOf(language)
  const last = until === null ? null : day(until)
  const isOver = until !== null && until <= issuedAt
  if (disconnectedAt !== undefined) return c.cutOff(count, { last, isOver, since: day(disconnectedAt) })
  if (last === null) return c.binOpen(count)
  return isOver ? c.binPast(last) : c.bin(count, last)
}
