import { z } from 'zod'
import { Buffer } from 'node:buffer'
import type { FormSpec } from '../../src/connector/form.ts'

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** https with no credentials in it; http only on loopback. Private ranges are the network guard's to refuse. */
export function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname))
}

/** `whsec_` and base64 of 24 to 64 random bytes (docs/reference/brokers.md#standard-webhooks), in canonical form. */
export function isSecret(text: string): boolean {
  const encoded = text.startsWith('whsec_') ? text.slice('whsec_'.length) : null
  if (encoded === null) return false
  const bytes = Buffer.from(encoded, 'base64')
  return bytes.length >= 24 && bytes.length <= 64 && bytes.toString('base64') === encoded
}

/** During a change both sides know two secrets: the first signs, all are accepted. */
export const secretsOf = (text: string): string[] => text.split(/\s+/u).filter((part) => part !== '')
const maxSecrets = 3

export const BrokerCredentials = z.object({
  url: z.string().trim().refine(isEndpoint, 'must be an https address without a user name or a fragment'),
  secret: z
    .string()
    .trim()
    .refine(
      (text) => secretsOf(text).length > 0 && secretsOf(text).length <= maxSecrets && secretsOf(text).every(isSecret),
      'must be whsec_ followed by base64 of 24 to 64 bytes',
    ),
})
export type BrokerCredentials = z.infer<typeof BrokerCredentials>

export const brokerForm: FormSpec = {
  type: 'form',
  fields: [
    {
      name: 'url',
      secret: false,
      label: { en: 'Address that receives objections', fr: 'Adresse qui reçoit les oppositions' },
      hint: { en: 'Given by the broker, starts with https://', fr: 'Donnée par le courtier, commence par https://' },
    },
    {
      name: 'secret',
      secret: true,
      label: { en: 'Shared secret', fr: 'Secret partagé' },
      hint: {
        en: 'Starts with whsec_ (Standard Webhooks). While it changes: the new one, a space, the old one',
        fr: "Commence par whsec_ (Standard Webhooks). Pendant un changement : le nouveau, un espace, l'ancien",
      },
    },
  ],
}
