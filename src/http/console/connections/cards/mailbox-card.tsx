import type { ConnectionFacts } from '../facts/connection-facts.ts'
import { Check, Csrf, emptyForm, Field, type FormState } from '../../ui/form.tsx'
import { vendorText } from '../../app/vendor-text.ts'
import type { View } from '../../app/view.ts'

/** Who writes to a mailbox besides the people we contact: colleagues who pass opt-outs on, vendors that list them. */
export function MailboxCard({
  view,
  facts: { connection, connector, mailbox },
  form,
  admin,
}: {
  view: View
  facts: ConnectionFacts
  form: FormState | null
  admin: boolean
}) {
  const m = view.t.mailboxes
  if (mailbox === null) return null
  const { colleagues, domains, authServer, vendors } = mailbox
  if (!admin)
    return (
      <section class="card" id="senders">
        <div class="card-head">
          <h2>{m.title}</h2>
        </div>
        <p class="card-body">{colleagues ? m.colleaguesOn : m.peopleOnly}</p>
      </section>
    )
  const filled = form ?? emptyForm
  return (
    <section class="card wide-card" id="senders">
      <div class="card-head">
        <h2>{m.title}</h2>
      </div>
      <form method="post" action={`/connections/${connection.id}/senders`} class="card-body stack">
        <Csrf token={view.csrf} />
        <Check
          name="colleagues"
          label={m.colleagues}
          hint={view.app.mailer === null ? `${m.colleaguesMore} ${m.noMailer}` : m.colleaguesMore}
          checked={form === null ? colleagues : form.values['colleagues'] === 'on'}
        />
        <Field
          name="domains"
          label={m.domains}
          hint={m.domainsHint}
          form={filled}
          value={domains.join('\n')}
          lines={2}
          mono
          spellcheck={false}
        />
        <Field
          name="authServer"
          label={m.authServer}
          hint={m.authServerHint}
          form={filled}
          value={authServer}
          mono
          spellcheck={false}
        />
        <Field
          name="vendors"
          label={m.vendors}
          hint={m.vendorsHint}
          form={filled}
          value={vendors.map(({ address, vendor }) => `${vendor} <${address}>`).join('\n')}
          lines={2}
          mono
          spellcheck={false}
        />
        {connector.sharedMailboxes === undefined ? null : (
          <Field
            name="shared"
            label={m.shared}
            hint={vendorText(view, connector.sharedMailboxes)}
            form={filled}
            value={connection.sharedMailbox}
            mono
            spellcheck={false}
          />
        )}
        <p class="actions">
          <button type="submit" class="btn">
            {m.save}
          </button>
        </p>
      </form>
    </section>
  )
}
