import { escapeHtml } from './call.ts'

/** The vendors' consent page: one form back to the same path, two buttons. */
export function consentPage(options: {
  vendor: string
  colour: string
  account: string
  app: string
  scopes: readonly string[]
  path: string
  fields: Readonly<Record<string, string>>
}): string {
  const hidden = Object.entries(options.fields)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('\n')
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(options.vendor)} : autoriser une application</title>
<style>body{font:16px/1.5 system-ui,sans-serif;background:#f5f6f8;margin:0;color:#1d2733}main{max-width:34rem;margin:4rem auto;background:#fff;padding:2rem;border-radius:10px;border-top:6px solid ${options.colour};box-shadow:0 1px 4px #0002}
h1{font-size:1.3rem;margin-top:0}li{font-family:ui-monospace,monospace;font-size:.9rem}button{font:inherit;padding:.6rem 1.2rem;border-radius:6px;border:1px solid #b8c0cc;background:#fff;cursor:pointer}button[value=allow]{background:${options.colour};border-color:${options.colour};color:#fff}p.note{color:#5b6675;font-size:.85rem}</style></head>
<body><main><h1>${escapeHtml(options.vendor)} (bac à sable)</h1>
<p>L’application <strong>${escapeHtml(options.app)}</strong> demande l’accès au compte <strong>${escapeHtml(options.account)}</strong> :</p>
<ul>${options.scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('')}</ul>
<form method="post" action="${escapeHtml(options.path)}">
${hidden}
<button type="submit" name="decision" value="allow">Autoriser</button>
<button type="submit" name="decision" value="refuse">Refuser</button>
</form><p class="note">Ce serveur local imite ${escapeHtml(options.vendor)} ; aucune donnée ne sort de cette machine.</p></main></body></html>`
}

export function problemPage(vendor: string, title: string, detail: string): string {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body style="font:16px system-ui;max-width:40rem;margin:4rem auto"><h1>${escapeHtml(vendor)} : ${escapeHtml(title)}</h1><p>${escapeHtml(detail)}</p></body></html>`
}
