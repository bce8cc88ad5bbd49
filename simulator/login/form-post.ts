import { html } from 'hono/html'

/**
 * The page that answers a sign-in with `response_mode=form_post`: it posts the outcome to the program by itself, so
 * that no code is ever part of an address, of a history or of a log.
 */
export function formPost(target: URL, fields: URLSearchParams): string {
  const inputs = [...fields].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )
  const page = html`<html><head><title>Working...</title></head><body><form method="POST" name="hiddenform" action="${target.href}">${inputs}<noscript><p>Script is disabled. Click Submit to continue.</p><input type="submit" value="Submit" /></noscript></form><script language="javascript">document.forms[0].submit();</script></body></html>`
  return String(page)
}
