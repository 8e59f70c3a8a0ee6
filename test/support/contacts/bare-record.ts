import type { RemoteRecord } from '../../../src/connector/records.ts'

const at = new Date('2026-01-10T10:00:00Z')

/** A record of a HubSpot contact as a connector hands it over, of which nothing is filled in but `more`. */
export const bareRecord = (id: string, email: string | null, more: Partial<RemoteRecord> = {}): RemoteRecord => ({
  ref: { object: 'contact', id },
  email,
  additionalEmails: [],
  phone: null,
  mobile: null,
  firstName: null,
  lastName: null,
  jobTitle: null,
  company: null,
  country: null,
  sourceValue: null,
  blocks: { email: 'open' },
  optedOutAt: null,
  acts: [],
  lastOpenAt: null,
  createdAt: at,
  modifiedAt: at,
  relation: 'none',
  tags: {},
  holdUntil: null,
  formerIds: [],
  ...more,
})
