// Counts from the sandbox's own state, to compare with what the product reports.
import { optedOutAddresses } from './objections.mjs'
import { recordsOf } from './records.mjs'

export function figuresOf({ before, now, records, removals, audit }) {
  const live = records.filter((record) => record.live)
  const of = (system, list = live) => list.filter((record) => record.system === system)
  const blocked = (record, optedOut) =>
    record.system === 'hubspot'
      ? record.primary !== null && optedOut.has(record.primary)
      : record.row.HasOptedOutOfEmail === true
  const outBefore = optedOutAddresses(before)
  const outNow = optedOutAddresses(now)
  const openBefore = new Set(
    recordsOf(before)
      .filter((record) => record.live && !blocked(record, outBefore))
      .map((record) => record.key),
  )
  const newlyBlocked = live.filter((record) => openBefore.has(record.key) && blocked(record, outNow))
  const tagged = live.filter(
    (record) =>
      ((record.system === 'hubspot' ? record.row.properties.lawbase_verdict : record.row.Lawbase_Verdict__c) ?? '') !==
      '',
  )
  const removed = [...new Map(removals.map(({ record }) => [record.key, record])).values()].filter(
    (record) => !record.live,
  )
  const terminal = audit.filter((line) => line.act === 'propagation')
  return {
    hubspotContacts: of('hubspot').length,
    salesforceContacts: of('salesforce').filter((record) => record.object === 'Contact').length,
    salesforceLeads: of('salesforce').filter((record) => record.object === 'Lead').length,
    taggedHubspot: of('hubspot', tagged).length,
    taggedSalesforce: of('salesforce', tagged).length,
    newlyBlockedHubspot: of('hubspot', newlyBlocked).length,
    newlyBlockedSalesforce: of('salesforce', newlyBlocked).length,
    removedHubspot: of('hubspot', removed).length,
    removedSalesforce: of('salesforce', removed).length,
    brokerNoticesValid: now.broker.notices.filter((notice) => notice.valid).length,
    oneKindOnlyOptOuts: now.hubspot.optOuts.filter((optOut) => !optOut.portalWide && !outNow.has(optOut.email)).length,
    objections: audit.filter((line) => line.act === 'objection').length,
    propagationsApplied: terminal.filter((line) => line.details.to === 'applied').length,
    propagationsAccepted: new Set(
      terminal.filter((line) => line.details.to === 'accepted').map((line) => line.actId.split(':')[1]),
    ).size,
    auditLines: audit.length,
  }
}
