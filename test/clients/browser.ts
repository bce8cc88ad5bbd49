/** What a browser does at a sign-in page: it opens the address and submits the form that it finds there. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

const plain = (text = ''): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? '')

/** The form of a page: where it goes, and what it carries. */
export async function formAt(address: string): Promise<{ target: string; fields: URLSearchParams }> {
  const text = await (await fetch(address, { redirect: 'manual' })).text()
  const target = plain(/<form[^>]* action="([^"]*)"/.exec(text)?.[1])
  const fields = new URLSearchParams()
  for (const [, name, value] of text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g))
    fields.append(plain(name), plain(value))
  return { target, fields }
}

/** Opens the address as the person would, and comes back with what the program answers. */
export async function browse(address: string): Promise<Response> {
  const { target, fields } = await formAt(address)
  return fetch(target, { method: 'POST', body: fields })
}
