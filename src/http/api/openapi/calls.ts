import { z } from 'zod'
import { Entry } from '../../../domain/objections/objection-entry.ts'
import { CorrectionBody } from '../api-corrections.ts'
import { DecisionItem } from '../api-decisions.ts'
import { EventItem, EventsBody } from '../api-events.ts'
import type { ApiScope } from '../api-key.ts'
import { NoticeItem } from '../api-notices.ts'
import { KeepOut, Restore, TakeBack } from '../api-removals.ts'
import { listTypes, parameters } from '../api-screenings.ts'
import * as answers from './answers.ts'

/** One call of `/api/v1`, as the document and the page of the console tell it. */
export interface ApiCall {
  readonly method: 'get' | 'post'
  /** As OpenAPI writes it, parameters in braces. */
  readonly path: string
  /** Null: no key is needed. */
  readonly scope: ApiScope | null
  readonly summary: { readonly en: string; readonly fr: string }
  /** Parameters of the query or headers, by name. */
  readonly query?: Readonly<Record<string, z.ZodType>>
  readonly headers?: Readonly<Record<string, z.ZodType>>
  /** The body: JSON of this shape, or bytes of one of these types. */
  readonly body?: z.ZodType | readonly string[]
  /** Answers that are no refusal, by status: JSON of this shape, or the type of a file. */
  readonly answers: Readonly<Record<number, z.ZodType | string>>
  /** Statuses of its own refusals, beside those that every call has (`refusalsOf`). */
  readonly refusals: readonly number[]
}

const said = (en: string, fr: string) => ({ en, fr })
const text = z.string()
/** As `api-access.ts` reads it: texts of a form; what else stands there is not read. */
const AccessBody = z.looseObject({
  contactId: z.uuid().optional(),
  email: text.optional(),
  phone: text.optional(),
  firstName: text.optional(),
  lastName: text.optional(),
  language: z.enum(['fr', 'en']).optional(),
  door: z.enum(['mailbox', 'post', 'phone', 'spoken', 'other']),
  receivedOn: z.iso.date(),
  identity: z.enum(['own-address', 'answered', 'called-back', 'other']),
  identityWords: text.optional(),
})
const screeningQuery = Object.fromEntries(['map', ...Object.keys(parameters)].map((name) => [name, text.optional()]))
const listOf = (item: z.ZodType) => z.strictObject({ items: z.array(item).min(1).max(1_000) })

