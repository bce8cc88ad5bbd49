/** The library's listener for the browser's answer: it has no way to be told that nobody waits any more. */

/**
 * Answers the listener in the place of the browser, with a refusal; the library then closes it. Not by the
 * transport: that one closes at the same moment, and this is a call to our own program.
 */
export async function hangUp(authorizeAddress: string): Promise<void> {
  const asked = new URL(authorizeAddress).searchParams
  const listener = new URL(asked.get('redirect_uri') ?? '')
  // The library listens on this address only; the name may mean another one first.
  listener.hostname = '127.0.0.1'
  const body = new URLSearchParams({ error: 'access_denied', state: asked.get('state') ?? '' })
  // The browser was quicker: then the listener is gone, which is all that is wanted.
  await fetch(listener, { method: 'POST', body }).catch(() => undefined)
}
