/** A row of a corpus of messages as what arrives in a mailbox. */
export const mailOfRow = ({ subject, body, headers }) => ({
  subject: subject ?? '',
  text: body ?? '',
  html: null,
  headers: headers ?? {},
  from: 'writer@example.test',
  token: false,
  feedbackType: null,
  delivery: null,
  attachments: 0,
  attached: [],
})