/** Every call; a test holds the routes against it, both ways. */
export const apiCalls: readonly ApiCall[] = [
  {
    method: 'post',
    path: '/objections',
    scope: 'objections:write',
    summary: said('Record one opt-out, or up to 10,000', 'Enregistrer une opposition, ou jusqu’à 10 000'),
    headers: { 'Idempotency-Key': z.string().min(1).max(200).optional() },
    body: z.union([Entry, z.strictObject({ objections: z.array(Entry).min(1).max(10_000) })]),
    answers: {
      200: z.union([answers.RecordedObjection, answers.RecordedObjections]),
      201: answers.RecordedObjection,
      207: answers.RecordedObjections,
    },
    refusals: [409, 413, 422],
  },
  {
    method: 'get',
    path: '/objections',
    scope: 'status:read',
    summary: said('Opt-outs recorded since a moment', 'Oppositions enregistrées depuis un instant'),
    query: { since: z.iso.datetime({ offset: true }) },
    answers: { 200: answers.ObjectionStates },
    refusals: [422],
  },
  {
    method: 'get',
    path: '/objections/{id}',
    scope: 'status:read',
    summary: said('Where an opt-out stands at each system', 'Où en est une opposition dans chaque système'),
    answers: { 200: answers.ObjectionState },
    refusals: [404],
  },
  {
    method: 'post',
    path: '/objections/{key}/correction',
    scope: 'objections:correct',
    summary: said(
      'Say that it was entered for the wrong person',
      'Dire qu’elle a été saisie pour la mauvaise personne',
    ),
    body: CorrectionBody,
    answers: { 200: answers.CorrectionState, 201: answers.CorrectionState },
    refusals: [404, 409, 422],
  },
  {
    method: 'get',
    path: '/objections/{key}/correction',
    scope: 'status:read',
    summary: said('What a correction has still to open', 'Ce qu’une correction doit encore rouvrir'),
    answers: { 200: answers.CorrectionState },
    refusals: [404],
  },
  {
    method: 'post',
    path: '/decisions',
    scope: 'decisions:read',
    summary: said('May these people be approached now?', 'Peut-on solliciter ces personnes maintenant ?'),
    body: listOf(DecisionItem),
    answers: { 200: answers.Decisions, 207: answers.Decisions },
    refusals: [422],
  },
  {
    method: 'post',
    path: '/notices',
    scope: 'notices:write',
    summary: said('Say who was sent the notice', 'Dire à qui l’information a été envoyée'),
    body: listOf(NoticeItem),
    answers: { 200: answers.Notices, 207: answers.Notices },
    refusals: [422],
  },
  {
    method: 'post',
    path: '/events',
    scope: 'events:write',
    summary: said('Import what people did at a tool', 'Importer ce que les personnes ont fait dans un outil'),
    body: EventsBody.extend({ items: z.array(EventItem).max(1_000) }),
    answers: { 200: answers.Events, 207: answers.Events },
    refusals: [422],
  },
  {
    method: 'post',
    path: '/screenings',
    scope: 'screenings:write',
    summary: said('Screen a list before its import', 'Contrôler une liste avant son import'),
    query: screeningQuery,
    body: listTypes,
    answers: { 202: answers.ScreeningTaken },
    refusals: [413, 415, 422],
  },
  {
    method: 'get',
    path: '/screenings/{id}',
    scope: 'screenings:write',
    summary: said('State and figures of a screening', 'État et chiffres d’un contrôle'),
    answers: { 200: answers.ScreeningState },
    refusals: [404],
  },
  ...(['allowed', 'refused'] as const).map(
    (part): ApiCall => ({
      method: 'get',
      path: `/screenings/{id}/${part}`,
      scope: 'screenings:write',
      summary:
        part === 'allowed'
          ? said('The rows that may be imported', 'Les lignes qui peuvent être importées')
          : said('The rows that may not, and why', 'Les lignes refusées, et pourquoi'),
      answers: { 200: 'text/csv' },
      refusals: [404, 409, 410],
    }),
  ),
  {
    method: 'get',
    path: '/removals/{plan}/people',
    scope: 'removals:keep',
    summary: said('Who is in a plan of removal', 'Qui figure dans un plan de suppression'),
    query: { after: z.uuid().optional() },
    answers: { 200: answers.PlanPeople },
    refusals: [404, 422],
  },
  {
    method: 'post',
    path: '/removals/{plan}/restore',
    scope: 'removals:keep',
    summary: said('Restore people of a plan', 'Rétablir des personnes d’un plan'),
    body: Restore,
    answers: { 202: answers.Restored },
    refusals: [404, 409, 422],
  },
  {
    method: 'post',
    path: '/removals/keep-out',
    scope: 'removals:keep',
    summary: said('Keep people out of every plan', 'Tenir des personnes hors de tout plan'),
    body: KeepOut,
    answers: { 201: answers.KeptOut },
    refusals: [422],
  },
  {
    method: 'post',
    path: '/removals/keep-out/{id}/end',
    scope: 'removals:keep',
    summary: said('End that', 'Y mettre fin'),
    answers: { 200: answers.Ended },
    refusals: [404],
  },
  {
    method: 'get',
    path: '/erasures',
    scope: 'removals:keep',
    summary: said('Requests to be erased', 'Demandes d’effacement'),
    answers: { 200: answers.Erasures },
    refusals: [],
  },
  {
    method: 'post',
    path: '/erasures/{key}/take-back',
    scope: 'removals:keep',
    summary: said('Take a decision to erase back', 'Revenir sur une décision d’effacer'),
    body: TakeBack,
    answers: { 200: answers.TakenBack },
    refusals: [404, 409, 422],
  },
  {
    method: 'get',
    path: '/access-requests',
    scope: 'access:write',
    summary: said('Access requests', 'Demandes d’accès'),
    answers: { 200: answers.AccessRequests },
    refusals: [],
  },
  {
    method: 'post',
    path: '/access-requests',
    scope: 'access:write',
    summary: said('Put an access request into the register', 'Inscrire une demande d’accès au registre'),
    body: AccessBody,
    answers: { 201: answers.AccessRequestState },
    refusals: [404, 409, 422],
  },
  {
    method: 'post',
    path: '/access-requests/{key}/answered',
    scope: 'access:write',
    summary: said('Note that the answer was sent', 'Noter que la réponse est partie'),
    body: z.looseObject({ nothingFound: z.boolean().optional() }).optional(),
    answers: { 200: answers.AccessRequestState },
    refusals: [404, 409],
  },
  {
    method: 'post',
    path: '/access-requests/{key}/search',
    scope: 'access:write',
    summary: said('Look for who asks in every system', 'Chercher la personne dans chaque système'),
    body: z.looseObject({ noneOfThem: z.boolean().optional(), toolsSearched: z.boolean().optional() }).optional(),
    answers: { 200: answers.AccessRequestState },
    refusals: [404, 409],
  },
  {
    method: 'get',
    path: '/access-requests/{key}/letter.pdf',
    scope: 'access:write',
    summary: said('The answer, as a letter', 'La réponse, en lettre'),
    answers: { 200: 'application/pdf' },
    refusals: [404],
  },
  {
    method: 'get',
    path: '/status',
    scope: 'status:read',
    summary: said('Figures of the installation', 'Chiffres de l’installation'),
    answers: { 200: answers.Status },
    refusals: [],
  },
  {
    method: 'get',
    path: '/openapi.json',
    scope: null,
    summary: said('This document', 'Ce document'),
    answers: { 200: z.looseObject({ openapi: z.literal('3.1.0') }) },
    refusals: [],
  },
]

/** What every call may answer: a wrong key, too many calls, a value that cannot be kept, a fault of ours. */
const ofEvery = [400, 401, 403, 429, 500, 503]
/** And one that reads a body. */
const ofBodies = [413, 415]

/** Statuses of all refusals of a call, in their order. */
export const refusalsOf = ({ scope, method, refusals }: ApiCall): number[] =>
  [...new Set([...(scope === null ? [] : ofEvery), ...(method === 'post' ? ofBodies : []), ...refusals])].toSorted(
    (a, b) => a - b,
  )

/**
 * What a call answers to a list in which nothing was right: what is wrong with each item, in problem JSON; null = it
 * takes no list.
 */
export function refusedList({ answers: given }: ApiCall): z.ZodType | null {
  const partly = given[207]
  return partly instanceof z.ZodObject
    ? partly.extend({ type: z.literal('about:blank'), title: z.string(), status: z.literal(422) })
    : null
}
