// Files of people who opted out at a broker, as brokers give them (docs/reference/brokers.md#optout-files).

export type OptOutFormat = 'generic-csv' | 'pdl-csv' | 'lusha-json'

/** A file of ids: the broker's own ids stand in a column, and nothing else is known of these people. */
interface IdFile {
  reads: 'ids'
  /** The column's heading is not published: ids are read from the first of these, else from the only column. */
  columns: readonly string[]
}

/** Bodies of a webhook, one for each person, without an address. */
export interface BodyFile {
  reads: 'bodies'
  id: string
  date: string
  /** Headers with which the broker signs them. */
  signed: { signature: string; timestamp: string }
}

/** Rows with a header, as any list of people who objected. */
interface RowFile {
  reads: 'rows'
}

export const optOutFormats = {
  'generic-csv': { broker: null, reads: 'rows' },
  'pdl-csv': { broker: 'People Data Labs', reads: 'ids', columns: ['pdl id', 'id', 'person id'] },
  'lusha-json': {
    broker: 'Lusha',
    reads: 'bodies',
    id: 'contactId',
    date: 'contactOptOutDate',
    signed: { signature: 'X-Lusha-Signature', timestamp: 'X-Lusha-Timestamp' },
  },
} as const satisfies Readonly<Record<OptOutFormat, { broker: string | null } & (IdFile | BodyFile | RowFile)>>
