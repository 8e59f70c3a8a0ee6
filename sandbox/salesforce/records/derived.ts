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
  if (object.name === 'Case') closeCase(row, now)
  if (object.name === 'Task') closeTask(row, now)
  if (object.name === 'Contract') row['StatusCode'] = contractCodes[String(row['Status'])] ?? 'Draft'
  if (object.name === 'CampaignMember') answerCampaign(row, now)
  if (object.name === 'EmailMessageRelation') row['RelationObjectType'] = personObject(row['RelationId'])
  return row
}

/**
 * Labels are the org's own, in its language; what they mean is a flag or a code (docs/reference/salesforce.md#cases).
 */
const closedCases = new Set(['Closed', 'Fermée', 'Geschlossen'])
const contractCodes: Readonly<Record<string, string>> = {
  'In Approval Process': 'InApproval',
  "En cours d'approbation": 'InApproval',
  Activated: 'Activated',
  Activé: 'Activated',
}

function closeCase(row: Record<string, SfValue>, now: string): void {
  const closed = closedCases.has(String(row['Status']))
  row['IsClosed'] = closed
  row['ClosedDate'] = closed ? (row['ClosedDate'] ?? now) : null
}

/** docs/reference/salesforce.md#tasks: what a status means is a flag. */
const closedTasks = new Set(['Completed', 'Terminé', 'Erledigt'])

function closeTask(row: Record<string, SfValue>, now: string): void {
  const closed = closedTasks.has(String(row['Status']))
  row['IsClosed'] = closed
  row['CompletedDateTime'] = closed ? (row['CompletedDateTime'] ?? now) : null
}

function answerCampaign(row: Record<string, SfValue>, now: string): void {
  row['LeadOrContactId'] = row['ContactId'] ?? row['LeadId'] ?? null
  const responded = row['Status'] === 'Responded'
  if (responded && row['FirstRespondedDate'] === null) row['FirstRespondedDate'] = now.slice(0, 10)
  row['HasResponded'] = responded
}

function personObject(id: SfValue | undefined): string | null {
  if (String(id ?? '').startsWith('00Q')) return 'Lead'
  return String(id ?? '').startsWith('003') ? 'Contact' : null
}
