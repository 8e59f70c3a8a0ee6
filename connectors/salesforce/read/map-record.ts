import type { Deals } from './deals.ts'
import type { FirstContact } from '../encounters/first-contact.ts'
import { refusableIn, refusedIn, rowsBehind, unreadBehind, type ConsentRow } from '../consents/consents.ts'
import { factsIn } from '../fields/facts.ts'
import { channels } from '../../../src/domain/app/channel.ts'
import type { Channel } from '../../../src/domain/app/channel.ts'
import type { Access } from '../../../src/connector/access.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { tagFields } from '../../../src/connector/orders.ts'
import type { BlockState, RemoteRecord } from '../../../src/connector/records.ts'
import {
  noFormerFields,
  relationshipOf,
  type FormerCustomerFields,
} from '../../../src/domain/connections/former-customer.ts'
import { linkedInOf } from '../../../src/domain/contacts/linkedin.ts'
import { campaignProperty, type PersonSignals } from './acts.ts'
import { noDeals } from './deals.ts'
import type { Row } from '../transport/api.ts'
import {
  doNotContact,
  holdUntil,
  isPersonAccount,
  optOutFields,
  tagFieldOn,
  type PersonObject,
} from '../fields/fields.ts'
import { to18 } from '../transport/ids.ts'
import { hiddenOn } from '../fields/hidden.ts'
import { companyOf } from '../records/companies.ts'
import { relationValuesOf } from '../records/relation-fields.ts'
import { individual, individualOf, noSolicit, shouldForget } from '../records/individuals.ts'
import { kindBlocksOf } from '../fields/kinds.ts'
import type { PersonRow } from '../records/records.ts'
import { flag, instant, list, text } from '../transport/rows.ts'
import type { SentMail } from './signal-source.ts'

type Named = Pick<
  Access,
  | 'sourceProperty'
  | 'moreSourceProperties'
  | 'noticeProperty'
  | 'formerFields'
  | 'legalFormProperty'
  | 'factNames'
  | 'tagNames'
  | 'kinds'
  | 'provisioned'
>

/**
 * One Contact or Lead in our words; hidden fields read as null, and what they would block as hidden.
 */
export function toRemoteRecord(person: PersonRow, signals: PersonSignals, access: Named, now: Date): RemoteRecord {
  const { object, id, row } = person
  const hidden = hiddenOn(row, access)
  const unread = unreadBehind(row, signals.consents)
  const createdAt = instant(row, 'CreatedDate')
  const consents = rowsBehind(row, signals.consents)
  if (createdAt === null)
    throw new ConnectorError('unexpected-response', `Salesforce gave a ${object} without CreatedDate.`)
  return {
    ref: { object, id },
    email: text(row, 'Email'),
    additionalEmails: [],
    phone: text(row, 'Phone'),
    mobile: text(row, 'MobilePhone'),
    firstName: text(row, 'FirstName'),
    lastName: text(row, 'LastName'),
    jobTitle: text(row, 'Title'),
    company: flag(row, isPersonAccount) ? null : text(row, object === 'Lead' ? 'Company' : 'Account.Name'),
    country:
      object === 'Lead'
        ? (text(row, 'CountryCode') ?? text(row, 'Country'))
        : (text(row, 'MailingCountryCode') ?? text(row, 'MailingCountry')),
    ...companyOf(person, access),
    ...linkedInOf(row),
    ...factsIn(row, access),
    ...salesOf(signals.deals.get(id)),
    ...firstContactOf(signals.contacted.get(id)),
    ...mailFacts(row, access.noticeProperty),
    ...carrierMailsOf(row, signals.mails.get(id) ?? []),
    sourceValue: text(row, access.sourceProperty),
    ...moreSourcesOf(access.moreSourceProperties ?? [], row, signals.campaigns.get(id)),
    blocks: blocksOf(person, hidden, refusedIn(consents), refusableIn(unread)),
    ...(hidden.length + unread.length === 0 ? {} : { hidden: [...hidden, ...unread] }),
    ...kindBlocksOf(row, access.kinds ?? [], hidden),
    optedOutAt: null,
    ...saidInConsents(consents),
    acts: signals.acts.get(id) ?? [],
    lastOpenAt: null,
    createdAt,
    modifiedAt: instant(row, 'SystemModstamp') ?? createdAt,
    ...relationOf(person, signals, access.formerFields ?? noFormerFields, now),
    relationValues: relationValuesOf(person, access, signals.lacksOwn),
    tags: Object.fromEntries(tagFields.map((field) => [field, text(row, tagFieldOn(object, field, access.tagNames))])),
    holdUntil: text(row, holdUntil),
    ...personOf(row),
    formerIds: [],
    ...becameOf(object, row),
  }
}

const salesOf = (deals: Deals | undefined): Pick<RemoteRecord, 'sales'> =>
  deals === undefined || deals.sales.length === 0 ? {} : { sales: deals.sales }

/**
 * Consents in the org's words, and since when each channel is refused in them: Salesforce dates no opt-out of its own.
 */
function saidInConsents(consents: readonly ConsentRow[]): Pick<RemoteRecord, 'consents' | 'refusedSince'> {
  const agreed = consents.flatMap(({ says, object, channels: to, at, confirmedAt, captured }) =>
    says === 'yes' ? [{ channels: to, at, confirmedAt, by: object, words: captured }] : [],
  )
  const since = new Map<Channel, Date>()
  for (const { says, at, channels: of } of consents)
    for (const channel of says === 'no' ? of : []) {
      const known = since.get(channel)
      if (at !== null && (known === undefined || at < known)) since.set(channel, at)
    }
  return {
    ...(since.size === 0 ? {} : { refusedSince: Object.fromEntries(since) }),
    ...(agreed.length === 0 ? {} : { consents: agreed }),
  }
}

