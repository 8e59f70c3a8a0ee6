import type { Pool } from 'pg'
import { randomUUID } from 'node:crypto'
import { normalEmail } from '../../domain/contacts/identity.ts'
import { allowed, may } from '../../domain/accounts/roles.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { isUuid } from '../../store/app/database.ts'
import type { User } from '../../store/accounts/users.ts'
import { findContact } from '../../store/contacts/contact-view.ts'
import { contactsWithHash } from '../../store/contacts/contacts-list.ts'
import { peopleWithWords } from '../../store/contacts/lookup-view.ts'
import { contactsOfRecordIds, findNumbered, type Numbered } from '../../store/search/numbered.ts'
import type { App } from '../app/app.ts'

/** What was found: the one thing that is meant, or people who may be. */
export type Found = Numbered | { kind: 'contact'; id: string } | { kind: 'people'; ids: readonly string[] }

/** More than this many people are not shown: the search must say more. */
export const maxFound = 50

/** `R-2026-1188` in any writing; what stands behind it (the part of a certificate) is left out. */
const numberForm = /^(R|RP|ER|AR)[\s-]*(\d{4})[\s-]*(\d{1,9})(?!\d)/iu

/** Who may open what bears a number. */
const openedBy = { objection: may.person, plan: may.seePlans, erasure: may.judge, access: may.judge } as const

/**
 * Looks for what somebody typed or pasted: a number of a paper, the id of a contact, the id or the address of a record
 * in one of the systems, an address, a phone number, or words of a name, a company or an address. Who may not open
 * what is meant finds nothing there. Each person that is shown stands in the audit log, without the text.
 */
export async function search(app: App, user: User, text: string): Promise<Found> {
  const asked = text.trim().replace(/^(?:mailto|tel)(?::\s*|\s+)/iu, '')
  const exact = await exactly(app.pool, user, asked)
  if (exact !== null) return exact
  const ids = await whoMayBe(app, asked)
  const [only] = ids
  if (only !== undefined && ids.length === 1) {
    await noteFound(app, user, [only])
    return { kind: 'contact', id: only }
  }
  await noteFound(app, user, ids.slice(0, maxFound))
  return { kind: 'people', ids }
}

async function exactly(pool: Pool, user: User, text: string): Promise<Found | null> {
  const [, letters, year, count] = numberForm.exec(text) ?? []
  if (letters !== undefined) {
    const found = await findNumbered(pool, `${letters.toUpperCase()}-${year}-`, Number(count))
    return found === null || !allowed(user.role, openedBy[found.kind]) ? null : found
  }
  const id = text.toLowerCase()
  return isUuid(id) && (await findContact(pool, id)) !== null ? { kind: 'contact', id } : null
}

async function whoMayBe(app: App, text: string): Promise<readonly string[]> {
  const ofRecords = await contactsOfRecordIds(app.pool, recordIdsIn(text), maxFound + 1)
  if (ofRecords.length > 0) return ofRecords
  const email = normalEmail(text)
  const holders = email === null ? [] : await contactsWithHash(app.pool, app.keys.hashEmail(email))
  if (holders.length > 0) return holders
  // The address of a page names nobody by its words.
  return /^https?:\/\//iu.test(text) ? [] : peopleWithWords(app.pool, text, maxFound + 1)
}

/**
 * What may be the id of a record: the text itself where it is one word with a figure in it, or each such part of the
 * address of a page in a system.
 */
function recordIdsIn(text: string): string[] {
  const isAddress = /^https?:\/\//iu.test(text) && URL.canParse(text)
  const parts = isAddress ? [...new URL(text).pathname.split('/'), ...new URL(text).searchParams.values()] : [text]
  return parts.filter((part) => /^(?=.*\d)[\w-]{3,40}$/u.test(part)).slice(0, 20)
}

async function noteFound(app: App, user: User, ids: readonly string[]): Promise<void> {
  await insertAudit(
    app.pool,
    ids.map((contactId) => ({
      actId: `view:${randomUUID()}`,
      act: 'view' as const,
      actor: user.email,
      contactId,
      details: { what: 'search' },
    })),
    app.clock.now(),
  )
}
