import type { PropertyCreate } from '@hubspot/api-client/lib/codegen/crm/properties/models/PropertyCreate.js'
import type { PropertyGroupCreate } from '@hubspot/api-client/lib/codegen/crm/properties/models/PropertyGroupCreate.js'
import { z } from 'zod'
import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import type { ProvisionReport } from '../../../src/connector/contract.ts'
import { send } from '../transport/api.ts'
import type { PortalProperty } from '../fields/catalogue.ts'
import { readCatalogue } from '../fields/catalogue.ts'
import { batchSize, paths } from '../transport/endpoints.ts'
import { groupName, propertiesWithout } from '../fields/properties.ts'
import type { OwnProperty } from '../fields/properties.ts'
import { sdkSend } from '../transport/sdk.ts'
import type { HubspotSystem } from '../read/system.ts'

/** Bodies as the SDK types them; its enums become the words they stand for. */
type Plain<T> = { [K in keyof T]: T[K] extends string | undefined ? `${NonNullable<T[K]>}` : T[K] }

/**
 * Creates our group and properties when missing (docs/reference/hubspot.md#properties-quirks): read first, and "exists
 * already" (409) counts as existing, also for a name that was archived and is revived by creating it. Options added by
 * a later version are appended to those there. Creation goes through the SDK: plain JSON, no retry, no limit to get
 * wrong.
 */
export async function provision(system: HubspotSystem): Promise<ProvisionReport> {
  const created: string[] = []
  const existing: string[] = []
  const note = (name: string, isNew: boolean): number => (isNew ? created : existing).push(name)
  note(groupName, await createGroup(system))
  const catalogue = await readCatalogue(system)
  const wanted = propertiesWithout(system.access.tagNames)
  const made = await createTogether(
    system,
    wanted.filter(({ name }) => !catalogue.has(name)),
  )
  for (const property of wanted) {
    const present = catalogue.get(property.name)
    if (present === undefined) note(property.name, made.has(property.name) || (await createProperty(system, property)))
    else {
      note(property.name, false)
      await addMissingOptions(system, property, present)
    }
  }
  system.catalogue.forget()
  return { created, existing }
}

async function createGroup(system: HubspotSystem): Promise<boolean> {
  const present = await send(system, { method: 'GET', path: `${paths.groups}/${groupName}`, accept: [404] })
  if (present.status !== 404) return false
  const body: Plain<Pick<PropertyGroupCreate, 'name' | 'label'>> = { name: groupName, label: 'Lawbase' }
  return (await sdkSend(system, { method: 'POST', path: paths.groups, body, accept: [409] })).status !== 409
}

/** Whether a batch is taken in part, and with which status it is refused, is UNSURE. */
const refusedBatch = [400, 403, 404, 405, 409, 422]
const Made = z.object({ results: z.array(z.object({ name: z.string() })) })

/**
 * Creates the missing ones in one call (docs/reference/hubspot.md#properties-api). Gives the names that the answer says
 * were made: what is not among them is created, and refused, alone.
 */
async function createTogether(system: HubspotSystem, missing: readonly OwnProperty[]): Promise<ReadonlySet<string>> {
  const made = new Set<string>()
  for (const properties of missing.length < 2 ? [] : chunksOf(missing, batchSize)) {
    const body = { inputs: properties.map(bodyOf) }
    const call = { method: 'POST', path: paths.propertiesBatch, body, accept: refusedBatch } as const
    const { data } = Made.safeParse((await sdkSend(system, call)).json)
    for (const { name } of data?.results ?? []) made.add(name)
  }
  return made
}

function bodyOf(property: OwnProperty) {
  return { ...property, groupName, formField: false } satisfies Partial<Plain<PropertyCreate>>
}

async function createProperty(system: HubspotSystem, property: OwnProperty): Promise<boolean> {
  const body = bodyOf(property)
  return (await sdkSend(system, { method: 'POST', path: paths.properties, body, accept: [409] })).status !== 409
}

/**
 * PATCH replaces the list of options, so those that are there are sent along
 * (docs/reference/hubspot.md#properties-quirks).
 */
async function addMissingOptions(system: HubspotSystem, property: OwnProperty, present: PortalProperty): Promise<void> {
  const there = (present.options ?? []).map((option, index) => ({
    value: option.value,
    label: option.label ?? option.value,
    displayOrder: option.displayOrder ?? index,
    hidden: option.hidden ?? false,
  }))
  const missing = (property.options ?? []).filter((option) => !there.some(({ value }) => value === option.value))
  if (missing.length === 0) return
  await send(system, {
    method: 'PATCH',
    path: paths.property(property.name),
    body: { options: [...there, ...missing] },
  })
}
