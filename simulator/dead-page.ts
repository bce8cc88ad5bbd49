import type { Fault } from './faults.ts'
import type { Reply } from './graph/respond.ts'

/**
 * Azure has forgotten where a page begins. Its lists carry the token in the address, Resource Graph in the question;
 * requests without one are not met. The code is the plain one for what Azure does not take; no page documents it.
 */
export async function deadAzurePage(request: Request, faults: readonly Fault[]): Promise<Reply | undefined> {
  const isPlanned = faults.some(({ kind }) => kind === 'deadSkipToken')
  if (!isPlanned || !(await carriesToken(request))) return undefined
  const error = { code: 'BadRequest', message: 'The skip token is not valid or has expired.' }
  return {
    status: 400,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    text: JSON.stringify({ error }),
  }
}

async function carriesToken(request: Request): Promise<boolean> {
  if (/[?&](\$|%24)skiptoken=/i.test(request.url)) return true
  return request.method === 'POST' && (await request.clone().text()).includes('"$skipToken"')
}
