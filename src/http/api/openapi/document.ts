import { z } from 'zod'
import { callsPerMinute } from '../api-key.ts'
import { Problem } from './answers.ts'
import { apiCalls, refusalsOf, refusedList, type ApiCall } from './calls.ts'

const base = '/api/v1'
const statusTexts: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Recorded',
  202: 'Taken in; it is done later',
  207: 'Some items were refused: see each',
  400: 'It cannot be read, or holds a value that cannot be kept',
  401: 'No live key',
  403: 'The key lacks the scope, or who answers for it the right',
  404: 'There is no such thing',
  409: 'Not as things stand',
  410: 'Erased since',
  413: 'Too large',
  415: 'Not a type that this call takes',
  422: 'Something in the call is wrong: see the fields',
  429: 'Too many calls in this minute',
  500: 'It failed on our side: look for the reference in the log',
  503: 'Not available for a moment: make the same call again',
}

/** The OpenAPI 3.1 document, made of the calls and of the shapes that they read and answer. */
export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const call of apiCalls) (paths[base + call.path] ??= {})[call.method] = operationOf(call)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lawbase',
      version: '1',
      description:
        'Every refusal is problem JSON (RFC 9457). Calls are counted per key, scope and minute; each answer to a call with a key says in RateLimit-Limit, RateLimit-Remaining and RateLimit-Reset (seconds) how many are left, and a 429 in Retry-After when to come back.',
    },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key of the page Users & API keys' } },
      schemas: { Problem: schemaOf(Problem, 'output') },
      headers: Object.fromEntries(
        Object.entries(rateHeaders).map(([name, description]) => [name, { description, schema: { type: 'integer' } }]),
      ),
    },
    paths,
  }
}

const rateHeaders = {
  'RateLimit-Limit': 'Calls a minute that the scope of this call allows the key',
  'RateLimit-Remaining': 'Calls left in this minute',
  'RateLimit-Reset': 'Seconds until the next minute begins',
  'Retry-After': 'Seconds to wait',
} as const

/** `getObjectionsNumber` of `GET /objections/{number}`. */
const operationIdOf = ({ method, path }: ApiCall): string =>
  [method, ...path.split(/\W/u).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))].join('')

function operationOf(call: ApiCall): Record<string, unknown> {
  const { summary, scope, body } = call
  return {
    operationId: operationIdOf(call),
    summary: summary.en,
    ...(scope === null
      ? { security: [] }
      : {
          security: [{ key: [] }],
          description: `Scope \`${scope}\`, at most ${callsPerMinute[scope].toLocaleString('en')} calls a minute.`,
        }),
    parameters: parametersOf(call),
    ...(body === undefined ? {} : { requestBody: bodyOf(body) }),
    responses: responsesOf(call),
  }
}

function parametersOf({ path, query = {}, headers = {} }: ApiCall): unknown[] {
  const named = (where: 'query' | 'header', given: Readonly<Record<string, z.ZodType>>) =>
    Object.entries(given).map(([name, schema]) => ({
      name,
      in: where,
      required: !schema.safeParse(undefined).success,
      schema: schemaOf(schema, 'input'),
    }))
  return [
    ...[...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...named('query', query),
    ...named('header', headers),
  ]
}

function bodyOf(body: NonNullable<ApiCall['body']>): unknown {
  if (!(body instanceof z.ZodType))
    return { required: true, content: Object.fromEntries(body.map((type) => [type, {}])) }
  return {
    required: !body.safeParse(undefined).success,
    content: { 'application/json': { schema: schemaOf(body, 'input') } },
  }
}

function responsesOf(call: ApiCall): Record<string, unknown> {
  const limited = call.scope === null ? {} : { headers: headersOf(['Limit', 'Remaining', 'Reset']) }
  const done = Object.entries(call.answers).map(([status, answer]) => [
    status,
    {
      description: statusTexts[Number(status)] ?? '',
      ...limited,
      content:
        typeof answer === 'string' ? { [answer]: {} } : { 'application/json': { schema: schemaOf(answer, 'output') } },
    },
  ])
  const list = refusedList(call)
  const refused = refusalsOf(call).map((status) => [
    String(status),
    {
      description: statusTexts[status] ?? '',
      ...(status === 429
        ? { headers: { ...headersOf(['Limit', 'Remaining', 'Reset']), 'Retry-After': headerRef('Retry-After') } }
        : {}),
      content: {
        'application/problem+json': {
          schema: status === 422 && list !== null ? { anyOf: [problemRef, schemaOf(list, 'output')] } : problemRef,
        },
      },
    },
  ])
  return Object.fromEntries([...done, ...refused]) as Record<string, unknown>
}

const problemRef = { $ref: '#/components/schemas/Problem' }
const headerRef = (name: keyof typeof rateHeaders) => ({ $ref: `#/components/headers/${name}` })

function headersOf(names: readonly ('Limit' | 'Remaining' | 'Reset')[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [`RateLimit-${name}`, headerRef(`RateLimit-${name}`)]))
}

/** JSON Schema 2020-12, the dialect of OpenAPI 3.1. `input` is what a caller sends, before anything is filled in. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): unknown {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
