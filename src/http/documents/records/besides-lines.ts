import { keptMonths } from '../../../domain/runs/kept.ts'
import type { AccessPack } from '../../../operations/evidence/access-pack.ts'
import type { PaperWords } from '../paper/paper-words.ts'

/** How long the memory of somebody who was removed is kept. */
const memoryMonths = keptMonths('memory')

/** What is kept of the person beside their records, a line each. */
export function besidesLines({ t, f }: PaperWords, { besides }: AccessPack): string[] {
  const b = t.accessPack.besides
  const reasonOf = (reason: string, system: string | null) =>
    system === null ? (t.contact.holdReasons[reason] ?? reason) : b.bounced(system)
  return [
    ...besides.vendorIds.map(({ vendor, id, keptAt, objectedAt }) =>
      [b.vendorId(vendor, id, f.date(keptAt)), ...(objectedAt === null ? [] : [b.objected(f.date(objectedAt))])].join(
        ', ',
      ),
    ),
    ...besides.vendorAnswers.map(({ vendor, answer, said, since, askedAt }) =>
      b.answer(vendor, t.feeds.answer[answer], said, f.date(since), f.date(askedAt)),
    ),
    ...besides.holds.map(({ reason, since, until, endedAt, system }) =>
      [
        b.hold(reasonOf(reason, system), f.date(since), until === null ? null : f.day(until)),
        ...(endedAt === null ? [] : [b.ended(f.date(endedAt))]),
      ].join(', '),
    ),
    ...besides.mailStops.map(({ mailbox, status, since }) => b.mailStop(mailbox, status, f.date(since))),
    ...besides.removals.map(({ removedAt }) => b.removal(f.date(removedAt), memoryMonths)),
  ]
}
