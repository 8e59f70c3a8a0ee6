import type { ObjectDef } from '../account/schema.ts'
import type { SfRow, SfValue } from '../account/store.ts'

/** Read-only fields that follow from others. */
export function withDerived(object: ObjectDef, row: Record<string, SfValue>, now: string): SfRow {
  if (object.name === 'Contact' || object.name === 'Lead')
    row['Name'] = [row['FirstName'], row['LastName']].filter((part) => part !== null && part !== undefined).join(' ')
  if (object.name === 'Opportunity') {
    row['IsClosed'] = String(row['StageName']).startsWith('Closed')
    row['IsWon'] = row['StageName'] === 'Closed Won'
  }
  if (object.name === 'CampaignMember') {
    row['LeadOrContactId'] = row['ContactId'] ?? row['LeadId'] ?? null
    const responded = row['Status'] === 'Responded'
    if (responded && row['FirstRespondedDate'] === null) row['FirstRespondedDate'] = now.slice(0, 10)
    row['HasResponded'] = responded
  }
  if (object.name === 'EmailMessageRelation')
    row['RelationObjectType'] = String(row['RelationId'] ?? '').startsWith('00Q')
      ? 'Lead'
      : String(row['RelationId'] ?? '').startsWith('003')
        ? 'Contact'
        : null
  return row
}
