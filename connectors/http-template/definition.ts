import { z } from 'zod'
import { channels } from '../../src/domain/app/channel.ts'

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])
/** Values a template may name. `secret` and `secretBasic` (base64) only in headers. */
const orderValues = [
  'email',
  'emails',
  'emailSha256',
  'emailMd5',
  'reference',
  'orderId',
  'objectedAt',
  'reason',
] as const
const secretValues = ['secret', 'secretBasic'] as const

const placeholder = /\{(\w+)\}/gu
const namesIn = (text: string): string[] => [...text.matchAll(placeholder)].map((match) => match[1] ?? '')
const allowed = (names: readonly string[]) => (text: string) => namesIn(text).every((name) => names.includes(name))

/**
 * https, or http on loopback; the host stands before any placeholder, so that no value can lead a credential
 * elsewhere.
 */
const TemplateUrl = z
  .string()
  .trim()
  .max(2_000)
  .refine((text) => {
    if (!/^https?:\/\/[^/?#{}@\s]+\//u.test(text) || !URL.canParse(text)) return false
    const url = new URL(text)
    return url.protocol === 'https:' || loopback.has(url.hostname)
  }, 'must be an https address whose host holds no placeholder')
  .refine(allowed(orderValues), `may only name {${orderValues.join('}, {')}}`)

type Body = string | number | boolean | null | Body[] | { [key: string]: Body }
const Body: z.ZodType<Body> = z.lazy(() =>
  z.union([
    z.string().refine(allowed(orderValues), 'names a value that there is not'),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(Body),
    z.record(z.string(), Body),
  ]),
)

const Header = z
  .string()
  .max(2_000)
  .refine(
    (text) => !/[\r\n]/u.test(text) && allowed([...orderValues, ...secretValues])(text),
    'names a value that there is not',
  )
const Path = z.string().regex(/^[\w-]+(\.[\w-]+)*$/u, 'is a path such as data.items.0.id')
const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
const Status = z.int().min(200).max(499)

const Call = z.object({
  /** Channels this call stops; made when the objection covers one of them. */
  channels: z.array(z.enum(channels)).min(1),
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
  url: TemplateUrl,
  body: Body.optional(),
  /** Left out = any 2xx. */
  success: z
    .object({ statuses: z.array(Status).min(1).optional(), path: Path.optional(), equals: Scalar.optional() })
    .optional(),
  /** Statuses that say the vendor has no such person. */
  absent: z.array(Status).default([]),
  /** Where the vendor's own id for the act stands in its answer. */
  ticket: Path.optional(),
  /** The vendor's own state, read after the write: the only thing that makes an objection `applied`. */
  readBack: z.object({ url: TemplateUrl, path: Path, equals: Scalar, absent: z.array(Status).default([]) }).optional(),
})
export type TemplateCall = z.infer<typeof Call>

export const Definition = z
  .object({
    headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/u), Header).default({}),
    calls: z.array(Call).min(1).max(8),
  })
  .refine(
    ({ calls }) =>
      new Set(
        calls
          .flatMap((call) => [call.url, ...(call.readBack === undefined ? [] : [call.readBack.url])])
          .map((url) => new URL(url).origin),
      ).size === 1,
    { path: ['calls'], message: 'all addresses must be on one host: the credential goes nowhere else' },
  )
export type Definition = z.infer<typeof Definition>

/** Fills a text; what is not known cannot be in it. */
export function fill(
  text: string,
  values: Readonly<Record<string, string>>,
  encode: (value: string) => string = (value) => value,
): string {
  return text.replace(placeholder, (_whole, name: string) => encode(values[name] ?? ''))
}

/**
 * Fills the texts inside a JSON value; the result is written by JSON.stringify, so no value can break out of its text.
 * `"{emails}"` alone becomes the list.
 */
export function fillBody(body: Body, values: Readonly<Record<string, string>>, emails: readonly string[]): Body {
  if (typeof body === 'string') return body === '{emails}' ? [...emails] : fill(body, values)
  if (Array.isArray(body)) return body.map((item) => fillBody(item, values, emails))
  if (typeof body === 'object' && body !== null)
    return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, fillBody(value, values, emails)]))
  return body
}

/** The value at a dotted path of parsed JSON; undefined when a step is missing. Own properties only. */
export function valueAt(json: unknown, path: string): unknown {
  let value = json
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string, unknown>)[step]
  }
  return value
}

/** True when the call speaks of one address at a time. */
export const isPerAddress = ({ url, body }: TemplateCall): boolean =>
  /\{email(?:Sha256|Md5)?\}/u.test(`${url} ${JSON.stringify(body ?? null)}`)
