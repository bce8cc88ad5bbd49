/** A child that decides without end and says what was kept, each when it is: for the test that kills it. */
import { tenantId } from '#model/ids.ts'
import { openStore } from '#store/store.ts'

const [data = '', round = ''] = process.argv.slice(2)
const store = await openStore(data)
const { decisions } = await store.forTenant(tenantId('contoso'))

for (let number = 0; ; number += 1) {
  const subject = `${round}-${number}`
  await decisions.attest({
    kind: 'attest',
    control: 'partners/every-partner-is-attested',
    subject,
    fingerprint: 'f',
    items: [{ item: subject, dataset: 'roleAssignments', end: null, what: 'a role' }],
    author: 'olga',
    reason: 'reviewed',
    at: new Date().toISOString(),
    until: '2030-01-01T00:00:00.000Z',
  })
  process.stdout.write(`${subject}\n`)
}
