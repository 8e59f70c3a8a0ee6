import type { Definition } from './definition.ts'

/** Vendors described as data. `checkedOn`: facts age fast, each is looked at again every quarter. */
export const profiles: Readonly<Record<'brevo' | 'lemlist', { checkedOn: string; definition: Definition }>> = {
  // docs/reference/brokers.md#brevo; https://developers.brevo.com/reference/get-contact-info (key header, fields
  // read back).
  brevo: {
    checkedOn: '2026-11-25',
    definition: {
      headers: { 'api-key': '{secret}' },
      calls: [
        {
          channels: ['email'],
          method: 'PUT',
          url: 'https://api.brevo.com/v3/contacts/{email}',
          body: { emailBlacklisted: true },
          absent: [404],
          readBack: {
            url: 'https://api.brevo.com/v3/contacts/{email}',
            path: 'emailBlacklisted',
            equals: true,
            absent: [404],
          },
        },
        {
          channels: ['sms'],
          method: 'PUT',
          url: 'https://api.brevo.com/v3/contacts/{email}',
          body: { smsBlacklisted: true },
          absent: [404],
          readBack: {
            url: 'https://api.brevo.com/v3/contacts/{email}',
            path: 'smsBlacklisted',
            equals: true,
            absent: [404],
          },
        },
      ],
    },
  },
  // docs/reference/brokers.md#lemlist;
  // https://developer.lemlist.com/api-reference/endpoints/unsubscribes/unsubscribe-variable.md
  lemlist: {
    checkedOn: '2026-11-25',
    definition: {
      headers: { authorization: 'Basic {secretBasic}' },
      calls: [
        {
          channels: ['email'],
          method: 'POST',
          url: 'https://api.lemlist.com/api/v2/unsubscribes/variables/{email}',
          absent: [],
        },
      ],
    },
  },
}
