import { covers, type Attestation } from '../../domain/sources/attestation.ts'
import { dayOf } from '../../domain/app/day.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { sourceOf, type SourceMapping } from '../../domain/sources/source.ts'
import { diligenceOf, type BrokerChecks, type HeldDelivery } from '../../domain/brokers/broker-check.ts'
import { noticeDisputed, type FormDispute } from '../../domain/forms/form-dispute.ts'
import { isDirect, sourceKindRow, type SourceKind } from '../../domain/sources/tables/source-kinds.ts'
import type { Connection } from '../../store/connections/connections.ts'
import type { FactRecord, FactSource } from '../../store/decisions/facts.ts'
import type { KnownSource } from './contact-facts.ts'

/**
 * The sources that a record's mapped properties prove, as rows to append: none when nobody mapped their values
 * (docs/reference/law.md#c15: each is kept).
 */
export function mappedSource(record: FactRecord, settings: Settings, connections: readonly Connection[]) {
  const connection = connections.find((candidate) => candidate.id === record.connectionId)
  const connector = connection?.connector ?? ''
  const further = (settings.moreSources[connector] ?? []).flatMap(({ property, values }) =>
    (record.extras.moreSources?.[property] ?? []).map((value) => sourceOf(value, values)),
  )
  const found = [sourceOf(record.sourceValue, settings.sources[connector]?.values ?? []), ...further].filter(
    (mapping) => mapping !== null,
  )
  const unique = new Map(found.map((mapping) => [`${mapping.kind} ${mapping.name}`, mapping]))
  return [...unique.values()].map((mapping) => rowOf(record, mapping, connections))
}

function rowOf(record: FactRecord, mapping: SourceMapping, connections: readonly Connection[]) {
  const broker =
    mapping.kind === 'C7'
      ? connections.find((candidate) => candidate.label.toLowerCase() === mapping.name.toLowerCase())
      : undefined
  return {
    contactId: record.contactId,
    recordId: record.id,
    connectionId: record.connectionId,
    kind: mapping.kind,
    name: mapping.name,
    brokerConnectionId: broker?.id ?? null,
    obtainedOn: dayOf(record.createdAt),
    assumed: true,
  }
}

/** Rows that speak of where one contact came from. */
interface SourcesOfContact {
  stored: readonly FactSource[]
  records: readonly FactRecord[]
  /** Those that may be about this contact. */
  attestations: readonly Attestation[]
  deliveries: readonly HeldDelivery[]
}

/**
 * Everything known of where a contact came from. What a DPO declared counts only where nothing else is known, so that
 * no declaration softens what a mapping says of a broker. Who maps an own form says with it that the form shows the
 * notice, until the audit of that form sees otherwise (`disputes`); a DPO who attests has accepted. Whether a seller of
 * data was checked is for the register to say, whoever mapped or attested it.
 */
export function knownSources(
  { stored, records, attestations, deliveries }: SourcesOfContact,
  settings: Settings,
  { checks, disputes }: { checks: BrokerChecks; disputes: readonly FormDispute[] },
): KnownSource[] {
  const checked = (kind: SourceKind, name: string, obtainedOn: string) =>
    sourceKindRow(kind).gate === 'checked' ? diligenceOf(checks, name, { obtainedOn, deliveries }) : 'open'
  if (stored.length > 0) {
    const mappings = [...Object.values(settings.sources), ...Object.values(settings.moreSources).flat()].flatMap(
      ({ values }) => values,
    )
    return stored.map(({ kind, name, obtainedOn, assumed, connectionId }) => ({
      kind,
      name,
      obtainedOn,
      assumed,
      connectionId,
      level: 'proven',
      noticeShown: isDirect(kind) && noticeDisputed(disputes, { kind, name, obtainedOn }) === null,
      accepted: mappings.some((mapping) => mapping.accepted && mapping.kind === kind && mapping.name === name),
      diligence: checked(kind, name, obtainedOn),
    }))
  }
  return attestations.flatMap((attestation) => {
    const covered = records
      .filter((record) => covers(attestation, record))
      .map((record) => dayOf(record.createdAt))
      .toSorted((a, b) => (a < b ? -1 : 1))
    return covered[0] === undefined
      ? []
      : [
          {
            kind: attestation.kind,
            name: attestation.name,
            obtainedOn: covered[0],
            assumed: true,
            connectionId: null,
            level: 'declared' as const,
            noticeShown: attestation.noticeShown,
            accepted: true,
            diligence: checked(attestation.kind, attestation.name, covered[0]),
          },
        ]
  })
}
