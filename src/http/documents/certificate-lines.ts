import type { Certificate, CertificateCounts, CertificateSystem } from '../../domain/removals/certificate.ts'
import { textsOf } from '../locales/texts.ts'
import type { Language } from '../ui/format.ts'

/** Null for a certificate of before these were told apart. */
export function countsOf({ people, plan, refused }: Certificate): CertificateCounts | null {
  return people === undefined ? null : { ...people, planned: plan.planned, refused }
}

/** What became of the people, in one sentence. */
export function headlineOf(certificate: Certificate, language: Language): string {
  const { certificate: c } = textsOf(language)
  const counts = countsOf(certificate)
  return counts === null ? c.went(certificate.removed, certificate.plan.planned) : c.headline(counts)
}

/** Whether absence was read again after the bins; null where nothing lay in one, and of older certificates. */
export function editionOf({ edition, systems }: Certificate, language: Language): string | null {
  const waited = systems.some(({ inBin = 0, back = 0, afterBin }) => inBin + back > 0 || afterBin !== undefined)
  return edition === undefined || !waited ? null : textsOf(language).certificate.editions[edition]
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
  const { erased = 0, anonymised = 0, inBinUntil: until, afterBin } = system
  const read = [
    ...((system.back ?? 0) === 0 ? [] : [c.backNow(system.back ?? 0)]),
    ...(afterBin === undefined
      ? []
      : [c.afterBin(day(afterBin.readAt), afterBin.absent, afterBin.back, afterBin.inBin)]),
  ]
  const inBin =
    system.inBin === undefined ? system.removed - erased - anonymised : system.inBin - (afterBin?.inBin ?? 0)
  if (inBin <= 0) return read.join('; ')
  if (until === null) return [...read, c.binOpen(inBin)].join('; ')
  return [...read, until <= issuedAt ? c.binPast(day(until)) : c.bin(inBin, day(until))].join('; ')
}
