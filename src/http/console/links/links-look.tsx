import { channels } from '../../../domain/app/channel.ts'
import { contrastOnWhite } from '../../../domain/links/colour.ts'
import { logoUrl } from '../../public/brand.ts'
import { Check, CopyField, Csrf, Field, type FormState } from '../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { View } from '../app/view.ts'

/** Colour, channels, mailbox and logo of the page that people see. */
export function LookCard({ view, form }: { view: View; form: FormState }) {
  return (
    <section class="card" id="look">
      <div class="card-head">
        <h2>{view.t.links.sections.look}</h2>
      </div>
      <LookForm view={view} form={form} />
      <LogoForm view={view} form={form} />
    </section>
  )
}

/** The code that shows the page inside a site of the company. */
export function EmbedCard({ view }: { view: View }) {
  const { t, settings } = view
  const e = t.links.embed
  const code =
    '<iframe src="LINK/preferences?embed=1" title="Preferences" width="100%" height="1400" referrerpolicy="no-referrer"></iframe>'
  return (
    <section class="card" id="embed">
      <div class="card-head">
        <h2>{t.links.sections.embed}</h2>
      </div>
      <div class="card-body stack">
        <p>{e.more}</p>
        {settings.publicPage.embedOrigins.length === 0 ? <p class="hint">{e.off}</p> : null}
        <CopyField label={e.code} value={code} copy={t.common.copy} copied={t.common.copied} />
        <p class="hint">{e.script}</p>
      </div>
    </section>
  )
}

function LookForm({ view, form }: { view: View; form: FormState }) {
  const { t, f, settings } = view
  const l = t.links.look
  const page = settings.publicPage
  const typed = form.values['colour'] !== undefined
  const chosen = typed ? (form.values['channels'] ?? '').split(' ') : page.channels
  const contrast = f.number(Math.floor(contrastOnWhite(page.colour) * 10) / 10)
  return (
    <form method="post" action="/links/look" class="card-body stack narrow">
      <p class="hint">{l.more}</p>
      <Csrf token={view.csrf} />
      <Field
        name="colour"
        label={l.colour}
        form={form}
        value={page.colour}
        hint={`${l.colourHint} ${l.contrast(contrast)}`}
        mono
        required
        spellcheck={false}
      />
      <fieldset>
        <legend>{l.channels}</legend>
        <p class="hint">{l.channelsHint}</p>
        <div class="checks-grid">
          {channels
            .filter((channel) => channel !== 'robocall')
            .map((channel) => (
              <Check
                name="channels"
                value={channel}
                label={t.common.channels[channel]}
                checked={chosen.includes(channel)}
              />
            ))}
        </div>
        {form.errors['channels'] === undefined ? null : (
          <p class="wrong">
            <Icon name="alert-triangle" size={14} />
            {form.errors['channels']}
          </p>
        )}
      </fieldset>
      <Field
        name="mailbox"
        label={l.mailbox}
        form={form}
        value={page.mailbox ?? ''}
        hint={l.mailboxHint}
        inputmode="email"
        spellcheck={false}
      />
      <Field
        name="embedOrigins"
        label={l.origins}
        form={form}
        value={page.embedOrigins.join('\n')}
        hint={l.originsHint}
        lines={3}
        mono
        spellcheck={false}
      />
      <p>
        <button type="submit" class="btn">
          {t.common.save}
        </button>
      </p>
    </form>
  )
}

function LogoForm({ view, form }: { view: View; form: FormState }) {
  const l = view.t.links.look
  const page = view.settings.publicPage
  return (
    <form method="post" action="/links/logo" enctype="multipart/form-data" class="card-body stack narrow divided">
      <Csrf token={view.csrf} />
      {page.logo === null ? null : (
        <p>
          <img src={logoUrl(page.logo)} alt={l.logoNow} height="40" />
        </p>
      )}
      <div class="field">
        <label for="logo">{l.logo}</label>
        <input
          id="logo"
          name="logo"
          type="file"
          accept="image/png,image/jpeg,image/webp"
          aria-describedby="logo-hint"
          aria-invalid={form.errors['logo'] === undefined ? undefined : 'true'}
        />
        <p class="hint" id="logo-hint">
          {l.logoHint}
        </p>
        {form.errors['logo'] === undefined ? null : (
          <p class="wrong">
            <Icon name="alert-triangle" size={14} />
            {form.errors['logo']}
          </p>
        )}
      </div>
      <p>
        <button type="submit" class="btn">
          {l.logoSend}
        </button>
        {page.logo === null ? null : (
          <>
            {' '}
            <button type="submit" class="btn quiet" name="remove" value="yes">
              {l.logoNone}
            </button>
          </>
        )}
      </p>
    </form>
  )
}
