import type { AccessPack } from '../../../operations/evidence/access-pack.ts'
import type { PaperWords } from '../paper/paper-words.ts'

/** What was said of a person's origin and taken back since, a line each. */
export function withdrawnSourceLines({ t, f }: PaperWords, contacts: AccessPack['contacts']): string[] {
  const c = t.sourceChange
  return contacts
    .flatMap((contact) => contact.withdrawnSources)
    .map(({ kind, name, obtainedOn, withdrawnAt, corrected, reason, why }) => {
      const source = `${t.common.sourceKinds[kind]}${f.colon}${name}`
      return c.paper[corrected ? 'corrected' : 'withdrawn'](
        obtainedOn === null ? source : `${source}, ${t.accessPack.sources.on(f.day(obtainedOn))}`,
        f.date(withdrawnAt),
        why === '' ? c.reasons[reason] : `${c.reasons[reason]}, ${c.saying(why)}`,
      )
    })
}
