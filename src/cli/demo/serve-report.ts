/** Shows the report in a browser, on this machine only, until Ctrl-C. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Context } from '../context.ts'
import { print } from '../output.ts'

/** Serves one page; a request under another host name is refused, so that no page elsewhere can read it. */
export async function serveReport({ stdout, signal }: Context, html: string): Promise<void> {
  const server = createServer((request, response) => {
    const isOurs = /^(127\.0\.0\.1|localhost):\d+$/.test(request.headers.host ?? '')
    response.writeHead(isOurs ? 200 : 421, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'x-content-type-options': 'nosniff',
    })
    response.end(isOurs ? html : '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await print(stdout, `Open http://127.0.0.1:${(server.address() as AddressInfo).port}/ (Ctrl-C ends)\n`)
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  server.closeAllConnections()
  server.close()
}
