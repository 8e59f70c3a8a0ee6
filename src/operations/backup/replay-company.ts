import { insertAudit } from '../../store/app/audit.ts'
import { insertKnownOrder, liftDomainOrder } from '../../store/objections/domain-orders.ts'
import type { JournalCompany } from './journal-lines.ts'
import { noReason, type Replay } from './replay-batches.ts'

/**
 * Brings back that a company opted out as a whole, or that this ended. The opt-outs of its people are lines of their
 * own.
 */
export async function replayCompany({ sql, now, done }: Replay, line: JournalCompany): Promise<void> {
  const { id, domain, subdomains, endedAt } = line
  if (endedAt === null)
    await insertKnownOrder(sql, { id, domain, subdomains, acceptedBy: 'journal' }, new Date(line.acceptedAt))
  else await liftDomainOrder(sql, id, 'journal', noReason, new Date(endedAt))
  await insertAudit(
    sql,
    [
      {
        actId: line.act,
        act: 'domain-order',
        actor: 'journal',
        details: { ...(endedAt === null ? {} : { lifted: true }), journal: true },
      },
    ],
    now,
  )
  done.companies += 1
}
