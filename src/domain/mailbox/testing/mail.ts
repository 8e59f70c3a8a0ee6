import type { ParsedMail } from '../text/parsed-mail.ts'

/** An answer of Anne's to our offer, as the classifier is given it; `more` says what differs. */
export const mail = (more: Partial<ParsedMail>): ParsedMail => ({
  subject: 'Re: Audit',
  text: null,
  html: null,
  headers: {},
  from: 'anne.roy@acme.example.test',
  token: false,
  feedbackType: null,
  delivery: null,
  attachments: 0,
  attached: [],
  ...more,
})
