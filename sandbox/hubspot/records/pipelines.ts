import type { Router } from '../../core/router.ts'
import type { HubSpotContext } from '../account/context.ts'
import { contactsRead, dealsRead, enter, ticketsRead } from '../account/context.ts'

interface Stage {
  readonly id: string
  readonly label: string
  readonly metadata: Readonly<Record<string, string>>
  /** Still in use by records, in no list any more. */
  readonly archived?: true
}

const deal = (id: string, label: string, probability: string, isClosed: boolean): Stage => ({
  id,
  label,
  metadata: { probability, isClosed: String(isClosed) },
})

/**
 * docs/reference/hubspot.md#deal-states, #ticket-states: labels are renamed, ids are numeric, two stages are won, an
 * open one stands at 0.0, one ticket stage says nothing of its state.
 */
const pipelines: Readonly<
  Record<'deals' | 'tickets', readonly { id: string; label: string; stages: readonly Stage[] }[]>
> = {
  deals: [
    {
      id: 'default',
      label: 'Ventes',
      stages: [
        deal('qualifiedtobuy', 'Qualifié', '0.4', false),
        deal('contractsent', 'Contrat envoyé', '0.9', false),
        deal('closedwon', 'Gagnée', '1.0', true),
        deal('closedlost', 'Perdue', '0.0', true),
      ],
    },
    {
      id: '7201',
      label: 'Renouvellements',
      stages: [
        deal('910001', 'À relancer', '0.0', false),
        deal('910002', 'Renouvelé', '1.0', true),
        { ...deal('910003', 'Ancienne étape', '0.5', false), archived: true },
      ],
    },
  ],
  tickets: [
    {
      id: '0',
      label: 'Support',
      stages: [
        { id: '1', label: 'Nouveau', metadata: { ticketState: 'OPEN', isClosed: 'false' } },
        { id: '4', label: 'Terminé', metadata: { ticketState: 'CLOSED', isClosed: 'true' } },
        { id: '5', label: 'À trier', metadata: {} },
      ],
    },
  ],
}

export function stageOf(type: 'deals' | 'tickets', id: string | undefined): Stage | undefined {
  return pipelines[type].flatMap(({ stages }) => stages).find((stage) => stage.id === id)
}

export function addPipelineRoutes(router: Router, context: HubSpotContext): void {
  for (const type of ['deals', 'tickets'] as const) {
    router.on('GET', `/crm/pipelines/{2025-09|2026-03|2026-09}/${type}`, (call) => {
      enter(context, call, [...dealsRead, ...ticketsRead, ...contactsRead])
      const at = context.store.clock.iso()
      const shown = { archived: false, createdAt: at, updatedAt: at }
      return {
        status: 200,
        json: {
          results: pipelines[type].map(({ stages, ...pipeline }, displayOrder) => ({
            ...pipeline,
            ...shown,
            displayOrder,
            stages: stages
              .filter((stage) => stage.archived !== true)
              .map((stage, place) => ({
                ...stage,
                ...shown,
                displayOrder: place,
                writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
              })),
          })),
        },
      }
    })
  }
}
