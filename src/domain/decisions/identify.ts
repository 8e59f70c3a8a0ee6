import { classifyAddress } from '../contacts/classify-address.ts'
import { classifyPhone } from '../contacts/classify-phone.ts'
import { isOnePersonBusiness, type CompanyContext } from '../contacts/company-person.ts'
import { displayNameOf } from '../contacts/bare-address.ts'
import { normalEmail, normalPhone } from '../contacts/identity.ts'
import { isSoleTraderTitle } from '../contacts/sole-trader.ts'
import type { LegalForm } from '../contacts/tables/legal-forms.ts'
import type { ContactFacts } from './facts.ts'
import { isLegalPersonName } from '../contacts/companies/legal-person.ts'

/** What the records say of a person and the firm, as typed. */
interface Card {
  email: string | null
  phone: string | null
  /** What the phone's field is called. */
  phoneLabel: string | null
  firstName: string | null
  lastName: string | null
  company: string | null
  headcount: number | null
  legalForm: LegalForm
  jobTitles: readonly string[]
  country: string | null
}

/**
 * The address and the number of a card, classified, and whether business and person are one (docs/reference/law.md#a).
 * What cannot be read is none.
 */
export function identify(card: Card): Pick<ContactFacts, 'email' | 'phone' | 'soleTrader' | 'legalPersonByName'> {
  const { firstName, lastName, company, headcount, legalForm, country, jobTitles } = card
  const context: CompanyContext & { firstName: string | null; lastName: string | null } = {
    firstName,
    lastName,
    company,
    headcount,
    legalForm,
    jobTitle: jobTitles[0] ?? null,
  }
  const email = card.email === null ? null : normalEmail(card.email)
  const displayName = displayNameOf(card.email ?? '')
  const address = email === null ? null : classifyAddress(email, { ...context, displayName })
  const phone =
    card.phone === null || normalPhone(card.phone, country) === null
      ? null
      : classifyPhone(card.phone, country, { ...context, label: card.phoneLabel })
  return {
    email:
      address === null
        ? null
        : { nature: address.nature, mailbox: address.mailbox, rule: address.rule, publishedForOffers: false },
    phone: phone === null ? null : { nature: phone.nature, rule: phone.rule },
    soleTrader: isOnePersonBusiness(context) || jobTitles.slice(1).some(isSoleTraderTitle),
    legalPersonByName: company !== null && isLegalPersonName(company),
  }
}
