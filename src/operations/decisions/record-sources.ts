import { attests, type Attestation } from '../../domain/sources/attestation.ts'
import { dayOf } from '../../domain/app/day.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { sourceOf, type SourceMapping, type SourceProof } from '../../domain/sources/source.ts'
import { diligenceOf, type BrokerChecks, type HeldDelivery } from '../../domain/brokers/broker-check.ts'
import { noticeDisputed, type FormDispute } from '../../domain/forms/form-dispute.ts'
import { normalBrokerName } from '../../domain/brokers/broker-profile.ts'
import { informedAtCollection, sourceKindRow, type SourceKind } from '../../domain/sources/tables/source-kinds.ts'
import type { Connection } from '../../store/connections/connections.ts'
import type { FactRecord, FactSource } from '../../store/decisions/facts.ts'
import type { KnownSource } from './contact-facts.ts'

/**
 * The sources that a record's mapped properties name, as rows to append: none when nobody mapped their values
 * (docs/reference/law.md#c15: each is kept). A value only declares, unless the vendor itself shows that the person
 * filled a form, or is in the campaign the value names (`keptByVendor`: properties of a connector that nobody types).
 */
export function mappedSource(
  record: FactRecord,
  settings: Settings,
  connections: readonly Connection[],
  keptByVendor: (connector: string) => readonly string[],
) {
  const connection = connections.find((candidate) => candidate.id === record.connectionId)
  const connector = connection?.connector ?? ''
  const seen = new Set(keptByVendor(connector))
  const further = (settings.moreSources[connector] ?? []).flatMap(({ property, values }) =>
    (record.extras.moreSources?.[property] ?? []).map((value) => ({
      mapping: sourceOf(value, values),
      proof: seen.has(property) ? ('campaign' as const) : null,
    })),
  )
  const own = { mapping: sourceOf(record.sourceValue, settings.sources[connector]?.values ?? []), proof: null }
  const unique = new Map<string, ReturnType<typeof rowOf>>()
  for (const { mapping, proof } of [own, ...further]) {
    if (mapping === null) continue
    const key = `${mapping.kind} ${mapping.name}`
    if (proof !== null || !unique.has(key)) unique.set(key, rowOf(record, mapping, proof, connections))
  }
  return [...unique.values()]
}

function rowOf(
  record: FactRecord,
  mapping: SourceMapping,
  proof: 'campaign' | null,
  connections: readonly Connection[],
) {
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
    proof: proof ?? formShown(record, mapping.kind),
  }
}

/** Of a source that a form is, on the web or at a show: the system shows that the person filled one. */
const formShown = (record: FactRecord, kind: SourceKind): 'form' | null =>
  (kind === 'C1' || kind === 'C4') && record.acts.some((act) => act.kind === 'form') ? 'form' : null

/** Rows that speak of where one contact came from. */
interface SourcesOfContact {
  stored: readonly FactSource[]
  records: readonly FactRecord[]
  /** Those that may be about this contact. */
  attestations: readonly Attestation[]
  deliveries: readonly HeldDelivery[]
}

/** What the company can show of its sources, whoever came from them. */
interface SourceRegister {
  checks: BrokerChecks
  disputes: readonly FormDispute[]
  /** Sources whose dossier lacks nothing, by `dossierKey`. */
  dossiers: ReadonlySet<string>
}

/** How a source is named in the register of dossiers: by its kind and, in any case, its name. */
export const dossierKey = ({ kind, name }: { kind: SourceKind; name: string }): string =>
  `${kind} ${name.toLowerCase()}`

/** What shows a source where nothing of the person's own data does. */
function proofBeside(
  { kind, name, deliveries }: { kind: SourceKind; name: string; deliveries: readonly HeldDelivery[] },
  { checks, dossiers }: Pick<SourceRegister, 'checks' | 'dossiers'>,
): SourceProof | null {
  const broker = sourceKindRow(kind).gate === 'checked' ? checks.get(normalBrokerName(name))?.brokerId : undefined
  if (broker !== undefined && deliveries.some(({ brokerId }) => brokerId === broker)) return 'delivery'
  return dossiers.has(dossierKey({ kind, name })) ? 'dossier' : null
}

/**
 * Everything known of where a contact came from. What a DPO declared counts only where nothing else is known, so that
 * no declaration softens what a mapping says of a broker. Who maps an own form says with it that the form shows the
 * notice, until the audit of that form sees otherwise (`disputes`); a card or a talk shows none by itself
 * (docs/reference/law.md#c2). A DPO who attests has accepted. Whether a seller of
 * data was checked is for the register to say, whoever mapped or attested it.
 */
export function knownSources(
  { stored, records, attestations, deliveries }: SourcesOfContact,
  settings: Settings,
  { checks, disputes, dossiers }: SourceRegister,
): KnownSource[] {
  const checked = (kind: SourceKind, name: string, obtainedOn: string) =>
    sourceKindRow(kind).gate === 'checked' ? diligenceOf(checks, name, { obtainedOn, deliveries }) : 'open'
  if (stored.length > 0) {
    const mappings = [...Object.values(settings.sources), ...Object.values(settings.moreSources).flat()].flatMap(
      ({ values }) => values,
    )
    return stored.map(({ kind, name, obtainedOn, assumed, connectionId, proof, noticeShown }) => ({
      kind,
      name,
      obtainedOn,
      assumed,
      connectionId,
      proof: proof ?? proofBeside({ kind, name, deliveries }, { checks, dossiers }),
      attested: false,
      noticeShown:
        informedAtCollection(kind, noticeShown) && noticeDisputed(disputes, { kind, name, obtainedOn }) === null,
      accepted: mappings.some((mapping) => mapping.accepted && mapping.kind === kind && mapping.name === name),
      diligence: checked(kind, name, obtainedOn),
    }))
  }
  return attestations.flatMap((attestation) => {
    const covered = records
      .filter((record) => attests(attestation, record))
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
            proof: null,
            attested: true,
            noticeShown: attestation.noticeShown,
            accepted: true,
            diligence: checked(attestation.kind, attestation.name, covered[0]),
          },
        ]
  })
}
