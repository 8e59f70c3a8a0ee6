import type { Connector } from '../../src/connector/contract.ts'
import type { FormField } from '../../src/connector/form.ts'
import { feedSystem, feedWrites, keyField, lineOf } from './feed.ts'
import { LushaCredentials } from './lusha-credentials.ts'
import { keepPosted, leave, listSubscriptions } from './lusha-subscription.ts'
import { inbound } from './lusha-webhook.ts'
import { french } from './french.ts'

const secretField: FormField = {
  name: 'secret',
  secret: true,
  label: { en: 'Webhook secret of the account', fr: 'Secret webhook du compte' },
  hint: {
    en: 'Shown once by Lusha when it was made; we never make a new one, which would break your other webhooks. While it changes: the new one, a space, the old one',
    fr: 'Montré une fois par Lusha à sa création ; nous n’en créons jamais un nouveau, qui casserait vos autres webhooks. Pendant un changement : le nouveau, une espace, l’ancien',
  },
  wrong: { en: 'Enter the secret as Lusha showed it.', fr: 'Saisissez le secret tel que Lusha l’a montré.' },
}

/** Lusha: posts each opt-out made there. */
export const lusha: Connector<LushaCredentials> = {
  id: 'lusha',
  label: 'Lusha',
  about: {
    title: { en: 'Lusha: opt-outs', fr: 'Lusha : oppositions' },
    more: {
      en: 'Lusha sends each opt-out made there as it happens. We subscribe, and look each hour whether it still sends.',
      fr: 'Lusha envoie chaque opposition faite chez lui dès qu’elle arrive. Nous nous abonnons et vérifions chaque heure qu’il envoie encore.',
    },
  },
  kind: 'feed',
  auth: {
    type: 'form',
    fields: [
      keyField({
        en: 'From dashboard.lusha.com, API. Stored encrypted, sent to Lusha only',
        fr: 'De dashboard.lusha.com, API. Stockée chiffrée, envoyée à Lusha seulement',
      }),
      secretField,
    ],
  },
  addresses: { api: { variable: 'LUSHA_API_URL', default: 'https://api.lusha.com' } },
  credentials: LushaCredentials,
  inbound,
  feed: {
    everyHours: 1,
    ids: {
      en: 'Optional: a CSV with the columns id and email, for messages that name no address.',
      fr: 'Facultatif : un CSV avec les colonnes id et email, pour les messages sans adresse.',
    },
    unsure: {
      en: 'The time zone of Lusha’s dates is not published: they are read as UTC.',
      fr: 'Le fuseau horaire des dates de Lusha n’est pas publié : elles sont lues en UTC.',
    },
  },
  french,
  writes: feedWrites,
  limits: { calls: { max: 100, windowMs: 60_000 } },
  open: ({ credentials, accountId }, deps) =>
    feedSystem(
      accountId,
      { keepPosted: (hookUrl, since) => keepPosted(credentials, deps, hookUrl, since) },
      async () => [
        await lineOf(
          { en: 'Subscriptions of the account', fr: 'Abonnements du compte' },
          { en: 'Opt-outs made there are not received.', fr: 'Les oppositions faites là-bas ne sont pas reçues.' },
          () => listSubscriptions(credentials, deps),
        ),
      ],
      () => leave(credentials, deps),
    ),
}
