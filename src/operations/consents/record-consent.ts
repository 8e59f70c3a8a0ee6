import type { KeyRing } from '../../store/app/key-ring.ts'
import { createHash, randomUUID } from 'node:crypto'
import { numberChannels, type Channel } from '../../domain/app/channel.ts'
import { addMonths } from '../../domain/app/day.ts'
import { Refused } from '../../domain/app/refused.ts'
import type { RecordedConsentForm } from '../../domain/consents/recorded-consent.ts'
import { normalEmail, normalPhone } from '../../domain/contacts/identity.ts'
import { countryOf } from '../../domain/contacts/country.ts'
import { longestTerm } from '../../domain/removals/retention-rules.ts'
import type { User } from '../../store/accounts/users.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { tieEvidence } from '../../store/app/evidence.ts'
import { insertRecordedConsent } from '../../store/consents/consents.ts'
import { contactRecords } from '../../store/contacts/contact-view.ts'
import { loadStandingObjections } from '../../store/decisions/facts.ts'
import { lockPeopleShared } from '../../store/objections/objections.ts'
import { keepShownText } from '../../store/objections/person-mails.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { keepEvidence, type UploadedFile } from '../app/evidence.ts'
import { decideAgain } from '../decisions/decide-later.ts'
import { todayHere } from '../settings/today-here.ts'

/**
 * Why a consent is not recorded: its day has not come, or is so long past that the person's data would be due for
 * removal with it, and nobody said that it is right; no record holds an address, or a number that the channels need,
 * an opt-out stands from any address or number of theirs (only the person ends one), paper without its scan, or no
 * company is named in the settings.
 */
export class ConsentRefused extends Refused<
  'future' | 'long-past' | 'no-address' | 'no-number' | 'opted-out' | 'no-file' | 'no-company'
> {
  constructor(code: ConsentRefused['code']) {
    super(code, `the consent was refused: ${code}`)
  }
}

/**
 * Records what a person agreed to on paper or said to somebody of ours, for the first address and number of their
 * records; what was said is kept as a file of its own, so that it is as much as its proof and no more. It ends no
 * opt-out (docs/reference/law.md#f20), and at a mailbox that others share it is theirs alone. The verdict follows at
 * once. Throws ConsentRefused.
 */
export async function recordConsent(
  app: App,
  user: User,
  contactId: string,
  form: RecordedConsentForm,
  scan: UploadedFile | null,
): Promise<void> {
  const { settings } = await loadSettings(app.pool)
  if (settings.controller === null) throw new ConsentRefused('no-company')
  if (form.givenOn > (await todayHere(app))) throw new ConsentRefused('future')
  // A mistyped year makes someone look as if we had held them since.
  if (form.givenOn < addMonths(app.clock.now(), -longestTerm(settings)) && form.isSureOfDay !== true)
    throw new ConsentRefused('long-past')
  if (form.way === 'paper' && scan === null) throw new ConsentRefused('no-file')
  const company = settings.controller.name
  await inTransaction(app.pool, async (sql) => {
    await lockPeopleShared(sql)
    const reached = await reachedBy(app.keys, sql, contactId)
    const isNumber = (channel: Channel) => (numberChannels as readonly Channel[]).includes(channel)
    const byNumber = form.channels.filter(isNumber)
    if (byNumber.length > 0 && reached.number === null) throw new ConsentRefused('no-number')
    const stands = await loadStandingObjections(sql, [contactId])
    if (stands.some(({ channels, kinds }) => kinds.length === 0 && channels.some((one) => form.channels.includes(one))))
      throw new ConsentRefused('opted-out')
    for (const channels of [form.channels.filter((one) => !isNumber(one)), byNumber])
      if (channels.length > 0) await store(app, sql, user, contactId, { form, channels, company, scan, reached })
  })
  await decideAgain(app, [contactId])
}

/** The address that the person is written to at, and the number they are called on, as the verdict takes them. */
async function reachedBy(
  keys: KeyRing,
  sql: Sql,
  contactId: string,
): Promise<{ email: Buffer; number: Buffer | null }> {
  const records = (await contactRecords(sql, contactId)).filter(({ goneAt }) => goneAt === null)
  const [email] = records.flatMap(({ emails }) => normalEmail(emails?.[0] ?? '') ?? [])
  if (email === undefined) throw new ConsentRefused('no-address')
  const raw =
    records.find(({ mobile }) => mobile !== null)?.mobile ?? records.find(({ phone }) => phone !== null)?.phone
  const [country = null] = records.flatMap((record) => countryOf(record.country) ?? [])
  const number = raw == null ? null : normalPhone(raw, country)
  return { email: keys.hashEmail(email), number: number === null ? null : keys.hashPhone(number) }
}

interface Recorded {
  form: RecordedConsentForm
  channels: readonly Channel[]
  company: string
  scan: UploadedFile | null
  reached: { email: Buffer; number: Buffer | null }
}

async function store(
  app: App,
  sql: Sql,
  user: User,
  contactId: string,
  { form, channels, company, scan, reached }: Recorded,
): Promise<void> {
  const now = app.clock.now()
  const id = randomUUID()
  const text = { words: form.words, company, way: form.way }
  const textHash = createHash('sha256').update(JSON.stringify(text)).digest()
  await keepShownText(sql, textHash, user.language, text, now)
  const kept = await keepEvidence(app, sql, scan ?? noteOf(form, user), user.email)
  await insertRecordedConsent(
    sql,
    {
      id,
      contactId,
      identityHash: reached.email,
      numberHash: channels.some((channel) => (numberChannels as readonly Channel[]).includes(channel))
        ? reached.number
        : null,
      channels,
      controller: company,
      text: form.words,
      textHash,
      act: form.way === 'paper' ? 'signature' : 'spoken',
      evidenceId: kept.id,
      givenAt: new Date(`${form.givenOn}T00:00:00Z`),
      recordedBy: user.email,
    },
    now,
  )
  await tieEvidence(sql, kept.id, 'consent', id, user.email)
  await insertAudit(
    sql,
    [
      {
        actId: `consent:${id}`,
        act: 'consent',
        actor: user.email,
        contactId,
        details: {
          way: form.way,
          channels,
          givenOn: form.givenOn,
          heardBy: form.heardBy,
          text: textHash.toString('hex'),
          evidence: kept.digest,
        },
      },
    ],
    now,
  )
}

/** What was said, as whoever heard it wrote it down. */
function noteOf(form: RecordedConsentForm, user: User): UploadedFile {
  const lines = [form.words, `Heard by: ${form.heardBy}`, `On: ${form.givenOn}`, `Written down by: ${user.email}`]
  return { name: 'spoken-consent.txt', mediaType: 'text/plain', bytes: Buffer.from(`${lines.join('\n')}\n`) }
}
