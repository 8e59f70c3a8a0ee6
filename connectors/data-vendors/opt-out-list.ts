import { z } from 'zod'
import type { Connector } from '../../src/connector/contract.ts'
import { feedSystem, feedWrites } from './feed.ts'
import { french } from './french.ts'

/** A vendor without a documented interface: a person imports its list (docs/reference/brokers.md#list-doors). */
export const optOutList: Connector<Record<string, never>> = {
  id: 'opt-out-list',
  label: 'Data vendor (list by hand)',
  about: {
    title: { en: 'Opt-outs of a data vendor, by list', fr: 'Oppositions d’un fournisseur de données, par liste' },
    more: {
      en: 'For Apollo, Cognism, Kaspr and others that publish no interface for this: import their list every two weeks; Today reminds you. Apollo’s list keeps 30 days only.',
      fr: 'Pour Apollo, Cognism, Kaspr et d’autres qui ne publient pas d’interface pour cela : importez leur liste toutes les deux semaines ; Aujourd’hui vous le rappelle. Celle d’Apollo ne garde que 30 jours.',
    },
  },
  kind: 'feed',
  auth: { type: 'form', fields: [] },
  credentials: z.strictObject({}).catch({}),
  feed: { everyHours: null, listDays: 14 },
  french,
  writes: feedWrites,
  limits: {},
  open: ({ accountId }) =>
    feedSystem(accountId, {}, () =>
      Promise.resolve([
        {
          name: { en: 'By hand', fr: 'À la main' },
          state: 'off',
          prevents: {
            en: 'Nothing is read by itself: opt-outs made at this vendor are here once you import its list.',
            fr: 'Rien n’est lu automatiquement : les oppositions faites chez ce fournisseur sont ici une fois sa liste importée.',
          },
        },
      ]),
    ),
}
