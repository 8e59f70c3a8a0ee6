import { SMTPServer } from 'smtp-server'
import { simpleParser } from 'mailparser'

export interface ReceivedMail {
  to: string
  subject: string
  text: string
  headers: ReadonlyMap<string, unknown>
  messageId: string
  attachments: readonly { name: string; type: string; content: string }[]
}

export interface MailServer {
  url: string
  received: ReceivedMail[]
  /** Answer to the next mails: null = taken. */
  refuse: { code: number; text: string } | null
  close(): Promise<void>
}

const login = { user: 'lawbase', password: 'sesame' }

/**
 * A mail server on this machine that keeps what it is given, from anybody, or with the login `lawbase` and `sesame`.
 */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = []
  const state: Pick<MailServer, 'refuse'> = { refuse: null }
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === login.user && password === login.password
        ? done(null, { user: login.user })
        : done(Object.assign(new Error('wrong'), { responseCode: 535 })),
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => {
        if (state.refuse !== null)
          return done(Object.assign(new Error(state.refuse.text), { responseCode: state.refuse.code }))
        received.push({
          to: session.envelope.rcptTo.map((to) => to.address).join(),
          subject: mail.subject ?? '',
          text: mail.text ?? '',
          headers: mail.headers,
          messageId: mail.messageId ?? '',
          attachments: mail.attachments.map((file) => ({
            name: file.filename ?? '',
            type: file.contentType,
            content: file.content.toString('utf8'),
          })),
        })
        return done(null, `2.0.0 Ok: queued as Q${1_000 + received.length}`)
      }, done)
    },
  })
  const port = await new Promise<number>((resolve) => {
    const net = server.listen(0, '127.0.0.1', () => resolve((net.address() as { port: number }).port))
  })
  return Object.assign(state, {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  })
}
