import { isPersonName, natureOfAddress, normalEmail, normalPhone } from '../identity.ts'
import type { ContactFacts, LegalForm } from './facts.ts'

/** What a record says of the person and the firm, as typed. */
export interface Card {
  email: string | null
  phone: string | null
  phoneLabel: string | null
  firstName: string | null
  lastName: string | null
  company: string | null
  headcount: number | null
  legalForm: LegalForm
  jobTitle: string | null
  country: string | null
}

/** The address and the number of a card, classified (legal-rules A). What cannot be read is none. */
export function identify(card: Card): Pick<ContactFacts, 'email' | 'phone'> {
  const email = card.email === null ? null : normalEmail(card.email)
  const phone = card.phone === null ? null : normalPhone(card.phone, card.country)
  const nature = email === null ? null : natureOfAddress(email)
  const named = isPersonName(card.firstName, card.lastName)
  return {
    email: nature === null ? null : { nature: nature.role && !named ? 'generic' : 'personal', mailbox: nature.privateMailbox ? 'private' : 'company', rule: nature.role ? 'A1' : 'A2', publishedForOffers: false },
    phone: phone === null ? null : { nature: 'personal', rule: 'A15' },
  }
}
