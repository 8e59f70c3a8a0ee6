import { z } from 'zod'
import { classifyAddress } from '../../domain/contacts/classify-address.ts'
import { classifyPhone } from '../../domain/contacts/classify-phone.ts'
import { countryOf } from '../../domain/contacts/country.ts'
import { legalForms } from '../../domain/contacts/tables/legal-forms.ts'
import { displayNameOf } from '../../domain/contacts/bare-address.ts'
import { normalEmail } from '../../domain/contacts/identity.ts'
import { functionsOfTitle } from '../../domain/titles/job-function.ts'
import { classifyMail } from '../../domain/mailbox/classify-mail.ts'
import { relatedness } from '../../domain/decisions/offer.ts'
import { isSoleTraderTitle } from '../../domain/contacts/sole-trader.ts'
import { addressReasons, phoneReasons } from '../../domain/contacts/tables/address-reasons.ts'
import { jobFunctions } from '../../domain/titles/tables/job-titles.ts'
import type { Command } from '../app/command.ts'
import { answerLines } from '../app/lines.ts'

const Id = z.union([z.string(), z.number()]).nullable().default(null)
const Text = z.string().trim().max(400).nullable().default(null)
const around = {
  firstName: Text,
  lastName: Text,
  company: Text,
  headcount: z.int().min(0).nullable().default(null),
  legalForm: z.enum(legalForms).default('unknown'),
  jobTitle: Text,
}

/** One line of `lawbase classify --json`; every field is told in docs/api/decide.md. */
const Question = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('email'), id: Id, email: z.string().min(1).max(400), ...around }),
  z.strictObject({
    kind: z.literal('phone'),
    id: Id,
    phone: z.string().min(1).max(100),
    country: Text,
    label: Text,
    holders: z.int().min(1).default(1),
    ...around,
  }),
  z.strictObject({
    kind: z.literal('title'),
    id: Id,
    title: z.string().max(400),
    offer: z
      .strictObject({
        functions: z.array(z.enum(jobFunctions)).min(1, 'names no function: choose at least one'),
        borderline: z.array(z.enum(jobFunctions)).default([]),
      })
      .nullable()
      .default(null),
  }),
  z.strictObject({
    kind: z.literal('message'),
    id: Id,
    subject: z.string().max(2_000).default(''),
    text: z.string().max(500_000).nullable().default(null),
    html: z.string().max(1_000_000).nullable().default(null),
    from: z.string().max(400).default(''),
    headers: z.record(z.string(), z.string()).default({}),
    token: z.boolean().default(false),
    feedbackType: z.string().max(100).nullable().default(null),
    delivery: z.strictObject({ action: z.string(), status: z.string() }).nullable().default(null),
  }),
])

export const classifyCommand: Command = {
  summary: 'classifies addresses, phones, job titles and messages, without network or database',
  help: 'lawbase classify --json < questions.jsonl\n\nOne question per line in, one line of JSON out: {"kind":"email"}, {"kind":"phone"}, {"kind":"title"} with or without an offer, {"kind":"message"}. The fields are described in docs/api/decide.md. A line that cannot be read is answered with the fields at fault; then the exit code is 1.\n\nExample: echo \'{"kind":"title","title":"DSI","offer":{"functions":["it"]}}\' | lawbase classify --json',
  words: 0,
  options: {},
  run: () => answerLines(Question, classify),
}

function classify(question: z.infer<typeof Question>): unknown {
  const { kind, id } = question
  if (kind === 'email') {
    const email = normalEmail(question.email)
    if (email === null)
      return {
        id,
        kind,
        email: null,
        nature: 'personal',
        mailbox: null,
        shared: false,
        reason: 'unreadable',
        rule: 'A15',
        fr: 'Adresse illisible',
        en: 'Unreadable address',
      }
    const found = classifyAddress(email, { ...question, displayName: displayNameOf(question.email) })
    const { fr, en } = addressReasons[found.reason]
    return { id, kind, email, ...found, fr, en }
  }
  if (kind === 'phone') {
    const found = classifyPhone(question.phone, countryOf(question.country), question)
    const { fr, en } = phoneReasons[found.reason]
    return { id, kind, ...found, fr, en }
  }
  if (kind === 'title') {
    const functions = functionsOfTitle(question.title, {})
    return {
      id,
      kind,
      title: question.title,
      functions,
      soleTrader: isSoleTraderTitle(question.title),
      related: question.offer === null ? null : relatedness([functions], question.offer),
    }
  }
  const { subject, text, html, from, token, feedbackType, delivery, headers } = question
  return {
    id,
    kind,
    ...classifyMail({
      subject,
      text,
      html,
      from,
      token,
      feedbackType,
      delivery,
      attachments: 0,
      attached: [],
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    }),
  }
}