const firstContactOf = (first: FirstContact | undefined): Pick<RemoteRecord, 'firstContact'> =>
  first === undefined ? {} : { firstContact: first }

/**
 * A converted lead stays and names its contact (docs/reference/salesforce.md#conversion): both are one person, whatever
 * their addresses.
 */
function becameOf(object: PersonObject, row: Row): Pick<RemoteRecord, 'became'> {
  const contact = object === 'Lead' && flag(row, 'IsConverted') ? text(row, 'ConvertedContactId') : null
  return contact === null ? {} : { became: { object: 'Contact', id: to18(contact) } }
}

/**
 * The day the notice went out, where a field was named for it, and whether mail comes back
 * (docs/reference/salesforce.md#fields-bounce).
 */
function mailFacts(row: Row, noticeProperty: string | undefined): Pick<RemoteRecord, 'noticedOn' | 'undeliverable'> {
  const noticedOn =
    noticeProperty === undefined ? undefined : /^\d{4}-\d{2}-\d{2}/u.exec(text(row, noticeProperty) ?? '')?.[0]
  return {
    ...(noticedOn === undefined ? {} : { noticedOn }),
    ...(text(row, 'EmailBouncedDate') === null ? {} : { undeliverable: true }),
  }
}

/**
 * Mails that carried the notice, oldest first; one that the org says went to another address than the record's is left
 * out.
 */
function carrierMailsOf(row: Row, mails: readonly SentMail[]): Pick<RemoteRecord, 'carrierMails'> {
  const email = text(row, 'Email')?.toLowerCase()
  const own = mails
    .filter(({ address }) => address === null || address.toLowerCase() === email)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.messageId < b.messageId ? -1 : 1))
  return own.length === 0 ? {} : { carrierMails: own.map(({ address: _address, ...mail }) => mail) }
}

/** A multi-select picklist (`a;b`) says each of its values; campaigns are told by their names. */
function moreSourcesOf(
  properties: readonly string[],
  row: Row,
  campaigns: readonly string[] = [],
): Pick<RemoteRecord, 'moreSources'> {
  const found = properties
    .map((name) => [name, name === campaignProperty ? campaigns : list(row, name)] as const)
    .filter(([, values]) => values.length > 0)
  return found.length === 0 ? {} : { moreSources: Object.fromEntries(found) }
}

/** Records that share an Individual are one person; only an org with Data Protection and Privacy has the field. */
function personOf(row: Row): Pick<RemoteRecord, 'person' | 'erasureAsked'> {
  if (row['IndividualId'] === undefined) return {}
  return { person: individualOf(row), ...(flag(row, `${individual}.${shouldForget}`) ? { erasureAsked: true } : {}) }
}

/**
 * Blocks by channel. A converted lead is frozen (docs/reference/salesforce.md#conversion): what is set on it counts,
 * but an open channel is left out, because nobody can close it and the contact it became stands for the person. An
 * objection of the Individual stops all channels, one of its consent rows their own (`refused`), and is `partial` as
 * long as the record's own field can still be set. Where rows that may refuse a channel could not be read (`unread`),
 * it is not open but hidden.
 */
export function blocksOf(
  { object, row }: PersonRow,
  hidden: readonly string[],
  refused: ReadonlySet<Channel>,
  unread: ReadonlySet<Channel> = new Set(),
): Partial<Record<Channel, BlockState>> {
  const marked = list(row, doNotContact)
  const frozen = object === 'Lead' && flag(row, 'IsConverted')
  const personSaysNo = [noSolicit, shouldForget].some((name) => flag(row, `${individual}.${name}`))
  const stopped = frozen ? 'enforced' : 'partial'
  const states = channels.map((channel): [Channel, BlockState] => {
    const field = optOutFields[channel]
    if (field !== undefined && flag(row, field)) return [channel, 'enforced']
    const saysNo = personSaysNo || refused.has(channel)
    if (hidden.includes(field ?? doNotContact)) return [channel, saysNo ? stopped : 'hidden']
    return [
      channel,
      marked.includes(channel) ? 'marked' : saysNo ? stopped : unread.has(channel) && !frozen ? 'hidden' : 'open',
    ]
  })
  return Object.fromEntries(frozen ? states.filter(([, state]) => state !== 'open') : states)
}

/**
 * An open opportunity and a won one keep the person, whatever day a field shows. Only won ones that closed by the day
 * on which the relationship ended are over with it; with no such day none is.
 */
function relationOf(
  { id, row }: PersonRow,
  signals: PersonSignals,
  fields: FormerCustomerFields,
  now: Date,
): Pick<RemoteRecord, 'relation' | 'relationOver'> {
  const said = relationshipOf(fields, (name) => text(row, name), now.toISOString().slice(0, 10))
  if (said?.state === 'runs') return { relation: 'customer' }
  const deals = signals.deals.get(id) ?? noDeals
  const endedOn = said?.endedOn ?? null
  if (deals.won && (endedOn === null || deals.lastWonOn === null || deals.lastWonOn > endedOn))
    return { relation: 'customer' }
  const relation = deals.open ? 'open-deal' : 'none'
  return said === null ? { relation } : { relation, relationOver: { endedOn } }
}
