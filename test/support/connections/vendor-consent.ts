/** Presses "allow" on the vendor's consent page; gives where it sends the admin. */
export async function allowAtVendor(url: string): Promise<URL> {
  const page = await (await fetch(url)).text()
  const action = /<form method="post" action="([^"]*)"/u.exec(page)?.[1]
  if (action === undefined) throw new Error(`no consent form: ${page.slice(0, 500)}`)
  const decode = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'")
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/gu)].map(
    ([, name = '', value = '']): [string, string] => [decode(name), decode(value)],
  )
  const answer = await fetch(new URL(decode(action), url), {
    method: 'POST',
    body: new URLSearchParams([...fields, ['decision', 'allow']]),
    redirect: 'manual',
  })
  return new URL(answer.headers.get('location') ?? 'http://localhost/no-location')
}
