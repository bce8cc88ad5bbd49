/** Declares many things, as a process of its own. */
import { tenantId } from '#model/ids.ts'
import { openStore } from '#store/store.ts'

const [, , data = '', author = '', count = '0'] = process.argv
const store = await openStore(data)
const { decisions } = await store.forTenant(tenantId('t'))
for (let n = 0; n < Number(count); n += 1) {
  const at = new Date(Date.UTC(2026, 0, 1, 0, 0, n)).toISOString()
  await decisions.declare({ kind: 'people', subject: `${author} ${n}`, author, reason: 'at once', at })
}
await store.close()
process.disconnect?.()
